#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "support/places.h"

namespace remit::test {

/// The bytes of a file; empty where there is none.
inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void write(const std::filesystem::path& path, std::string_view bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

/// A file of this repository.
inline std::filesystem::path source_path(std::string_view relative) {
  return source_dir() / relative;
}

/// All files below a folder with one of these endings, in the order of their paths.
inline std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder,
                                                      const std::vector<std::string>& endings) {
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::is_directory(folder)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file() &&
        std::count(endings.begin(), endings.end(), entry.path().extension().string()) > 0)
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// The documents below fixtures/ that can be read or must be refused: all but their notes.
inline std::vector<std::filesystem::path> fixtures() {
  auto files = files_below(source_path("fixtures"), {".pdf", ".txt", ".md"});
  std::erase_if(files, [](const std::filesystem::path& file) {
    return file.filename() == "notes.md" || file.filename() == "README.md";
  });
  return files;
}

/// Documents that are not part of the repository, below ../shared/corpus. None where it is absent.
inline std::vector<std::filesystem::path> corpus(const std::vector<std::string>& folders) {
  std::vector<std::filesystem::path> files;
  for (const std::string& folder : folders) {
    const auto found = files_below(shared_dir() / "corpus" / folder, {".pdf", ".txt", ".md"});
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

/// A file's path as a test's name: letters, digits and _.
inline std::string test_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const bool keep = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (keep)
      name += c;
    else if (!name.empty() && name.back() != '_')
      name += '_';
  }
  while (name.ends_with('_')) name.pop_back();
  return name;
}

}  // namespace remit::test
