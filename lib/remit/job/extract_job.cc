#include "remit/job/extract_job.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "remit/analysis/boxes.h"
#include "remit/analysis/linked_references.h"
#include "remit/analysis/marked_changes.h"
#include "remit/base/file.h"
#include "remit/base/file_kind.h"
#include "remit/base/parallel.h"
#include "remit/base/sha256.h"
#include "remit/job/line_grammar.h"
#include "remit/job/read_ahead.h"
#include "remit/layout/layout_reader.h"
#include "remit/layout/plain_text.h"
#include "remit/pdf/pdf_source.h"
#include "remit/structure/accounting.h"
#include "remit/structure/tree_builder.h"
#include "remit/text/encoding.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr float kUncertain = 80;  // of 100: below, a page's words deserve a look

bool is_named(const ExtractJob& job, std::string_view ending) { return job.file.ends_with(ending); }

bool is_markdown_name(const ExtractJob& job) {
  return is_named(job, ".md") || is_named(job, ".markdown");
}

bool is_pdf(const ExtractJob& job, std::string_view bytes) {
  if (job.format != InputFormat::Auto) return job.format == InputFormat::Pdf;
  // PDF 32000-1, annex H.3.4.1: readers take %PDF- anywhere in the first 1024 bytes
  const std::size_t magic = bytes.substr(0, 1024).find("%PDF-");
  if (magic == 0) return true;
  if (is_markdown_name(job) || is_named(job, ".txt")) return false;
  return magic != std::string_view::npos || is_named(job, ".pdf") || is_named(job, ".PDF");
}

bool is_markdown(const ExtractJob& job, std::string_view text) {
  if (job.format != InputFormat::Auto) return job.format == InputFormat::Markdown;
  return is_markdown_name(job) || looks_like_markdown(text);
}

Error empty(const ExtractJob& job) {
  const bool piped = job.file == "-";
  return {.code = "empty",
          .message = piped ? "standard input is empty" : "the file is empty",
          .hint = piped ? "look what the command before the | says"
                        : "fetch it again: the download may have been cut off",
          .file = job.file};
}

Error not_text(const ExtractJob& job, std::string_view bytes) {
  std::string hint = advice_on(bytes);
  if (hint.empty()) hint = "if it is text after all, say so with --input text";
  return {.code = "not-text",
          .message = "it is neither a PDF nor text",
          .hint = std::move(hint),
          .file = job.file};
}

/// Says of a text where its characters may not be what its author meant.
void describe_encoding(Encoding encoding, Diagnostics& diagnostics) {
  if (encoding == Encoding::Windows1252)
    diagnostics.push_back(
        {.code = "encoding",
         .message = "the text is not in UTF-8; it was read as Windows-1252",
         .hint = "save it as UTF-8 where accents, quotation marks or £ are wrong"});
  if (encoding == Encoding::DamagedUtf8)
    diagnostics.push_back({.code = "encoding",
                           .message = "some bytes of the text are not UTF-8; they read as U+FFFD",
                           .hint = "have it made anew, or save it as UTF-8"});
}

bool wanted(const std::vector<PageRange>& pages, int number) {
  return pages.empty() || std::any_of(pages.begin(), pages.end(), [&](const PageRange& range) {
           return number >= range.first && (range.last == 0 || number <= range.last);
         });
}

Error no_such_pages(int pages, const std::string& file) {
  return {.code = "bad-pages",
          .message = pages == 1
                         ? "it has one page, and others are asked for"
                         : "it has " + std::to_string(pages) + " pages, none of them asked for",
          .hint = pages == 1 ? "leave --pages out"
                             : "ask for pages between 1 and " + std::to_string(pages),
          .file = file};
}

/// Says which pages were read from their pictures, and how well.
void describe_scans(const ScanSource& source, Source& about, Diagnostics& diagnostics) {
  const std::vector<ScanSource::Scan>& scans = source.scans();
  about.text_layer = scans.empty() ? "pdf" : source.with_text() > 0 ? "mixed" : "ocr";
  for (const int page : source.garbled())
    diagnostics.push_back({.code = "hidden-text-bad",
                           .message = "the text hidden below the page's picture is garbled",
                           .page = page,
                           .hint = source.trouble().message.empty()
                                       ? "have it read anew with --ocr auto"
                                       : "to have it read anew by OCR, " + source.trouble().hint +
                                             " (" + source.trouble().message + ")"});
  if (scans.empty()) return;
  double sum = 0;
  int words = 0;
  std::size_t drawn = 0;
  for (const ScanSource::Scan& scan : scans) {
    sum += static_cast<double>(scan.seen.confidence) * scan.seen.words;
    words += scan.seen.words;
    if (scan.drawn) ++drawn;
  }
  if (words > 0) about.ocr_confidence = static_cast<int>(std::lround(sum / words));
  const auto say = [&](std::size_t pages, const char* one, const char* several) {
    if (pages == 0) return;
    diagnostics.push_back(
        {.code = "ocr",
         .severity = Severity::Info,
         .message = pages == 1 ? std::string("1 page ") + one
                               : std::to_string(pages) + " pages " + several,
         .hint = "compare what matters with the original: letters may be mistaken"});
  };
  say(scans.size() - drawn, "is a picture; its words were read by OCR",
      "are pictures; their words were read by OCR");
  say(drawn, "has text whose fonts name no letters; they were read by OCR",
      "have text whose fonts name no letters; they were read by OCR");
  for (const int page : source.bad_layers())
    diagnostics.push_back(
        {.code = "hidden-text-bad",
         .severity = Severity::Info,
         .message = "the text hidden below the page's picture is garbled; it was read anew by OCR",
         .page = page});
  for (const ScanSource::Scan& scan : scans)
    if (scan.seen.words > 0 && scan.seen.confidence < kUncertain)
      diagnostics.push_back(
          {.code = "ocr-uncertain",
           .message = "the words of the page were hard to read (confidence " +
                      std::to_string(std::lround(scan.seen.confidence)) + " of 100)",
           .page = scan.page,
           .hint = "compare the page with the original, or scan it again at 300 dpi"});
}

/// Runs of pages that were read in the same way.
std::vector<PagesBy> pages_by(const std::vector<std::pair<int, PageBasis>>& bases) {
  const auto why = [](PageBasis basis) {
    switch (basis) {
      case PageBasis::Tags:
        return "agrees";
      case PageBasis::Untagged:
        return "untagged";
      case PageBasis::Uncovered:
        return "uncovered";
      case PageBasis::OutOfOrder:
        return "out-of-order";
      case PageBasis::CutsText:
        return "cuts-text";
      case PageBasis::LumpsText:
        return "lumps-text";
    }
    return "";
  };
  std::vector<PagesBy> ranges;
  for (std::size_t i = 0; i < bases.size();) {
    std::size_t end = i + 1;
    while (end < bases.size() && bases[end].second == bases[i].second &&
           bases[end].first == bases[end - 1].first + 1)
      ++end;
    std::string pages = std::to_string(bases[i].first);
    if (end > i + 1) pages += "-" + std::to_string(bases[end - 1].first);
    ranges.push_back({.pages = std::move(pages),
                      .by = bases[i].second == PageBasis::Tags ? "tags" : "geometry",
                      .why = why(bases[i].second)});
    i = end;
  }
  return ranges;
}

Result<Layout> read_pdf(std::unique_ptr<ScanSource> source, std::unique_ptr<ReadAhead> pages,
                        const ExtractJob& job, const LineRules& rules, Record& record) {
  Diagnostics& diagnostics = record.diagnostics;
  LayoutReader reader(rules);
  reader.expect(static_cast<std::size_t>(source->info().pages));
  bool text = false;
  while (const Page* page = pages->next(diagnostics)) {
    text = text || !page->glyphs.empty();
    reader.add(*page);
  }
  pages.reset();
  reader.set_outline(source->outline());
  describe_scans(*source, record.source, diagnostics);
  const std::vector<int> pictures = source->unread();
  const Error trouble = source->trouble();
  // closing a large PDF takes as long as joining its paragraphs
  const auto closed = in_background([done = std::move(source)]() mutable { done.reset(); });
  const auto unreadable = std::find_if(
      diagnostics.begin(), diagnostics.end(),
      [](const Diagnostic& diagnostic) { return diagnostic.code == "picture-unreadable"; });
  if (!text && !pictures.empty() && unreadable != diagnostics.end())
    return fail(
        {.code = "no-text-layer",
         .message = "no text layer: its pages are pictures (a scan); " + unreadable->message,
         .hint = unreadable->hint,
         .file = job.file});
  if (!text && !pictures.empty())
    return fail(
        {.code = "no-text-layer",
         .message = "no text layer: its pages are pictures (a scan)",
         .hint = trouble.message.empty()
                     ? "make it searchable with an OCR program first (ocrmypdf, for one)"
                     : "to have it read by OCR, " + trouble.hint + " (" + trouble.message + ")",
         .file = job.file});
  for (const int number : pictures)
    diagnostics.push_back({.code = "no-text-layer",
                           .message = "the page is a picture: its words are not read",
                           .page = number,
                           .hint = "make the file searchable with an OCR program first"});
  return reader.finish();
}

}  // namespace

Result<std::vector<PageRange>> parse_pages(std::string_view text) {
  std::vector<PageRange> ranges;
  const auto bad = [&] {
    return fail({.code = "bad-pages",
                 .message = "\"" + std::string(text) + "\" is no list of pages",
                 .hint = "write --pages 3-9, --pages 12 or --pages 1-3,7"});
  };
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view part = trimmed(rest.substr(0, rest.find(',')));
    rest.remove_prefix(std::min(
        rest.size(), rest.find(',') == std::string_view::npos ? rest.size() : rest.find(',') + 1));
    PageRange range{.first = 0, .last = 0};
    int* number = &range.first;
    bool dash = false, digits = false;
    for (const char c : part) {
      if (c == '-' && !dash) {
        dash = true;
        number = &range.last;
      } else if (c >= '0' && c <= '9' && *number < 1000000) {
        *number = *number * 10 + (c - '0');
        digits = true;
      } else {
        return bad();
      }
    }
    if (!digits) return bad();
    const bool zero = dash && range.last == 0 && part.back() != '-';
    if (!dash) range.last = range.first;
    if (dash && range.first == 0 && part.front() == '-') range.first = 1;
    if (zero || range.first < 1 || (range.last != 0 && range.last < range.first)) return bad();
    ranges.push_back(range);
  }
  if (ranges.empty()) return bad();
  return ranges;
}

Result<OpenDocument> OpenDocument::open(const ExtractJob& job) {
  auto bytes = read_file(job.file);
  if (!bytes) return fail(std::move(bytes.error()));
  return open(job, std::move(*bytes));
}

Result<OpenDocument> OpenDocument::open(const ExtractJob& job, std::string bytes) {
  if (bytes.empty()) return fail(empty(job));
  OpenDocument document;
  document.job_ = job;
  document.declared_.council = job.council;
  Record& record = document.record_;
  record.source.file = job.file;
  record.source.sha256 = sha256(bytes);
  if (!is_pdf(job, bytes)) {
    if (job.format == InputFormat::Auto && is_binary(bytes)) return fail(not_text(job, bytes));
    auto [text, encoding] = decode_text(std::move(bytes));
    describe_encoding(encoding, record.diagnostics);
    document.text_ = std::move(text);
    document.markdown_ = is_markdown(job, document.text_);
    record.source.format = document.markdown_ ? "markdown" : "text";
    return document;
  }
  auto source = open_pdf(std::move(bytes), job.file, record.diagnostics);
  if (!source) return fail(std::move(source.error()));
  const SourceInfo& info = (*source)->info();
  record.source.format = "pdf";
  record.source.pages = info.pages;
  record.source.producer = info.producer;
  document.declared_.title = info.title;
  document.declared_.author = info.author;
  document.declared_.language = info.language;
  if (!job.pages.empty() &&
      std::none_of(job.pages.begin(), job.pages.end(),
                   [&](const PageRange& range) { return range.first <= info.pages; }))
    return fail(no_such_pages(info.pages, job.file));
  document.pdf_ = std::make_unique<ScanSource>(std::move(*source), job.ocr);
  return document;
}

void OpenDocument::read_ahead() {
  if (!pdf_ || pages_) return;
  std::vector<int> numbers;
  for (int number = 1; number <= pdf_->info().pages; ++number)
    if (wanted(job_.pages, number)) numbers.push_back(number);
  pages_ = std::make_unique<ReadAhead>(*pdf_, std::move(numbers));
}

Result<Extraction> extract(OpenDocument document, const Grammar& grammar) {
  Extraction out;
  out.record = std::move(document.record_);
  Record& record = out.record;
  const LineRules rules = line_rules(grammar);
  document.read_ahead();
  if (document.pdf_) {
    auto layout = read_pdf(std::move(document.pdf_), std::move(document.pages_), document.job_,
                           rules, record);
    if (!layout) return fail(std::move(layout.error()));
    out.layout = std::move(*layout);
    record.source.pages_by = pages_by(out.layout.bases);
  } else {
    const std::vector<PageRange>& pages = document.job_.pages;
    bool any = false;
    out.layout = read_plain_text(document.text_, document.markdown_, rules, record.source.pages,
                                 [&](int number) {
                                   const bool read = wanted(pages, number);
                                   any = any || read;
                                   return read;
                                 });
    if (!any) return fail(no_such_pages(record.source.pages, document.job_.file));
  }
  record.structure = build_tree(out.layout, grammar, record.diagnostics);
  Diagnostics unplaced;
  auto counted = in_background([&] {
    record.accounting = account(out.layout, record.structure, unplaced);
    record.furniture = list_furniture(out.layout);
    record.document = describe(out.layout, record.structure, grammar, document.declared_);
  });
  record.analysis = analyse(record.structure, grammar, record.diagnostics);
  counted.get();
  settle_by_links(out.layout, record.structure, record.analysis.references, record.diagnostics);
  add_marked_changes(out.layout, record.structure, record.analysis.amendments);
  if (document.job_.geometry) add_boxes(out.layout, record.structure, record.analysis);
  std::move(unplaced.begin(), unplaced.end(), std::back_inserter(record.diagnostics));
  return out;
}

Result<Extraction> extract(const ExtractJob& job, const Grammar& grammar) {
  auto document = OpenDocument::open(job);
  if (!document) return fail(std::move(document.error()));
  return extract(std::move(*document), grammar);
}

Result<Extraction> extract(const ExtractJob& job, std::string bytes, const Grammar& grammar) {
  auto document = OpenDocument::open(job, std::move(bytes));
  if (!document) return fail(std::move(document.error()));
  return extract(std::move(*document), grammar);
}

}  // namespace remit
