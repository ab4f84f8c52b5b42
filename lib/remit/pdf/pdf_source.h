#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "remit/base/result.h"
#include "remit/page/page_source.h"

namespace remit {

/// Opens a PDF held in memory. PDF 1.0 to 2.0; encrypted files with an empty user password (RC4,
/// AES-128, AES-256); a file whose cross-reference table is broken is repaired in memory, and `out`
/// says so.
///
///     auto source = open_pdf(std::move(bytes), "constitution.pdf", diagnostics);
///     if (!source) return report(source.error());
///     Page page;
///     for (int n = 1; n <= (*source)->info().pages; ++n) (*source)->read(n, page, diagnostics);
///
/// Errors: not-a-pdf, encrypted, damaged, no-pages. Never throws. Different sources may be used on
/// different threads at once.
Result<std::unique_ptr<PageSource>> open_pdf(std::string bytes, std::string_view name,
                                             Diagnostics& out);

}  // namespace remit
