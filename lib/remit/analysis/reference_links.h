#pragma once

#include <string_view>
#include <vector>

#include "remit/base/span.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// One link of a reference: "paragraph 3", "Schedule 2", "the Localism Act 2011", "this Protocol".
struct Link {
  enum class Is : std::uint8_t {
    Place,     ///< numbered: has `unit` (empty: the word is left out) and `nums`
    Before,    ///< the paragraph before
    After,     ///< … after
    Act,       ///< legislation by its title
    ShortAct,  ///< … by a name that a definition gave it
    Document,  ///< a document by its title
    Own,       ///< this Protocol: a noun for the text that the words stand in
    Outer,     ///< the main Protocol
    Whole,     ///< the constitution
    Foreign,   ///< some other text
    Lost,      ///< what a word processor prints where the field of a reference has lost its target
  };
  Is is = Is::Document;
  const Rule* rule = nullptr;
  Span at;                                ///< bytes of the passage
  std::string_view unit = {}, nums = {};  ///< of a place
  std::string_view name = {};             ///< title without its year, short name, or noun
  std::string_view year = {};
  bool elsewhere = false;  ///< its words say that it is not in this text
};

/// The links that make one reference, as printed: a place before what it is in. Legislation is the
/// last, whichever side of its provision it is printed on.
struct Chain {
  std::vector<Link> links;
  Span at;  ///< bytes of the passage
};

/// The references of a text, in order, `hints` being of it or what it is part of.
std::vector<Chain> read_chains(std::string_view text, const Hints& hints, const Grammar& grammar);
std::vector<Chain> read_chains(std::string_view text, const Grammar& grammar);

}  // namespace remit
