#include "remit/job/open_record.h"

#include "remit/base/file.h"
#include "remit/format/diff_reader.h"
#include "remit/format/yaml_reader.h"

namespace remit {
namespace {

void skip(std::string_view& bytes, std::string_view prefix) {
  if (bytes.starts_with(prefix)) bytes.remove_prefix(prefix.size());
}

void skip_space(std::string_view& bytes) {
  const std::size_t end = bytes.find_first_not_of(" \t\r\n");
  bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end);
}

/// `key: 1`, as the first key of a map.
bool opens_with(std::string_view bytes, std::string_view key) {
  if (!bytes.starts_with(key)) return false;
  bytes.remove_prefix(key.size());
  skip_space(bytes);
  if (!bytes.starts_with(':')) return false;
  bytes.remove_prefix(1);
  skip_space(bytes);
  return !bytes.empty() && bytes.front() >= '0' && bytes.front() <= '9';
}

/// Whether the first key of a YAML or JSON map is `key`, with a number.
bool begins_with_key(std::string_view bytes, std::string_view key) {
  skip(bytes, "\xEF\xBB\xBF");
  skip(bytes, "---");
  skip_space(bytes);
  if (!bytes.starts_with('{')) return opens_with(bytes, key);
  bytes.remove_prefix(1);
  skip_space(bytes);
  return opens_with(bytes, '"' + std::string(key) + '"');
}

/// A record that was cut off can be YAML all the same: its accounting, which comes last, tells.
Result<Record> read_whole_record(std::string_view bytes, const std::string& file) {
  auto record = read_record(bytes, file);
  const bool accounted =
      record &&
      (record->accounting.words > 0 ||
       (record->structure.nodes.empty() && bytes.find("accounting") != std::string_view::npos));
  if (record && !accounted)
    return fail({.code = "bad-record",
                 .message = "it has no accounting of its words: it was cut off",
                 .hint = "make it again with remit extract",
                 .file = file});
  return record;
}

Result<Record> record_of(const ExtractJob& job, std::string bytes, const Grammar& grammar) {
  if (job.format == InputFormat::Auto && is_diff(bytes))
    return fail({.code = "bad-record",
                 .message = "it is a comparison, and neither a document nor a record",
                 .hint = "remit amend BASE COMPARISON makes a record of it",
                 .file = job.file});
  if (job.format == InputFormat::Auto && is_record(bytes))
    return read_whole_record(bytes, job.file);
  auto extraction = extract(job, std::move(bytes), grammar);
  if (!extraction) return fail(std::move(extraction.error()));
  return std::move(extraction->record);
}

}  // namespace

bool is_record(std::string_view bytes) { return begins_with_key(bytes, "remit"); }
bool is_diff(std::string_view bytes) { return begins_with_key(bytes, "remit_diff"); }

Result<Record> open_record(const ExtractJob& job, const Grammar& grammar) {
  auto bytes = read_file(job.file);
  if (!bytes) return fail(std::move(bytes.error()));
  return record_of(job, std::move(*bytes), grammar);
}

Result<Record> open_record(const std::string& file, const Grammar& grammar) {
  return open_record(ExtractJob{.file = file}, grammar);
}

Result<Changes> open_changes(const std::string& file, const Grammar& grammar) {
  auto bytes = read_file(file);
  if (!bytes) return fail(std::move(bytes.error()));
  if (is_diff(*bytes)) return read_patch(*bytes, file);
  auto record = record_of({.file = file}, std::move(*bytes), grammar);
  if (!record) return fail(std::move(record.error()));
  return std::move(record->analysis.amendments);
}

}  // namespace remit
