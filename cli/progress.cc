#include "cli/progress.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>
#include <sstream>
#include <sys/ioctl.h>
#include <unistd.h>

#include "remit/format/json_emitter.h"

namespace remit::cli {
namespace {

std::string duration(double seconds) {
  const long whole = std::lround(std::max(0.0, seconds));
  if (whole < 10) {
    std::ostringstream text;
    text.precision(1);
    text << std::fixed << seconds << " s";
    return text.str();
  }
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

std::string counted(std::uint64_t number, const std::string& one, const std::string& several) {
  return std::to_string(number) + ' ' + (number == 1 ? one : several);
}

void report_failure(const ManifestEntry& entry) {
  Error error = entry.error;
  error.file = entry.input;
  report(error);
}

/// Failures alone.
class Silence : public BatchListener {
 public:
  void begun(const BatchProgress&) override {}
  void finished(const ManifestEntry& entry, const BatchProgress&) override {
    if (entry.status == ManifestEntry::Status::Failed) report_failure(entry);
  }
  void waiting(const BatchProgress&) override {}
};

/// A line for each file.
class Lines : public BatchListener {
 public:
  void begun(const BatchProgress& progress) override {
    if (progress.resumed > 0)
      std::cerr << counted(progress.resumed, "file was", "files were") << " done before\n";
  }
  void finished(const ManifestEntry& entry, const BatchProgress& progress) override {
    std::cerr << '[' << progress.done << '/' << progress.files << "] ";
    if (entry.status == ManifestEntry::Status::Failed) return report_failure(entry);
    std::cerr << shown(entry.input) << ": " << counted(entry.pages, "page", "pages") << ", "
              << counted(entry.counts.diagnostics, "finding", "findings") << ", "
              << duration(entry.seconds) << '\n';
  }
  void waiting(const BatchProgress&) override {}
};

/// One line that is drawn over and over.
class Bar : public BatchListener {
 public:
  ~Bar() override { std::cerr << kErase << std::flush; }
  void begun(const BatchProgress& progress) override { draw(progress); }
  void finished(const ManifestEntry& entry, const BatchProgress& progress) override {
    if (entry.status == ManifestEntry::Status::Failed) {
      std::cerr << kErase;
      report_failure(entry);
      drawn_ = {};
    }
    if (std::chrono::steady_clock::now() - drawn_ > std::chrono::milliseconds(100)) draw(progress);
  }
  void waiting(const BatchProgress& progress) override { draw(progress); }

 private:
  static constexpr const char* kErase = "\r\x1b[K";

  void draw(const BatchProgress& progress) {
    drawn_ = std::chrono::steady_clock::now();
    std::string text =
        std::to_string(progress.done) + '/' + counted(progress.files, "file", "files");
    if (progress.failed > 0) text += ", " + std::to_string(progress.failed) + " failed";
    if (progress.seconds > 0.5)
      text +=
          ", " +
          std::to_string(std::lround(static_cast<double>(progress.pages_read) / progress.seconds)) +
          " pages/s";
    if (progress.bytes_done > 0)
      text +=
          ", " +
          duration(progress.seconds * static_cast<double>(progress.bytes - progress.bytes_done) /
                   static_cast<double>(progress.bytes_done)) +
          " left";
    winsize window{};
    const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0;
    const std::size_t width = known ? window.ws_col : 80;
    if (text.size() >= width) text.resize(width - 1);
    std::string bar;
    if (text.size() + 14 < width) {  // a bar of less than ten is none
      const std::size_t length = std::min<std::size_t>(40, width - text.size() - 4);
      const std::size_t filled =
          progress.files == 0 ? length : length * progress.done / progress.files;
      bar = '[' + std::string(filled, '=') + std::string(length - filled, ' ') + "] ";
    }
    std::cerr << kErase << bar << text << std::flush;
  }

  std::chrono::steady_clock::time_point drawn_;
};

/// Events for other programs.
class Events : public BatchListener {
 public:
  void begun(const BatchProgress& progress) override {
    event("begin", progress, [&](JsonEmitter& emit) {
      emit.key("resumed");
      emit.number(progress.resumed);
      emit.key("bytes");
      emit.number(progress.bytes);
    });
  }
  void finished(const ManifestEntry& entry, const BatchProgress& progress) override {
    event("file", progress, [&](JsonEmitter& emit) {
      emit.key("input");
      emit.string(entry.input);
      emit.key("status");
      emit.string(entry.status == ManifestEntry::Status::Ok         ? "ok"
                  : entry.status == ManifestEntry::Status::Findings ? "findings"
                                                                    : "failed");
      emit.key("error");
      if (entry.error.code.empty())
        emit.null();
      else
        emit.string(entry.error.code);
      emit.key("pages");
      emit.number(entry.pages);
    });
  }
  void waiting(const BatchProgress& progress) override {
    if (progress.seconds < said_ + 1) return;
    said_ = progress.seconds;
    event("progress", progress, [](JsonEmitter&) {});
  }

 private:
  template <typename More>
  void event(const char* name, const BatchProgress& progress, const More& more) {
    std::string line;
    JsonEmitter emit(line, JsonLayout::OneLine);
    emit.begin_map();
    emit.key("event");
    emit.string(name);
    emit.key("files");
    emit.number(progress.files);
    emit.key("done");
    emit.number(progress.done);
    emit.key("failed");
    emit.number(progress.failed);
    more(emit);
    emit.key("bytes_done");
    emit.number(progress.bytes_done);
    emit.key("seconds");
    emit.decimal(progress.seconds);
    emit.end_map();
    std::cout << line << std::flush;
  }

  double said_ = 0;
};

}  // namespace

std::unique_ptr<BatchListener> progress_shown(const std::string& how, Verbosity verbosity) {
  if (how == "json") return std::make_unique<Events>();
  if (how == "none" || (how == "auto" && verbosity == Verbosity::Quiet))
    return std::make_unique<Silence>();
  if (how == "bar" || (how == "auto" && ::isatty(STDERR_FILENO) == 1))
    return std::make_unique<Bar>();
  return std::make_unique<Lines>();
}

std::string summary_of(const BatchProgress& progress) {
  std::string text = counted(progress.done, "file", "files");
  if (progress.stopped) text += " of " + std::to_string(progress.files);
  if (progress.seconds > 0) text += " in " + duration(progress.seconds);
  text += ": " + std::to_string(progress.done - progress.findings - progress.failed) + " ok, " +
          std::to_string(progress.findings) + " with findings, " + std::to_string(progress.failed) +
          " failed";
  if (progress.resumed > 0) text += " (" + std::to_string(progress.resumed) + " done before)";
  text += '\n';
  for (const auto& [code, times] : progress.errors)
    text += "  " + std::to_string(times) + ' ' + code + '\n';
  text += "  " + counted(progress.pages, "page", "pages") + ", " +
          counted(progress.words, "word", "words") + ", " + std::to_string(progress.unplaced) +
          " unplaced";
  if (progress.peak_memory > 0)
    text += "; at most " + std::to_string(progress.peak_memory / 1000000) + " MB for a document";
  text += '\n';
  return text;
}

}  // namespace remit::cli
