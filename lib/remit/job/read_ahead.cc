#include "remit/job/read_ahead.h"

#include <iterator>
#include <system_error>
#include <utility>

#include "remit/base/parallel.h"

namespace remit {

ReadAhead::ReadAhead(PageSource& source, std::vector<int> numbers)
    : source_(source), numbers_(std::move(numbers)) {
  if (threads_in_use() == 1) return;
  try {
    thread_ = std::thread([this] { read_all(); });
  } catch (const std::system_error&) {
    // a limit on threads is reached: pages are read when they are asked for
  }
}

ReadAhead::~ReadAhead() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void ReadAhead::read(int number, Slot& slot) noexcept {
  try {
    slot.diagnostics.clear();
    source_.read(number, slot.page, slot.diagnostics);
  } catch (...) {  // on this thread it would end the program
    slot.thrown = std::current_exception();
  }
}

void ReadAhead::read_all() {
  for (std::size_t i = 0; i < numbers_.size(); ++i) {
    {
      std::unique_lock lock(mutex_);
      // the slot is free once the caller has asked for the page after the one that was in it
      changed_.wait(lock, [&] { return stop_ || i < given_ + slots_.size() - 1; });
      if (stop_) return;
    }
    Slot& slot = slots_[i % slots_.size()];
    read(numbers_[i], slot);
    const bool last = slot.thrown != nullptr;
    {
      const std::lock_guard lock(mutex_);
      read_ = i + 1;
    }
    changed_.notify_all();
    if (last) return;
  }
}

const Page* ReadAhead::next(Diagnostics& out) {
  if (!thread_.joinable()) {
    if (given_ == numbers_.size()) return nullptr;
    source_.read(numbers_[given_], slots_[0].page, out);
    ++given_;
    return &slots_[0].page;
  }
  std::unique_lock lock(mutex_);
  if (given_ == numbers_.size()) return nullptr;
  changed_.wait(lock, [&] { return read_ > given_; });
  Slot& slot = slots_[given_ % slots_.size()];
  if (slot.thrown) std::rethrow_exception(slot.thrown);
  ++given_;
  lock.unlock();
  changed_.notify_all();
  std::move(slot.diagnostics.begin(), slot.diagnostics.end(), std::back_inserter(out));
  return &slot.page;
}

}  // namespace remit
