#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace remit {

/// The file of a grammar folder that lists legislation: a line each, tab-separated, title, year,
/// chapter or number, path below legislation.gov.uk; sorted by folded(title), then by year. Lines
/// that begin with # are for people.
inline constexpr std::string_view kActsFile = "acts.tsv";

/// One line of it. Views live as long as its Acts.
struct Act {
  std::string_view title;  ///< without its year
  int year = 0;
  std::string_view chapter;  ///< "c. 70"
  std::string_view path;     ///< "ukpga/1972/70"
};

/// Legislation by title. Its files are read when the first title is asked for. Safe to ask on
/// several threads.
class Acts {
 public:
  Acts();
  ~Acts();
  Acts(Acts&&) noexcept;
  Acts& operator=(Acts&&) noexcept;

  /// One more file to look in; it need not exist.
  void add(std::filesystem::path file);

  /// All of that title, the oldest first. Case, dashes and quotes make no difference.
  [[nodiscard]] std::vector<Act> find(std::string_view title) const;

 private:
  struct Files;
  std::unique_ptr<Files> files_;
};

}  // namespace remit
