#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "remit/base/result.h"

namespace remit {

/// A file or folder that is written under another name beside its place, and takes the place once
/// it is whole: nobody meets it half-written. What was not put in place is gone when this is.
class StagedPlace {
 public:
  /// A file. With `replace` one that is empty or has this `opening` goes; others are refused.
  /// Errors: exists, where something is there and it is not to be replaced; unwritable.
  static Result<StagedPlace> file(const std::filesystem::path& place, std::string_view opening,
                                  bool replace);
  /// A folder, made now; one that is empty counts as none. With `replace` one that holds nothing
  /// but files of these endings goes; others are refused. Errors: exists, unwritable.
  static Result<StagedPlace> folder(const std::filesystem::path& named,
                                    std::span<const std::string_view> endings, bool replace);

  StagedPlace(StagedPlace&& other) noexcept;
  StagedPlace& operator=(StagedPlace&&) = delete;
  ~StagedPlace();

  /// Where to write.
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Error: unwritable.
  Result<void> put_in_place();

 private:
  StagedPlace(std::filesystem::path place, std::filesystem::path path)
      : place_(std::move(place)), path_(std::move(path)) {}

  std::filesystem::path place_;
  std::filesystem::path path_;  // empty: nothing is left to remove
};

}  // namespace remit
