#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "remit/base/span.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// A word or a sign at which a sentence can be cut into clauses. The names are those of the types
/// of the rules of kind `clause`.
struct Mark {
  enum class Kind : std::uint8_t {
    Condition,     ///< "unless": limits a duty
    Restriction,   ///< "subject to": the same without a verb
    Limit,         ///< "where appropriate": a condition whole in itself
    Circumstance,  ///< "In such cases": limits only where it stands in front
    Aside,         ///< "For their part": limits nothing, in front
    Concession,    ///< "although"
    Content,       ///< "that", "whether"
    Relative,      ///< "who"
    Consultation,  ///< "after consulting"
    Consults,      ///< "consult", "is consulted"
    Adverb,        ///< "also": stands between a coordinator and a modal
    Coordinator,   ///< "and"
    Determiner,    ///< "the": a subject can begin here
    Verb,          ///< "is": a clause has its verb
    WeakVerb,      ///< "supports": a verb or a noun
    Comma,
    Semicolon,
    Modal,
  };

  Kind kind = Kind::Comma;
  Span at = {};
  std::uint32_t depth = 0;      ///< brackets that are open around it
  const Rule* rule = nullptr;   ///< of a modal
  Span printed = {};            ///< of a modal: what a record prints of it
  Span bearer = {};             ///< of a modal that holds its own subject
  bool before_subject = false;  ///< of a modal: the subject follows it (Welsh)
  bool binds_nobody = false;    ///< of a modal: "may well"
};

/// The marks of a paragraph in order, `hints` being of it or what it is part of. Empty where there
/// is no modal, if not asked for without one.
///
///     "Where asked, the Verger shall ring and sing."
///      Limit      , the        shall      and
std::vector<Mark> read_marks(std::string_view text, const Hints& hints, const Grammar& grammar,
                             bool without_modal = false);

}  // namespace remit
