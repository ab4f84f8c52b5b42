#include <algorithm>
#include <filesystem>
#include <future>
#include <iostream>
#include <memory>

#include "cli/commands/commands.h"
#include "cli/options.h"
#include "remit/base/file.h"
#include "remit/base/parallel.h"
#include "remit/batch/batch.h"
#include "remit/format/record_writer.h"
#include "remit/job/extract_job.h"
#include "remit/job/grammar_folders.h"
#include "remit/job/inputs.h"

namespace remit::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> files;
  std::string output;
  std::string format = "yaml";
  std::string input = "auto";
  std::string pages;
  std::string ocr = "auto";
  bool geometry = false;
  std::string council;
  bool strict = false;
};

int run(const Options& options, const Common& common) {
  // the grammar loads while the first file is opened
  std::future<Result<Grammar>> loading =
      in_background([&] { return load_grammar(common.grammars); });
  std::vector<PageRange> pages;
  if (!options.pages.empty()) {
    const auto parsed = parse_pages(options.pages);
    if (!parsed) {
      report(parsed.error());
      return kCouldNot;
    }
    pages = *parsed;
  }
  const Inputs inputs = find_inputs(options.files, options.output);
  int exit_code = kDone;
  for (const Error& trouble : inputs.troubles) {
    report(trouble);
    exit_code = kCouldNot;
  }
  const std::vector<std::string>& files = inputs.files;
  const bool to_folder = !options.output.empty() &&
                         (files.size() > 1 || !inputs.folders.empty() ||
                          options.output.ends_with('/') || fs::is_directory(options.output));
  if (to_folder) {
    std::error_code problem;
    fs::create_directories(options.output, problem);
    if (problem) {
      report(Error{.code = "unwritable",
                   .message = problem.message(),
                   .hint = "-o names a folder where there are several files",
                   .file = options.output});
      return kCouldNot;
    }
  }
  Result<Grammar> grammar = fail(Error{});
  std::vector<std::string> records;
  if (to_folder) records = record_paths(files, common_folder(inputs), '.' + options.format);
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string& file = files[i];
    const InputFormat format = options.input == "pdf"        ? InputFormat::Pdf
                               : options.input == "text"     ? InputFormat::Text
                               : options.input == "markdown" ? InputFormat::Markdown
                                                             : InputFormat::Auto;
    const OcrUse ocr = ocr_use(options.ocr);
    auto document = OpenDocument::open({.file = file,
                                        .format = format,
                                        .pages = pages,
                                        .ocr = ocr,
                                        .geometry = options.geometry,
                                        .council = options.council});
    if (document) document->read_ahead();
    if (loading.valid()) grammar = loading.get();
    if (!grammar) {
      report(grammar.error());
      return kCouldNot;
    }
    const auto extraction = document ? extract(std::move(*document), *grammar)
                                     : Result<Extraction>(fail(std::move(document.error())));
    if (!extraction) {
      report(extraction.error());
      exit_code = kCouldNot;
      continue;
    }
    const Record& record = extraction->record;
    report(file, record.diagnostics, common.verbosity());
    // several on standard output: YAML documents, or JSON Lines
    const JsonLayout layout =
        options.output.empty() && files.size() > 1 ? JsonLayout::OneLine : JsonLayout::Indented;
    std::string text = options.format == "json" ? to_json(record, layout) : to_yaml(record);
    if (options.output.empty()) {
      if (i > 0 && options.format == "yaml") std::cout << "---\n";
      std::cout << text;
    } else {
      const fs::path path =
          to_folder ? fs::path(options.output) / records[i] : fs::path(options.output);
      std::error_code apart;
      if (to_folder) fs::create_directories(path.parent_path(), apart);
      if (fs::equivalent(path, file, apart)) {
        report(Error{.code = "unwritable",
                     .message = "it is the document that is read",
                     .hint = "name another file with -o",
                     .file = path.string()});
        exit_code = kCouldNot;
        continue;
      }
      if (const auto written = write_file(path, text); !written) {
        report(written.error());
        exit_code = kCouldNot;
        continue;
      }
      if (common.verbose)
        std::cerr << file << ": " << record.accounting.words << " words, "
                  << record.structure.nodes.size() << " nodes → " << path.string() << '\n';
    }
    const bool findings = std::any_of(
        record.diagnostics.begin(), record.diagnostics.end(),
        [](const Diagnostic& diagnostic) { return diagnostic.severity != Severity::Info; });
    if (options.strict && findings && exit_code == kDone) exit_code = kFindings;
  }
  return exit_code;
}

}  // namespace

void add_extract(CLI::App& program, const Common& common, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("extract", "Read documents; write a record of each");
  command
      ->add_option(
          "FILE", options->files,
          "PDF, plain text or Markdown; folders, 'patterns*.pdf', @lists; - is standard input")
      ->required();
  command
      ->add_option("-o,--output", options->output,
                   "File to write; a folder where there are several (standard output)")
      ->type_name("FILE|DIR");
  add_format(*command, options->format, {"yaml", "json"});
  command->add_option("--input", options->input, "auto, pdf, text or markdown (auto)")
      ->check(CLI::IsMember({"auto", "pdf", "text", "markdown"}))
      ->type_name("FORMAT");
  command->add_option("--pages", options->pages, "Pages of the file to read: 3-9, 12, 1-3,7")
      ->type_name("PAGES");
  add_ocr(*command, options->ocr);
  command->add_flag("--geometry", options->geometry,
                    "Say where on the pages of a PDF nodes and items stand");
  command->add_option("--council", options->council, "Whose documents they are (the text tells)")
      ->type_name("NAME");
  command->add_flag("--strict", options->strict, "Exit with 1 where a document has findings");
  command->footer(
      "Examples:\n"
      "  remit extract constitution.pdf --pages 3-9\n"
      "  remit extract *.pdf -o records/\n"
      "  pdftotext -layout old.pdf - | remit extract - --format json");
  command->callback([options, &common, &exit_code] { exit_code = run(*options, common); });
}

}  // namespace remit::cli
