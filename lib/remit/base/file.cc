#include "remit/base/file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <unistd.h>

namespace remit {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

/// `expected`: how many bytes there will be, if that is known.
bool read_all(std::FILE* file, std::size_t expected, std::string& bytes) {
  constexpr std::size_t kChunk = 1 << 16;
  std::size_t size = 0;
  for (std::size_t want = expected + 1;; want = kChunk) {  // one more, to see the end
    bytes.resize(size + want);
    const std::size_t got = std::fread(bytes.data() + size, 1, want, file);
    size += got;
    if (got < want) break;
  }
  bytes.resize(size);
  return std::ferror(file) == 0;
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  std::string bytes;
  if (path == "-") {
    if (!read_all(stdin, 0, bytes))
      return fail({.code = "unreadable", .message = "standard input cannot be read", .file = path});
    return bytes;
  }
  std::error_code problem;
  const auto status = std::filesystem::status(path, problem);
  if (!std::filesystem::exists(status))
    return fail({.code = "no-file",
                 .message = "there is no such file",
                 .hint = "check the spelling; quote names that have spaces in them",
                 .file = path});
  if (std::filesystem::is_directory(status))
    return fail({.code = "is-folder",
                 .message = "it is a folder",
                 .hint = "name the files in it: " + path + "/*.pdf",
                 .file = path});
  const auto size =
      std::filesystem::is_regular_file(status) ? std::filesystem::file_size(path, problem) : 0;
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file || !read_all(file.get(), problem ? 0 : size, bytes))
    return fail({.code = "unreadable",
                 .message = std::strerror(errno),
                 .hint = "check that you may read it",
                 .file = path});
  return bytes;
}

Result<void> write_file(const std::filesystem::path& named, std::string_view bytes) {
  // a link stays a link, and a device or a pipe is written to, not replaced
  std::error_code ignored_here;
  const bool exists = std::filesystem::exists(named, ignored_here);
  const std::filesystem::path path =
      exists ? std::filesystem::canonical(named, ignored_here) : named;
  const bool in_place = exists && !std::filesystem::is_regular_file(path, ignored_here);
  const std::filesystem::path temporary =
      in_place ? path
               : std::filesystem::path(path.string() + ".part" +
                                       std::to_string(static_cast<long>(::getpid())));
  const auto failed = [&] {
    const std::string reason = std::strerror(errno);
    std::error_code ignored;
    if (!in_place) std::filesystem::remove(temporary, ignored);
    return fail({.code = "unwritable",
                 .message = reason,
                 .hint = "check that the folder exists, may be written to and has room",
                 .file = path.string()});
  };
  {
    File file(std::fopen(temporary.c_str(), "wb"));
    if (!file) return failed();
    if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size()) return failed();
    if (std::fclose(file.release()) != 0) return failed();
  }
  if (!in_place && std::rename(temporary.c_str(), path.c_str()) != 0) return failed();
  return {};
}

}  // namespace remit
