#pragma once

#include <vector>

#include "remit/analysis/duty.h"
#include "remit/analysis/mentions.h"
#include "remit/analysis/passages.h"
#include "remit/analysis/post.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// Who must, may, should or may not do what: one for each main-clause modal (rules of kind
/// `modal`), and one for each list item below a lead-in with a modal. In reading order. Linear in
/// the text; a sentence of more than 8,000 bytes is passed over.
///
///     "The Verger may not sing but may hum if asked."
///     The Verger · may not · sing        The Verger · may · hum · if asked
std::vector<Duty> find_duties(const Tree& tree, const std::vector<Passage>& passages,
                              const Grammar& grammar, const NameIndex& names,
                              const std::vector<Post>& posts);

}  // namespace remit
