#include "remit/structure/tree_builder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "remit/structure/contents.h"
#include "remit/structure/eid.h"
#include "remit/structure/headings.h"
#include "remit/structure/piece.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr float kIndent = 0.6f;          // of the type size: less is no indent
constexpr std::size_t kLookAhead = 400;  // pieces to the next number
constexpr std::size_t kRunInWords = 12;

/// Which list a number belongs to: its form (the rule) and how it counts.
struct Scheme {
  const Rule* rule = nullptr;
  Numerals numerals = Numerals::None;
  friend bool operator==(const Scheme&, const Scheme&) = default;
};

/// The last number of a list, wherever under its owner it stands.
struct ListState {
  Scheme scheme;
  Number last;
  float x0 = 0;
  bool headings = false;  // its numbers stand before headings
  std::string label;
};

/// A node that is open: what follows may go below it.
struct Open {
  NodeId node = kNoNode;      // kNoNode: the document itself
  Scheme scheme = {};         // of its number, if it has one
  bool heading_only = false;  // an unnumbered section: numbers run on through it
  bool division = false;
  bool bullet = false;
  int style_rank = 0;                 // of its heading; 0: it has none
  float x0 = 0;                       // of its label
  float body_x0 = 0;                  // of its text; text further left is not its own
  std::optional<Number> number = {};  // of a decimal or arabic number: what may extend it
  std::vector<ListState> lists = {};  // whose numbers count below it
};

bool is_counted(Numerals numerals) {
  return numerals == Numerals::Decimal || numerals == Numerals::Arabic;
}

int weight_of(NodeType division) {
  switch (division) {
    case NodeType::Part:
      return 0;
    case NodeType::Section:
      return 2;
    default:
      return 1;
  }
}

std::string bare(std::string_view num) {
  std::string out;
  for (const char c : num)
    if (c != ' ') out += c;
  return out;
}

std::string_view without_stop(std::string_view heading) {
  heading = trimmed(heading);
  while (!heading.empty() && (heading.back() == '.' || heading.back() == ':'))
    heading.remove_suffix(1);
  return trimmed(heading);
}

class Builder {
 public:
  Builder(Layout& layout, const Grammar& grammar, Pieces& pieces)
      : layout_(layout), grammar_(grammar), pieces_(pieces) {
    stack_.push_back({});
    stack_.back().division = true;
    stack_.back().body_x0 = -std::numeric_limits<float>::max();
    for (const auto& piece : pieces_)
      for (const RuleMatch& match : piece->divisions)
        if (styled_division(*piece)) styled_types_.push_back(match.rule->type);
  }

  Tree build() {
    for (at_ = 0; at_ < pieces_.size(); ++at_) {
      const Piece& piece = *pieces_[at_];
      if (piece.table())
        add_table(piece);
      else if (piece.paragraph().note)
        add_note(piece);
      else if (piece.closing)
        add_closing(piece);
      else if (const RuleMatch* division = division_of(piece))
        add_division(piece, *division);
      else if (piece.numbered())
        add_numbered(piece);
      else if (piece.bullet || piece.paragraph().bullet)
        add_bullet(piece);
      else if (piece.heading_style)
        add_heading(piece);
      else
        add_text(piece);
    }
    return std::move(tree_);
  }

  /// What is odd in the numbering, with the node it is about (which has no id yet).
  std::vector<std::pair<NodeId, Diagnostic>>& reported() { return reported_; }

 private:
  // ---- nodes ------------------------------------------------------------------------------------
  NodeId add_node(NodeType type, const Piece& piece, std::string rule) {
    const auto id = static_cast<NodeId>(tree_.nodes.size());
    Node node;
    node.type = type;
    node.page = piece.paragraph().page;
    node.parent = stack_.back().node;
    node.words = piece.paragraph().words;
    node.rule = std::move(rule);
    tree_.nodes.push_back(std::move(node));
    (stack_.back().node == kNoNode ? tree_.roots : tree_.nodes[stack_.back().node].children)
        .push_back(id);
    return id;
  }

  Node* top_node() {
    return stack_.back().node == kNoNode ? nullptr : &tree_.nodes[stack_.back().node];
  }

  void pop_to(std::size_t size) {
    for (std::size_t i = stack_.size(); i-- > size;)
      if (stack_[i].division || stack_[i].style_rank != 0) run_on_ = stack_[i].lists;
    stack_.resize(size);
  }

  // ---- divisions --------------------------------------------------------------------------------
  static bool styled_division(const Piece& piece) {
    return piece.heading_style || piece.paragraph().centred || piece.paragraph().level > 0;
  }

  /// A division's line is set as a heading where others of its kind are; else its words decide.
  const RuleMatch* division_of(const Piece& piece) const {
    const RuleMatch* best = nullptr;
    for (const RuleMatch& match : piece.divisions) {
      if (match.heading.size() > 200 || (best && match.label.size() <= best->label.size()))
        continue;
      const bool styled_elsewhere = std::find(styled_types_.begin(), styled_types_.end(),
                                              match.rule->type) != styled_types_.end();
      // a rule without a group for the heading knows by the mark behind the number that text
      // follows
      if (!match.rule->has_heading) {
        if (!best) best = &match;
        continue;
      }
      if (styled_division(piece) ||
          (!styled_elsewhere &&
           (match.heading.empty() || reads_as_heading(grammar_, match.heading))))
        best = &match;
    }
    return best;
  }

  void add_division(const Piece& piece, const RuleMatch& match) {
    const NodeType type = *node_type(match.rule->type);
    if (repeats_title(piece, match, type)) return;
    std::size_t size = type == NodeType::Section ? size_for_section(match) : stack_.size();
    while (type != NodeType::Section && size > 1 &&
           !(stack_[size - 1].division &&
             weight_of(tree_.nodes[stack_[size - 1].node].type) < weight_of(type)))
      --size;
    // an appendix stands in the (unnumbered) document that it belongs to; only a Part or an Article
    // closes that
    if (type == NodeType::Appendix || type == NodeType::Schedule || type == NodeType::Annex) {
      std::size_t inner = size;
      while (inner < stack_.size() && stack_[inner].heading_only &&
             stack_[inner].style_rank < (piece.style_rank ? piece.style_rank : 1000))
        ++inner;
      size = inner;
    }
    pop_to(size);
    const NodeId id = add_node(type, piece, match.rule->id);
    Node& node = tree_.nodes[id];
    node.label = std::string(match.label);
    if (!match.num.empty()) node.num = bare(match.num);
    if (!match.heading.empty()) node.heading = std::string(without_stop(match.heading));
    if (!match.rule->has_heading) split_text(piece, match, node);
    Open open{.node = id, .division = true, .style_rank = piece.style_rank};
    open.body_x0 = -std::numeric_limits<float>::max();
    if (node.num)
      if (auto number = read_number(Numerals::Decimal, *node.num)) {
        number->prefix = {};
        open.number = std::move(number);
      }
    stack_.push_back(std::move(open));
    if (!node.heading && node.text.empty()) take_heading_below(id, piece);
  }

  /// "Section 3: Quorum. Ten members …": the text behind the label, and its run-in heading.
  void split_text(const Piece& piece, const RuleMatch& match, Node& node) {
    const std::string_view rest = trimmed(std::string_view(piece.text).substr(match.whole.size()));
    if (const std::size_t split = run_in(piece, rest); split != 0) {
      node.heading = std::string(without_stop(rest.substr(0, split)));
      node.text = std::string(run_in_text(rest.substr(split)));
    } else {
      node.text = std::string(rest);
    }
  }

  /// "Chapter 2", "Section 4", "Rule 1" nest as the document nests them: beside an open one of the
  /// same word, else below what is open, but no deeper than where the first of that word stood.
  std::size_t size_for_section(const RuleMatch& match) {
    const std::string label = folded(match.label);
    const std::string word = label.substr(0, label.rfind(' '));
    for (std::size_t i = stack_.size(); i-- > 1;) {
      const Node& node = tree_.nodes[stack_[i].node];
      if (!stack_[i].division || node.type != NodeType::Section) continue;
      const std::string other = folded(node.label.value_or(""));
      if (other.substr(0, other.rfind(' ')) == word) return i;
    }
    std::size_t size = innermost_division() + 1;
    const auto weight = [&] {
      return size == 1 ? -1 : weight_of(tree_.nodes[stack_[size - 1].node].type);
    };
    const auto [first, fresh] = first_weight_.emplace(word, weight());
    while (!fresh && size > 1 && (!stack_[size - 1].division || weight() > first->second)) --size;
    while (size < stack_.size() && stack_[size].heading_only) ++size;
    return size;
  }

  /// "PART 4" and, on a line of its own below, "RULES OF PROCEDURE".
  void take_heading_below(NodeId id, const Piece& piece) {
    if (at_ + 1 >= pieces_.size()) return;
    const Piece& next = *pieces_[at_ + 1];
    if (next.table() || next.numbered() || next.bullet || !next.divisions.empty() || next.closing ||
        next.paragraph().page > piece.paragraph().page + 1)
      return;
    const bool heading =
        next.heading_style && (next.style_rank <= piece.style_rank + 2 ||
                               next.paragraph().centred == piece.paragraph().centred);
    if (!heading && !(next.paragraph().centred && reads_as_heading(grammar_, next.text))) return;
    Node& node = tree_.nodes[id];
    node.heading = std::string(without_stop(next.text));
    node.words.insert(node.words.end(), next.paragraph().words.begin(),
                      next.paragraph().words.end());
    ++at_;
  }

  /// A title page prints a division's title, and its first page prints it again.
  bool repeats_title(const Piece& piece, const RuleMatch& match, NodeType type) {
    for (std::size_t i = stack_.size(); i-- > 1;) {
      Node& node = tree_.nodes[stack_[i].node];
      if (node.type != type || match.num.empty() || !node.label ||
          bare(folded(*node.label)) != bare(folded(match.label)))
        continue;
      if (!node.children.empty() || !node.text.empty() || i + 1 != stack_.size()) return false;
      if (node.heading && !match.heading.empty() &&
          folded(*node.heading) != folded(without_stop(match.heading)))
        return false;  // another title under the same number
      layout_.furniture.push_back({FurnitureKind::RepeatedTitle, std::move(node.words)});
      node.words = piece.paragraph().words;
      node.page = piece.paragraph().page;
      node.label = std::string(match.label);
      if (!match.heading.empty()) node.heading = std::string(without_stop(match.heading));
      stack_[i].style_rank = piece.style_rank;
      return true;
    }
    return false;
  }

  void add_closing(const Piece& piece) {
    const std::string named = folded(piece.text);
    // what it names is closed; where that is closed already, so is all
    std::size_t size = 1;
    for (std::size_t i = stack_.size(); i-- > 1;) {
      const Node& node = tree_.nodes[stack_[i].node];
      const std::string label = folded(node.label.value_or("")),
                        heading = folded(node.heading.value_or(""));
      if ((!label.empty() && named.ends_with(label)) ||
          (!heading.empty() && named.ends_with(heading))) {
        size = i;
        break;
      }
    }
    pop_to(size);
    const NodeId id = add_node(NodeType::Text, piece, piece.closing->id);
    tree_.nodes[id].text = piece.text;
  }

  // ---- numbers ----------------------------------------------------------------------------------
  struct Place {
    std::size_t owner = 0;  // index into stack_: whose list it counts in
    const Reading* reading = nullptr;
    float cost = std::numeric_limits<float>::max();
    enum class How { Follows, Opens, Jumps, Restarts, Begins } how = How::Opens;
    std::string last_label = {};
  };

  static float indent_unit(const Piece& piece) {
    return kIndent * std::max(piece.paragraph().size, 1.0f);
  }

  /// The owner of a new list at the indent of `piece`: the innermost open number that it is not
  /// left of.
  [[nodiscard]] std::size_t owner_of_new_list(const Piece& piece) const {
    const float unit = indent_unit(piece);
    std::size_t i = stack_.size() - 1;
    while (i > 0 && (stack_[i].heading_only ||
                     (!stack_[i].division && piece.paragraph().x0 < stack_[i].x0 - unit)))
      --i;
    return i;
  }

  /// What the next number of the same form says, for a number that reads in two ways.
  [[nodiscard]] std::string_view next_num(std::size_t from, const Rule* rule) const {
    for (std::size_t i = from; i < std::min(pieces_.size(), from + kLookAhead); ++i)
      if (!pieces_[i]->readings.empty() && pieces_[i]->readings.front().rule == rule)
        return pieces_[i]->readings.front().num;
    return {};
  }

  /// Decimal and arabic numbers.
  [[nodiscard]] Place place_counted(const Piece& piece, const Reading& reading) const {
    const Number& number = reading.number;
    const std::size_t depth = number.parts.size();
    const auto same_form = [&](const ListState& list) {
      return is_counted(list.scheme.numerals) && list.last.parts.size() == depth &&
             list.last.prefix == number.prefix && (depth > 1 || list.scheme.rule == reading.rule);
    };
    const auto same_stem = [&](const ListState& list) {
      return std::equal(number.parts.begin(), number.parts.end() - 1, list.last.parts.begin());
    };
    const std::size_t division = innermost_division();
    // beside the last number of the same stem, where it comes next
    if (depth > 1)
      for (std::size_t i = stack_.size(); i-- > division;)
        for (const ListState& list : stack_[i].lists)
          if (same_form(list) && same_stem(list))
            return judged({.owner = i, .reading = &reading, .cost = 0}, list, number);
    // below the longest open number that it extends
    std::size_t stem = 0;
    for (std::size_t i = stack_.size(); i-- > division;)
      if (stack_[i].number && extends(number, *stack_[i].number) &&
          (stem == 0 || stack_[i].number->parts.size() > stack_[stem].number->parts.size()))
        stem = i;
    if (stem != 0)
      return {.owner = stem,
              .reading = &reading,
              .cost = 0,
              .how = number.first() ? Place::How::Opens : Place::How::Begins};
    // beside the last number of as many parts, where it comes next best, or as a new list
    Place best{.owner = depth > 1 ? division : owner_of_new_list(piece),
               .reading = &reading,
               .cost = number.first() || depth > 1 ? 4.0f : 6.0f,
               .how = number.first() || depth > 1 ? Place::How::Opens : Place::How::Begins};
    float popped = 0;
    for (std::size_t i = stack_.size(); i-- > division; popped += 0.1f)
      for (const ListState& list : stack_[i].lists) {
        if (!same_form(list)) continue;
        Place place = judged({.owner = i, .reading = &reading}, list, number);
        const float indent = piece.paragraph().x0 - list.x0, unit = 1.5f * indent_unit(piece);
        if (depth > 1) {
          if (indent > unit) {  // "18.16" quoted below item (a): a list of its own
            best.owner = owner_of_new_list(piece);
            continue;
          }
          place.how = Place::How::Follows;  // 5.1 after 4.9: another stem, no gap
        }
        const bool other_style = list.headings != piece.heading_style;
        place.cost = popped + (other_style ? 0.8f : 0.0f) + (std::abs(indent) > unit ? 0.6f : 0.0f);
        if (place.how == Place::How::Jumps)
          place.cost += 2 + 0.1f * static_cast<float>(std::min(distance(list.last, number), 10));
        if (place.how == Place::How::Restarts) place.cost += 3;
        if (place.cost < best.cost) best = place;
        // a list within the list: deeper, of text where this one is of headings, or below a heading
        // with a number of another form
        if (number.first() && place.how == Place::How::Restarts && i + 1 < stack_.size() &&
            (indent > unit || (other_style && !piece.heading_style) || headed_below(i, depth)) &&
            best.cost > 2)
          best = {.owner = owner_of_new_list(piece), .reading = &reading, .cost = 2};
      }
    return best;
  }

  /// Whether a numbered heading is open below `owner` whose number has not `depth` parts.
  [[nodiscard]] bool headed_below(std::size_t owner, std::size_t depth) const {
    for (std::size_t i = owner + 1; i < stack_.size(); ++i)
      if (!stack_[i].heading_only && stack_[i].style_rank != 0 && stack_[i].number &&
          stack_[i].number->parts.size() != depth)
        return true;
    return false;
  }

  [[nodiscard]] std::size_t innermost_division() const {
    std::size_t i = stack_.size() - 1;
    while (i > 0 && !stack_[i].division) --i;
    return i;
  }

  static Place judged(Place place, const ListState& list, const Number& number) {
    place.last_label = list.label;
    place.how = follows(list.last, number)         ? Place::How::Follows
                : list.last.last() < number.last() ? Place::How::Jumps
                                                   : Place::How::Restarts;
    return place;
  }

  /// Letters, roman numbers and numbers in brackets: every reading is held against every open list.
  [[nodiscard]] Place place_listed(const Piece& piece, const std::vector<Reading>& readings,
                                   float x0) const {
    Place best;
    const float unit = indent_unit(piece);
    const std::size_t fresh = owner_of_new_list(piece);
    for (const Reading& reading : readings) {
      const std::string_view next = readings.size() > 1 ? next_num(at_ + 1, reading.rule) : "";
      const auto after = next.empty() ? std::nullopt : read_number(reading.number.numerals, next);
      // the number after this one bears a reading out, or speaks against it
      const float support = next.empty()                               ? 0.0f
                            : after && follows(reading.number, *after) ? -0.6f
                            : after                                    ? 0.2f
                                                                       : 0.6f;
      const Scheme scheme{reading.rule, reading.number.numerals};
      float popped = 0;
      bool listed_here = false;
      for (std::size_t i = stack_.size(); i-- > 0;) {
        for (const ListState& list : stack_[i].lists) {
          if (!(list.scheme == scheme)) continue;
          const bool level = std::abs(list.x0 - x0) <= 1.7f * unit;
          const bool headed = headed_above(i) || interrupted(i, scheme);
          listed_here = listed_here || (level && !headed);
          Place place{.owner = i, .reading = &reading};
          place = judged(place, list, reading.number);
          place.cost = popped * 0.1f + support + (level ? 0.0f : 1.6f);
          if (headed && place.how == Place::How::Restarts) place.cost += 2;
          if (place.how == Place::How::Jumps)
            place.cost +=
                3 + 0.2f * static_cast<float>(std::min(distance(list.last, reading.number), 8));
          if (place.how == Place::How::Restarts)
            place.cost += reading.number.first() && level ? 1.9f : 4;
          if (place.cost < best.cost) best = place;
        }
        popped += 1;
        if (stack_[i].division) break;
      }
      Place place{.owner = fresh, .reading = &reading};
      place.how = reading.number.first() ? Place::How::Opens : Place::How::Begins;
      // no list stands within another of its own form and indent
      place.cost = (reading.number.first() ? 1.0f : 4.2f) + support + (listed_here ? 2.0f : 0.0f);
      const bool odd_roman = reading.num.size() == 1 && !reading.number.first() &&
                             (reading.number.numerals == Numerals::LowerRoman ||
                              reading.number.numerals == Numerals::UpperRoman);
      if (odd_roman && place.how == Place::How::Begins) place.cost += 1;
      if (place.cost < best.cost) best = place;
    }
    return best;
  }

  /// Whether an item of another list of `owner` is open: the numbers that start now are below that.
  [[nodiscard]] bool interrupted(std::size_t owner, const Scheme& scheme) const {
    for (std::size_t i = owner + 1; i < stack_.size(); ++i)
      if (!stack_[i].heading_only && stack_[i].scheme.rule) return !(stack_[i].scheme == scheme);
    return false;
  }

  /// Whether a numbered heading stands open above `owner` in the stack: a list that starts there is
  /// its own, whatever lists there are further out.
  [[nodiscard]] bool headed_above(std::size_t owner) const {
    return std::any_of(stack_.begin() + static_cast<std::ptrdiff_t>(owner) + 1, stack_.end(),
                       [](const Open& open) { return !open.heading_only && open.style_rank != 0; });
  }

  [[nodiscard]] Place place_of(const Piece& piece) const {
    const Reading& first = piece.readings.front();
    Place place = is_counted(first.number.numerals) && first.rule->type == "paragraph"
                      ? place_counted(piece, first)
                      : place_listed(piece, piece.readings, piece.paragraph().x0);
    if (place.how == Place::How::Begins)
      for (const ListState& list : run_on_)
        if (list.scheme == Scheme{place.reading->rule, place.reading->number.numerals} &&
            follows(list.last, place.reading->number))
          place.how = Place::How::Follows;
    return place;
  }

  void report(const Place& place, const Piece& piece, NodeId node) {
    Diagnostic diagnostic{.code = "numbering-gap", .message = {}, .page = piece.paragraph().page};
    const std::string label(place.reading->label);
    switch (place.how) {
      case Place::How::Follows:
      case Place::How::Opens:
        return;
      case Place::How::Jumps:
        diagnostic.message = label + " follows " + place.last_label;
        diagnostic.hint = "is what lies between set in a table or a picture, or was it taken out?";
        break;
      case Place::How::Begins:
        diagnostic.message = "a list begins at " + label;
        diagnostic.hint = "does it go on from a list further up?";
        break;
      case Place::How::Restarts:
        diagnostic.code = "numbering-restart";
        diagnostic.message = label + " comes after " + place.last_label;
        diagnostic.hint = "the numbers start again without a heading";
        break;
    }
    diagnostic.line = piece.text;
    diagnostic.caret = 0;
    diagnostic.caret_size = static_cast<int>(label.size());
    reported_.emplace_back(node, std::move(diagnostic));
  }

  void add_numbered(const Piece& piece) {
    const Place place = place_of(piece);
    if (place.how == Place::How::Begins && continues_sentence(piece, *place.reading)) {
      Node& before = tree_.nodes.back();
      before.text += ' ' + piece.text;
      before.words.insert(before.words.end(), piece.paragraph().words.begin(),
                          piece.paragraph().words.end());
      return;
    }
    // unnumbered headings above it hold it, but for those that are no weightier than its own
    std::size_t size = place.owner + 1;
    while (size < stack_.size() && stack_[size].heading_only &&
           !(piece.heading_style && stack_[size].style_rank >= piece.style_rank &&
             has_text(stack_[size])))
      ++size;
    pop_to(size);
    const Reading& reading = *place.reading;
    const NodeId id = add_node(type_of(reading), piece, reading.rule->id);
    Node& node = tree_.nodes[id];
    node.num = bare(reading.num);
    node.label = std::string(reading.label);
    count(place.owner, reading, piece.paragraph().x0, piece.heading_style);
    const bool under_new_heading =
        stack_.back().heading_only && tree_.nodes[stack_.back().node].children.size() == 1;
    if (place.how != Place::How::Restarts || !under_new_heading) report(place, piece, id);

    Open open{.node = id, .x0 = piece.paragraph().x0, .body_x0 = piece.paragraph().body_x0};
    open.scheme = {reading.rule, reading.number.numerals};
    if (is_counted(reading.number.numerals)) open.number = reading.number;
    split_heading(piece, reading, node, open);
    stack_.push_back(std::move(open));
    if (!node.heading && !node.text.empty()) split_inner_marker(piece, id);
  }

  [[nodiscard]] bool has_text(const Open& open) const {
    const Node& node = tree_.nodes[open.node];
    return !node.text.empty() || !node.children.empty();
  }

  /// "… at least seven" / "(7) days": a number that begins no list, in the middle of a sentence.
  [[nodiscard]] bool continues_sentence(const Piece& piece, const Reading& reading) const {
    if (tree_.nodes.empty() || tree_.nodes.back().type == NodeType::Table) return false;
    const std::string& before = tree_.nodes.back().text;
    const char32_t last = last_character(before);
    const std::string_view rest = std::string_view(piece.text).substr(reading.label.size());
    if (!(is_letter(last) || last == ',') || !is_lower(first_character(rest))) return false;
    const std::string_view next = next_num(at_ + 1, reading.rule);
    const auto after = read_number(reading.number.numerals, next);
    return !after || !follows(reading.number, *after);  // (y) after (x) makes a list of them
  }

  static NodeType type_of(const Reading& reading) {
    const NodeType type = *node_type(reading.rule->type);
    const bool roman = reading.number.numerals == Numerals::LowerRoman ||
                       reading.number.numerals == Numerals::UpperRoman;
    return type == NodeType::Subparagraph && roman ? NodeType::Point : type;
  }

  void count(std::size_t owner, const Reading& reading, float x0, bool heading) {
    const Scheme scheme{reading.rule, reading.number.numerals};
    auto& lists = stack_[owner].lists;
    const auto same = std::find_if(lists.begin(), lists.end(), [&](const ListState& list) {
      return is_counted(scheme.numerals) && is_counted(list.scheme.numerals)
                 ? list.last.parts.size() == reading.number.parts.size() &&
                       (list.scheme.rule == scheme.rule || reading.number.parts.size() > 1)
                 : list.scheme == scheme;
    });
    const ListState state{scheme, reading.number, x0, heading, std::string(reading.label)};
    if (same == lists.end())
      lists.push_back(state);
    else
      *same = state;
  }

  /// What follows the label: a heading on a line of its own, a heading run into the text, or text.
  void split_heading(const Piece& piece, const Reading& reading, Node& node, Open& open) {
    std::string_view rest = trimmed(std::string_view(piece.text).substr(reading.label.size()));
    for (const std::string_view dash : {std::string_view("—"), std::string_view("–")})
      if (rest.starts_with(dash)) rest = trimmed(rest.substr(dash.size()));  // "4.—(1)"
    const bool sectional = node.type == NodeType::Paragraph;
    if (rest.empty()) {
      take_heading_line(node, open, sectional);
      return;
    }
    const bool heading =
        piece.heading_style || (reads_as_heading(grammar_, rest) && goes_below(piece, reading));
    if (heading) {
      node.heading = std::string(without_stop(rest));
      if (sectional) node.type = NodeType::Section;
      open.style_rank = piece.heading_style ? piece.style_rank : 1000;
      open.body_x0 = -std::numeric_limits<float>::max();
      return;
    }
    if (const std::size_t split = run_in(piece, rest); split != 0) {
      node.heading = std::string(without_stop(rest.substr(0, split)));
      node.text = std::string(run_in_text(rest.substr(split)));
      return;
    }
    node.text = std::string(rest);
  }

  static std::string_view run_in_text(std::string_view text) {
    text = trimmed(text);
    for (const std::string_view dash : {std::string_view("–"), std::string_view("—"),
                                        std::string_view("-"), std::string_view(":")})
      if (text.starts_with(dash) && text.size() > dash.size() && text[dash.size()] == ' ')
        return trimmed(text.substr(dash.size()));
    return text;
  }

  /// A number on a line of its own: the heading may be the next line.
  void take_heading_line(Node& node, Open& open, bool sectional) {
    if (!sectional || at_ + 1 >= pieces_.size()) return;
    const Piece& next = *pieces_[at_ + 1];
    if (next.table() || next.numbered() || next.bullet || !next.divisions.empty() ||
        !next.heading_style)
      return;
    node.heading = std::string(without_stop(next.text));
    node.type = NodeType::Section;
    node.words.insert(node.words.end(), next.paragraph().words.begin(),
                      next.paragraph().words.end());
    open.style_rank = next.style_rank;
    open.body_x0 = -std::numeric_limits<float>::max();
    ++at_;
  }

  /// Whether what comes next stands below a number rather than beside it: then a short line without
  /// a stop is its heading.
  [[nodiscard]] bool goes_below(const Piece& piece, const Reading& reading) const {
    if (at_ + 1 >= pieces_.size()) return false;
    const Piece& next = *pieces_[at_ + 1];
    if (next.table()) return false;
    if (division_of(next)) return false;
    if (next.numbered()) {
      const Reading& other = next.readings.front();
      if (is_counted(reading.number.numerals) && is_counted(other.number.numerals) &&
          extends(other.number, reading.number))
        return true;
      if (!is_counted(reading.number.numerals)) return false;
      return other.rule != reading.rule && other.number.first();
    }
    if (next.bullet || next.heading_style) return false;
    const char32_t last = last_character(next.text);
    return !reads_as_heading(grammar_, next.text) && (last == '.' || last == ':' || last == ';') &&
           next.paragraph().x0 >= piece.paragraph().x0 - indent_unit(piece);
  }

  /// Whether the item before this one has a heading run into its text; this one is the last node.
  [[nodiscard]] bool sibling_has_run_in() const {
    const Node& node = tree_.nodes.back();
    if (node.parent == kNoNode) return false;
    const auto& siblings = tree_.nodes[node.parent].children;
    if (siblings.size() < 2) return false;
    const Node& before = tree_.nodes[siblings[siblings.size() - 2]];
    return before.num && before.heading && !before.text.empty();
  }

  /// Words alone make a run-in heading only where they are few or have a title's capitals, and
  /// close the brackets that they open.
  static bool titled(std::string_view heading) {
    const auto count = [&](char c) { return std::count(heading.begin(), heading.end(), c); };
    return count('(') == count(')') && heading.find("“") == std::string_view::npos &&
           heading.find("”") == std::string_view::npos && count('"') == 0 &&
           (count(' ') < 6 || title_share(heading) >= 0.6f);
  }

  /// Where a run-in heading of `rest` ends; 0: it has none.
  [[nodiscard]] std::size_t run_in(const Piece& piece, std::string_view rest) const {
    const auto offset = static_cast<std::size_t>(rest.data() - piece.text.data());
    const auto plausible = [&](std::string_view heading) {
      const std::size_t words =
          static_cast<std::size_t>(std::count(heading.begin(), heading.end(), ' ')) + 1;
      const char32_t first = first_character(heading);
      return words <= kRunInWords && (is_upper(first) || (first >= '0' && first <= '9')) &&
             !grammar_.matches(RuleKind::Sentence, without_stop(heading)) &&
             (sibling_has_run_in() || !grammar_.matches(RuleKind::Verb, without_stop(heading)));
    };
    if (piece.bold_until > offset && piece.bold_until < piece.text.size()) {
      const std::string_view bold = trimmed(rest.substr(0, piece.bold_until - offset));
      const std::string_view after = trimmed(rest.substr(piece.bold_until - offset));
      const bool closed = bold.ends_with('.') || bold.ends_with(':') || bold.ends_with("–") ||
                          bold.ends_with("-") || after.starts_with("–") || after.starts_with("-") ||
                          after.starts_with(":") || after.starts_with(".");
      if (closed && plausible(bold)) {
        std::size_t end = piece.bold_until - offset;
        while (end < rest.size() && (rest[end] == '.' || rest[end] == ':')) ++end;
        return end;
      }
      return 0;  // a stressed word
    }
    for (const RuleMatch& match : grammar_.match(RuleKind::RunIn, rest))
      if (plausible(match.heading) && (sibling_has_run_in() || titled(match.heading))) {
        const std::size_t end =
            static_cast<std::size_t>(match.heading.data() - rest.data()) + match.heading.size();
        return std::min(end + 1, rest.size());
      }
    return 0;
  }

  /// "1.1 (a) text", "(b) i. text", "4.—(1)(a) text": several numbers on one line.
  void split_inner_marker(const Piece& piece, NodeId outer) {
    const std::string text = tree_.nodes[outer].text;
    const Reading* first = nullptr;
    const auto readings = read_marker(grammar_, text, false);
    for (const Reading& reading : readings)
      if (reading.number.first() && reading.rule->type == "subparagraph" &&
          reading.rule->id != tree_.nodes[outer].rule)
        first = &reading;
    if (!first) return;
    const std::string_view rest = trimmed(std::string_view(text).substr(first->label.size()));
    if (!is_upper(first_character(rest)) && read_marker(grammar_, rest, false).empty()) return;
    tree_.nodes[outer].text.clear();
    const float x0 = piece.paragraph().body_x0;
    const std::size_t owner = stack_.size() - 1;
    const NodeId id = add_node(type_of(*first), piece, first->rule->id);
    tree_.nodes[id].num = bare(first->num);
    tree_.nodes[id].label = std::string(first->label);
    tree_.nodes[id].text = std::string(rest);
    count(owner, *first, x0, false);
    stack_[owner].lists.back().last.prefix = {};  // `text` does not outlive this
    stack_.push_back(
        {.node = id, .scheme = {first->rule, first->number.numerals}, .x0 = x0, .body_x0 = x0});
    split_inner_marker(piece, id);
  }

  // ---- unnumbered -------------------------------------------------------------------------------
  void add_bullet(const Piece& piece) {
    const float x0 = piece.paragraph().x0, unit = indent_unit(piece);
    std::size_t size = stack_.size();
    while (size > 1 && ((stack_[size - 1].bullet && x0 <= stack_[size - 1].x0 + unit) ||
                        (!stack_[size - 1].heading_only && !stack_[size - 1].division &&
                         !stack_[size - 1].bullet && x0 < stack_[size - 1].x0 - unit)))
      --size;
    pop_to(size);
    const NodeId id =
        add_node(NodeType::Bullet, piece, piece.bullet ? piece.bullet->id : "drawn_bullet");
    Node& node = tree_.nodes[id];
    if (piece.bullet) node.label = std::string(piece.bullet_label);
    node.text = std::string(piece.after_label());
    stack_.push_back({.node = id,
                      .bullet = true,
                      .x0 = x0,
                      .body_x0 = std::max(piece.paragraph().body_x0, x0 + unit)});
  }

  /// The next numbered piece before a division, and where it would stand now.
  [[nodiscard]] std::optional<Place> next_place() const {
    for (std::size_t i = at_ + 1; i < std::min(pieces_.size(), at_ + kLookAhead); ++i) {
      const Piece& piece = *pieces_[i];
      if (piece.table()) continue;
      if (piece.closing || division_of(piece)) return std::nullopt;
      if (piece.numbered()) return place_of(piece);
    }
    return std::nullopt;
  }

  void add_heading(const Piece& piece) {
    if (on_title_page()) {
      const NodeId id = add_node(NodeType::Text, piece, "loose_text");
      tree_.nodes[id].text = piece.text;
      return;
    }
    std::size_t size = stack_.size();
    const auto next = next_place();
    if (const RuleMatch* section = next_section()) {
      size = size_for_section(*section);
      while (size > 1 && stack_[size - 1].heading_only &&
             stack_[size - 1].style_rank >= piece.style_rank)
        --size;
      push_heading(piece, size);
      return;
    }
    const bool runs_on = next &&
                         (next->how == Place::How::Follows || next->how == Place::How::Jumps) &&
                         is_counted(next->reading->number.numerals);
    if (runs_on) {
      // the numbers go on below `owner`: the heading stands there, among the unnumbered ones
      size = next->owner + 1;
      while (size < stack_.size() && stack_[size].heading_only) ++size;
      while (size > next->owner + 1 && stack_[size - 1].style_rank >= piece.style_rank) --size;
    } else {
      while (size > 1 && !stack_[size - 1].division &&
             (stack_[size - 1].style_rank == 0 || stack_[size - 1].style_rank >= piece.style_rank))
        --size;
    }
    push_heading(piece, size);
  }

  /// Whether the heading being placed stands before the first division with nothing but text below
  /// it.
  [[nodiscard]] bool on_title_page() const {
    if (stack_.size() > 1) return false;
    for (const Node& node : tree_.nodes)
      if (node.type != NodeType::Text) return false;
    for (std::size_t i = at_ + 1; i < std::min(pieces_.size(), at_ + kLookAhead); ++i) {
      const Piece& piece = *pieces_[i];
      if (const RuleMatch* division = division_of(piece)) return division->rule->type != "section";
      if (piece.table() || piece.numbered() || piece.bullet || piece.paragraph().bullet)
        return false;
    }
    return false;
  }

  /// The "Section 4" that the heading being placed stands above, if it does.
  const RuleMatch* next_section() const {
    for (std::size_t i = at_ + 1; i < std::min(pieces_.size(), at_ + 4); ++i) {
      const RuleMatch* division = division_of(*pieces_[i]);
      if (division) return division->rule->type == "section" ? division : nullptr;
      if (!pieces_[i]->heading_style || pieces_[i]->numbered()) return nullptr;
    }
    return nullptr;
  }

  void push_heading(const Piece& piece, std::size_t size) {
    pop_to(size);
    const NodeId id = add_node(NodeType::Section, piece,
                               piece.heading_rule ? piece.heading_rule->id : "unnumbered_heading");
    tree_.nodes[id].heading = std::string(without_stop(piece.after_label()));
    stack_.push_back({.node = id,
                      .heading_only = true,
                      .style_rank = piece.style_rank,
                      .x0 = piece.paragraph().x0,
                      .body_x0 = -std::numeric_limits<float>::max()});
  }

  void add_text(const Piece& piece) {
    const float x0 = piece.paragraph().x0, unit = indent_unit(piece);
    Node* top = top_node();
    const bool waits = top && top->text.empty() && top->children.empty();
    if (!waits) {
      std::size_t size = stack_.size();
      const auto next = layout_.plain_text ? next_place() : std::nullopt;
      if (next && next->how == Place::How::Follows) {
        // between two items of one list it belongs to the first
        size = next->owner + 1;
        while (size < stack_.size() && stack_[size].heading_only) ++size;
        size = std::min(size + 1, stack_.size());
      } else {
        while (size > 1 && x0 < stack_[size - 1].body_x0 - unit) --size;
      }
      pop_to(size);
      top = top_node();
    }
    if (top && top->children.empty() && top->type != NodeType::Bullet) {
      append(*top, piece);
      return;
    }
    if (top && top->type == NodeType::Bullet && top->children.empty()) {
      append(*top, piece);
      return;
    }
    const NodeId id = add_node(NodeType::Text, piece, "loose_text");
    tree_.nodes[id].text = piece.text;
  }

  /// A footnote stands below the node that is open where its page ends.
  void add_note(const Piece& piece) {
    const NodeId id = add_node(NodeType::Text, piece, "footnote");
    tree_.nodes[id].text = piece.text;
  }

  static void append(Node& node, const Piece& piece) {
    if (!node.text.empty()) node.text += "\n\n";
    node.text += piece.text;
    node.words.insert(node.words.end(), piece.paragraph().words.begin(),
                      piece.paragraph().words.end());
  }

  void add_table(const Piece& piece) {
    // it stands below the item that announces it, else below the one at whose indent it is
    const float x0 = piece.paragraph().x0, unit = indent_unit(piece);
    const auto announces = [&](const Open& open) {
      const Node& node = tree_.nodes[open.node];
      return node.children.empty() && last_character(node.text) == ':';
    };
    while (stack_.size() > 1 && !stack_.back().division && !stack_.back().heading_only &&
           (stack_.back().bullet || x0 < stack_.back().x0 - unit) && !announces(stack_.back()))
      stack_.pop_back();
    const NodeId id = add_node(NodeType::Table, piece, "ruled_table");
    Node& node = tree_.nodes[id];
    const TableBlock& table = *piece.block->table;
    node.table.emplace();
    const auto text_of_cell = [&](const Cell& cell) {
      std::string text;
      for (const Paragraph& paragraph : cell.paragraphs) {
        if (!text.empty()) text += '\n';
        text += text_of(layout_, paragraph.words);
        node.words.insert(node.words.end(), paragraph.words.begin(), paragraph.words.end());
      }
      return text;
    };
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      std::vector<std::string> row;
      for (const Cell& cell : table.rows[r]) row.push_back(text_of_cell(cell));
      if (r == 0 && table.header_rows > 0)
        node.table->header = std::move(row);
      else
        node.table->rows.push_back(std::move(row));
    }
  }

  Layout& layout_;
  const Grammar& grammar_;
  Pieces& pieces_;
  Tree tree_;
  std::vector<Open> stack_;  // the document itself first
  std::size_t at_ = 0;       // the piece being placed
  std::vector<std::string> styled_types_;
  std::vector<ListState>
      run_on_;  // the lists of the division closed last: numbers may run on from it
  std::map<std::string, int> first_weight_;  // of the division around the first "Section", "Rule" …

  std::vector<std::pair<NodeId, Diagnostic>> reported_;
};

/// A heading with nothing below it is a line of text (a title page, an address).
void demote_empty_sections(Tree& tree, const Layout& layout) {
  std::vector<bool> content(tree.nodes.size(), false);
  for (std::size_t i = tree.nodes.size(); i-- > 0;) {
    Node& node = tree.nodes[i];
    const bool unnumbered = node.type == NodeType::Section && !node.num;
    content[i] = content[i] || !unnumbered || !node.text.empty();
    if (content[i] && node.parent != kNoNode) content[node.parent] = true;
  }
  // lift what stood below an empty heading to its side, in order
  Tree out;
  std::vector<NodeId> moved(tree.nodes.size(), kNoNode);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    Node node = std::move(tree.nodes[i]);
    NodeId parent = node.parent;
    while (parent != kNoNode && !content[parent]) parent = tree.nodes[parent].parent;
    if (!content[i]) {
      node.type = NodeType::Text;
      node.text = text_of(layout, node.words);  // with the stop that a heading goes without
      node.heading.reset();
      node.rule = "loose_text";
    }
    tree.nodes[i].parent = node.parent;  // still needed by the nodes below it
    node.parent = parent == kNoNode ? kNoNode : moved[parent];
    node.children.clear();
    const auto id = static_cast<NodeId>(out.nodes.size());
    moved[i] = id;
    (node.parent == kNoNode ? out.roots : out.nodes[node.parent].children).push_back(id);
    out.nodes.push_back(std::move(node));
  }
  tree = std::move(out);
}

}  // namespace

Tree build_tree(Layout& layout, const Grammar& grammar, Diagnostics& out) {
  Pieces pieces;
  pieces.reserve(layout.blocks.size());
  for (const Block& block : layout.blocks) {
    auto piece = std::make_unique<Piece>();
    read_piece(layout, grammar, block, *piece);
    pieces.push_back(std::move(piece));
  }
  find_headings(layout, grammar, pieces);
  take_contents(layout, grammar, pieces);
  Builder builder(layout, grammar, pieces);
  Tree tree = builder.build();
  demote_empty_sections(tree, layout);
  assign_ids(tree, out);
  for (auto& [node, diagnostic] : builder.reported()) {
    diagnostic.node = tree.nodes[node].id;
    out.push_back(std::move(diagnostic));
  }
  return tree;
}

}  // namespace remit
