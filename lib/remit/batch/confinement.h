#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace remit {

/// What a process may still do while it reads a document that nobody vouches for.
struct Confinement {
  std::size_t memory = 0;    ///< bytes of address space (RLIMIT_AS); 0: as much as there is
  unsigned cpu_seconds = 0;  ///< of processor time, all threads together; 0: without end
  std::vector<std::filesystem::path> readable = {};  ///< files and folders it may read
};

/// Confines this process for the rest of its life:
///
///     limits      memory, processor time, no core dump
///     Landlock    files: what is `readable` and what a program's libraries and the models of
///                 Tesseract need (/usr, /lib, /etc, …) may be read, nothing may be written, made
///                 or removed; no TCP. What is open already stays open
///     seccomp     no sockets, no other program, no child, no tracing, no mounts: EPERM
///
/// What the kernel or the build lacks is left out. Gives back what holds: "Landlock, seccomp,
/// limits". To be called where the process has one thread: others would stay free. In a build with
/// a sanitizer memory is not limited, for that reserves more than any limit.
std::string confine(const Confinement& wanted);

}  // namespace remit
