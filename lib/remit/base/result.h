#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace remit {

/// Why an operation could not be done. Prints as
///
///     bylaws.pdf: error: encrypted with a password [encrypted]
///       hint: save a copy without the password and try again
///
/// `code` is a kebab-case word that programs may rely on; the codes are listed in cli/README.md.
struct Error {
  std::string code;
  std::string message;
  std::string hint = {};  ///< what the user can do about it; may be empty
  std::string file = {};  ///< as the user gave it; may be empty
  int line = 0;           ///< 1-based; 0 where there is none
  int column = 0;         ///< 1-based; 0 where there is none
  std::string rule = {};  ///< of a grammar; may be empty
};

/// A value, or the Error that stood in its way.
template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace remit
