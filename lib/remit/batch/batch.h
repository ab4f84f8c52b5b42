#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "remit/base/result.h"
#include "remit/batch/shard.h"
#include "remit/batch/worker.h"
#include "remit/format/manifest.h"

namespace remit {

/// Many documents to read, unattended.
struct BatchJob {
  std::vector<std::string> files;
  std::filesystem::path root;    ///< the folder that all files lie in (common_folder)
  std::filesystem::path output;  ///< the folder of the records and the manifest
  std::string ending = ".yaml";  ///< of a record's name
  unsigned workers = 1;          ///< documents read at once
  WorkerLimits limits;
  Shard shard = {};
  bool resume = false;        ///< pass over what is done: by hash, versions and options
  bool retry_failed = false;  ///< with resume: what failed is not done
  bool fail_fast = false;     ///< stop at the first that fails
  std::string remit;          ///< the version of the program …
  std::string grammar;        ///< … the digest of its rules …
  std::string options;        ///< … and what else decides what a record holds
};

/// How far a batch has come.
struct BatchProgress {
  std::size_t files = 0;    ///< to be read or passed over: those of the shard
  std::size_t done = 0;     ///< … of them, with an entry in the manifest
  std::size_t resumed = 0;  ///< … of those, done before this run
  std::size_t findings = 0;
  std::size_t failed = 0;
  std::uint64_t pages = 0, words = 0, unplaced = 0;
  std::uint64_t pages_read = 0;   ///< in this run
  std::uint64_t bytes = 0;        ///< of the files that this run is to read …
  std::uint64_t bytes_done = 0;   ///< … and of those that it has read
  std::uint64_t peak_memory = 0;  ///< bytes: the most that one worker took
  double seconds = 0;             ///< since the run began
  std::string confined = {};      ///< what holds the workers: see confine()
  bool stopped = false;           ///< by a signal, or by fail_fast, before all was done
  std::map<std::string, std::size_t> errors = {};  ///< how often each error code came
};

/// Is told how a batch goes on. Called by run_batch, on its thread.
class BatchListener {
 public:
  virtual ~BatchListener() = default;
  virtual void begun(const BatchProgress& progress) = 0;
  virtual void finished(const ManifestEntry& entry, const BatchProgress& progress) = 0;
  /// Some five times a second.
  virtual void waiting(const BatchProgress& progress) = 0;
};

/// Where the record of each file goes below the output folder: the path below `root` with the
/// ending of a record. Where that is one path for several files (rules.pdf, rules.txt), each gets a
/// part of the hash of its whole name. In the order of `files`.
std::vector<std::string> record_paths(const std::vector<std::string>& files,
                                      const std::filesystem::path& root, const std::string& ending);

/// Reads every file of the job that falls to its shard, each in a process of its own, the largest
/// first, and writes its record, moved into place when it is whole. `output` gets
///
///     manifest.jsonl              an entry for each file, by the order of their names …
///     manifest-2-of-8.jsonl       … or that of a share
///     manifest.jsonl.partial      … while the batch runs: a line for each file as it is done.
///     Locked,
///                                 so that two runs cannot mix
///
/// With `resume`, an entry counts as done if the file still has the same hash, the versions and
/// options are the same, and the record is there with the bytes that were written; or if it failed
/// for what the file is (what was `killed` or `unwritable` is tried again). So a run that was
/// killed at any moment is continued, and ends in the same bytes. Entries of files that are not
/// among the job's are kept.
///
/// SIGINT, SIGTERM and SIGHUP end it in good order: what is being read is given up, what is done
/// stays done, and `stopped` is set. Errors: unwritable, busy, no-process, bad-manifest.
Result<BatchProgress> run_batch(const BatchJob& job, const ReadDocument& read,
                                BatchListener& listener);

/// Makes one manifest.jsonl of those of all shares, and removes them; where that was done before,
/// or begun, it says the same again. Errors: no-manifest, where a share has none, or is not done,
/// or shares of different counts lie there; bad-manifest, unwritable.
Result<BatchProgress> merge_manifests(const std::filesystem::path& output);

}  // namespace remit
