#include "remit/export/growing_file.h"

#include <cerrno>
#include <cstring>

namespace remit {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;

}  // namespace

GrowingFile::GrowingFile(const std::filesystem::path& path)
    : name_(path.string()), file_(std::fopen(path.c_str(), "wb")) {
  if (!file_) problem_ = std::strerror(errno);
}

void GrowingFile::append(std::string_view bytes) {
  waiting_ += bytes;
  if (waiting_.size() >= kPiece) flush();
}

void GrowingFile::flush() {
  if (problem_.empty() &&
      std::fwrite(waiting_.data(), 1, waiting_.size(), file_.get()) != waiting_.size())
    problem_ = std::strerror(errno);
  waiting_.clear();
}

Result<void> GrowingFile::close() {
  flush();
  if (file_ && std::fclose(file_.release()) != 0 && problem_.empty())
    problem_ = std::strerror(errno);
  return check();
}

Result<void> GrowingFile::check() const {
  if (problem_.empty()) return {};
  return fail({.code = "unwritable",
               .message = problem_,
               .hint = "check that the folder exists, may be written to and has room",
               .file = name_});
}

}  // namespace remit
