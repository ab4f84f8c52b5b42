#include "remit/pdf/hidden_parts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>

namespace remit::pdf {
namespace {

constexpr std::string_view kHybridKey = "/XRefStm";
constexpr std::string_view kHiddenKey = "/XRefOff";
constexpr int kMostTables = 256;              // a file that was updated so often
constexpr std::size_t kTrailerEnd = 4096;     // bytes in which a trailer names the table before it
constexpr std::size_t kRow = 20, kMark = 17;  // "0000000016 00000 n \n"
constexpr std::size_t kHead = 64;             // bytes that tell what an object is

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

/// Takes the text of a table apart.
struct Cursor {
  std::string_view bytes;
  std::size_t at = 0;

  void skip_space() {
    while (at < bytes.size() && is_space(bytes[at])) ++at;
  }
  bool take(std::string_view word) {
    skip_space();
    if (bytes.substr(std::min(at, bytes.size()), word.size()) != word) return false;
    at += word.size();
    return true;
  }
  std::optional<std::int64_t> number() {
    skip_space();
    std::int64_t value = 0;
    const char* const begin = bytes.data() + std::min(at, bytes.size());
    const auto [end, error] = std::from_chars(begin, bytes.data() + bytes.size(), value);
    if (error != std::errc() || value < 0) return std::nullopt;
    at += static_cast<std::size_t>(end - begin);
    return value;
  }
};

/// Whether a structure element, or the attributes of one, stand at `offset`.
bool is_of_structure(std::string_view bytes, std::int64_t number, std::int64_t offset) {
  Cursor object{bytes.substr(0, std::min(bytes.size(), static_cast<std::size_t>(offset) + kHead)),
                static_cast<std::size_t>(offset)};
  if (object.number() != number || !object.number() || !object.take("obj") || !object.take("<<"))
    return false;
  if (object.take("/Type")) return object.take("/StructElem");
  static constexpr std::array<std::string_view, 5> kOwners = {"/Layout", "/List", "/Table",
                                                              "/PrintField", "/UserProperties"};
  return object.take("/O") &&
         std::ranges::any_of(kOwners, [&](std::string_view owner) { return object.take(owner); });
}

/// Hides what is to be hidden of one section of a table, whose rows begin at the cursor.
bool hide_section(std::string& bytes, Cursor& cursor, std::size_t& rows, HiddenParts& parts) {
  const auto first = cursor.number(), count = cursor.number();
  if (!first || !count) return false;
  cursor.skip_space();
  for (std::int64_t i = 0; i < *count; ++i, cursor.at += kRow) {
    if (cursor.at + kRow > bytes.size() || rows-- == 0) return false;
    Cursor row{std::string_view(bytes).substr(0, cursor.at + kRow), cursor.at};
    const auto offset = row.number();
    if (!offset || !row.number() || row.at + 1 != cursor.at + kMark) return false;
    const std::size_t mark = cursor.at + kMark;
    if (bytes[mark] != 'n' && bytes[mark] != 'f') return false;
    if (bytes[mark] == 'f' || *offset >= static_cast<std::int64_t>(bytes.size()) ||
        !is_of_structure(bytes, *first + i, *offset))
      continue;
    parts.entries.push_back({static_cast<long>(*first + i), *offset, mark});
    bytes[mark] = 'f';
  }
  return true;
}

/// Hides what is to be hidden of a table; returns where the one before it is.
std::optional<std::int64_t> hide_table(std::string& bytes, std::int64_t offset, std::size_t& rows,
                                       HiddenParts& parts) {
  if (offset >= static_cast<std::int64_t>(bytes.size())) return std::nullopt;
  Cursor cursor{bytes, static_cast<std::size_t>(offset)};
  if (!cursor.take("xref")) return std::nullopt;
  --rows;  // an empty one costs too
  while (!cursor.take("trailer"))
    if (!hide_section(bytes, cursor, rows, parts)) return std::nullopt;
  const std::string_view trailer = std::string_view(bytes).substr(cursor.at, kTrailerEnd);
  const std::size_t previous = trailer.substr(0, trailer.find("startxref")).find("/Prev");
  if (previous == std::string_view::npos) return std::nullopt;
  cursor.at += previous + 5;
  return cursor.number();
}

}  // namespace

HiddenParts hide_parts(std::string& bytes) {
  HiddenParts parts;
  for (std::size_t at = bytes.find(kHybridKey); at != bytes.npos; at = bytes.find(kHybridKey, at)) {
    parts.hybrid_keys.push_back(at);
    bytes.replace(at, kHiddenKey.size(), kHiddenKey);
  }
  Cursor end{bytes, bytes.rfind("startxref")};
  if (end.at == std::string::npos) return parts;
  end.take("startxref");
  std::optional<std::int64_t> table = end.number();
  std::size_t rows = bytes.size() / kRow;  // tables that lead in a circle have more
  while (table && rows > 0) table = hide_table(bytes, *table, rows, parts);
  return parts;
}

void show_parts(std::string& bytes, const HiddenParts& parts) {
  for (const std::size_t at : parts.hybrid_keys) bytes.replace(at, kHybridKey.size(), kHybridKey);
  for (const HiddenParts::Entry& entry : parts.entries) bytes[entry.mark] = 'n';
}

}  // namespace remit::pdf
