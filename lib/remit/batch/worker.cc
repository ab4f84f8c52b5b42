#include "remit/batch/worker.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <new>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "remit/base/file.h"
#include "remit/base/parallel.h"
#include "remit/base/sha256.h"
#include "remit/batch/confinement.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

/// A text of limited length, ended by a NUL.
template <std::size_t Size>
struct Text {
  std::array<char, Size> bytes;

  void operator=(std::string_view text) {
    std::size_t size = std::min(text.size(), Size - 1);
    if (size < text.size())  // cut before a character, not in it
      while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    std::copy_n(text.begin(), size, bytes.begin());
    bytes[size] = '\0';
  }
  /// As it may be shown and written down: whoever wrote it may have been made to write anything.
  [[nodiscard]] std::string text() const {
    std::string text = valid_utf8({bytes.begin(), std::find(bytes.begin(), bytes.end(), '\0')});
    std::replace_if(
        text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; }, ' ');
    return text;
  }
};

/// Closes what is open but for one file: the journal of the batch, the records of other workers,
/// which a document must not reach.
void close_all_but(int kept) {
  const auto close_range = [](unsigned first, unsigned last) {
    if (first > last || ::syscall(SYS_close_range, first, last, 0) == 0) return;
    const auto most = static_cast<unsigned>(std::max(::sysconf(_SC_OPEN_MAX), 1024L));
    for (unsigned file = first; file <= std::min(last, most); ++file)
      ::close(static_cast<int>(file));  // Linux before 5.9
  };
  const auto file = static_cast<unsigned>(kept);
  close_range(STDERR_FILENO + 1, file - 1);
  close_range(file + 1, ~0U);
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Error unwritable(const std::filesystem::path& path, int reason) {
  return {.code = "unwritable",
          .message = "its record cannot be written: " + std::string(std::strerror(reason)),
          .hint = "check that the folder may be written to and has room",
          .file = path.string()};
}

constexpr const char* kAloneHint =
    "read it alone with remit extract to see more, and please report it with the file";

}  // namespace

struct Worker::Report {
  bool whole;  // written last
  bool read;   // there is a record; else the error says why not
  bool findings;
  std::uint64_t pages, words, unplaced;
  RecordCounts counts;
  Text<65> sha256, record_sha256;
  Text<64> confined;
  Text<64> code;
  Text<1024> message, hint;

  void refuse(const Error& error) {
    code = error.code;
    message = error.message;
    hint = error.hint;
    read = false;
    whole = true;
  }
};

Worker::Worker(std::string part) : part_(std::move(part)) {
  void* const shared =
      ::mmap(nullptr, sizeof(Report), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) throw std::bad_alloc();
  ::madvise(shared, sizeof(Report), MADV_DONTFORK);  // no child but its own: see start()
  report_ = new (shared) Report{};
}

Worker::~Worker() {
  abandon();
  ::munmap(report_, sizeof(Report));
}

Result<void> Worker::start(const std::string& file, const std::filesystem::path& record,
                           const WorkerLimits& limits, const ReadDocument& read) {
  std::error_code problem;
  std::filesystem::create_directories(record.parent_path(), problem);
  if (problem) return fail(unwritable(record, problem.value()));
  temporary_ = record.parent_path() / ('.' + record.filename().string() + part_);
  ::unlink(temporary_.c_str());  // of a run that was killed
  out_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (out_ < 0) return fail(unwritable(record, errno));
  record_ = record;
  limits_ = limits;
  stopped_ = false;
  *report_ = Report{};
  begun_ = std::chrono::steady_clock::now();
  deadline_ = begun_ + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                           std::chrono::duration<double>(limits.seconds));
  const pid_t parent = ::getpid();
  ::madvise(report_, sizeof(Report), MADV_DOFORK);
  process_ = ::fork();
  const int reason = errno;
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);     // never outlives its parent …
    if (::getppid() != parent) ::_exit(1);  // … nor one that was gone before that was said
    run(file, limits, read);
  }
  ::madvise(report_, sizeof(Report), MADV_DONTFORK);
  if (process_ > 0) return {};
  process_ = 0;
  abandon();
  return fail({.code = "no-process",
               .message = "no process can be started: " + std::string(std::strerror(reason)),
               .hint = "ask for fewer workers with -j",
               .file = file});
}

void Worker::run(const std::string& file, const WorkerLimits& limits,
                 const ReadDocument& read) noexcept {
  // Ctrl-C reaches every process of a terminal, and a scheduler's SIGTERM every process of a task:
  // the parent decides what becomes of this one
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a record that is too long is one that cannot be written
  std::signal(SIGCHLD, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nothing = ::open("/dev/null", O_RDWR);
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nothing, standard);
  try {
    use_threads(1);
    // a record was in memory before it is in its file
    const bool limited = set_limits({.memory = limits.memory,
                                     .file_size = limits.memory,
                                     .cpu_seconds = static_cast<rlim_t>(limits.seconds) + 1});
    auto bytes = read_file(file);
    if (!bytes) {
      report_->refuse(bytes.error());
      ::_exit(0);
    }
    close_all_but(out_);  // not before: the file may be one that was open (/dev/fd/63)
    report_->sha256 = sha256(*bytes);
    const std::string held = confine(limits.readable);
    report_->confined = held + (!limited ? "" : held.empty() ? "limits" : ", limits");
    const auto reading = read(file, std::move(*bytes));
    if (!reading) {
      report_->refuse(reading.error());
      ::_exit(0);
    }
    // flushed here: it is this process that waits for the disk, and not the one that all wait for
    if (!write_all(out_, reading->record) || ::fsync(out_) != 0) {
      report_->refuse(unwritable(record_, errno));
      ::_exit(0);
    }
    report_->record_sha256 = sha256(reading->record);
    report_->findings = reading->findings;
    report_->pages = reading->pages;
    report_->words = reading->words;
    report_->unplaced = reading->unplaced;
    report_->counts = reading->counts;
    report_->read = true;
    report_->whole = true;
  } catch (const std::bad_alloc&) {
    report_->refuse({.code = "out-of-memory",
                     .message = "reading it takes more memory than a document may have",
                     .hint = "give each document more with --memory"});
  } catch (const std::exception& problem) {
    report_->refuse({.code = "crashed", .message = problem.what(), .hint = kAloneHint});
  }
  ::_exit(0);
}

void Worker::stop() {
  if (process_ <= 0) return;
  stopped_ = true;
  ::kill(process_, SIGKILL);
}

ManifestEntry Worker::died(int status) const {
  ManifestEntry entry;
  if (stopped_ || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)) {
    entry.error = {.code = "timeout",
                   .message = "it was not read within " +
                              std::to_string(static_cast<long>(limits_.seconds)) + " seconds",
                   .hint = "give each document more time with --timeout"};
  } else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
    entry.error = {.code = "killed",
                   .message = "the process that read it was killed, most likely for want of memory",
                   .hint = "ask for fewer workers with -j, or read it with --retry-failed later"};
  } else if (WIFSIGNALED(status)) {
    entry.error = {.code = "crashed",
                   .message = "the process that read it ended with signal " +
                              std::to_string(WTERMSIG(status)) + " (" +
                              ::strsignal(WTERMSIG(status)) + ")",
                   .hint = kAloneHint};
  } else {
    entry.error = {.code = "crashed",
                   .message = "the process that read it ended without a report",
                   .hint = kAloneHint};
  }
  return entry;
}

ManifestEntry Worker::finish(int status, const rusage& used) {
  ManifestEntry entry;
  const Report report = *report_;
  if (!report.whole || !WIFEXITED(status)) {
    entry = died(status);
  } else if (!report.read) {
    entry.error = {
        .code = report.code.text(), .message = report.message.text(), .hint = report.hint.text()};
  } else if (::rename(temporary_.c_str(), record_.c_str()) != 0) {
    const Error error = unwritable(record_, errno);
    entry.error = {.code = error.code, .message = error.message, .hint = error.hint};
  } else {
    temporary_.clear();
    entry.status = report.findings ? ManifestEntry::Status::Findings : ManifestEntry::Status::Ok;
    entry.record_sha256 = report.record_sha256.text();
    entry.pages = report.pages;
    entry.words = report.words;
    entry.unplaced = report.unplaced;
    entry.counts = report.counts;
  }
  if (entry.status == ManifestEntry::Status::Failed) ::unlink(record_.c_str());  // an earlier run's
  entry.sha256 = report.sha256.text();
  confined_ = report.confined.text();
  entry.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  entry.peak_memory = static_cast<std::uint64_t>(used.ru_maxrss) * 1024;  // Linux counts kilobytes
  process_ = 0;
  abandon();
  return entry;
}

void Worker::abandon() {
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
    process_ = 0;
  }
  if (out_ >= 0) ::close(out_);
  out_ = -1;
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  temporary_.clear();
}

}  // namespace remit
