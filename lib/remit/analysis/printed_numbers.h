#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "remit/grammar/grammar.h"

namespace remit {

/// A number as a reference prints it, from the outer to the inner: "3(b)(ii)" is 3 · (b) · (ii).
/// Each step as number_key() has it.
using NumberPath = std::vector<std::string>;

/// One of a list of numbers, or a range of them.
struct PrintedNumber {
  NumberPath first;
  NumberPath last = {};  ///< of a range; else empty
};

/// Comparable form of one step, or of a node's num: without spaces, zeros before a digit and the
/// stop behind; "11.02" is "11.2". A number in brackets keeps them: "(2)" is not "2".
std::string number_key(std::string_view num);

/// The numbers of a list. A step in brackets alone goes on from the one before.
///
///     "4.02–4.04 and 9"  →  4.2 to 4.4 · 9
///     "3(b) and (c)"     →  3 (b) · 3 (c)
///
std::vector<PrintedNumber> read_numbers(std::string_view nums, const Grammar& grammar);

/// The numbers of a range, its ends included: "11.2" to "11.4" is 11.2 · 11.3 · 11.4. Only the two
/// ends where they do not count in one list, or are further apart than a reference would say.
std::vector<NumberPath> numbers_between(const NumberPath& first, const NumberPath& last);

}  // namespace remit
