// operator new where the program is linked with mimalloc. Built as C, as Debian has it, mimalloc's
// own ends the program where there is no memory, and a document that takes too much could not be
// told from a crash. What is deleted goes back to mimalloc, which is malloc too.

#include <algorithm>
#include <cstdlib>
#include <new>

namespace {

void* or_throw(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void* aligned(std::size_t size, std::align_val_t alignment) {
  const auto step = static_cast<std::size_t>(alignment);
  if (size > static_cast<std::size_t>(-1) - step) throw std::bad_alloc();
  return or_throw(std::aligned_alloc(step, std::max(step, (size + step - 1) / step * step)));
}

}  // namespace

void* operator new(std::size_t size) { return or_throw(std::malloc(size)); }
void* operator new[](std::size_t size) { return or_throw(std::malloc(size)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return aligned(size, alignment);
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return aligned(size, alignment);
}
