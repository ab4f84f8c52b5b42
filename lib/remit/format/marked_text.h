#pragma once

#include <string>

#include "remit/revision/amend.h"

namespace remit {

/// The amended text with its changes marked, for people to read. Both begin with what came of the
/// amendments: those that were refused, the references that were rewritten, those that now lead
/// nowhere.
///
/// Markdown: a heading or a paragraph a node; <ins> and <del> around what came and went, which
/// every renderer of Markdown lets through.
std::string marked_to_markdown(const Amended& amended);
/// One page of HTML that needs nothing else: no network, no script; light and dark; fit to print.
std::string marked_to_html(const Amended& amended);

}  // namespace remit
