#include "remit/format/manifest.h"

#include <array>
#include <charconv>
#include <cmath>
#include <fstream>

#include "remit/base/file.h"
#include "remit/format/json_emitter.h"
#include "remit/format/yaml_value.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

constexpr std::array<std::string_view, 3> kStatusNames = {"ok", "findings", "failed"};

struct CountKey {
  std::string_view name;
  std::uint64_t RecordCounts::*value;
};
constexpr std::array kCountKeys = {
    CountKey{"nodes", &RecordCounts::nodes},
    CountKey{"posts", &RecordCounts::posts},
    CountKey{"duties", &RecordCounts::duties},
    CountKey{"definitions", &RecordCounts::definitions},
    CountKey{"cross_references", &RecordCounts::cross_references},
    CountKey{"amendments", &RecordCounts::amendments},
    CountKey{"diagnostics", &RecordCounts::diagnostics},
};

struct TextKey {
  std::string_view name;
  std::string ManifestEntry::*value;
};
constexpr std::array kTextKeys = {
    TextKey{"input", &ManifestEntry::input},
    TextKey{"output", &ManifestEntry::output},
    TextKey{"sha256", &ManifestEntry::sha256},
    TextKey{"record_sha256", &ManifestEntry::record_sha256},
    TextKey{"remit", &ManifestEntry::remit},
    TextKey{"grammar", &ManifestEntry::grammar},
    TextKey{"options", &ManifestEntry::options},
};

struct NumberKey {
  std::string_view name;
  std::uint64_t ManifestEntry::*value;
};
constexpr std::array kNumberKeys = {
    NumberKey{"pages", &ManifestEntry::pages},
    NumberKey{"words", &ManifestEntry::words},
    NumberKey{"unplaced", &ManifestEntry::unplaced},
};

void write_text(JsonEmitter& emit, std::string_view key, const std::string& text) {
  emit.key(key);
  if (text.empty())
    emit.null();
  else
    emit.string(text);
}

const YamlValue* value_in(const YamlValue& map, std::string_view key) {
  for (std::size_t i = 0; i < map.keys.size(); ++i)
    if (map.keys[i] == key) return &map.items[i];
  return nullptr;
}

std::string text_in(const YamlValue& map, std::string_view key) {
  const YamlValue* value = value_in(map, key);
  return value == nullptr ? std::string() : value->text;
}

template <typename Number>
Number number_in(const YamlValue& map, std::string_view key) {
  Number number = 0;
  const std::string text = text_in(map, key);
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Result<ManifestEntry> read_line(std::string_view line, const std::string& file) {
  auto root = read_yaml(line, file);
  if (!root) return fail(std::move(root.error()));
  ManifestEntry entry;
  for (const TextKey& key : kTextKeys) entry.*key.value = text_in(*root, key.name);
  const std::string status = text_in(*root, "status");
  std::size_t known = 0;
  while (known < kStatusNames.size() && kStatusNames[known] != status) ++known;
  if (entry.input.empty() || known == kStatusNames.size())
    return fail({.code = "bad-manifest",
                 .message = "the line is no entry of a manifest",
                 .hint = "remove the file, and every document is read again",
                 .file = file});
  entry.status = static_cast<ManifestEntry::Status>(known);
  if (const YamlValue* error = value_in(*root, "error"))
    entry.error = {.code = text_in(*error, "code"),
                   .message = text_in(*error, "message"),
                   .hint = text_in(*error, "hint")};
  for (const NumberKey& key : kNumberKeys)
    entry.*key.value = number_in<std::uint64_t>(*root, key.name);
  if (const YamlValue* counts = value_in(*root, "counts"))
    for (const CountKey& key : kCountKeys)
      entry.counts.*key.value = number_in<std::uint64_t>(*counts, key.name);
  entry.seconds = number_in<double>(*root, "seconds");
  if (!std::isfinite(entry.seconds)) entry.seconds = 0;
  entry.peak_memory = number_in<std::uint64_t>(*root, "peak_memory");
  return entry;
}

/// Calls `work(entry, where its line begins)` for each line that is whole.
template <typename Work>
Result<void> for_each_line(const std::filesystem::path& file, const Work& work) {
  const auto unreadable = [&] {
    if (auto text = read_file(file.string()); !text) return std::move(text.error());  // says why
    return Error{.code = "unreadable",
                 .message = "it could not be read to its end",
                 .hint = "check that its disk is there and sound",
                 .file = file.string()};
  };
  std::error_code absent;
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file, absent)) return fail(unreadable());
  std::streamoff begin = 0;
  int number = 0;
  for (std::string line; std::getline(in, line) && !in.eof();) {  // at the end: half written
    ++number;
    auto entry = read_line(line, file.string());
    if (!entry) {
      entry.error().line = number;
      return fail(std::move(entry.error()));
    }
    work(std::move(*entry), begin);
    begin += static_cast<std::streamoff>(line.size()) + 1;
  }
  if (in.bad()) return fail(unreadable());  // else the rest would be lost without a word
  return {};
}

}  // namespace

std::string manifest_path(const std::string& path) {
  if (valid_utf8(path) == path) return path;
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && c != '%') {
      text += c;
    } else {
      text += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return text;
}

std::string manifest_line(const ManifestEntry& entry) {
  std::string line;
  JsonEmitter emit(line, JsonLayout::OneLine);
  emit.begin_map();
  for (const TextKey& key : kTextKeys) write_text(emit, key.name, entry.*key.value);
  emit.key("status");
  emit.string(kStatusNames[static_cast<std::size_t>(entry.status)]);
  emit.key("error");
  if (entry.status != ManifestEntry::Status::Failed) {
    emit.null();
  } else {
    emit.begin_map();
    write_text(emit, "code", entry.error.code);
    write_text(emit, "message", entry.error.message);
    write_text(emit, "hint", entry.error.hint);
    emit.end_map();
  }
  for (const NumberKey& key : kNumberKeys) {
    emit.key(key.name);
    emit.number(entry.*key.value);
  }
  emit.key("counts");
  emit.begin_map();
  for (const CountKey& key : kCountKeys) {
    emit.key(key.name);
    emit.number(entry.counts.*key.value);
  }
  emit.end_map();
  emit.key("seconds");
  emit.decimal(entry.seconds);
  emit.key("peak_memory");
  emit.number(entry.peak_memory);
  emit.end_map();
  return line;
}

Result<std::map<std::string, ManifestEntry>> read_manifest(const std::filesystem::path& file) {
  std::map<std::string, ManifestEntry> entries;
  auto read = for_each_line(file, [&](ManifestEntry entry, std::streamoff) {
    std::string input = entry.input;
    entries.insert_or_assign(std::move(input), std::move(entry));
  });
  if (!read) return fail(std::move(read.error()));
  return entries;
}

Result<std::map<std::string, std::streamoff>> lines_of_manifest(const std::filesystem::path& file) {
  std::map<std::string, std::streamoff> lines;
  auto read = for_each_line(file, [&](ManifestEntry entry, std::streamoff begin) {
    lines.insert_or_assign(std::move(entry.input), begin);
  });
  if (!read) return fail(std::move(read.error()));
  return lines;
}

}  // namespace remit
