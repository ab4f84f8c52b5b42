// How the program is linked with mimalloc: large pages, and an operator new that throws.

#include <algorithm>
#include <cstdlib>
#include <mimalloc.h>
#include <new>

namespace {

/// A document's memory is written once and given back at the end: what it costs is the first touch
/// of each page, a fifth of all the work in pages of 4 kB, and little in large ones. Where the
/// system has none, memory that was freed is at least kept. The variables MIMALLOC_… still have the
/// last word.
void use_large_pages(int, char**, char**) {
  mi_option_set_default(mi_option_large_os_pages, 1);
  mi_option_set_default(mi_option_eager_commit_delay, 0);  // of each thread's first memory too
  mi_option_set_default(mi_option_allow_decommit, 0);
}

/// It must be said before the first memory is taken, and libraries do that as they start.
[[gnu::section(".preinit_array"),
  gnu::used]] void (*const before_libraries)(int, char**, char**) = use_large_pages;

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

// Built as C, as Debian has it, mimalloc's own ends the program where there is no memory, and a
// document that takes too much could not be told from a crash. What is deleted goes back to
// mimalloc, which is malloc too.
void* operator new(std::size_t size) { return or_throw(std::malloc(size)); }
void* operator new[](std::size_t size) { return or_throw(std::malloc(size)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return aligned(size, alignment);
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return aligned(size, alignment);
}
