#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "remit/base/result.h"

namespace remit {

/// A file that grows: written in large pieces, closed at the end.
class GrowingFile {
 public:
  explicit GrowingFile(const std::filesystem::path& path);

  void append(std::string_view bytes);
  /// Writes what is left. Error: unwritable, if anything could not be written.
  Result<void> close();
  [[nodiscard]] Result<void> check() const;

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  void flush();

  std::string name_;
  std::unique_ptr<std::FILE, Closer> file_;
  std::string waiting_;
  std::string problem_;  // what went wrong first
};

}  // namespace remit
