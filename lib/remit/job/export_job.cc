#include "remit/job/export_job.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <future>
#include <set>
#include <utility>

#include "remit/base/parallel.h"
#include "remit/format/manifest.h"
#include "remit/job/open_record.h"

namespace remit {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> kEndings = {".yaml", ".yml", ".json"};

bool begins_like_record(const fs::path& file) {
  std::array<char, 256> bytes{};
  std::ifstream in(file, std::ios::binary);
  in.read(bytes.data(), bytes.size());
  return is_record({bytes.data(), static_cast<std::size_t>(in.gcount())});
}

/// The records below a folder, by the bytes of their paths.
Result<std::vector<fs::path>> records_below(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code problem;
  for (fs::recursive_directory_iterator at(folder, problem), end; !problem && at != end;
       at.increment(problem)) {
    const std::string ending = at->path().extension().string();
    if (std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end() &&
        at->is_regular_file(problem) && begins_like_record(at->path()))
      files.push_back(at->path());
  }
  if (problem)
    return fail({.code = "unreadable",
                 .message = problem.message(),
                 .hint = "check that you may read it",
                 .file = folder.string()});
  std::sort(files.begin(), files.end(),
            [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  return files;
}

/// Leaves out what a batch's manifest in the folder does not tell of: records of files that are
/// gone or have another name now, of another format, or that somebody else put there.
Result<void> keep_what_manifest_tells(const fs::path& folder, std::vector<fs::path>& files,
                                      const std::function<void(const Error&)>& problem) {
  const fs::path manifest = folder / kManifestName;
  std::error_code absent;
  if (!fs::exists(manifest, absent)) return {};
  const auto entries = read_manifest(manifest);
  if (!entries) return fail(entries.error());
  std::set<std::string> told;
  for (const auto& [input, entry] : *entries) told.insert(entry.output);
  const std::size_t found = files.size();
  std::erase_if(files, [&](const fs::path& file) {
    return told.count(manifest_path(file.lexically_relative(folder).generic_string())) == 0;
  });
  if (const std::size_t passed_over = found - files.size(); passed_over > 0)
    problem({.code = "not-in-manifest",
             .message = std::to_string(passed_over) +
                        (passed_over == 1 ? " record is" : " records are") +
                        " left out that it does not tell of",
             .hint = "remove what is not from the last batch, or name such a record by itself",
             .file = manifest.string()});
  return {};
}

std::string free_id(const fs::path& path, std::set<std::string>& taken) {
  const std::string id = (path.parent_path() / path.stem()).generic_string();
  std::string candidate = id;
  for (int n = 2; !taken.insert(candidate).second; ++n) candidate = id + '-' + std::to_string(n);
  return candidate;
}

/// The record that comes next is read on a thread of its own.
class RecordsAhead {
 public:
  RecordsAhead(const std::vector<ExportInput>& inputs, const Grammar& grammar)
      : inputs_(inputs), grammar_(grammar) {
    begin();
  }

  [[nodiscard]] bool done() const { return taken_ == inputs_.size(); }

  /// The next input and its record. Precondition: not done.
  std::pair<const ExportInput&, Result<Record>> take() {
    Result<Record> record = reading_.get();
    const ExportInput& input = inputs_[taken_++];
    begin();
    return {input, std::move(record)};
  }

 private:
  void begin() {
    if (!done())
      reading_ = in_background(
          [this, &file = inputs_[taken_].file] { return open_record(file, grammar_); });
  }

  const std::vector<ExportInput>& inputs_;
  const Grammar& grammar_;
  std::size_t taken_ = 0;
  std::future<Result<Record>> reading_;
};

}  // namespace

Result<std::vector<ExportInput>> export_inputs(const std::vector<std::string>& inputs,
                                               const std::function<void(const Error&)>& problem) {
  std::vector<ExportInput> all;
  std::set<std::string> taken;
  for (const std::string& input : inputs) {
    std::error_code absent;
    if (!fs::is_directory(input, absent)) {
      all.push_back({input, free_id(fs::path(input).filename(), taken)});
      continue;
    }
    auto files = records_below(input);
    if (!files) return fail(files.error());
    if (const auto kept = keep_what_manifest_tells(input, *files, problem); !kept)
      return fail(kept.error());
    for (const fs::path& file : *files)
      all.push_back({file.string(), free_id(file.lexically_relative(input), taken)});
  }
  return all;
}

Result<std::size_t> export_records(const ExportJob& job, const Grammar& grammar,
                                   const std::function<void(const Error&)>& problem) {
  const auto inputs = export_inputs(job.inputs, problem);
  if (!inputs) return fail(inputs.error());
  for (const ExportInput& input : *inputs) {
    std::error_code apart;
    if (fs::equivalent(job.place, input.file, apart))
      return fail({.code = "unwritable",
                   .message = "it is a record that is read",
                   .hint = "name another file",
                   .file = job.place});
  }
  auto exporter = open_exporter(job.format, job.place, job.replace);
  if (!exporter) return fail(std::move(exporter.error()));
  std::size_t written = 0;
  for (RecordsAhead records(*inputs, grammar); !records.done();) {
    const auto [input, record] = records.take();
    if (job.stopped())
      return fail({.code = "stopped",
                   .message = "it was stopped, and nothing is written",
                   .hint = "run it again",
                   .file = job.place});
    if (!record) {
      problem(record.error());
      continue;
    }
    const std::string& gss = record->document.gss;
    auto added =
        (*exporter)->add({.id = input.id,
                          .record = *record,
                          .roles = grammar.roles(),
                          .council = gss.empty() ? nullptr : grammar.councils().coded(gss)});
    if (added) {
      ++written;
      continue;
    }
    if (added.error().code != "bad-record") return fail(std::move(added.error()));
    added.error().file = input.file;
    problem(added.error());
  }
  if (written == 0)
    return fail({.code = "no-records",
                 .message = "there is no record to export",
                 .hint = "make some: remit extract *.pdf -o records/",
                 .file = job.inputs.empty() ? "" : job.inputs.front()});
  return (*exporter)->finish().map([&] { return written; });
}

}  // namespace remit
