#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <sys/resource.h>
#include <sys/types.h>
#include <vector>

#include "remit/base/result.h"
#include "remit/format/manifest.h"

namespace remit {

/// A document that was read.
struct Reading {
  std::string record;     ///< as it is to be written
  bool findings = false;  ///< something in the document is odd
  std::uint64_t pages = 0;
  std::uint64_t words = 0;
  std::uint64_t unplaced = 0;
  RecordCounts counts = {};
};

/// Reads the bytes of a file. Runs in a process of its own, on which it may do any harm.
using ReadDocument = std::function<Result<Reading>(const std::string& file, std::string bytes)>;

/// How far a document may go.
struct WorkerLimits {
  double seconds = 600;                              ///< of wall time
  std::size_t memory = std::size_t{1} << 30;         ///< bytes of address space; 0: no limit
  std::vector<std::filesystem::path> readable = {};  ///< beside what `confine` lets any worker read
};

/// Reads one document at a time, each in a process that is forked from this one, confined before it
/// looks at the document's first byte, and gone afterwards:
///
///     this process                          its child
///     opens a file for the record
///     forks                                 set_limits(); reads the document's bytes
///                                           closes every other file; confine()
///                                           ReadDocument; writes the record to the open file
///     waits                                 leaves a report in memory that both share; exits
///     moves the record to its place
///
/// The report has a fixed size and holds no pointer, so that whatever a document does to the child
/// cannot reach the parent; that of another worker is not in the child's memory. Not thread-safe;
/// the caller has one thread when it calls start().
class Worker {
 public:
  /// `part` ends the temporary names of records; no two batches that write to one folder at a time
  /// may have the same.
  explicit Worker(std::string part = ".part");
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Begins with a file, whose record is to stand at `record`. Errors: unwritable; no-process.
  Result<void> start(const std::string& file, const std::filesystem::path& record,
                     const WorkerLimits& limits, const ReadDocument& read);

  [[nodiscard]] bool busy() const { return process_ > 0; }
  [[nodiscard]] pid_t process() const { return process_; }
  [[nodiscard]] std::chrono::steady_clock::time_point deadline() const { return deadline_; }

  /// Ends a child that takes too long; it is still to be waited for.
  void stop();

  /// What became of the file, once the child was waited for: a record is in its place, flushed to
  /// the disk, or the entry says why there is none. Codes: those of ReadDocument and read_file;
  /// timeout, out-of-memory, crashed, unwritable. Of the entry, the fields that the document
  /// decides are set.
  ManifestEntry finish(int status, const rusage& used);

  /// What held the last child: see confine().
  [[nodiscard]] const std::string& confined() const { return confined_; }

  /// Ends the child, waits for it and leaves no trace of it.
  void abandon();

 private:
  struct Report;

  [[noreturn]] void run(const std::string& file, const WorkerLimits& limits,
                        const ReadDocument& read) noexcept;
  ManifestEntry died(int status) const;

  Report* report_;  // shared with the child
  std::string part_;
  pid_t process_ = 0;
  int out_ = -1;  // the record's file, below a temporary name
  std::filesystem::path record_, temporary_;
  std::chrono::steady_clock::time_point begun_, deadline_;
  WorkerLimits limits_;
  bool stopped_ = false;
  std::string confined_;
};

}  // namespace remit
