#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace remit::pdf {

/// Bytes that can be overwritten, grown and used again for the next stream. Unlike std::string it
/// does not clear what it grows by, which would cost as much as inflating.
class ByteBuffer {
 public:
  [[nodiscard]] char* data() { return bytes_.get(); }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t capacity() const { return capacity_; }
  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }

  void clear() { size_ = 0; }

  /// Precondition: size <= capacity().
  void set_size(std::size_t size) { size_ = size; }

  void reserve(std::size_t capacity) {
    if (capacity <= capacity_) return;
    std::unique_ptr<char[]> bytes(new char[capacity]);
    if (size_ != 0) std::memcpy(bytes.get(), bytes_.get(), size_);
    bytes_ = std::move(bytes);
    capacity_ = capacity;
  }

  void append(std::string_view more) {
    if (more.empty()) return;
    if (size_ + more.size() > capacity_) reserve((size_ + more.size()) * 3 / 2);
    std::memcpy(bytes_.get() + size_, more.data(), more.size());
    size_ += more.size();
  }

  void append(char c) { append(std::string_view(&c, 1)); }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace remit::pdf
