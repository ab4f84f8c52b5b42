#pragma once

#include <cstdint>
#include <filesystem>
#include <ios>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "remit/base/result.h"

namespace remit {

/// How many there are of each kind of thing in a record.
struct RecordCounts {
  std::uint64_t nodes = 0;
  std::uint64_t posts = 0;
  std::uint64_t duties = 0;
  std::uint64_t definitions = 0;
  std::uint64_t cross_references = 0;
  std::uint64_t amendments = 0;
  std::uint64_t diagnostics = 0;  ///< warnings and errors; notes are not counted
  friend bool operator==(const RecordCounts&, const RecordCounts&) = default;
};

/// What became of one file of a batch: a line of its manifest.
struct ManifestEntry {
  enum class Status : std::uint8_t {
    Ok,        ///< there is a record
    Findings,  ///< … and something in it is odd
    Failed,    ///< there is none: `error` says why
  };

  std::string input;          ///< as it was named, or found below a folder that was
  std::string output;         ///< its record, below the batch's folder; empty where there is none
  std::string sha256;         ///< of the input's bytes; empty where it could not be read
  std::string record_sha256;  ///< of the record's bytes; empty where there is none
  std::string remit;          ///< the version that read it …
  std::string grammar;        ///< … with these rules (grammar_digest) …
  std::string options;        ///< … and these options
  Status status = Status::Failed;
  Error error = {};  ///< code, message and hint, where it failed
  std::uint64_t pages = 0;
  std::uint64_t words = 0;
  std::uint64_t unplaced = 0;
  RecordCounts counts;
  double seconds = 0;             ///< of wall time; differs from run to run …
  std::uint64_t peak_memory = 0;  ///< … and so does this: bytes, of the process that read it
};

/// The name of a whole batch's manifest, in the folder of its records.
inline constexpr std::string_view kManifestName = "manifest.jsonl";

/// A path as a manifest has it. What is not UTF-8 cannot stand in JSON: its bytes are written as in
/// a URL, so that two files never look like one.
std::string manifest_path(const std::string& path);

/// The entry as one line of JSON, with its line break.
std::string manifest_line(const ManifestEntry& entry);

/// The entries of a manifest, by their input; of two for one input, the later. A last line without
/// its break is half written, and left out. Errors: unreadable, bad-manifest.
Result<std::map<std::string, ManifestEntry>> read_manifest(const std::filesystem::path& file);

/// Where the line of each entry begins in a manifest, by its input; of two for one input, the
/// later. However long the manifest, one line of it is in memory at a time. Errors: as of
/// read_manifest().
Result<std::map<std::string, std::streamoff>> lines_of_manifest(const std::filesystem::path& file);

}  // namespace remit
