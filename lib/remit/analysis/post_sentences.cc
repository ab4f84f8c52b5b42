#include "remit/analysis/post_sentences.h"

#include <algorithm>

#include "remit/text/letters.h"

namespace remit {
namespace {

/// A list item without the stop or the ' ; and' after it.
std::string_view without_end(std::string_view text, const PostNames& names) {
  text = trimmed(text);
  const std::size_t semicolon = text.rfind(';');
  if (semicolon != std::string_view::npos &&
      names.parts(text.substr(semicolon)).empty())  // "; and": nothing but separators
    text = text.substr(0, semicolon);
  while (!text.empty() && (text.back() == '.' || text.back() == ';' || text.back() == ','))
    text.remove_suffix(1);
  return trimmed(text);
}

class SentenceReader {
 public:
  SentenceReader(const Tree& tree, const PostNames& names, std::vector<PostFinding>& out)
      : tree_(tree), names_(names), out_(out) {}

  void read(const Passage& passage) {
    const Grammar& grammar = names_.grammar();
    if (passage.in == Place::In::Cell) return;
    named_.clear();
    for (const Occurrence& found :
         grammar.find_all(RuleKind::PostSentence, passage.text, passage.hints)) {
      const std::string_view type = found.rule->type;
      if ((type == "heading") != (passage.in == Place::In::Heading)) continue;
      if (type == "names")
        read_naming(passage, found);
      else
        read_list(passage, found);
    }
    if (passage.in != Place::In::Text) return;
    for (const Occurrence& found :
         grammar.find_all(RuleKind::Restriction, passage.text, passage.hints))
      read_restriction(passage, found);
  }

 private:
  [[nodiscard]] PostFinding finding(const Passage& passage, const Occurrence& found,
                                    PostTitle title) const {
    return {.title = std::move(title.title),
            .roles = std::move(title.roles),
            .place = place_of(tree_, passage, found.at),
            .rule = found.rule->id};
  }

  /// One post, and perhaps the roles it is given.
  void read_naming(const Passage& passage, const Occurrence& found) {
    PostTitle title = names_.read(found.group("post"));
    if (!names_.is_post(title.title)) return;
    const std::string_view given = found.group("roles");
    if (!given.empty()) {
      const std::vector<std::string> roles = names_.leading_roles(given);
      if (roles.empty()) {
        // "The Proper Officer is the Clerk"
        PostTitle holder = names_.read(given);
        if (title.roles.empty() || !names_.is_post(holder.title)) return;
        for (std::string& role : title.roles) holder.roles.push_back(std::move(role));
        title = std::move(holder);
      }
      title.roles.insert(title.roles.end(), roles.begin(), roles.end());
    }
    named_.emplace_back(found.at, title.title);
    out_.push_back(finding(passage, found, std::move(title)));
  }

  /// Roles and posts that are spoken of, with what is said of them.
  void read_list(const Passage& passage, const Occurrence& found) {
    const std::string_view type = found.rule->type;
    for (PostTitle& title : names_.list(found.group("posts"))) {
      if (title.roles.empty()) continue;
      const Role* role = names_.role(title.title);
      if (type == "pairs" && role && role->id == title.roles.front()) continue;
      PostFinding item = finding(passage, found, std::move(title));
      item.weak = type == "heading";
      if (const std::string_view function = trimmed(found.group("function")); !function.empty())
        item.functions.emplace_back(function);
      if (type == "lead_in")
        for (const NodeId child : tree_.nodes[passage.node].children)
          if (const std::string_view text = without_end(tree_.nodes[child].text, names_);
              !text.empty())
            item.functions.emplace_back(text);
      out_.push_back(std::move(item));
    }
  }

  /// Who is kept from what. The subject is the first that its sentence names.
  void read_restriction(const Passage& passage, const Occurrence& found) {
    const std::optional<Force> force = force_named(found.rule->type);
    if (!force || names_.leading_roles(found.group("roles")).empty()) return;
    std::string_view subject = found.group("holder");
    std::string_view post;  // that the sentence names before
    if (subject.empty()) {
      const auto sentence =
          std::find_if(passage.sentences.begin(), passage.sentences.end(),
                       [&](const Span& span) { return span.end > found.at.begin; });
      if (sentence == passage.sentences.end() || sentence->begin > found.at.begin) return;
      subject = passage.text.substr(sentence->begin, found.at.begin - sentence->begin);
      for (const auto& [at, title] : named_)
        if (at.begin >= sentence->begin && at.begin < found.at.begin) post = title;
    }
    const std::vector<std::string> holders = names_.leading_roles(subject);
    for (const std::string& holder : holders)
      add_restriction(passage, found, *force, names_.role_of(holder)->forms.front(), {holder});
    if (!holders.empty()) return;
    const PostTitle title = names_.read(post.empty() ? names_.without_link(subject) : post);
    if (names_.is_post(title.title)) add_restriction(passage, found, *force, title.title, {});
  }

  /// Keeps who has `title`, or holds a role, from the roles that are named.
  void add_restriction(const Passage& passage, const Occurrence& found, Force force,
                       const std::string& title, const std::vector<std::string>& held) {
    PostFinding item{.title = title,
                     .roles = held,
                     .place = place_of(tree_, passage, found.at),
                     .rule = found.rule->id,
                     .weak = true};
    for (const std::string& role : names_.leading_roles(found.group("roles"))) {
      if (std::ranges::find(held, role) != held.end()) continue;
      const std::string_view condition = trimmed(found.group("condition"));
      item.restrictions.push_back(
          {.force = force,
           .role = role,
           .condition = condition.empty() ? std::nullopt : std::optional(std::string(condition)),
           .place = item.place});
    }
    if (!item.restrictions.empty()) out_.push_back(std::move(item));
  }

  const Tree& tree_;
  const PostNames& names_;
  std::vector<PostFinding>& out_;
  std::vector<std::pair<Span, std::string>> named_;  // posts that the passage has named so far
};

}  // namespace

std::vector<PostFinding> read_post_sentences(const Tree& tree, const std::vector<Passage>& passages,
                                             const PostNames& names) {
  std::vector<PostFinding> out;
  SentenceReader reader(tree, names, out);
  for (const Passage& passage : passages) reader.read(passage);
  return out;
}

}  // namespace remit
