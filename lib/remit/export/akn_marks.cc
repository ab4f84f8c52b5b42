#include "remit/export/akn_marks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "remit/structure/eid.h"
#include "remit/text/letters.h"
#include "remit/text/utf8.h"

namespace remit {
namespace {

/// The byte at which the character `wanted` of a text begins; its size where it has fewer.
std::size_t byte_of(std::string_view text, std::uint32_t wanted) {
  std::size_t at = 0;
  for (std::uint32_t n = 0; n < wanted && at < text.size(); ++n) next_utf8(text, at);
  return at;
}

AknField field_of(const Place& place) {
  const bool cell = place.in == NodeField::Cell;
  return {place.node, place.in, cell ? place.row : 0, cell ? place.column : 0};
}

bool is_word_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const char32_t c = next_utf8(text, at);
  return is_letter(c) || (c >= '0' && c <= '9');
}

std::size_t before(std::string_view text, std::size_t at) {
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

/// Whether a word goes on from one side of `at` to the other.
bool is_within_word(std::string_view text, std::size_t at) {
  return at > 0 && is_word_at(text, before(text, at)) && is_word_at(text, at);
}

/// Where `words` stand in `text` from `from` on, as words of their own.
std::optional<std::size_t> find_words(std::string_view text, std::string_view words,
                                      std::size_t from) {
  if (words.empty()) return std::nullopt;
  for (std::size_t at = text.find(words, from); at != std::string_view::npos;
       at = text.find(words, at + 1))
    if (!is_within_word(text, at) && !is_within_word(text, at + words.size())) return at;
  return std::nullopt;
}

class Marker {
 public:
  Marker(const ExportDocument& document, const std::vector<AknNode>& nodes, AknIds& ids)
      : document_(document), tree_(document.record.structure), nodes_(nodes), ids_(ids) {}

  AknMarks mark_all() {
    const Analysis& analysis = document_.record.analysis;
    for (const Amendment& amendment : analysis.amendments) mark_amendment(amendment);
    for (const Definition& definition : analysis.definitions) mark_definition(definition);
    for (const Reference& reference : analysis.references) mark_reference(reference);
    for (const Post& post : analysis.posts) mark_post(post);
    for (const Duty& duty : analysis.duties) mark_bearer(duty);
    for (auto& [field, marks] : out_.marks) nest(marks);
    return std::move(out_);
  }

 private:
  struct Stretch {
    AknField field;
    std::string_view text;  // of the whole field
    std::size_t begin, end;
  };

  Stretch stretch_of(const Place& place) const {
    const std::string_view text = field_at(tree_, place);
    const std::size_t begin = byte_of(text, place.span.begin);
    const std::size_t end = byte_of(text, place.span.end);
    return {field_of(place), text, begin, std::max(begin, end)};
  }

  void add(const AknField& field, AknMark mark) {
    if (mark.begin < mark.end) out_.marks[field].push_back(std::move(mark));
  }

  /// Marks `words` where they first stand in a stretch.
  bool add_words(const Stretch& stretch, std::string_view words, AknMark mark) {
    const auto at = find_words(stretch.text.substr(0, stretch.end), words, stretch.begin);
    if (!at) return false;
    mark.begin = static_cast<std::uint32_t>(*at);
    mark.end = static_cast<std::uint32_t>(*at + words.size());
    add(stretch.field, std::move(mark));
    return true;
  }

  void add_whole(const Stretch& stretch, AknMark mark) {
    mark.begin = static_cast<std::uint32_t>(stretch.begin);
    mark.end = static_cast<std::uint32_t>(stretch.end);
    add(stretch.field, std::move(mark));
  }

  /// "#" and the eId of something in the metadata, which is put there when first asked for.
  std::string thing(std::string_view element, const std::string& key, std::string_view shown,
                    std::string_view name = {}) {
    const auto [at, fresh] = things_.try_emplace(std::string(element) + ' ' + key);
    if (fresh) {
      const std::string eid = ids_.unique(akn_name(key));
      at->second = '#' + eid;
      out_.things.push_back({element, eid, "/ontology/" + kind_of(element) + akn_name(key),
                             std::string(shown.empty() ? key : shown), std::string(name)});
    }
    return at->second;
  }

  static std::string kind_of(std::string_view element) {
    std::string kind(element.substr(3));
    kind.front() = static_cast<char>(kind.front() - 'A' + 'a');
    return kind + '/';
  }

  // ---- roles -----------------------------------------------------------------------------------
  /// Marks words that name somebody: a role, a post, a body. False: they are not there.
  bool add_bearer(const Stretch& stretch, std::string_view words, const std::string& ref) {
    const auto role =
        std::lower_bound(document_.roles.begin(), document_.roles.end(), ref,
                         [](const Role& one, const std::string& id) { return one.id < id; });
    const bool known = role != document_.roles.end() && role->id == ref;
    const Post* post = post_of(ref);
    const bool body = post == nullptr && (!known || role->kind == RoleKind::Body);
    const std::string_view shown = post != nullptr                 ? std::string_view(post->title)
                                   : known && !role->forms.empty() ? role->forms.front()
                                                                   : words;
    AknMark mark{.element = body ? "organization" : "role"};
    mark.to = thing(body ? "TLCOrganization" : "TLCRole", ref, shown);
    return add_words(stretch, words, std::move(mark));
  }

  const Post* post_of(std::string_view id) const {
    for (const Post& post : document_.record.analysis.posts)
      if (post.id == id) return &post;
    return nullptr;
  }

  /// The bearer of an item's duty stands in the lead-in, or in a heading above.
  void mark_bearer(const Duty& duty) {
    if (!duty.bearer || !duty.bearer_ref) return;
    if (add_bearer(stretch_of(duty.place), *duty.bearer, *duty.bearer_ref)) return;
    for (NodeId above = tree_.nodes[duty.place.node].parent; above != kNoNode;
         above = tree_.nodes[above].parent)
      for (const NodeField in : {NodeField::Text, NodeField::Heading})
        if (add_bearer(whole(above, in), *duty.bearer, *duty.bearer_ref)) return;
  }

  Stretch whole(NodeId node, NodeField in) const {
    const Place place{.node = node, .in = in};
    const std::string_view text = field_at(tree_, place);
    return {field_of(place), text, 0, text.size()};
  }

  void mark_post(const Post& post) {
    for (const Place& place : post.source) add_bearer(stretch_of(place), post.title, post.id);
  }

  // ---- definitions and amendments --------------------------------------------------------------
  void mark_definition(const Definition& definition) {
    const Stretch stretch = stretch_of(definition.place);
    const std::string to = thing("TLCTerm", "term_" + slug(definition.term), definition.term);
    add_whole(stretch, {.element = "def", .to = to});
    add_words(stretch, definition.term, {.element = "term", .to = to});
  }

  void mark_amendment(const Amendment& amendment) {
    const Stretch stretch = stretch_of(amendment.place);
    add_whole(stretch, {.element = "mod"});
    if (amendment.old) add_words(stretch, *amendment.old, {.element = "quotedText"});
    add_words(stretch, amendment.text, {.element = "quotedText"});
  }

  // ---- references ------------------------------------------------------------------------------
  std::string eid_of(NodeId node) const { return '#' + nodes_[node].eid; }

  /// Whether the targets stand one after another below one parent, so that first and last say all.
  bool is_range(const std::vector<NodeId>& targets) const {
    const NodeId parent = tree_.nodes[targets.front()].parent;
    const auto& siblings = parent == kNoNode ? tree_.roots : tree_.nodes[parent].children;
    const auto first = std::find(siblings.begin(), siblings.end(), targets.front());
    return static_cast<std::size_t>(siblings.end() - first) >= targets.size() &&
           std::equal(targets.begin(), targets.end(), first);
  }

  /// Marks each target by its number in the words of the reference. False: one is not there.
  bool add_each(const Stretch& stretch, const std::vector<NodeId>& targets) {
    std::vector<AknMark> marks;
    std::size_t from = stretch.begin;
    for (const NodeId target : targets) {
      const std::string number = tree_.nodes[target].num.value_or("");
      const auto at = find_words(stretch.text.substr(0, stretch.end), number, from);
      if (!at) return false;
      from = *at + number.size();
      marks.push_back({.element = "ref",
                       .begin = static_cast<std::uint32_t>(*at),
                       .end = static_cast<std::uint32_t>(from),
                       .to = eid_of(target)});
    }
    for (AknMark& mark : marks) add(stretch.field, std::move(mark));
    return true;
  }

  void mark_resolved(const Stretch& stretch, const std::vector<NodeId>& targets) {
    const std::string first = eid_of(targets.front());
    if (targets.size() == 1) return add_whole(stretch, {.element = "ref", .to = first});
    if (is_range(targets))
      return add_whole(stretch, {.element = "rref", .to = first, .upto = eid_of(targets.back())});
    if (add_each(stretch, targets)) return add_whole(stretch, {.element = "mref"});
    add_whole(stretch, {.element = "ref", .to = first});
  }

  void mark_reference(const Reference& reference) {
    const Stretch stretch = stretch_of(reference.place);
    if (reference.status == ReferenceStatus::Resolved && !reference.targets.empty())
      return mark_resolved(stretch, reference.targets);
    if (reference.legislation && reference.legislation->uri)
      return add_whole(stretch, {.element = "ref", .to = *reference.legislation->uri});
    const std::string kind(name_of(reference.kind));
    add_whole(stretch,
              {.element = "ref",
               .to = thing("TLCReference", kind + '_' + slug(reference.text), reference.text, kind),
               .kind = name_of(reference.status)});
  }

  // ---- nesting ---------------------------------------------------------------------------------
  static int rank(std::string_view element) {
    constexpr std::array<std::string_view, 9> kOuterFirst = {
        "mod", "quotedText", "def", "mref", "rref", "ref", "term", "organization", "role"};
    return static_cast<int>(std::find(kOuterFirst.begin(), kOuterFirst.end(), element) -
                            kOuterFirst.begin());
  }

  static bool is_reference(std::string_view element) {
    return element == "ref" || element == "rref";
  }

  static bool may_stand_in(const AknMark& mark, const std::vector<const AknMark*>& open) {
    if (mark.element == "quotedText") return !open.empty() && open.back()->element == "mod";
    return std::none_of(open.begin(), open.end(), [&](const AknMark* outer) {
      return outer->element == mark.element ||
             (is_reference(outer->element) && is_reference(mark.element)) ||
             (outer->element == "role" && mark.element == "organization") ||
             (outer->element == "organization" && mark.element == "role");
    });
  }

  static void nest(std::vector<AknMark>& marks) {
    std::stable_sort(marks.begin(), marks.end(), [](const AknMark& a, const AknMark& b) {
      if (a.begin != b.begin) return a.begin < b.begin;
      if (a.end != b.end) return a.end > b.end;
      return rank(a.element) < rank(b.element);
    });
    std::vector<AknMark> kept;
    kept.reserve(marks.size());
    std::vector<const AknMark*> open;
    for (AknMark& mark : marks) {
      while (!open.empty() && open.back()->end <= mark.begin) open.pop_back();
      if (!open.empty() && open.back()->end < mark.end) continue;
      if (!may_stand_in(mark, open)) continue;
      kept.push_back(std::move(mark));
      open.push_back(&kept.back());
    }
    marks = std::move(kept);
  }

  const ExportDocument& document_;
  const Tree& tree_;
  const std::vector<AknNode>& nodes_;
  AknIds& ids_;
  std::unordered_map<std::string, std::string> things_;
  AknMarks out_;
};

}  // namespace

AknMarks akn_marks(const ExportDocument& document, const std::vector<AknNode>& nodes, AknIds& ids) {
  return Marker(document, nodes, ids).mark_all();
}

}  // namespace remit
