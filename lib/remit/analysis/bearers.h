#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "remit/analysis/mentions.h"
#include "remit/analysis/post.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// Says which role, post or body a noun phrase stands for.
///
///     "The Verger, the Clerk and any other officer"  →  verger
///     "The relationship between members and officers"  →  (none: the head is no party)
///     "The Bells and Towers Committee"  →  bells_and_towers_committee
class Parties {
 public:
  /// The names that the grammar knows, and the titles of the document's posts.
  Parties(const Grammar& grammar, const NameIndex& names, const std::vector<Post>& posts);

  /// The first party that is the head of the phrase; empty: there is none.
  [[nodiscard]] std::string ref_of(std::string_view phrase) const;
  /// The party that a clause is about: "a Verger who rings", "a Verger rings".
  [[nodiscard]] std::string subject_of(std::string_view clause) const;
  /// The party whose name is the whole of the phrase.
  [[nodiscard]] std::string ref_of_whole(std::string_view phrase) const;
  /// The ids of all that a phrase names.
  [[nodiscard]] std::vector<std::string> known_in(std::string_view phrase) const;
  /// All that a phrase names, ids where they are known, else as printed.
  [[nodiscard]] std::vector<std::string> all_in(std::string_view phrase) const;
  /// Whether it stands for a party that was named before: "They".
  [[nodiscard]] bool is_pronoun(std::string_view phrase) const;
  /// Whether it turns a modal into a prohibition: "No member".
  [[nodiscard]] bool is_negative(std::string_view phrase) const;
  /// Whether it is a subject that names nobody: "There".
  [[nodiscard]] bool is_expletive(std::string_view phrase) const;
  /// Bytes of the first name at the begin of `text` ("y Swyddog Monitro adrodd"); 0: there is none.
  [[nodiscard]] std::uint32_t name_length(std::string_view text) const;

 private:
  const Grammar& grammar_;
  NameIndex names_;
};

}  // namespace remit
