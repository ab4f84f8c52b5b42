#pragma once

#include <array>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "remit/page/page_source.h"

namespace remit {

/// Reads pages of a source on a thread of its own, a few ahead of the caller, so that a page is
/// laid out while the next is read; where there is one thread (threads_in_use()), each when it is
/// asked for. The pages come in the order asked for, with their diagnostics.
///
///     ReadAhead pages(source, {3, 4, 5});
///     while (const Page* page = pages.next(diagnostics)) reader.add(*page);
///
/// The source belongs to it until it is destroyed, which may be before the last page.
class ReadAhead {
 public:
  ReadAhead(PageSource& source, std::vector<int> numbers);
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// The next page, valid until the next call; null after the last. What the source throws at a
  /// page is thrown here, when that page is asked for; it is the last that is read.
  const Page* next(Diagnostics& out);

 private:
  struct Slot {
    Page page;
    Diagnostics diagnostics;
    std::exception_ptr thrown;  // instead of a page
  };

  void read_all();
  void read(int number, Slot& slot) noexcept;

  PageSource& source_;
  std::vector<int> numbers_;
  std::array<Slot, 16> slots_;  // pages with tables take the caller longer than the source
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t read_ = 0;   // pages that stand in slots or were given out
  std::size_t given_ = 0;  // pages given out; the last of them is still in use
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace remit
