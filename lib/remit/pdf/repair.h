#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace remit::pdf {

/// What the encryption of a file asks of us.
enum class Lock {
  None,      ///< not encrypted
  Open,      ///< encrypted, and opens without a password
  Foreign,   ///< opens without a password, but not for PoDoFo: rewrite the file first
  Password,  ///< opens with a password only
};

/// Looks at how `bytes` are encrypted. Costs nothing for a file that nowhere says /Encrypt.
Lock check_encryption(std::string_view bytes);

/// A /Size of eight million in a file of 700 bytes would cost 330 MB before the first page. Writes
/// a smaller number in its place where it is plainly false.
void correct_size(std::string& bytes);

/// Writes the file anew with libqpdf: cross-reference table rebuilt, decrypted, object streams
/// unpacked. Empty if libqpdf cannot make sense of it either.
std::optional<std::string> rewrite(std::string_view bytes);

/// The last resort, for a file cut short before its catalog: gathers what looks like pages
/// ("7 0 obj << /Type /Page …") into a page tree of our own, written behind `bytes`.
std::optional<std::string> gather_pages(std::string_view bytes);

}  // namespace remit::pdf
