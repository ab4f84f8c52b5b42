#include "remit/export/staged_place.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace remit {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> unwritable(const fs::path& place, const std::error_code& problem) {
  return fail({.code = "unwritable",
               .message = problem.message(),
               .hint = "check that the folder exists, may be written to and has room",
               .file = place.string()});
}

tl::unexpected<Error> exists(const fs::path& place, std::string message, std::string hint) {
  return fail({.code = "exists",
               .message = std::move(message),
               .hint = std::move(hint),
               .file = place.string()});
}

fs::path without_slash(const fs::path& place) {
  return place.has_filename() ? place : place.parent_path();
}

fs::path beside(const fs::path& place, const char* why) {
  return place.string() + why + std::to_string(static_cast<long>(::getpid()));
}

/// The first file below a folder with none of these endings; empty: there is none.
fs::path other_file(const fs::path& folder, std::span<const std::string_view> endings) {
  std::vector<fs::path> others;
  std::error_code problem;
  for (const auto& entry : fs::recursive_directory_iterator(folder, problem)) {
    const std::string name = entry.path().filename().string();
    const bool ours = entry.is_directory() ||
                      std::any_of(endings.begin(), endings.end(),
                                  [&](std::string_view ending) { return name.ends_with(ending); });
    if (!ours) others.push_back(entry.path().lexically_relative(folder));
  }
  return others.empty() ? fs::path() : *std::min_element(others.begin(), others.end());
}

bool begins_with(const fs::path& file, std::string_view opening) {
  std::string bytes(opening.size(), '\0');
  std::ifstream(file, std::ios::binary)
      .read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes == opening;
}

}  // namespace

Result<StagedPlace> StagedPlace::file(const fs::path& place, std::string_view opening,
                                      bool replace) {
  std::error_code problem;
  const fs::file_status status = fs::status(place, problem);
  if (fs::is_directory(status)) return exists(place, "it is a folder", "name a file");
  if (fs::exists(status) && !fs::is_regular_file(status))
    return exists(place, "it is no file that can be replaced", "name another file");
  if (fs::exists(status) && !replace)
    return exists(place, "it is there already", "--force replaces it");
  if (fs::exists(status) && fs::file_size(place, problem) > 0 && !begins_with(place, opening))
    return exists(place, "it is no file that an export wrote", "name another file");
  return StagedPlace(place, beside(place, ".part"));
}

Result<StagedPlace> StagedPlace::folder(const fs::path& named,
                                        std::span<const std::string_view> endings, bool replace) {
  const fs::path place = without_slash(named);
  std::error_code problem;
  const fs::file_status status = fs::status(place, problem);
  if (fs::exists(status) && !fs::is_directory(status))
    return exists(place, "it is a file", "name a folder");
  if (fs::is_directory(status) && !fs::is_empty(place, problem)) {
    if (!replace) return exists(place, "it is there already", "--force replaces it");
    if (const fs::path other = other_file(place, endings); !other.empty())
      return exists(place, "it holds other files than an export's, such as " + other.string(),
                    "name a folder that nothing else is in");
  }
  const fs::path path = beside(place, ".part");
  fs::create_directories(path, problem);
  if (problem) return unwritable(place, problem);
  return StagedPlace(place, path);
}

StagedPlace::StagedPlace(StagedPlace&& other) noexcept
    : place_(std::move(other.place_)), path_(std::exchange(other.path_, {})) {}

StagedPlace::~StagedPlace() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

Result<void> StagedPlace::put_in_place() {
  std::error_code problem;
  const fs::path old = beside(place_, ".old");
  const bool folder = fs::is_directory(place_, problem);
  problem.clear();
  if (folder) fs::rename(place_, old, problem);
  if (!problem) fs::rename(path_, place_, problem);
  if (problem) return unwritable(place_, problem);
  path_.clear();
  if (folder) fs::remove_all(old, problem);
  return {};
}

}  // namespace remit
