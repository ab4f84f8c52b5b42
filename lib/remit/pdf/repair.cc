#include "remit/pdf/repair.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <map>
// Asks libqpdf for std::shared_ptr instead of its own pointers of old.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFWriter.hh>
#include <vector>

namespace remit::pdf {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// Whether /Encrypt stands anywhere, be it written as /#45ncrypt.
bool mentions_encryption(std::string_view bytes) {
  constexpr std::string_view kName = "Encrypt";
  for (std::size_t at = bytes.find('/'); at != bytes.npos; at = bytes.find('/', at + 1)) {
    std::size_t i = at + 1, matched = 0;
    while (matched < kName.size() && i < bytes.size()) {
      char c = bytes[i];
      if (c == '#' && i + 2 < bytes.size() && hex_digit(bytes[i + 1]) >= 0) {
        c = static_cast<char>(hex_digit(bytes[i + 1]) << 4 | (hex_digit(bytes[i + 2]) & 0xF));
        i += 2;
      }
      if (c != kName[matched]) break;
      ++matched;
      ++i;
    }
    if (matched == kName.size()) return true;
  }
  return false;
}

void open_quietly(QPDF& qpdf, std::string_view bytes) {
  qpdf.setSuppressWarnings(true);
  qpdf.setAttemptRecovery(true);
  qpdf.processMemoryFile("input", bytes.data(), bytes.size());
}

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

struct Place {
  std::size_t offset = 0;
  bool page = false;
};

/// Every "7 0 obj" of the bytes: the last one of a number counts, as in an updated file.
std::map<long, Place> find_objects(std::string_view bytes) {
  std::map<long, Place> objects;
  for (std::size_t at = bytes.find("obj"); at != bytes.npos; at = bytes.find("obj", at + 3)) {
    if (at >= 3 && bytes.substr(at - 3, 3) == "end") continue;
    std::size_t i = at;
    const auto skip_spaces = [&] {
      const std::size_t before = i;
      while (i > 0 && is_space(bytes[i - 1])) --i;
      return before != i;
    };
    const auto skip_digits = [&] {
      const std::size_t before = i;
      while (i > 0 && before - i < 9 && std::isdigit(static_cast<unsigned char>(bytes[i - 1]))) --i;
      return before != i;
    };
    skip_spaces();
    if (!skip_digits() || !skip_spaces() || !skip_digits()) continue;
    const long number = std::atol(std::string(bytes.substr(i, 10)).c_str());
    if (number <= 0 || number > 8'000'000) continue;
    const std::string_view head = bytes.substr(at + 3, 4096);
    const std::string_view body = head.substr(0, head.find("endobj"));
    Place place{.offset = i};
    for (std::size_t type = body.find("/Type"); type != body.npos;
         type = body.find("/Type", type + 5)) {
      std::size_t value = type + 5;
      while (value < body.size() && is_space(body[value])) ++value;
      if (body.substr(value, 5) == "/Page" && value + 5 < body.size() &&
          !std::isalpha(static_cast<unsigned char>(body[value + 5]))) {
        place.page = true;
      }
    }
    objects[number] = place;
  }
  return objects;
}

}  // namespace

void correct_size(std::string& bytes) {
  constexpr std::string_view kKey = "/Size";
  for (std::size_t at = bytes.find(kKey); at != bytes.npos; at = bytes.find(kKey, at)) {
    at += kKey.size();
    std::size_t begin = at;
    while (begin < bytes.size() && is_space(bytes[begin])) ++begin;
    std::size_t end = begin;
    double value = 0;
    while (end < bytes.size() && end - begin < 12 && bytes[end] >= '0' && bytes[end] <= '9') {
      value = value * 10 + (bytes[end++] - '0');
    }
    if (value <= 1e6 || value <= static_cast<double>(bytes.size())) continue;
    const std::string size = std::to_string(std::min<std::size_t>(bytes.size(), 999'999));
    bytes.replace(begin, end - begin, std::string(end - begin - size.size(), '0') + size);
  }
}

Lock check_encryption(std::string_view bytes) {
  if (!mentions_encryption(bytes)) return Lock::None;
  try {
    QPDF qpdf;
    open_quietly(qpdf, bytes);
    if (!qpdf.isEncrypted()) return Lock::Foreign;
    QPDFObjectHandle lock = qpdf.getTrailer().getKey("/Encrypt");
    const auto has_string = [&](const char* key, std::size_t size) {
      QPDFObjectHandle value = lock.getKey(key);
      return value.isString() && value.getStringValue().size() >= size;
    };
    // PoDoFo reads these without asking whether they are there.
    QPDFObjectHandle version = lock.getKey("/V"), revision = lock.getKey("/R");
    const bool whole = version.isInteger() && revision.isInteger() && has_string("/O", 32) &&
                       has_string("/U", 32) && lock.getKey("/P").isInteger();
    if (!whole) return Lock::Foreign;
    if (version.getIntValue() >= 5 || revision.getIntValue() >= 5) {
      const bool keys = has_string("/O", 48) && has_string("/U", 48) && has_string("/OE", 32) &&
                        has_string("/UE", 32) && has_string("/Perms", 16);
      if (!keys) return Lock::Foreign;
    }
    return Lock::Open;
  } catch (const QPDFExc& error) {
    if (error.getErrorCode() == qpdf_e_password) return Lock::Password;
  } catch (const std::exception&) {
  }
  return Lock::Foreign;
}

std::optional<std::string> rewrite(std::string_view bytes) {
  try {
    QPDF qpdf;
    open_quietly(qpdf, bytes);
    QPDFWriter writer(qpdf);
    writer.setOutputMemory();
    writer.setPreserveEncryption(false);
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setCompressStreams(false);
    writer.setDecodeLevel(qpdf_dl_none);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

std::optional<std::string> gather_pages(std::string_view bytes) {
  const std::map<long, Place> objects = find_objects(bytes);
  std::vector<std::pair<std::size_t, long>> pages;
  for (const auto& [number, place] : objects) {
    if (place.page) pages.emplace_back(place.offset, number);
  }
  if (pages.empty()) return std::nullopt;
  std::sort(pages.begin(), pages.end());

  // "%PDF-1.4" must be the first bytes for PoDoFo; all offsets are our own, so a header can go
  // in front.
  std::string out = "%PDF-1.4\n";
  const std::size_t shift = out.size();
  out += bytes;
  const long catalog = objects.rbegin()->first + 1, tree = catalog + 1;
  const std::size_t catalog_at = out.size() + 1;
  out += "\n" + std::to_string(catalog) + " 0 obj\n<</Type/Catalog/Pages " + std::to_string(tree) +
         " 0 R>>\nendobj\n";
  const std::size_t tree_at = out.size();
  out += std::to_string(tree) + " 0 obj\n<</Type/Pages/Count " + std::to_string(pages.size()) +
         "/Kids[";
  for (const auto& page : pages) out += std::to_string(page.second) + " 0 R ";
  out += "]>>\nendobj\n";
  const std::size_t table_at = out.size();
  out += "xref\n";
  const auto row = [&](long number, std::size_t offset) {
    char line[64];
    std::snprintf(line, sizeof line, "%ld 1\n%010zu 00000 n \n", number, offset);
    out += line;
  };
  for (const auto& [number, place] : objects) row(number, place.offset + shift);
  row(catalog, catalog_at);
  row(tree, tree_at);
  out += "trailer\n<</Size " + std::to_string(tree + 1) + "/Root " + std::to_string(catalog) +
         " 0 R>>\nstartxref\n" + std::to_string(table_at) + "\n%%EOF\n";
  return out;
}

}  // namespace remit::pdf
