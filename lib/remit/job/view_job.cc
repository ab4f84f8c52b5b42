#include "remit/job/view_job.h"

#include <algorithm>

namespace remit {
namespace {

constexpr float kMargin = 36;  // points, round the lines of a text file

tl::unexpected<Error> no_such_page(const std::string& file, int number, int pages) {
  return fail({.code = "bad-pages",
               .message = "it has " + std::to_string(pages) + (pages == 1 ? " page" : " pages") +
                          ", and no page " + std::to_string(number),
               .hint = pages == 1 ? "ask for page 1"
                                  : "ask for a page between 1 and " + std::to_string(pages),
               .file = file});
}

/// A text file has no paper: a sheet as large as its words need.
Page sheet_of(const Layout& layout, int number) {
  Page page;
  page.number = number;
  for (const Word& word : layout.words) {
    if (static_cast<int>(word.page) != number) continue;
    page.width = std::max(page.width, word.box.x1 + kMargin);
    page.height = std::max(page.height, word.box.y1 + kMargin);
  }
  return page;
}

}  // namespace

Result<PageView> view_page(OpenDocument document, int number, const Grammar& grammar) {
  PageView view;
  const std::string file = document.job_.file;
  const bool drawn = document.pdf_ != nullptr;
  if (drawn) {
    const int pages = document.pdf_->info().pages;
    if (number < 1 || number > pages) return no_such_page(file, number, pages);
    Diagnostics again;  // what is odd in it is told when all pages are read
    document.pdf_->read(number, view.page, again);
  }
  auto extraction = extract(std::move(document), grammar);
  if (!extraction) return fail(std::move(extraction.error()));
  view.extraction = std::move(*extraction);
  if (!drawn) {
    const int pages = view.extraction.record.source.pages;
    if (number < 1 || number > pages) return no_such_page(file, number, pages);
    view.page = sheet_of(view.extraction.layout, number);
  }
  return view;
}

}  // namespace remit
