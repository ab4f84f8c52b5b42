#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace remit {

/// What a process may still take while it reads a document that nobody vouches for.
struct Limits {
  std::size_t memory = 0;  ///< bytes of address space (RLIMIT_AS); 0: as much as there is
  rlim_t file_size =
      0;  ///< bytes of a file that it writes (RLIMIT_FSIZE); 0: as many as there is room
  rlim_t cpu_seconds = 0;  ///< of processor time, all threads together; 0: without end
};

/// Limits this process for the rest of its life, and lets it leave no core dump. Whether the system
/// did so. To be called before it reads a file, whose size nobody vouches for either. In a build
/// with a sanitizer memory is not limited, for that reserves more than any limit.
bool set_limits(const Limits& limits);

/// Confines this process for the rest of its life:
///
///     Landlock    files: what is `readable`, and what a program's libraries and the models of
///                 Tesseract need (/usr, /lib, /etc, …), may be read; nothing may be written, made
///                 or removed; no TCP. What is open already stays open
///     seccomp     no sockets, no other program, no child, no tracing, no mounts, no memory that no
///                 limit counts, no file's length, mode or times, no other process's limits: EPERM
///
/// What the kernel or the build lacks is left out. Gives back what holds: "Landlock, seccomp". To
/// be called where the process has one thread: others would stay free.
std::string confine(const std::vector<std::filesystem::path>& readable);

}  // namespace remit
