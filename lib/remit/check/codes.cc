#include "remit/check/codes.h"

#include <algorithm>
#include <array>

namespace remit {
namespace {

constexpr Severity kInfo = Severity::Info;
constexpr Severity kWarning = Severity::Warning;
constexpr Severity kError = Severity::Error;

constexpr std::array<CheckCode, 32> kCodes = {{
    {"contents-mismatch", kWarning, "The contents list and the body differ.",
     "Set right whichever of the two is out of date."},
    {"encoding", kWarning, "A text is not in UTF-8.", "Save it as UTF-8."},
    {"field-error", kWarning, "A word processor printed an error where a reference should stand.",
     "Ask the author where it should lead."},
    {"filter-unsupported", kWarning, "Data of a page are packed in a way not known here.",
     "Print the document to a new PDF."},
    {"font-cmap-unknown", kWarning, "A font uses a character map that is not known here.",
     "Compare the text with the original."},
    {"font-without-unicode", kWarning, "A font does not say which characters its glyphs are.",
     "Let OCR read them, or save the original as PDF again."},
    {"form-recursive", kWarning, "A part of a page contains itself.",
     "Compare the page with the original."},
    {"hidden-text-bad", kWarning, "The text hidden below a scanned page is garbled.",
     "Compare the page with the original."},
    {"no-text-layer", kWarning, "A page is a picture, and there is no OCR to read it.",
     "Install Tesseract, or make the file searchable."},
    {"number-pictured", kWarning, "Numbers are drawn as pictures.",
     "Compare them with the original."},
    {"numbering-duplicate", kWarning, "A number stands twice at one place.",
     "One of the two may be misnumbered."},
    {"numbering-gap", kWarning, "A number is left out, or a list does not begin at its first.",
     "Look whether it was taken out; 'Not used' behind a number says that it is meant."},
    {"numbering-inserted", kInfo, "A number was put in between two, such as 6A.",
     "Nothing, or number the text anew with all that points to it."},
    {"numbering-restart", kWarning, "Numbers begin again where nothing divides the text.",
     "Give the second list a heading, or number it on."},
    {"numbering-unused", kInfo, "A number is kept and not used.",
     "Nothing, or take it out where the text is numbered anew."},
    {"ocr", kInfo, "Words were read by OCR.", "Compare what matters with the original."},
    {"ocr-uncertain", kWarning, "The words of a page were hard to read.",
     "Compare the page with the original, or scan it again."},
    {"page-too-large", kWarning, "A page draws more than any page can show.",
     "Compare the page with the original."},
    {"page-tree-damaged", kWarning, "The file's list of pages has holes.",
     "Compare the number of pages with the original."},
    {"page-unreadable", kWarning, "A page could be read in part only.",
     "Print the document to a new PDF and read that."},
    {"picture-unreadable", kWarning, "A picture on a scanned page could not be read.",
     "Have it packed anew, or make it searchable."},
    {"reference-ambiguous", kWarning, "More than one place fits a reference.",
     "Name the division that is meant."},
    {"reference-dangling", kWarning, "A reference points into this text, and nothing there fits.",
     "Correct the number, or name the document that it is in."},
    {"repaired", kWarning, "The file's table of its objects was damaged and rebuilt.",
     "Compare the number of pages with the original."},
    {"restriction-missing", kInfo, "An Act keeps two roles apart, and no text says so.",
     "Consider to repeat it where the roles are given out."},
    {"role-conflict", kError, "One post holds two roles that an Act or the text keeps apart.",
     "Give one of the two to another post."},
    {"role-unassigned", kWarning, "The text speaks of a role that no post is given.",
     "Say which post's holder it is."},
    {"stream-damaged", kWarning, "Data of a page are damaged.", "Words may be missing at its end."},
    {"stream-too-large", kWarning, "Data of a page grow past all measure.",
     "Compare the page, or print it to a new PDF."},
    {"term-undefined", kWarning, "A term is said to be defined where it is not.",
     "Define it there, or say where it is defined."},
    {"term-unused", kInfo, "A term is defined and never used.",
     "The definition may go, unless another document relies on it."},
    {"words-unplaced", kError, "Words are in no node: a fault of remit's.",
     "Please report it, with the file."},
}};

constexpr bool in_order() {
  for (std::size_t i = 1; i < kCodes.size(); ++i)
    if (!(kCodes[i - 1].code < kCodes[i].code)) return false;
  return true;
}
static_assert(in_order(), "codes are looked up by their order");

}  // namespace

std::span<const CheckCode> check_codes() { return kCodes; }

const CheckCode* check_code(std::string_view code) {
  const auto at =
      std::lower_bound(kCodes.begin(), kCodes.end(), code,
                       [](const CheckCode& known, std::string_view c) { return known.code < c; });
  return at != kCodes.end() && at->code == code ? &*at : nullptr;
}

}  // namespace remit
