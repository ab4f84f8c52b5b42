#pragma once

#include <string_view>
#include <vector>

#include "remit/analysis/marks.h"

namespace remit {

/// A phrase before the subject, or between the subject and its modal.
struct FrontPhrase {
  Mark::Kind kind = Mark::Kind::Aside;
  Span at;
};

/// One main clause with its modal. All spans are bytes of the paragraph.
///
///     "Where asked, the Verger shall ring at noon and may sing."
///      └ fronts ─┘  └subject─┘ modal └─ action ─┘
///                   └─────── carried ──────────┘     may  sing
struct Clause {
  std::uint32_t begin = 0;               ///< with its fronts, and the word that joins it
  std::vector<FrontPhrase> fronts = {};  ///< of its own and those it takes over
  Span subject = {};                     ///< empty: it has none
  Span before = {};  ///< the subject of a clause before it without a modal; empty: there is none
  Mark modal = {};
  Span action = {};
  bool carried = false;  ///< its subject is that of the clause before
};

/// The main clauses of a sentence that have a modal, in order. A modal within an if-, that-, which-
/// or who-clause or within brackets makes none. `marks` are those of the sentence.
std::vector<Clause> main_clauses(std::string_view text, Span sentence,
                                 const std::vector<Mark>& marks);

}  // namespace remit
