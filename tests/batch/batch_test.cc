#include "remit/batch/batch.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "remit/base/file.h"
#include "remit/base/sha256.h"
#include "remit/job/inputs.h"
#include "support/files.h"
#include "support/temp_dir.h"

namespace remit {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

class Listener : public BatchListener {
 public:
  void begun(const BatchProgress&) override {}
  void finished(const ManifestEntry& entry, const BatchProgress&) override {
    entries[fs::path(entry.input).filename().string()] = entry;
  }
  void waiting(const BatchProgress&) override {}
  std::map<std::string, ManifestEntry> entries;
};

/// How many files are open beside the standard ones: that of the record is.
std::ptrdiff_t files_inherited() {
  std::vector<int> open;
  for (int file = STDERR_FILENO + 1; file < 1024; ++file)
    if (::fcntl(file, F_GETFD) >= 0) open.push_back(file);
  return std::ssize(open);
}

/// How many pieces of memory are shared with another process: that of the report is.
int shared_memory() {
  std::ifstream maps("/proc/self/maps");
  int pieces = 0;
  for (std::string line; std::getline(maps, line);)
    pieces += line.find(" rw-s ") != std::string::npos;
  return pieces;
}

/// A reader that does what the document asks it to.
Result<Reading> obey(const std::string& file, std::string bytes) {
  const std::string order = bytes.substr(0, bytes.find('\n'));
  const auto answer = [&](bool forbidden) -> Result<Reading> {
    if (forbidden) return Reading{.record = "forbidden\n"};
    return fail({.code = "allowed", .message = order});
  };
  if (order == "crash") std::abort();
  if (order == "fault") {
    volatile int* const nowhere = nullptr;
    return Reading{.record = std::to_string(*nowhere)};
  }
  if (order == "leave") ::_exit(0);
  if (order == "hang")
    for (;;) std::this_thread::sleep_for(std::chrono::seconds(1));
  if (order == "spin")
    for (std::atomic<std::uint64_t> i = 0;;) ++i;
  if (order == "grow") {
    std::vector<std::string> taken;
    for (;;) taken.emplace_back(1 << 20, 'x');
  }
  if (order == "throw") throw std::runtime_error("a bug");
  if (order == "deceive") return fail({.code = "od\033[2J", .message = "a\xFF\nb", .hint = "c"});
  if (order == "refuse") return fail({.code = "encrypted", .message = "no", .hint = "ask"});
  if (order == "connect") return answer(::socket(AF_INET, SOCK_STREAM, 0) < 0);
  if (order == "run") {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(0);
    return answer(child < 0);
  }
  if (order == "signal") return answer(::kill(::getppid(), 0) != 0);
  if (order == "write") return answer(!std::ofstream(file + ".new").put('x').flush());
  if (order == "destroy") return answer(::unlink(file.c_str()) != 0);
  if (order == "shorten") return answer(::truncate(file.c_str(), 0) != 0);
  if (order == "empty") return answer(::open(file.c_str(), O_RDONLY | O_TRUNC) < 0);
  if (order == "mode") return answer(::chmod(file.c_str(), 0) != 0);
  if (order == "limit") return answer(::prlimit(::getppid(), RLIMIT_CPU, nullptr, nullptr) != 0);
  if (order == "inherit") return answer(files_inherited() == 1 && shared_memory() <= 1);
  if (order == "overtime") {
    rlimit time{};
    return answer(::getrlimit(RLIMIT_CPU, &time) == 0 && time.rlim_cur < time.rlim_max);
  }
  if (order == "peek") return answer(!std::ifstream(fs::path(file).parent_path() / "z-secret.txt"));
  if (order == "scheduler") {  // which tells every process of a task to end
    ::raise(SIGTERM);
    ::raise(SIGHUP);
    ::raise(SIGINT);
  }
  if (order == "fill") {
    rlimit most{};
    ::getrlimit(RLIMIT_FSIZE, &most);
    return answer(most.rlim_cur == std::size_t{256} << 20);
  }
  if (order == "thread") {
    std::thread other([] {});
    other.join();
  }
  return Reading{.record = "record of " + bytes + '\n',
                 .findings = order == "odd",
                 .pages = 2,
                 .words = bytes.size(),
                 .counts = {.nodes = 3}};
}

class BatchTest : public ::testing::Test {
 protected:
  void put(const std::string& name, const std::string& text) {
    test::write(dir_.path() / "in" / name, text);
  }
  BatchJob job(unsigned workers = 2) {
    const Inputs inputs = find_inputs({(dir_.path() / "in").string()});
    return {.files = inputs.files,
            .root = common_folder(inputs),
            .output = dir_.path() / "out",
            .workers = workers,
            .limits = {.seconds = 20},
            .remit = "1",
            .grammar = "g",
            .options = "o"};
  }
  std::string record(const std::string& name) { return test::bytes_of(dir_.path() / "out" / name); }
  BatchProgress run(const BatchJob& job, const ReadDocument& read = obey) {
    listener_ = Listener();
    const auto result = run_batch(job, read, listener_);
    EXPECT_TRUE(result) << result.error().message;
    return result ? *result : BatchProgress{};
  }
  /// Every file of the results with its bytes; seconds and memory left out, which no two runs
  /// share.
  std::map<std::string, std::string> results() {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(dir_.path() / "out")) {
      if (!entry.is_regular_file()) continue;
      std::string text = test::bytes_of(entry.path());
      if (entry.path().extension() == ".jsonl") {
        std::string lines;
        auto entries = read_manifest(entry.path());
        for (auto& [input, line] : *entries) {
          line.seconds = 0;
          line.peak_memory = 0;
          lines += manifest_line(line);
        }
        text = lines;
      }
      files[entry.path().lexically_relative(dir_.path() / "out").string()] = text;
    }
    return files;
  }

  test::TempDir dir_;
  Listener listener_;
};

TEST_F(BatchTest, EachFileHasARecordAndALine) {
  put("a.txt", "fine");
  put("b/a.txt", "odd\nthing");
  put("b/c.txt", "refuse");
  put("b/d.txt", "thread");
  const BatchProgress progress = run(job());
  EXPECT_EQ(progress.done, 4U);
  EXPECT_EQ(progress.findings, 1U);
  EXPECT_EQ(progress.failed, 1U);
  EXPECT_EQ(progress.pages, 6U);
  EXPECT_EQ(record("a.yaml"), "record of fine\n");
  EXPECT_EQ(record("b/a.yaml"), "record of odd\nthing\n");
  EXPECT_FALSE(fs::exists(dir_.path() / "out/b/c.yaml"));
  const auto entries = read_manifest(dir_.path() / "out/manifest.jsonl");
  ASSERT_TRUE(entries);
  ASSERT_EQ(entries->size(), 4U);
  const ManifestEntry& fine = entries->begin()->second;
  EXPECT_EQ(fine.output, "a.yaml");
  EXPECT_EQ(fine.sha256, sha256("fine"));
  EXPECT_EQ(fine.record_sha256, sha256("record of fine\n"));
  EXPECT_EQ(fine.counts.nodes, 3U);
  EXPECT_GT(fine.peak_memory, 0U);
  EXPECT_EQ(listener_.entries["c.txt"].error.code, "encrypted");
  EXPECT_EQ(listener_.entries["c.txt"].error.hint, "ask");
}

TEST_F(BatchTest, ABadFileCostsThatFileAlone) {
  for (const char* order : {"crash", "fault", "leave", "hang", "spin", "throw", "fine"})
    put(std::string(order) + ".txt", order);
  BatchJob hurt = job();
  hurt.limits.seconds = 1;
  const BatchProgress progress = run(hurt);
  EXPECT_EQ(progress.done, 7U);
  EXPECT_EQ(progress.failed, 6U);
  for (const char* order : {"crash", "fault", "leave", "throw"})
    EXPECT_EQ(listener_.entries[std::string(order) + ".txt"].error.code, "crashed") << order;
  for (const char* order : {"hang", "spin"})
    EXPECT_EQ(listener_.entries[std::string(order) + ".txt"].error.code, "timeout") << order;
  EXPECT_EQ(record("fine.yaml"), "record of fine\n");
  for (const auto& [input, entry] : listener_.entries)
    EXPECT_EQ(entry.error.hint.empty(), entry.status != ManifestEntry::Status::Failed) << input;
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_F(BatchTest, MemoryIsLimited) {
  put("grow.txt", "grow");
  put("fine.txt", "fine");
  put("large.txt", "");
  fs::resize_file(dir_.path() / "in/large.txt", std::uintmax_t{1} << 32);  // all of it a hole
  BatchJob hurt = job();
  hurt.limits.memory = std::size_t{512} << 20;
  run(hurt);
  EXPECT_EQ(listener_.entries["grow.txt"].error.code, "out-of-memory");
  EXPECT_LT(listener_.entries["grow.txt"].peak_memory, std::size_t{600} << 20);
  EXPECT_EQ(listener_.entries["large.txt"].error.code, "out-of-memory");
  EXPECT_EQ(record("fine.yaml"), "record of fine\n");
}
#endif

TEST_F(BatchTest, WorkerReachesNothingElse) {
  put("z-secret.txt", "fine");
  const std::vector<std::string> files = {"write", "destroy", "peek"};
  const std::vector<std::string> calls = {"connect", "run",   "signal", "shorten",
                                          "empty",   "limit", "mode"};
  for (const auto& orders : {files, calls})
    for (const std::string& order : orders) put(order + ".txt", order);
  const std::string held = run(job()).confined;
  EXPECT_NE(held.find("limits"), std::string::npos);
  const auto expect_forbidden = [&](const std::vector<std::string>& orders) {
    for (const std::string& order : orders)
      EXPECT_EQ(record(order + ".yaml"), "forbidden\n") << order;
  };
  // what the kernel or the build has not cannot hold: it is said, and not taken for granted
  if (held.find("Landlock") != std::string::npos) expect_forbidden(files);
  if (held.find("seccomp") != std::string::npos) expect_forbidden(calls);
  EXPECT_TRUE(fs::exists(dir_.path() / "in/destroy.txt"));
}

TEST_F(BatchTest, WorkerHasNothingOfTheOthers) {
  for (const char* name : {"a", "b", "c", "d", "e", "f"})
    put(std::string(name) + ".txt", "inherit");
  run(job(3));
  for (const char* name : {"a", "b", "c", "d", "e", "f"})
    EXPECT_EQ(record(std::string(name) + ".yaml"), "forbidden\n") << name;
}

TEST_F(BatchTest, WhatAWorkerSaysIsShownAsText) {
  put("a.txt", "deceive");
  run(job());
  EXPECT_EQ(listener_.entries["a.txt"].error.code, "od [2J");
  EXPECT_EQ(listener_.entries["a.txt"].error.message, "a\xEF\xBF\xBD b");
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_F(BatchTest, ARecordIsNoLongerThanADocumentsMemory) {
  put("a.txt", "fill");
  put("b.txt", "fine");
  BatchJob hurt = job();
  hurt.limits.memory = std::size_t{256} << 20;
  run(hurt);
  EXPECT_EQ(record("a.yaml"), "forbidden\n");
  EXPECT_EQ(record("b.yaml"), "record of fine\n");
}
#endif

TEST_F(BatchTest, ResumeRemovesNothingButItsOwnRecords) {
  put("a.txt", "fine");
  put("b.txt", "fine");
  const fs::path out = dir_.path() / "out";
  BatchJob again = job();
  again.resume = true;
  const auto claim = [&](const std::string& output) {  // a manifest that names something else
    run(job());
    auto entries = read_manifest(out / "manifest.jsonl");
    std::string lines;
    for (auto& [input, entry] : *entries) {
      if (input.ends_with("a.txt")) entry.output = output;
      lines += manifest_line(entry);
    }
    test::write(out / "manifest.jsonl", lines);
    run(again);
  };
  test::write(dir_.path() / "mine.yaml", "record of fine\n");
  claim("../mine.yaml");
  EXPECT_TRUE(fs::exists(dir_.path() / "mine.yaml"));
  test::write(out / "notes.yaml", "written by hand");
  claim("notes.yaml");
  EXPECT_TRUE(fs::exists(out / "notes.yaml"));
  claim("b.yaml");
  EXPECT_TRUE(fs::exists(out / "b.yaml"));
  test::write(out / "old.yaml", "record of fine\n");
  claim("old.yaml");
  EXPECT_FALSE(fs::exists(out / "old.yaml"));
}

TEST_F(BatchTest, AMergeThatWasCutShortIsFinished) {
  for (int i = 0; i < 12; ++i) put("f" + std::to_string(i) + ".txt", "fine");
  const fs::path out = dir_.path() / "out";
  for (std::uint32_t index = 0; index < 3; ++index) {
    BatchJob share = job();
    share.shard = {.index = index, .count = 3};
    run(share);
  }
  const std::string last = test::bytes_of(out / "manifest-2-of-3.jsonl");
  ASSERT_TRUE(merge_manifests(out));
  const std::string whole = test::bytes_of(out / "manifest.jsonl");
  EXPECT_EQ(merge_manifests(out)->done, 12U);  // once more says the same
  fs::rename(out / "manifest.jsonl", out / "manifest.jsonl.merging");
  test::write(out / "manifest-2-of-3.jsonl", last);
  EXPECT_EQ(merge_manifests(out)->done, 12U);
  EXPECT_EQ(test::bytes_of(out / "manifest.jsonl"), whole);
  EXPECT_FALSE(fs::exists(out / "manifest-2-of-3.jsonl"));
  // a share that was run again alone is no merge that was cut short
  test::write(out / "manifest-2-of-3.jsonl", last);
  EXPECT_FALSE(merge_manifests(out));
}

TEST_F(BatchTest, ProcessorTimeEndsWithAWarning) {  // or it would look like the system's doing
  put("a.txt", "overtime");
  run(job());
  EXPECT_EQ(record("a.yaml"), "forbidden\n");
}

TEST_F(BatchTest, ARecordWithoutAPlaceCostsThatFileAlone) {
  const std::string name(250, 'x');  // ".part" makes it too long
  put("a.txt", "fine\n and larger");
  put(name + ".txt", "fine\n");
  put("blocked/b.txt", "fine\n");
  put("z.txt", "fine");
  test::write(dir_.path() / "out/blocked", "a file where a folder should be");
  const BatchProgress progress = run(job(1));
  EXPECT_EQ(progress.done, 4U);
  EXPECT_EQ(progress.failed, 2U);
  EXPECT_EQ(listener_.entries[name + ".txt"].error.code, "unwritable");
  EXPECT_EQ(listener_.entries["b.txt"].error.code, "unwritable");
  EXPECT_EQ(record("z.yaml"), "record of fine\n");
}

TEST_F(BatchTest, WhatWasDoneSurvivesAFullDisk) {
  put("a.txt", "refuse\nand larger");
  put("b.txt", "fine");
  BatchJob again = job(1);
  again.fail_fast = true;
  run(again);
  const fs::path journal = dir_.path() / "out/manifest.jsonl.partial";
  const std::string before = test::bytes_of(journal);
  ASSERT_FALSE(before.empty());
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit room{.rlim_cur = 10, .rlim_max = 10};
    ::setrlimit(RLIMIT_FSIZE, &room);
    Listener listener;
    again.resume = true;
    const auto result = run_batch(again, obey, listener);
    ::_exit(result || result.error().code != "unwritable" ? 1 : 0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(test::bytes_of(journal), before);
}

TEST_F(BatchTest, SameBytesHoweverManyWorkers) {
  for (int i = 0; i < 40; ++i) put("f" + std::to_string(i) + ".txt", std::string(i + 1, 'x'));
  put("bad.txt", "refuse");
  run(job(1));
  const auto alone = results();
  EXPECT_EQ(alone.size(), 41U);
  fs::remove_all(dir_.path() / "out");
  run(job(8));
  EXPECT_EQ(results(), alone);
}

TEST_F(BatchTest, SameNameNeverCollides) {
  put("rules.txt", "text");
  put("rules.md", "markdown");
  run(job());
  const auto entries = read_manifest(dir_.path() / "out/manifest.jsonl");
  ASSERT_TRUE(entries);
  std::set<std::string> outputs;
  for (const auto& [input, entry] : *entries) {
    outputs.insert(entry.output);
    EXPECT_TRUE(entry.output.starts_with("rules-")) << entry.output;
    EXPECT_TRUE(fs::exists(dir_.path() / "out" / entry.output));
  }
  EXPECT_EQ(outputs.size(), 2U);
}

TEST_F(BatchTest, ResumePassesOverWhatIsDoneAndUnchanged) {
  for (const char* name : {"same", "changed", "lost", "spoilt"})
    put(std::string(name) + ".txt", name);
  put("failed.txt", "refuse");
  BatchJob again = job();
  run(again);
  const auto before = results();
  again.resume = true;
  EXPECT_EQ(run(again).resumed, 5U);
  EXPECT_EQ(results(), before);
  put("changed.txt", "otherwise");
  fs::remove(dir_.path() / "out/lost.yaml");
  test::write(dir_.path() / "out/spoilt.yaml", "half a rec");
  put("new.txt", "new");
  again = job();
  again.resume = true;
  EXPECT_EQ(run(again).resumed, 2U);
  EXPECT_EQ(listener_.entries.size(), 4U);
  EXPECT_EQ(record("changed.yaml"), "record of otherwise\n");
  EXPECT_EQ(record("lost.yaml"), "record of lost\n");
  EXPECT_EQ(record("spoilt.yaml"), "record of spoilt\n");
  again.retry_failed = true;
  EXPECT_EQ(run(again).resumed, 5U);
  EXPECT_EQ(listener_.entries.count("failed.txt"), 1U);
  for (std::string BatchJob::*version :
       {&BatchJob::remit, &BatchJob::grammar, &BatchJob::options}) {
    BatchJob newer = again;
    newer.*version += " newer";
    EXPECT_EQ(run(newer).resumed, 0U);
    run(again);
  }
}

TEST_F(BatchTest, OneRecordHasOneEntryHoweverItsFolderIsNamed) {
  put("a.txt", "fine");
  put("b.txt", "fine, too");
  run(job());
  const Inputs otherwise = find_inputs({(dir_.path() / "in/../in").string()});
  BatchJob again = job();
  again.files = otherwise.files;
  again.root = common_folder(otherwise);
  again.resume = true;
  EXPECT_EQ(run(again).done, 2U);
  const auto entries = read_manifest(dir_.path() / "out/manifest.jsonl");
  ASSERT_TRUE(entries);
  EXPECT_EQ(entries->size(), 2U);
  for (const auto& [input, entry] : *entries)
    EXPECT_NE(input.find("in/../in"), std::string::npos) << input;
}

TEST_F(BatchTest, ARecordGoesWithTheFailureThatTakesItsPlace) {
  put("a.txt", "fine");
  run(job());
  put("a.txt", "refuse");
  BatchJob again = job();
  again.resume = true;
  run(again);
  EXPECT_FALSE(fs::exists(dir_.path() / "out/a.yaml"));
}

TEST_F(BatchTest, SignalsOfATaskDoNotCostTheFile) {
  put("a.txt", "scheduler");
  run(job());
  EXPECT_EQ(record("a.yaml"), "record of scheduler\n");
}

TEST_F(BatchTest, WhatTheMachineFailedIsTriedAgain) {
  put("a.txt", "fine");
  BatchJob again = job();
  again.resume = true;
  for (const char* code : {"killed", "unwritable", "crashed"}) {
    run(job());
    auto entries = read_manifest(dir_.path() / "out/manifest.jsonl");
    ManifestEntry& entry = entries->begin()->second;
    entry.status = ManifestEntry::Status::Failed;
    entry.error = {.code = code, .message = "…"};
    test::write(dir_.path() / "out/manifest.jsonl", manifest_line(entry));
    EXPECT_EQ(run(again).resumed, code == std::string("crashed") ? 1U : 0U) << code;
  }
}

TEST_F(BatchTest, NamesThatAreNoUtf8AreToldApart) {
  put("caf\xE9.txt", "fine");
  put("caf\xE8.txt", "fine");
  run(job());
  const auto entries = read_manifest(dir_.path() / "out/manifest.jsonl");
  ASSERT_TRUE(entries);
  EXPECT_EQ(entries->size(), 2U);
  EXPECT_TRUE(entries->begin()->first.ends_with("caf%E8.txt"));
  EXPECT_TRUE(fs::exists(dir_.path() / "out/caf\xE8.yaml"));
  BatchJob again = job();
  again.resume = true;
  EXPECT_EQ(run(again).resumed, 2U);
}

TEST_F(BatchTest, FailFastStops) {
  put("a.txt", "refuse, not: the largest is read first");
  put("a.txt", "refuse\n" + std::string(100, 'x'));
  for (int i = 0; i < 20; ++i) put("f" + std::to_string(i) + ".txt", "fine");
  BatchJob hasty = job(1);
  hasty.fail_fast = true;
  const BatchProgress progress = run(hasty);
  EXPECT_TRUE(progress.stopped);
  EXPECT_EQ(progress.done, 1U);
  EXPECT_FALSE(fs::exists(dir_.path() / "out/manifest.jsonl"));
  hasty.fail_fast = false;
  hasty.resume = true;
  EXPECT_FALSE(run(hasty).stopped);
  EXPECT_TRUE(fs::exists(dir_.path() / "out/manifest.jsonl"));
  EXPECT_FALSE(fs::exists(dir_.path() / "out/manifest.jsonl.partial"));
}

TEST_F(BatchTest, SharesTogetherAreTheWhole) {
  for (int i = 0; i < 40; ++i) put("f" + std::to_string(i) + ".txt", std::string(i + 1, 'x'));
  run(job());
  const auto whole = results();
  fs::remove_all(dir_.path() / "out");
  for (std::uint32_t index = 0; index < 3; ++index) {
    BatchJob share = job();
    share.shard = {.index = index, .count = 3};
    if (index == 2) {
      const auto early = merge_manifests(dir_.path() / "out");
      ASSERT_FALSE(early);
      EXPECT_EQ(early.error().code, "no-manifest");
      EXPECT_NE(early.error().hint.find("--shard 2/3"), std::string::npos);
    }
    run(share);
  }
  const auto merged = merge_manifests(dir_.path() / "out");
  ASSERT_TRUE(merged) << merged.error().message;
  EXPECT_EQ(merged->done, 40U);
  EXPECT_EQ(results(), whole);
  // a share that is run again passes over what the merged manifest knows
  BatchJob share = job();
  share.shard = {.index = 1, .count = 3};
  share.resume = true;
  const BatchProgress again = run(share);
  EXPECT_EQ(again.resumed, again.files);
}

TEST_F(BatchTest, TwoRunsDoNotMix) {
  put("a.txt", "fine");
  class Intruder : public Listener {
   public:
    explicit Intruder(BatchJob job) : job_(std::move(job)) {}
    void begun(const BatchProgress&) override {
      Listener other;
      const auto second = run_batch(job_, obey, other);
      ASSERT_FALSE(second);
      EXPECT_EQ(second.error().code, "busy");
      ++tried;
    }
    int tried = 0;

   private:
    BatchJob job_;
  } intruder(job());
  ASSERT_TRUE(run_batch(job(), obey, intruder));
  EXPECT_EQ(intruder.tried, 1);
}

TEST_F(BatchTest, AWholeBatchBesideItsSharesSpoilsNothing) {
  for (int i = 0; i < 8; ++i) put("f" + std::to_string(i) + ".txt", "fine\n" + std::to_string(i));
  class Intruder : public Listener {
   public:
    explicit Intruder(BatchJob job) : job_(std::move(job)) {}
    void finished(const ManifestEntry&, const BatchProgress& progress) override {
      if (progress.done != 1) return;  // another worker is at a file that the shares read too
      for (job_.shard = {.index = 0, .count = 2}; job_.shard.index < 2; ++job_.shard.index) {
        Listener other;
        const auto share = run_batch(job_, obey, other);
        ASSERT_TRUE(share);
        EXPECT_EQ(share->failed, 0U);
      }
    }

   private:
    BatchJob job_;
  } intruder(job());
  const auto whole = run_batch(job(), obey, intruder);
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->failed, 0U);
}

TEST_F(BatchTest, KilledAtAnyMomentItEndsInTheSameBytes) {
  for (int i = 0; i < 30; ++i) put("f" + std::to_string(i) + ".txt", std::string(i + 1, 'x'));
  put("bad.txt", "refuse");
  run(job());
  const auto whole = results();
  fs::remove_all(dir_.path() / "out");
  BatchJob again = job();
  again.resume = true;
  for (int kill = 0; kill < 12; ++kill) {
    const pid_t child = ::fork();
    if (child == 0) {
      Listener listener;
      (void)run_batch(again, obey, listener);
      ::_exit(0);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1 + 3 * kill));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
  }
  // workers of the last one may still be about to end
  for (int wait = 0; wait < 100; ++wait) {
    Listener listener;
    const auto result = run_batch(again, obey, listener);
    if (result) break;
    ASSERT_EQ(result.error().code, "busy");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(results(), whole);
}

TEST(RecordPaths, MirrorTheTree) {
  EXPECT_THAT(record_paths({"/c/a.pdf", "/c/b/a.pdf", "/c/b/part.1.pdf"}, "/c/", ".yaml"),
              ElementsAre("a.yaml", "b/a.yaml", "b/part.1.yaml"));
}

}  // namespace
}  // namespace remit
