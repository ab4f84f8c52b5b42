#include "remit/batch/batch.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <memory>
#include <numeric>
#include <set>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <unordered_map>

#include "remit/base/sha256.h"

namespace remit {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Manifest = std::map<std::string, ManifestEntry>;

constexpr auto kTick = std::chrono::milliseconds(200);

fs::path name_below(const std::string& file, const fs::path& root) {
  if (file == "-") return "stdin";
  return fs::absolute(file).lexically_normal().lexically_relative(root);
}

// ---- what tells of a batch on the disk ---------------------------------------------------------

std::string manifest_name(const Shard& shard) {
  if (shard.count <= 1) return std::string(kManifestName);
  return "manifest-" + std::to_string(shard.index) + "-of-" + std::to_string(shard.count) +
         ".jsonl";
}

/// The end of a record's temporary name. Shares of one folder are read at once, and nothing keeps
/// a whole batch, or one of other shares, from running beside them.
std::string part_name(const Shard& shard) {
  if (shard.count <= 1) return ".part";
  return '.' + std::to_string(shard.index) + "-of-" + std::to_string(shard.count) + ".part";
}

fs::path partial(const fs::path& manifest) { return manifest.string() + ".partial"; }

/// Whether a file failed for what it is, and not for want of room on the machine.
bool lies_in_document(const Error& error) {
  return error.code != "killed" && error.code != "unwritable";
}

void count(const ManifestEntry& entry, BatchProgress& progress) {
  ++progress.done;
  if (entry.status == ManifestEntry::Status::Findings) ++progress.findings;
  if (entry.status == ManifestEntry::Status::Failed) {
    ++progress.failed;
    ++progress.errors[entry.error.code];
  }
  progress.pages += entry.pages;
  progress.words += entry.words;
  progress.unplaced += entry.unplaced;
}

/// The manifest of a batch that runs: a line for each file that is done.
class Journal {
 public:
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;
  Journal(Journal&& other) noexcept : file_(other.file_), path_(std::move(other.path_)) {
    other.file_ = -1;
  }
  Journal& operator=(Journal&&) = delete;
  ~Journal() {
    if (file_ >= 0) ::close(file_);
  }

  /// Opens it with what was done before, and keeps others from it.
  static Result<Journal> open(const fs::path& path) {
    for (;;) {
      Journal journal(path);
      journal.file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
      if (journal.file_ < 0) return fail(journal.unwritable(errno));
      if (::flock(journal.file_, LOCK_EX | LOCK_NB) != 0)
        return fail({.code = "busy",
                     .message = "another batch writes to this folder",
                     .hint = "wait until it has ended, or name another folder with -o",
                     .file = path.string()});
      if (journal.is_in_place()) return journal;
    }
  }
  /// An empty one; what a run that was killed left there goes.
  static Result<Journal> open_new(const fs::path& path) {
    ::unlink(path.c_str());
    return open(path);
  }

  /// From now on it has these lines. It is written anew beside itself: whatever happens, what was
  /// done before is not lost.
  Result<void> begin_with(const Manifest& done) {
    auto fresh = open_new(path_.string() + ".new");
    if (!fresh) return fail(std::move(fresh.error()));
    if (auto written = fresh->append(done); !written) return written;
    if (auto moved = fresh->move_to(path_); !moved) return moved;
    std::swap(file_, fresh->file_);
    return {};
  }
  Result<void> append(const Manifest& entries) {
    for (const auto& [input, entry] : entries)
      if (auto written = append(manifest_line(entry)); !written) return written;
    return {};
  }
  Result<void> append(std::string_view lines) {
    while (!lines.empty()) {
      const ssize_t written = ::write(file_, lines.data(), lines.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return fail(unwritable(errno));
      lines.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
  }
  /// Flushes it to the disk and gives it its final name.
  Result<void> move_to(const fs::path& path) {
    if (::fsync(file_) != 0 || ::rename(path_.c_str(), path.c_str()) != 0)
      return fail(unwritable(errno));
    return {};
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  explicit Journal(fs::path path) : path_(std::move(path)) {}

  /// Whether it still has its name: a batch that ended may have taken it away between the opening
  /// and the lock.
  [[nodiscard]] bool is_in_place() const {
    struct stat opened {
    }, named{};
    return ::fstat(file_, &opened) == 0 && ::stat(path_.c_str(), &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
  }

  [[nodiscard]] Error unwritable(int reason) const {
    return {.code = "unwritable",
            .message = std::strerror(reason),
            .hint = "check that the folder may be written to and has room",
            .file = path_.string()};
  }

  int file_ = -1;
  fs::path path_;
};

/// Puts a manifest in its place, whole and flushed to the disk. Its temporary name is always the
/// same: what a run that was killed left there, the next one writes over.
Result<void> write_manifest(const fs::path& path, const Manifest& entries) {
  auto file = Journal::open_new(path.string() + ".new");
  if (!file) return fail(std::move(file.error()));
  if (auto written = file->append(entries); !written) return written;
  return file->move_to(path);
}

/// Puts the lines of a journal in their place, by the order of their inputs. However many they are,
/// memory holds one at a time, and where each begins.
Result<void> write_manifest(const fs::path& path, const Journal& journal) {
  const auto lines = lines_of_manifest(journal.path());
  if (!lines) return fail(lines.error());
  auto file = Journal::open_new(path.string() + ".new");
  if (!file) return fail(std::move(file.error()));
  std::ifstream in(journal.path(), std::ios::binary);
  std::string line;
  for (const auto& [input, begin] : *lines) {
    if (!std::getline(in.seekg(begin), line))
      return fail({.code = "unreadable",
                   .message = "it cannot be read again",
                   .hint = "the same command with --resume goes on",
                   .file = journal.path().string()});
    if (auto written = file->append(line += '\n'); !written) return written;
  }
  return file->move_to(path);
}

/// Adds the entries of a manifest that may be there.
Result<void> add_manifest(const fs::path& file, Manifest& entries) {
  std::error_code absent;
  if (!fs::exists(file, absent)) return {};
  auto more = read_manifest(file);
  if (!more) return fail(std::move(more.error()));
  for (auto& [input, entry] : *more) entries.insert_or_assign(input, std::move(entry));
  return {};
}

// ---- the signals that a batch waits for --------------------------------------------------------

/// Takes them one at a time while it lives, instead of being interrupted by them anywhere.
class Signals {
 public:
  Signals() {
    sigemptyset(&set_);
    for (const int signal : {SIGCHLD, SIGINT, SIGTERM, SIGHUP}) sigaddset(&set_, signal);
    ::pthread_sigmask(SIG_BLOCK, &set_, &before_);
  }
  ~Signals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  /// The next one; 0 where none comes in time.
  int wait(std::chrono::nanoseconds most) const {
    most = std::max(most, std::chrono::nanoseconds(0));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(most);
    const timespec time{.tv_sec = seconds.count(), .tv_nsec = (most - seconds).count()};
    return std::max(::sigtimedwait(&set_, nullptr, &time), 0);
  }

 private:
  sigset_t set_{}, before_{};
};

// ---- the batch ---------------------------------------------------------------------------------

struct Item {
  std::string file;
  std::string record;  // below the output folder
  std::uint64_t bytes = 0;
  /// Either, as the manifest has it.
  [[nodiscard]] std::string input() const { return manifest_path(file); }
  [[nodiscard]] std::string output() const { return manifest_path(record); }
};

class Batch {
 public:
  Batch(const BatchJob& job, const ReadDocument& read, BatchListener& listener)
      : job_(job), read_(read), listener_(listener) {}

  Result<BatchProgress> run() {
    std::error_code problem;
    fs::create_directories(job_.output, problem);
    if (problem)
      return fail({.code = "unwritable",
                   .message = problem.message(),
                   .hint = "-o names the folder for the records",
                   .file = job_.output.string()});
    const fs::path manifest = job_.output / manifest_name(job_.shard);
    auto journal = Journal::open(partial(manifest));
    if (!journal) return fail(std::move(journal.error()));
    choose_items();
    Manifest known;
    if (job_.resume) {
      const fs::path whole = job_.output / manifest_name({});
      for (const fs::path& file : {whole, manifest, journal->path()})
        if (const auto added = add_manifest(file, known); !added) return fail(added.error());
      if (job_.shard.count > 1) keep_share(known);
    }
    Manifest done = pass_over_done(known);
    if (const auto begun = journal->begin_with(done); !begun) return fail(begun.error());
    fs::remove(manifest, problem);  // it is there when the batch is done, and tells of nothing else
    for (const Item& item : items_) progress_.bytes += item.bytes;
    listener_.begun(progress_);
    if (const auto read = read_all(*journal); !read) return fail(read.error());
    progress_.seconds = seconds_since(begun_);
    if (progress_.stopped) return progress_;
    // what was done in this run stands in the journal alone: memory does not grow with the batch
    if (const auto written = write_manifest(manifest, *journal); !written)
      return fail(written.error());
    fs::remove(journal->path(), problem);
    return progress_;
  }

 private:
  static double seconds_since(Clock::time_point then) {
    return std::chrono::duration<double>(Clock::now() - then).count();
  }

  /// The files of the shard, the largest first: what takes long does not come last.
  void choose_items() {
    auto records = record_paths(job_.files, job_.root, job_.ending);
    for (std::size_t i = 0; i < job_.files.size(); ++i) {
      if (job_.resume) outputs_.insert(manifest_path(records[i]));
      if (!job_.shard.takes(name_below(job_.files[i], job_.root).generic_string())) continue;
      std::error_code absent;
      const std::uintmax_t bytes = fs::file_size(job_.files[i], absent);
      items_.push_back(
          {.file = job_.files[i], .record = std::move(records[i]), .bytes = absent ? 0 : bytes});
    }
    std::stable_sort(items_.begin(), items_.end(),
                     [](const Item& a, const Item& b) { return a.bytes > b.bytes; });
    progress_.files = items_.size();
  }

  /// Of a whole batch's entries, those of this share and of files that are no longer read by
  /// anybody stay out: the other shares keep theirs.
  void keep_share(Manifest& known) const {
    std::vector<std::string> ours;
    for (const Item& item : items_) ours.push_back(item.input());
    std::sort(ours.begin(), ours.end());
    std::erase_if(known, [&](const auto& entry) {
      return !std::binary_search(ours.begin(), ours.end(), entry.first);
    });
  }

  /// Where a folder was named otherwise before (councils, ./councils), its entries tell of records
  /// that are written anew under the names that it has now.
  void forget_other_names(Manifest& known) const {
    std::map<std::string, std::string> inputs;
    for (const Item& item : items_) inputs.emplace(item.output(), item.input());
    std::erase_if(known, [&](const auto& entry) {
      const auto item = inputs.find(entry.second.output);
      return item != inputs.end() && item->second != entry.first;
    });
  }

  /// Takes what is done out of the items; gives back the entries that stay.
  Manifest pass_over_done(Manifest& known) {
    forget_other_names(known);
    std::vector<Item> open;
    for (Item& item : items_) {
      const auto entry = known.find(item.input());
      if (entry == known.end()) {
        open.push_back(std::move(item));
      } else if (!is_done(entry->second, item)) {
        if (entry->second.output != item.output()) remove_record(entry->second);
        known.erase(entry);
        open.push_back(std::move(item));
      } else {
        count(entry->second, progress_);
        ++progress_.resumed;
      }
    }
    items_ = std::move(open);
    return std::move(known);
  }

  /// A record that had another name before: if it is what the entry says and lies in the folder.
  void remove_record(const ManifestEntry& entry) const {
    const fs::path record = fs::path(entry.output).lexically_normal();
    if (record.empty() || record.is_absolute() || *record.begin() == "..") return;
    const auto hash = sha256_of_file((job_.output / record).string());
    if (!hash || *hash != entry.record_sha256 || outputs_.count(entry.output) > 0) return;
    std::error_code absent;
    fs::remove(job_.output / record, absent);
  }

  [[nodiscard]] bool is_done(const ManifestEntry& entry, const Item& item) const {
    if (entry.remit != job_.remit || entry.grammar != job_.grammar ||
        entry.options != job_.options || entry.sha256.empty())
      return false;
    const bool failed = entry.status == ManifestEntry::Status::Failed;
    if (failed && (job_.retry_failed || !lies_in_document(entry.error))) return false;
    if (!failed && entry.output != item.output()) return false;
    const auto same = [](const std::string& file, const std::string& hash) {
      const auto found = sha256_of_file(file);
      return found && *found == hash;
    };
    return same(item.file, entry.sha256) &&
           (failed || same((job_.output / item.record).string(), entry.record_sha256));
  }

  Result<void> read_all(Journal& journal) {
    const Signals signals;
    std::vector<std::unique_ptr<Slot>> slots;
    for (unsigned i = 0; i < std::max(1U, job_.workers); ++i)
      slots.push_back(std::make_unique<Slot>(part_name(job_.shard)));
    std::size_t next = 0, at_work = 0;
    while (!progress_.stopped && (next < items_.size() || at_work > 0)) {
      for (const auto& slot : slots) {
        if (slot->worker.busy() || next == items_.size()) continue;
        const auto at_it = begin(*slot, next++, journal);
        if (!at_it) return fail(at_it.error());
        if (*at_it) ++at_work;
      }
      const int signal = signals.wait(kTick);
      progress_.seconds = seconds_since(begun_);
      if (signal != 0 && signal != SIGCHLD) progress_.stopped = true;
      for (const auto& slot : slots) {
        if (!slot->worker.busy()) continue;
        if (Clock::now() > slot->worker.deadline()) slot->worker.stop();
        int status = 0;
        rusage used{};
        if (::wait4(slot->worker.process(), &status, WNOHANG, &used) != slot->worker.process())
          continue;
        --at_work;
        if (auto noted = finish(*slot, status, used, journal); !noted) return noted;
      }
      if (signal == 0) listener_.waiting(progress_);
    }
    return {};  // workers that are still busy are given up as their slots go
  }

  struct Slot {
    explicit Slot(std::string part) : worker(std::move(part)) {}
    Worker worker;
    std::size_t item = 0;
  };

  /// Gives an item to a worker. False where its record has no place, for its name is too long, say:
  /// that costs this file alone.
  Result<bool> begin(Slot& slot, std::size_t index, Journal& journal) {
    slot.item = index;
    const Item& item = items_[index];
    const auto started =
        slot.worker.start(item.file, job_.output / item.record, job_.limits, read_);
    if (started) return true;
    if (started.error().code != "unwritable") return fail(started.error());
    ManifestEntry entry;
    entry.error = started.error();
    return note(item, std::move(entry), journal).map([] { return false; });
  }

  Result<void> finish(Slot& slot, int status, const rusage& used, Journal& journal) {
    ManifestEntry entry = slot.worker.finish(status, used);
    if (!slot.worker.confined().empty()) progress_.confined = slot.worker.confined();
    return note(items_[slot.item], std::move(entry), journal);
  }

  /// Writes down what became of a file.
  Result<void> note(const Item& item, ManifestEntry entry, Journal& journal) {
    entry.input = item.input();
    if (entry.status != ManifestEntry::Status::Failed) entry.output = item.output();
    entry.remit = job_.remit;
    entry.grammar = job_.grammar;
    entry.options = job_.options;
    count(entry, progress_);
    progress_.pages_read += entry.pages;
    progress_.bytes_done += item.bytes;
    progress_.peak_memory = std::max(progress_.peak_memory, entry.peak_memory);
    if (auto noted = journal.append(manifest_line(entry)); !noted) return noted;
    if (job_.fail_fast && entry.status == ManifestEntry::Status::Failed &&
        progress_.done < progress_.files)
      progress_.stopped = true;
    listener_.finished(entry, progress_);
    return {};
  }

  const BatchJob& job_;
  const ReadDocument& read_;
  BatchListener& listener_;
  std::vector<Item> items_;
  std::set<std::string> outputs_;  // of all shares' items, where records may have to go
  BatchProgress progress_;
  const Clock::time_point begun_ = Clock::now();
};

/// How many shares the manifests in a folder are of; 0 where they disagree.
std::optional<std::uint32_t> shares_in(const fs::path& folder) {
  std::optional<std::uint32_t> shares;
  std::error_code problem;
  for (fs::directory_iterator at(folder, problem), end; !problem && at != end;
       at.increment(problem)) {
    const std::string name = at->path().filename().string();
    unsigned index = 0, count = 0;
    if (std::sscanf(name.c_str(), "manifest-%u-of-%u.jsonl", &index, &count) != 2) continue;
    if (shares && *shares != count) return 0;
    shares = count;
  }
  return shares;
}

}  // namespace

std::vector<std::string> record_paths(const std::vector<std::string>& files, const fs::path& root,
                                      const std::string& ending) {
  const auto record_of = [&](const fs::path& name) {
    return fs::path(name).replace_extension(ending).generic_string();
  };
  std::vector<std::string> records;
  std::unordered_map<std::string, int> taken;
  for (const std::string& file : files) {
    records.push_back(record_of(name_below(file, root)));
    ++taken[records.back()];
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (taken[records[i]] == 1) continue;
    const fs::path name = name_below(files[i], root);
    const std::string hash = sha256(name.generic_string()).substr(0, 8);
    records[i] =
        (name.parent_path() / (name.stem().string() + '-' + hash + ending)).generic_string();
  }
  return records;
}

Result<BatchProgress> run_batch(const BatchJob& job, const ReadDocument& read,
                                BatchListener& listener) {
  return Batch(job, read, listener).run();
}

namespace {

/// The entries of all shares; each has to be done.
Result<Manifest> entries_of_shares(const fs::path& output, std::uint32_t shares) {
  Manifest entries;
  for (std::uint32_t index = 0; index < shares; ++index) {
    const std::string name = manifest_name({.index = index, .count = shares});
    if (!fs::exists(output / name))
      return fail({.code = "no-manifest",
                   .message = name + " is not there: the share is not done",
                   .hint = "run it again with --shard " + std::to_string(index) + '/' +
                           std::to_string(shares) + " --resume",
                   .file = output.string()});
    if (const auto added = add_manifest(output / name, entries); !added) return fail(added.error());
  }
  return entries;
}

Result<BatchProgress> progress_of(const fs::path& manifest) {
  const auto entries = read_manifest(manifest);
  if (!entries) return fail(entries.error());
  BatchProgress progress;
  for (const auto& [input, entry] : *entries) {
    count(entry, progress);
    progress.peak_memory = std::max(progress.peak_memory, entry.peak_memory);
  }
  progress.files = progress.done;
  return progress;
}

}  // namespace

Result<BatchProgress> merge_manifests(const fs::path& output) {
  const fs::path whole = output / manifest_name({});
  const fs::path merging = whole.string() + ".merging";  // while the shares' own are removed
  const std::optional<std::uint32_t> shares = shares_in(output);
  const auto missing = [&](std::string message, std::string hint) {
    return fail({.code = "no-manifest",
                 .message = std::move(message),
                 .hint = std::move(hint),
                 .file = output.string()});
  };
  if (!fs::exists(merging)) {  // else a merge was cut short when all was written
    if (!shares && fs::exists(whole)) return progress_of(whole);
    if (!shares)
      return missing("there is no manifest of a share in it", "run the shares first: --shard I/N");
    if (*shares == 0)
      return missing("manifests of different numbers of shares stand side by side",
                     "remove those of the older run");
    const auto entries = entries_of_shares(output, *shares);
    if (!entries) return fail(entries.error());
    if (const auto written = write_manifest(merging, *entries); !written)
      return fail(written.error());
  }
  std::error_code problem;
  for (std::uint32_t index = 0; index < shares.value_or(0); ++index)
    fs::remove(output / manifest_name({.index = index, .count = *shares}), problem);
  fs::rename(merging, whole, problem);
  if (problem)
    return fail({.code = "unwritable",
                 .message = problem.message(),
                 .hint = "check that the folder may be written to and has room",
                 .file = whole.string()});
  return progress_of(whole);
}

}  // namespace remit
