#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace remit {

/// The file of a grammar folder that lists councils: a line each, tab-separated, code, name, Welsh
/// name, kind, nation, day of its end, other names parted by "; ". Lines that begin with # are for
/// people.
inline constexpr std::string_view kCouncilsFile = "councils.tsv";

/// One line of it.
struct Council {
  std::string gss;  ///< code of the Office for National Statistics: E10000011
  std::string name;
  std::string welsh_name;  ///< empty: it has none
  std::string kind;        ///< "unitary", "London borough", …
  std::string nation;
  std::string until;  ///< ISO 8601; empty: it still is
};

/// Councils by what they are called. Its files are read when the first is asked for. Safe to ask on
/// several threads.
class Councils {
 public:
  Councils();
  ~Councils();
  Councils(Councils&&) noexcept;
  Councils& operator=(Councils&&) noexcept;

  /// One more file to look in; it need not exist. A later one may name a council anew.
  void add(std::filesystem::path file);

  /// The council of that name, in any of its forms. Case, dashes, quotes and a leading article of
  /// the name ("The City of …", where the file has it without) make no difference. None where no
  /// council, or more than one, has it.
  [[nodiscard]] const Council* named(std::string_view name) const;
  /// The council with that code.
  [[nodiscard]] const Council* coded(std::string_view gss) const;

 private:
  struct Register;
  const Register& read() const;
  std::unique_ptr<Register> register_;
};

}  // namespace remit
