#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remit/analysis/mentions.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// The title of a post as a document prints it, and the roles printed with it.
///
///     "Chief Executive (and Head of Paid Service)"
///      └─ title ─────┘      └─ roles: head_of_paid_service
struct PostTitle {
  std::string title;
  std::vector<std::string> roles;  ///< ids of roles that an Act makes
};

/// Reads the titles of posts and the roles beside them. Keeps references to what it is made of.
class PostNames {
 public:
  PostNames(const Grammar& grammar, const NameIndex& names);

  /// A title with its roles, in brackets or after a separator, taken off. Empty title: `text` is
  /// no title at all (nothing, a sentence, a class of several holders).
  [[nodiscard]] PostTitle read(std::string_view text) const;
  /// Whether a title is that of one post, by its form or because it is a role's.
  [[nodiscard]] bool is_post(std::string_view title) const;
  /// Whether `text` names many people or a body: "Directors".
  [[nodiscard]] bool is_class(std::string_view text) const;
  /// Two printed forms of one title have one key: "Director: Tolls", "Director of Tolls".
  [[nodiscard]] std::string key(std::string_view title) const;
  /// The role whose printed form is the whole of `text`; null: none.
  [[nodiscard]] const Role* role(std::string_view text) const;
  [[nodiscard]] const Role* role_of(std::string_view id) const;

  /// The roles that an Act makes, of all that `text` names.
  [[nodiscard]] std::vector<std::string> roles_in(std::string_view text) const;
  /// Those that open `text` or stand after a word such as 'statutory': "Solicitor and Monitoring
  /// Officer, legal services".
  [[nodiscard]] std::vector<std::string> own_roles(std::string_view text) const;
  /// `text` where it begins with the name of a role, cut after the last that is joined to it:
  /// "Treasurer or the Reeve of the town" → "Treasurer or the Reeve". Ids of the roles, in order.
  [[nodiscard]] std::vector<std::string> leading_roles(std::string_view text) const;

  /// Posts and roles named one after the other, each perhaps with another in brackets:
  /// "The Head of Paid Service (Port Reeve), Monitoring Officer and …". A pair is the post and
  /// the role it holds.
  [[nodiscard]] std::vector<PostTitle> list(std::string_view text) const;

  [[nodiscard]] const NameIndex& names() const { return names_; }
  [[nodiscard]] const Grammar& grammar() const { return grammar_; }
  /// `text` without the link words before it ("the").
  [[nodiscard]] std::string_view without_link(std::string_view text) const;
  /// The parts of "Clerk or the Treasurer".
  [[nodiscard]] std::vector<std::string_view> parts(std::string_view text) const;

 private:
  [[nodiscard]] bool is_made_by_act(std::string_view id) const;
  [[nodiscard]] bool is_link(std::string_view text) const;
  [[nodiscard]] std::vector<Span> words_of(std::string_view type, std::string_view text) const;
  /// Where 'and' or 'or' joins names.
  [[nodiscard]] std::vector<Span> joints_of(std::string_view text) const;

  const Grammar& grammar_;
  const NameIndex& names_;
};

}  // namespace remit
