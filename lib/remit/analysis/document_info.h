#pragma once

#include <string>

#include "remit/analysis/record.h"
#include "remit/grammar/grammar.h"
#include "remit/layout/layout.h"
#include "remit/structure/node.h"

namespace remit {

/// What is said of a file, beside its text; empty where nothing is.
struct DeclaredInfo {
  std::string council = {};  ///< by the user, who knows best; the others by the file itself
  std::string title;
  std::string author;
  std::string language;  ///< BCP 47
};

/// Whose document it is, what it is called, and its language: by its words first, since what a file
/// declares is often left over from another one.
///
/// - council: the name that its running heads, its first page and its declared title and author
///   name most often; else one that the text names again and again, and more often than all others
/// - gss: what the register (grammars/councils.tsv) has under that name
/// - title: its one division; else the declared title, if it stands on the first page; else the
///   largest line of that page
/// - language: of the common words (grammars/*/words.yaml), the language of most; English where
///   there are too few to tell and none is declared
DocumentInfo describe(const Layout& layout, const Tree& tree, const Grammar& grammar,
                      const DeclaredInfo& declared);

}  // namespace remit
