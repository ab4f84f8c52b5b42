#include "remit/job/open_record.h"

#include "remit/base/file.h"
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

}  // namespace

bool is_record(std::string_view bytes) {
  skip(bytes, "\xEF\xBB\xBF");
  skip(bytes, "---");
  skip_space(bytes);
  if (!bytes.starts_with('{')) return opens_with(bytes, "remit");
  bytes.remove_prefix(1);
  skip_space(bytes);
  return opens_with(bytes, "\"remit\"");
}

Result<Record> open_record(const ExtractJob& job, const Grammar& grammar) {
  auto bytes = read_file(job.file);
  if (!bytes) return fail(std::move(bytes.error()));
  if (job.format == InputFormat::Auto && is_record(*bytes)) return read_record(*bytes, job.file);
  auto extraction = extract(job, std::move(*bytes), grammar);
  if (!extraction) return fail(std::move(extraction.error()));
  return std::move(extraction->record);
}

Result<Record> open_record(const std::string& file, const Grammar& grammar) {
  return open_record(ExtractJob{.file = file}, grammar);
}

}  // namespace remit
