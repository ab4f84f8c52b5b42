#pragma once

#include <functional>
#include <string_view>

#include "remit/layout/layout.h"
#include "remit/layout/line_rules.h"

namespace remit {

/// Reads plain text or Markdown as a layout: characters of one width, lines of one height, a form
/// feed for a new page, so that what follows need not know where a document came from.
///
/// Of Markdown (and of the HTML that converters leave in it): headings, emphasis (bold and italic),
/// list items, pipe tables, links (a line that only links into the document is an entry of a
/// contents list); `<p>`, `<br>`; entities. Of both: tables whose cells are parted by tabs, or by
/// bars ("Clerk | keeps the seal") alike in several lines. Marks are dropped, every word is kept.
/// `pages` is set to the number of pages (1 + form feeds). Only pages that `wanted` names are read;
/// an empty function wants all.
Layout read_plain_text(std::string_view bytes, bool markdown, const LineRules& rules, int& pages,
                       const std::function<bool(int page)>& wanted = {});

/// Whether a text uses Markdown's marks, whatever its file is called.
bool looks_like_markdown(std::string_view text);

}  // namespace remit
