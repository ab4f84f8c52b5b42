#include "remit/format/check_writer.h"

#include <cstdint>

#include "remit/format/diagnostic_text.h"
#include "remit/format/emit_values.h"
#include "remit/format/json_emitter.h"
#include "remit/format/record_schema.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

std::string_view name_of(Severity severity) {
  return kSeverityNames[static_cast<std::size_t>(severity)];
}

/// The line and, in characters, what of it the finding stands on.
void write_line(Emitter& emit, const Diagnostic& diagnostic) {
  write_unless_empty(emit, "line", diagnostic.line);
  emit.key("caret");
  if (diagnostic.line.empty() || diagnostic.caret_size == 0) {
    emit.null();
    return;
  }
  const std::string_view line = diagnostic.line;
  const auto begin = static_cast<std::size_t>(diagnostic.caret);
  const auto size = static_cast<std::size_t>(diagnostic.caret_size);
  const std::size_t before = count_utf8(line.substr(0, begin));
  emit.begin_list(ListStyle::Flow);
  emit.number(before);
  emit.number(before + count_utf8(line.substr(begin, size)));
  emit.end_list();
}

void write_finding(Emitter& emit, std::string_view file, const Diagnostic& diagnostic) {
  emit.begin_map();
  write_text(emit, "code", diagnostic.code);
  write_text(emit, "severity", name_of(diagnostic.severity));
  write_text(emit, "message", diagnostic.message);
  write_text(emit, "file", file);
  emit.key("page");
  diagnostic.page > 0 ? emit.number(static_cast<std::uint64_t>(diagnostic.page)) : emit.null();
  write_unless_empty(emit, "node", diagnostic.node);
  write_line(emit, diagnostic);
  write_unless_empty(emit, "hint", diagnostic.hint);
  emit.end_map();
}

// ---- SARIF
// ---------------------------------------------------------------------------------------

constexpr std::string_view kSarifSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Info:
      break;
  }
  return "note";
}

/// A file name as a URI (RFC 3986): relative as it was given, or below file://.
std::string uri_of(std::string_view file) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=@";
  std::string uri = file.starts_with('/') ? "file://" : "";
  for (const char c : file) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       kPlain.find(c) != std::string_view::npos;
    if (plain) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += {'%', kHex[byte >> 4], kHex[byte & 15]};
  }
  return uri;
}

void write_message(Emitter& emit, std::string_view key, std::string_view text) {
  emit.key(key);
  emit.begin_map();
  write_text(emit, "text", text);
  emit.end_map();
}

void write_rules(Emitter& emit) {
  emit.key("rules");
  emit.begin_list(ListStyle::Block);
  for (const CheckCode& code : check_codes()) {
    emit.begin_map();
    write_text(emit, "id", code.code);
    write_message(emit, "shortDescription", code.summary);
    write_message(emit, "help", code.help);
    emit.key("defaultConfiguration");
    emit.begin_map();
    write_text(emit, "level", level_of(code.severity));
    emit.end_map();
    emit.end_map();
  }
  emit.end_list();
}

void write_artifacts(Emitter& emit, std::span<const Record> records) {
  emit.key("artifacts");
  emit.begin_list(ListStyle::Block);
  for (const Record& record : records) {
    emit.begin_map();
    emit.key("location");
    emit.begin_map();
    write_text(emit, "uri", uri_of(record.source.file));
    emit.end_map();
    if (!record.source.sha256.empty()) {
      emit.key("hashes");
      emit.begin_map();
      write_text(emit, "sha-256", record.source.sha256);
      emit.end_map();
    }
    emit.end_map();
  }
  emit.end_list();
}

void write_location(Emitter& emit, const Record& record, const Finding& finding) {
  const Diagnostic& diagnostic = finding.diagnostic;
  emit.begin_map();
  emit.key("physicalLocation");
  emit.begin_map();
  emit.key("artifactLocation");
  emit.begin_map();
  write_text(emit, "uri", uri_of(record.source.file));
  write_count(emit, "index", finding.file);
  emit.end_map();
  if (diagnostic.page > 0) {
    emit.key("region");
    emit.begin_map();
    write_count(emit, "startLine", static_cast<std::size_t>(diagnostic.page));
    if (!diagnostic.line.empty()) write_message(emit, "snippet", diagnostic.line);
    emit.end_map();
  }
  emit.end_map();
  if (!diagnostic.node.empty()) {
    emit.key("logicalLocations");
    emit.begin_list(ListStyle::Block);
    emit.begin_map();
    write_text(emit, "fullyQualifiedName", diagnostic.node);
    write_text(emit, "kind", "element");
    emit.end_map();
    emit.end_list();
  }
  emit.end_map();
}

void write_result(Emitter& emit, std::span<const Record> records, const Finding& finding) {
  const Diagnostic& diagnostic = finding.diagnostic;
  emit.begin_map();
  write_text(emit, "ruleId", diagnostic.code);
  if (const CheckCode* code = check_code(diagnostic.code))
    write_count(emit, "ruleIndex", static_cast<std::size_t>(code - check_codes().data()));
  write_text(emit, "level", level_of(diagnostic.severity));
  write_message(emit, "message", diagnostic.message);
  emit.key("locations");
  emit.begin_list(ListStyle::Block);
  write_location(emit, records[finding.file], finding);
  emit.end_list();
  if (!diagnostic.hint.empty()) {
    emit.key("properties");
    emit.begin_map();
    write_text(emit, "hint", diagnostic.hint);
    emit.end_map();
  }
  emit.end_map();
}

std::string count_of(std::size_t count, const std::string& one) {
  return std::to_string(count) + ' ' + one + (count == 1 ? "" : "s");
}

}  // namespace

void write_check(std::span<const Record> records, const std::vector<Finding>& findings,
                 Emitter& emit) {
  emit.begin_map();
  write_count(emit, "remit_check", 1);
  emit.key("files");
  emit.begin_list(ListStyle::Block);
  for (const Record& record : records) {
    emit.begin_map();
    write_text(emit, "file", record.source.file);
    write_text(emit, "sha256", record.source.sha256);
    write_unless_empty(emit, "council", record.document.council);
    write_unless_empty(emit, "title", record.document.title);
    emit.end_map();
  }
  emit.end_list();
  const FindingCounts counts = count(findings);
  emit.key("counts");
  emit.begin_map();
  write_count(emit, "error", counts.errors);
  write_count(emit, "warning", counts.warnings);
  write_count(emit, "info", counts.notes);
  emit.end_map();
  emit.key("findings");
  emit.begin_list(ListStyle::Block);
  for (const Finding& finding : findings)
    write_finding(emit, records[finding.file].source.file, finding.diagnostic);
  emit.end_list();
  emit.end_map();
}

std::string check_json(std::span<const Record> records, const std::vector<Finding>& findings) {
  std::string out;
  JsonEmitter emit(out);
  write_check(records, findings, emit);
  return out;
}

std::string check_text(std::span<const Record> records, const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& finding : findings)
    out += diagnostic_text(records[finding.file].source.file, finding.diagnostic);
  const FindingCounts counts = count(findings);
  return out + count_of(counts.errors, "error") + ", " + count_of(counts.warnings, "warning") +
         ", " + count_of(counts.notes, "note") + " in " + count_of(records.size(), "file") + '\n';
}

std::string check_sarif(std::span<const Record> records, const std::vector<Finding>& findings,
                        std::string_view version) {
  std::string out;
  JsonEmitter emit(out);
  emit.begin_map();
  write_text(emit, "$schema", kSarifSchema);
  write_text(emit, "version", "2.1.0");
  emit.key("runs");
  emit.begin_list(ListStyle::Block);
  emit.begin_map();
  emit.key("tool");
  emit.begin_map();
  emit.key("driver");
  emit.begin_map();
  write_text(emit, "name", "remit");
  write_text(emit, "version", version);
  write_rules(emit);
  emit.end_map();
  emit.end_map();
  write_artifacts(emit, records);
  emit.key("results");
  emit.begin_list(ListStyle::Block);
  for (const Finding& finding : findings) write_result(emit, records, finding);
  emit.end_list();
  emit.end_map();
  emit.end_list();
  emit.end_map();
  return out;
}

}  // namespace remit
