#include "remit/job/extract_job.h"

#include <algorithm>

#include "remit/base/file.h"
#include "remit/base/sha256.h"
#include "remit/job/line_grammar.h"
#include "remit/layout/layout_reader.h"
#include "remit/layout/plain_text.h"
#include "remit/pdf/pdf_source.h"
#include "remit/structure/accounting.h"
#include "remit/structure/tree_builder.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr float kPicture = 0.3f;  // of a page: a picture as large may be a scan

InputFormat format_of(const ExtractJob& job, std::string_view bytes) {
  if (job.format != InputFormat::Auto) return job.format;
  // PDF 32000-1, annex H.3.4.1: readers take %PDF- anywhere in the first 1024 bytes
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos || job.file.ends_with(".pdf") ||
      job.file.ends_with(".PDF"))
    return InputFormat::Pdf;
  const auto is = [&](std::string_view ending) { return job.file.ends_with(ending); };
  if (is(".md") || is(".markdown")) return InputFormat::Markdown;
  return looks_like_markdown(bytes) ? InputFormat::Markdown : InputFormat::Text;
}

bool wanted(const std::vector<PageRange>& pages, int number) {
  return pages.empty() || std::any_of(pages.begin(), pages.end(), [&](const PageRange& range) {
           return number >= range.first && (range.last == 0 || number <= range.last);
         });
}

Result<Layout> read_pdf(const ExtractJob& job, std::string bytes, const LineRules& rules,
                        Record& record, std::string& title) {
  auto source = open_pdf(std::move(bytes), job.file, record.diagnostics);
  if (!source) return fail(std::move(source.error()));
  const SourceInfo& info = (*source)->info();
  record.source.format = "pdf";
  record.source.pages = info.pages;
  record.source.producer = info.producer;
  if (info.language.starts_with("cy")) record.document.language = "cy";
  title = info.title;
  if (!job.pages.empty() && !std::any_of(job.pages.begin(), job.pages.end(), [&](const PageRange& r) {
        return r.first <= info.pages;
      }))
    return fail({.code = "bad-pages",
                 .message = "it has " + std::to_string(info.pages) + " pages, none of them asked for",
                 .hint = "ask for pages between 1 and " + std::to_string(info.pages),
                 .file = job.file});
  LayoutReader reader(rules);
  Page page;
  std::vector<int> pictures;
  bool text = false;
  for (int number = 1; number <= info.pages; ++number) {
    if (!wanted(job.pages, number)) continue;
    (*source)->read(number, page, record.diagnostics);
    if (page.glyphs.empty() && page.image_cover > kPicture) pictures.push_back(number);
    text = text || !page.glyphs.empty();
    reader.add(page);
  }
  if (!text && !pictures.empty())
    return fail({.code = "no-text-layer",
                 .message = "no text layer: its pages are pictures (a scan)",
                 .hint = "make it searchable with an OCR program first (ocrmypdf, for one)",
                 .file = job.file});
  for (const int number : pictures)
    record.diagnostics.push_back({.code = "no-text-layer",
                                  .message = "the page is a picture: its words are not read",
                                  .page = number,
                                  .hint = "make the file searchable with an OCR program first"});
  return reader.finish();
}

/// The document's own name: its one division, else what the file says, else its first heading.
std::string title_of(const Tree& tree, std::string_view declared) {
  const Node* division = nullptr;
  std::size_t divisions = 0;
  for (const NodeId id : tree.roots)
    if (is_division(tree.nodes[id].type) && tree.nodes[id].heading) {
      ++divisions;
      if (!division) division = &tree.nodes[id];
    }
  if (divisions == 1) return division->label.value_or("") + " - " + *division->heading;
  if (!trimmed(declared).empty() && !declared.ends_with(".doc") && !declared.ends_with(".docx") &&
      declared.find("Microsoft Word") == std::string_view::npos)
    return std::string(trimmed(declared));
  for (const Node& node : tree.nodes)
    if (node.heading) return *node.heading;
  return "";
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
    rest.remove_prefix(std::min(rest.size(), rest.find(',') == std::string_view::npos
                                                 ? rest.size()
                                                 : rest.find(',') + 1));
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
    if (!dash) range.last = range.first;
    if (dash && range.first == 0 && part.front() == '-') range.first = 1;
    if (range.first < 1 || (range.last != 0 && range.last < range.first)) return bad();
    ranges.push_back(range);
  }
  if (ranges.empty()) return bad();
  return ranges;
}

Result<Extraction> extract(const ExtractJob& job, std::string bytes, const Grammar& grammar) {
  Extraction out;
  Record& record = out.record;
  record.source.file = job.file;
  record.source.sha256 = sha256(bytes);
  if (bytes.empty())
    return fail({.code = "empty", .message = "the file is empty", .hint = "fetch it again", .file = job.file});
  const LineRules rules = line_rules(grammar);
  std::string declared_title;
  const InputFormat format = format_of(job, bytes);
  if (format == InputFormat::Pdf) {
    auto layout = read_pdf(job, std::move(bytes), rules, record, declared_title);
    if (!layout) return fail(std::move(layout.error()));
    out.layout = std::move(*layout);
  } else {
    const bool markdown = format == InputFormat::Markdown;
    record.source.format = markdown ? "markdown" : "text";
    out.layout = read_plain_text(bytes, markdown, rules, record.source.pages);
  }
  record.structure = build_tree(out.layout, grammar, record.diagnostics);
  record.accounting = account(out.layout, record.structure, record.diagnostics);
  record.document.title = title_of(record.structure, declared_title);
  return out;
}

Result<Extraction> extract(const ExtractJob& job, const Grammar& grammar) {
  auto bytes = read_file(job.file);
  if (!bytes) return fail(std::move(bytes.error()));
  return extract(job, std::move(*bytes), grammar);
}

}  // namespace remit
