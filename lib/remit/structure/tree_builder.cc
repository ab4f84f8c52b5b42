#include "remit/structure/tree_builder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "remit/base/parallel.h"
#include "remit/structure/contents.h"
#include "remit/structure/contents_check.h"
#include "remit/structure/division_lines.h"
#include "remit/structure/eid.h"
#include "remit/structure/empty_sections.h"
#include "remit/structure/front_matter.h"
#include "remit/structure/headings.h"
#include "remit/structure/list_headings.h"
#include "remit/structure/notes.h"
#include "remit/structure/number_place.h"
#include "remit/structure/open_nodes.h"
#include "remit/structure/pictured.h"
#include "remit/structure/piece.h"
#include "remit/structure/run_in.h"
#include "remit/structure/table_node.h"
#include "remit/structure/word_places.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

constexpr float kTitleShare = 0.5f;  // of its long words: a heading has so many capitals
constexpr int kTitleSpaces = 3;      // a title of fewer words may have none
constexpr int kStray = 20;           // numbers left out before one that stands in no list
constexpr int kLoose = 5;            // … that the words before it may wait for

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

class Builder {
 public:
  Builder(Layout& layout, const Grammar& grammar, Pieces& pieces,
          const std::vector<ContentsEntry>& contents)
      : layout_(layout),
        grammar_(grammar),
        pieces_(pieces),
        divisions_(grammar, pieces),
        front_matter_(front_matter(grammar, pieces, divisions_)) {
    for (const ContentsEntry& entry : contents)
      if (!entry.readings.empty() && !entry.readings.front().num.empty())
        listed_lines_.insert(folded_key(entry.readings.front().text));
    for (const ContentsEntry& entry : contents)
      if (!entry.readings.empty())
        if (const std::uint64_t key = folded_key(entry.readings.front().title); key != 0)
          listed_.emplace(key, entry.word);
  }

  Tree build() {
    for (at_ = 0; at_ < pieces_.size(); ++at_) {
      const Piece& piece = *pieces_[at_];
      const std::size_t nodes = tree_.nodes.size();
      if (piece.table())
        add_table(piece);
      else if (piece.paragraph().note)
        add_note(piece, "footnote");
      else if (piece.paragraph().aside)
        add_note(piece, "side_note");
      else if (piece.closing)
        add_closing(piece);
      else if (const RuleMatch* division = divisions_.of(piece))
        add_division(piece, *division);
      else if (piece.numbered())
        add_numbered(piece);
      else if (piece.bullet || piece.paragraph().bullet)
        add_bullet(piece);
      else if (piece.heading_style && at_ >= front_matter_)
        add_heading(piece);
      else
        add_text(piece);
      if (tree_.nodes.size() > nodes)
        after_note_ = !piece.table() && (piece.paragraph().note || piece.paragraph().aside);
    }
    list_headings_.settle(tree_);
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

  // ---- divisions --------------------------------------------------------------------------------
  void add_division(const Piece& piece, const RuleMatch& match) {
    const NodeType type = *node_type(match.rule->type);
    if (repeats_title(piece, match, type)) return;
    std::size_t size = type == NodeType::Section ? size_for_section(match, piece.paragraph().level)
                                                 : stack_.size();
    const auto holds = [&](const Open& open) {
      if (!open.division) return type == NodeType::Article && holds_articles(open, piece);
      return weight_of(tree_.nodes[open.node].type) < weight_of(type) ||
             chapter_of(open, piece, match, type);
    };
    while (type != NodeType::Section && size > 1 && !holds(stack_[size - 1])) --size;
    // an appendix stands in the (unnumbered) document that it belongs to; only a Part or an Article
    // closes that
    if (type == NodeType::Appendix || type == NodeType::Schedule || type == NodeType::Annex) {
      std::size_t inner = size;
      while (inner < stack_.size() && stack_[inner].heading_only &&
             stack_[inner].style_rank < (piece.style_rank ? piece.style_rank : 1000))
        ++inner;
      size = inner;
    }
    stack_.pop_to(size);
    const NodeId id = add_node(type, piece, match.rule->id);
    Node& node = tree_.nodes[id];
    node.label = std::string(match.label);
    if (!match.num.empty()) node.num = bare(match.num);
    if (!match.heading.empty()) node.heading = std::string(without_stop(match.heading));
    if (!match.rule->has_heading) split_text(piece, match, node);
    Open open{.node = id, .division = true, .style_rank = piece.style_rank};
    open.set_like(piece.paragraph());
    open.body_x0 = -std::numeric_limits<float>::max();
    if (node.num) open.number = read_number(Numerals::Decimal, *node.num);
    stack_.push(std::move(open));
    if (!node.heading && node.text.empty())
      take_heading_below(id, piece);
    else if (!node.heading)
      split_inner_marker(piece, id);
  }

  /// "A. Objects" / "Article 1": a numbered heading in larger type, in no Part or Article itself.
  [[nodiscard]] bool holds_articles(const Open& open, const Piece& piece) const {
    if (open.heading_only || open.style_rank == 0 || !piece.heading_style ||
        !open.outranks(piece.paragraph()))
      return false;
    for (NodeId up = tree_.nodes[open.node].parent; up != kNoNode; up = tree_.nodes[up].parent)
      if (weight_of(tree_.nodes[up].type) <= weight_of(NodeType::Article)) return false;
    return true;
  }

  /// Whether an open "Chapter 5" has the Parts or the Articles of the document below it: it holds
  /// one already, or has nothing of its own and stands in none. Its first Part is Part 1.
  [[nodiscard]] bool chapter_of(const Open& open, const Piece& piece, const RuleMatch& match,
                                NodeType type) const {
    const Node& node = tree_.nodes[open.node];
    if (node.type != NodeType::Section || (type != NodeType::Part && type != NodeType::Article) ||
        open.outranked_by(piece.paragraph()) ||
        grammar_.matches(RuleKind::NotUsed, node.heading.value_or("")))
      return false;
    if (std::ranges::any_of(node.children,
                            [&](NodeId child) { return tree_.nodes[child].type == type; }))
      return true;
    for (NodeId up = node.parent; up != kNoNode; up = tree_.nodes[up].parent)
      if (tree_.nodes[up].type == type) return false;
    const auto number = number_of(match);
    return node.children.empty() && node.text.empty() &&
           (type == NodeType::Article || (number && number->first()));
  }

  /// "Section 3: Quorum. Ten members …": the text behind the label, and its run-in heading.
  void split_text(const Piece& piece, const RuleMatch& match, Node& node) {
    std::string_view rest = std::string_view(piece.text).substr(match.label.size());
    for (bool mark = true; mark;) {
      rest = trimmed(rest);
      mark = false;
      for (const std::string_view sign :
           {std::string_view("."), std::string_view(":"), std::string_view("-"),
            std::string_view("–"), std::string_view("—")})
        if (rest.starts_with(sign)) rest = rest.substr(sign.size()), mark = true;
    }
    if (piece.heading_style && !piece.heading_told) {
      node.heading = std::string(without_stop(rest));
    } else {
      split_run_in(piece, rest, node);
    }
  }

  /// "Chapter 2", "Section 4", "Rule 1" nest as the document nests them: beside an open one of the
  /// same word, else below what is open, but no deeper than where the first of that word stood.
  std::size_t size_for_section(const RuleMatch& match, int level) {
    const std::string word = division_word(match.label);
    const auto number = read_number(Numerals::Decimal, match.num);
    for (std::size_t i = stack_.size(); i-- > 1;) {
      const Node& node = tree_.nodes[stack_[i].node];
      if (!stack_[i].division || node.type != NodeType::Section) continue;
      if (division_word(node.label.value_or("")) != word) continue;
      const auto& open = stack_[i].number;
      if (number && open && extends(*number, *open)) return i + 1;  // Rule 7.1 below Rule 7
      if (!number || !open || open->parts.size() <= number->parts.size()) return i;
    }
    std::size_t size = stack_.innermost_division() + 1;
    const auto weight = [&] {
      return size == 1 ? -1 : weight_of(tree_.nodes[stack_[size - 1].node].type);
    };
    const auto [first, fresh] = first_weight_.emplace(word, weight());
    while (!fresh && size > 1 && (!stack_[size - 1].division || weight() > first->second)) --size;
    while (size < stack_.size() && stack_[size].heading_only &&
           !not_listed_above(stack_[size], match.heading, level))
      ++size;
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
    stack_.pop_to(size);
    const NodeId id = add_node(NodeType::Text, piece, piece.closing->id);
    tree_.nodes[id].text = piece.text;
  }

  // ---- numbers ----------------------------------------------------------------------------------
  void add_numbered(const Piece& piece) {
    const Place place = place_number(tree_, stack_, pieces_, at_, piece);
    if (continues_sentence(piece, place) || is_stray(piece, place)) {
      Node& before = tree_.nodes.back();
      before.text += ' ' + piece.text;
      before.words.insert(before.words.end(), piece.paragraph().words.begin(),
                          piece.paragraph().words.end());
      return;
    }
    // unnumbered headings above it hold it, but for those that are no weightier than its own
    std::size_t size = place.owner + 1;
    while (size < stack_.size() && stack_[size].heading_only &&
           !closed_by(size, piece, *place.reading))
      ++size;
    stack_.pop_to(size);
    const Reading& reading = *place.reading;
    const NodeId id = add_node(type_of(reading), piece, reading.rule->id);
    Node& node = tree_.nodes[id];
    node.num = bare(reading.num);
    node.label = std::string(reading.label);
    Reading counted = reading;
    if (place.list_rule) counted.rule = place.list_rule;
    stack_.count(place.owner, counted, piece.paragraph().x0, piece.heading_style);
    const bool under_new_heading =
        stack_.back().heading_only && tree_.nodes[stack_.back().node].children.size() == 1;
    if (place.how != Place::How::Restarts || !under_new_heading)
      if (auto odd = odd_number(place, piece)) reported_.emplace_back(id, std::move(*odd));

    Open open{.node = id, .x0 = piece.paragraph().x0, .body_x0 = piece.paragraph().body_x0};
    open.scheme = {counted.rule, reading.number.numerals};
    if (is_counted(reading.number.numerals)) open.number = reading.number;
    split_heading(piece, reading, node, open);
    stack_.push(std::move(open));
    if (!node.heading && !node.text.empty()) split_inner_marker(piece, id);
  }

  /// Whether a numbered heading ends what an unnumbered one holds. One as weighty ends it where it
  /// has a text by now, but not where it holds the numbers before; a list that starts anew ends one
  /// that holds a list of less weight. One that the contents list names ends what it does not name:
  /// it would name that first, were the one below the other.
  [[nodiscard]] bool closed_by(std::size_t heading, const Piece& piece,
                               const Reading& reading) const {
    const Open& open = stack_[heading];
    if (not_listed_above(open, piece.after_label(), piece.paragraph().level)) return true;
    if (!piece.heading_style) return false;
    const Node& node = tree_.nodes[open.node];
    const bool holds_list =
        !node.children.empty() && tree_.nodes[node.children.back()].rule == reading.rule->id;
    if (holds_list && reading.number.first() && heading + 1 < stack_.size() &&
        !stack_[heading + 1].heading_only && stack_[heading + 1].style_rank > piece.style_rank)
      return true;  // "Definitions" / "1. Toll" … "9. Rope" / "1. THE FERRY"
    if (open.style_rank != piece.style_rank) return open.style_rank > piece.style_rank;
    return !is_empty(node) && !holds_list;
  }

  /// Whether the contents list names `heading` and not the unnumbered one that is open.
  /// `level`: that the source marks it up with.
  [[nodiscard]] bool not_listed_above(const Open& open, std::string_view heading, int level) const {
    const auto entry = listed_.find(folded_key(without_stop(heading)));
    const Node& above = tree_.nodes[open.node];
    const bool has_own = !above.text.empty() ||
                         (!above.children.empty() && !tree_.nodes[above.children.front()].num &&
                          tree_.nodes[above.children.front()].type != NodeType::Section);
    return entry != listed_.end() && above.words.front().begin > entry->second && has_own &&
           (open.level == 0 || open.level >= level) &&
           !listed_.contains(folded_key(above.heading.value_or("")));
  }

  /// A number in the middle of a sentence, that comes next in no list:
  ///
  ///     "… at least seven" / "(7) days"    "… General Law Chapter" / "87. It is also"
  ///
  [[nodiscard]] bool continues_sentence(const Piece& piece, const Place& place) const {
    if (tree_.nodes.empty() || tree_.nodes.back().type == NodeType::Table || after_note_)
      return false;
    const std::string& before = tree_.nodes.back().text;
    const Reading& reading = *place.reading;
    const auto goes_on = [&] {  // (y) after (x) makes a list of them
      const std::string_view next = next_num(pieces_, at_ + 1, reading.rule);
      const auto after = read_number(reading.number.numerals, next);
      return after && follows(reading.number, *after);
    };
    const bool loose = place.how == Place::How::Jumps ? left_out(place) >= kLoose
                                                      : place.how != Place::How::Follows;
    if (loose && !reading.number.first() && !piece.heading_style &&
        (ends_in_unit(before) || (ends_in_common_word(before) && !goes_on())))
      return true;
    const bool fresh_decimal = place.how == Place::How::Opens && !reading.number.first();
    if (place.how != Place::How::Begins && !fresh_decimal) return false;
    const char32_t last = last_character(before);
    const std::string_view rest =
        trimmed(std::string_view(piece.text).substr(reading.label.size()));
    if (last == '.' && is_upper(first_character(rest)) && ends_abbreviated(grammar_, before))
      return true;  // "Mr." / "P. Hall"
    if (!(is_letter(last) || last == ',') || !is_lower(first_character(rest))) return false;
    return !goes_on();
  }

  /// A number far from those around it, which go on without it: 13, 310, 14.
  [[nodiscard]] bool is_stray(const Piece& piece, const Place& place) const {
    const Reading& reading = *place.reading;
    const ListState* list = list_of(place);
    if (place.how != Place::How::Jumps || after_note_ || !is_counted(reading.number.numerals) ||
        piece.heading_style || !list || !breaks_off(tree_.nodes.back().text) ||
        left_out(place) < kStray)
      return false;
    const auto next =
        read_number(reading.number.numerals, next_num(pieces_, at_ + 1, reading.rule));
    return next && follows(list->last, *next);
  }

  /// Whether a text ends in the middle of a sentence.
  static bool breaks_off(std::string_view text) {
    const char32_t last = last_character(text);
    return is_letter(last) || last == ',';
  }

  /// The list that a number goes on from; null: it opens one.
  [[nodiscard]] const ListState* list_of(const Place& place) const {
    const auto& lists = stack_[place.owner].lists;
    const auto list = std::ranges::find_if(
        lists, [&](const ListState& state) { return state.label == place.last_label; });
    return list == lists.end() ? nullptr : &*list;
  }

  /// How many numbers of its list are left out before one.
  [[nodiscard]] int left_out(const Place& place) const {
    const ListState* list = list_of(place);
    return list ? distance(list->last, place.reading->number) : 0;
  }

  /// Whether a text waits for a number: "… as described in section", "… in standing order".
  [[nodiscard]] bool ends_in_unit(std::string_view text) const {
    std::size_t space = text.find_last_of(" \n");
    for (int words = 0; words < 2 && space != std::string_view::npos && space > 0; ++words) {
      if (grammar_.matches(RuleKind::Unit, text.substr(space + 1))) return true;
      space = text.find_last_of(" \n", space - 1);
    }
    return false;
  }

  /// "… in Articles IV and" / "V."
  [[nodiscard]] bool ends_in_common_word(std::string_view text) const {
    const std::size_t space = text.find_last_of(" \n");
    if (space == std::string_view::npos || !is_letter(last_character(text))) return false;
    const char32_t before = last_character(trimmed(text.substr(0, space)));
    return before != ';' && before != ',' &&  // "…; or" ends an item
           grammar_.matches(RuleKind::CommonWord, text.substr(space + 1));
  }

  static NodeType type_of(const Reading& reading) {
    const NodeType type = *node_type(reading.rule->type);
    const bool roman = reading.number.numerals == Numerals::LowerRoman ||
                       reading.number.numerals == Numerals::UpperRoman;
    return type == NodeType::Subparagraph && roman ? NodeType::Point : type;
  }

  /// What follows the label: a heading on a line of its own, a heading run into the text, or text.
  void split_heading(const Piece& piece, const Reading& reading, Node& node, Open& open) {
    std::string_view rest = trimmed(std::string_view(piece.text).substr(reading.label.size()));
    for (const std::string_view dash :
         {std::string_view("—"), std::string_view("–"), std::string_view("- ")})
      if (rest.starts_with(dash)) rest = trimmed(rest.substr(dash.size()));  // "4.—(1)", "4 - Fees"
    const bool sectional = node.type == NodeType::Paragraph;
    if (rest.empty() || breaks_off_in_bold(piece)) {
      if (take_heading_line(piece, rest, node, open) || rest.empty()) return;
    }
    const bool listed = sectional && listed_lines_.contains(folded_key(piece.text));
    const bool heading = piece.heading_style || listed ||
                         (reads_as_heading(grammar_, rest) && goes_below(piece, reading));
    if (heading) {
      open.set_like(piece.paragraph());
      node.heading = std::string(without_stop(rest));
      if (!piece.heading_style && !listed && holds_list(reading) && reads_as_text(rest))
        list_headings_.doubt_line(static_cast<NodeId>(&node - tree_.nodes.data()), rest);
      if (sectional) node.type = NodeType::Section;
      open.style_rank = piece.heading_style ? piece.style_rank : 1000;
      open.body_x0 = -std::numeric_limits<float>::max();
      return;
    }
    split_run_in(piece, rest, node);
  }

  /// The text behind a number or a division's label, and the heading run into it.
  void split_run_in(const Piece& piece, std::string_view rest, Node& node) {
    const auto id = static_cast<NodeId>(&node - tree_.nodes.data());
    const RunIn head = run_in(grammar_, piece, rest, sibling_has_run_in());
    const std::string_view text = head.end == 0 ? rest : run_in_text(rest.substr(head.end));
    if (head.end != 0) {
      node.heading = std::string(without_stop(rest.substr(0, head.end)));
      if (head.in_doubt) list_headings_.doubt_run_in(id, rest.substr(0, rest.size() - text.size()));
    } else if (const std::size_t end = listed_run_in_end(grammar_, piece, rest); end != 0) {
      list_headings_.suggest(id, end);
    }
    node.text = std::string(text);
  }

  /// A number on a line of its own: the heading may be the next line. One that breaks off, `begun`,
  /// goes on there.
  bool take_heading_line(const Piece& piece, std::string_view begun, Node& node, Open& open) {
    if (node.type != NodeType::Paragraph || at_ + 1 >= pieces_.size()) return false;
    const Piece& next = *pieces_[at_ + 1];
    if (next.table() || next.numbered() || next.bullet || !next.divisions.empty() ||
        !next.heading_style)
      return false;
    if (!begun.empty() &&
        (!next.body_bold || next.paragraph().page != piece.paragraph().page ||
         std::abs(next.paragraph().x0 - piece.paragraph().body_x0) > piece.indent_unit()))
      return false;
    node.heading = std::string(begun) + (begun.empty() ? "" : " ");
    *node.heading += without_stop(next.text);
    node.type = NodeType::Section;
    node.words.insert(node.words.end(), next.paragraph().words.begin(),
                      next.paragraph().words.end());
    open.style_rank = next.style_rank;
    open.set_like(next.paragraph());
    open.body_x0 = -std::numeric_limits<float>::max();
    ++at_;
    return true;
  }

  /// "7.2 Duties of the Steward and": bold to its end, which is none.
  [[nodiscard]] bool breaks_off_in_bold(const Piece& piece) const {
    return piece.body_bold && !piece.heading_style && ends_in_common_word(piece.text);
  }

  /// Several words of which few have a title's capitals.
  static bool reads_as_text(std::string_view text) {
    return std::ranges::count(text, ' ') >= kTitleSpaces && title_share(text) < kTitleShare;
  }

  /// Whether a list of another form begins behind a number, with nothing between.
  [[nodiscard]] bool holds_list(const Reading& reading) const {
    if (at_ + 1 >= pieces_.size()) return false;
    const Piece& next = *pieces_[at_ + 1];
    return next.numbered() && next.readings.front().number.first() &&
           !extends(next.readings.front().number, reading.number);
  }

  /// Whether what comes next stands below a number rather than beside it: then a short line without
  /// a stop is its heading.
  [[nodiscard]] bool goes_below(const Piece& piece, const Reading& reading) const {
    if (at_ + 1 >= pieces_.size()) return false;
    const Piece& next = *pieces_[at_ + 1];
    if (next.table()) return false;
    if (divisions_.of(next)) return false;
    if (next.numbered()) {
      const Reading& other = next.readings.front();
      if (is_counted(reading.number.numerals) && is_counted(other.number.numerals) &&
          extends(other.number, reading.number))
        return true;
      if (node_type(reading.rule->type) != NodeType::Paragraph) return false;
      return other.rule != reading.rule && other.number.first();
    }
    if (next.bullet || next.heading_style) return false;
    const char32_t last = last_character(next.text);
    return !reads_as_heading(grammar_, next.text) && (last == '.' || last == ':' || last == ';') &&
           next.paragraph().x0 >= piece.paragraph().x0 - piece.indent_unit();
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
    const std::string outer_label = tree_.nodes[outer].label.value_or("");
    const bool glued = std::string_view(piece.text).substr(outer_label.size()).starts_with('(');
    const auto next = read_number(first->number.numerals, next_num(pieces_, at_ + 1, first->rule));
    const bool goes_on =
        next && follows(first->number, *next);  // "(2) (a) by show of hands" / "(b)"
    if (!glued && !goes_on && !is_upper(first_character(rest)) &&
        read_marker(grammar_, rest, false).empty())
      return;
    tree_.nodes[outer].text.clear();
    const float x0 = piece.paragraph().body_x0;
    const std::size_t owner = stack_.size() - 1;
    const NodeId id = add_node(type_of(*first), piece, first->rule->id);
    tree_.nodes[id].num = bare(first->num);
    tree_.nodes[id].label = std::string(first->label);
    tree_.nodes[id].text = std::string(rest);
    stack_.count(owner, *first, x0, false);
    stack_.push(
        {.node = id, .scheme = {first->rule, first->number.numerals}, .x0 = x0, .body_x0 = x0});
    split_inner_marker(piece, id);
  }

  // ---- unnumbered -------------------------------------------------------------------------------
  void add_bullet(const Piece& piece) {
    const float x0 = piece.paragraph().x0, unit = piece.indent_unit();
    std::size_t size = stack_.size();
    while (size > 1 && ((stack_[size - 1].bullet && x0 <= stack_[size - 1].x0 + unit) ||
                        (!stack_[size - 1].heading_only && !stack_[size - 1].division &&
                         !stack_[size - 1].bullet && x0 < stack_[size - 1].x0 - unit)))
      --size;
    stack_.pop_to(size);
    const NodeId id =
        add_node(NodeType::Bullet, piece, piece.bullet ? piece.bullet->id : "drawn_bullet");
    Node& node = tree_.nodes[id];
    if (piece.bullet) node.label = std::string(piece.bullet_label);
    node.text = std::string(piece.after_label());
    stack_.push({.node = id,
                 .bullet = true,
                 .x0 = x0,
                 .body_x0 = std::max(piece.paragraph().body_x0, x0 + unit)});
  }

  /// The next numbered piece before a division, and where it would stand now.
  [[nodiscard]] std::optional<Place> next_place() const {
    for (std::size_t i = at_ + 1; i < std::min(pieces_.size(), at_ + kLookAhead); ++i) {
      const Piece& piece = *pieces_[i];
      if (piece.table()) continue;
      if (piece.closing || divisions_.of(piece)) return std::nullopt;
      if (piece.numbered()) return place_number(tree_, stack_, pieces_, at_, piece);
    }
    return std::nullopt;
  }

  void add_heading(const Piece& piece) {
    std::size_t size = stack_.size();
    const auto next = next_place();
    if (const RuleMatch* section = next_section()) {
      size = size_for_section(*section, piece.paragraph().level);
      while (size > 1 && stack_[size - 1].heading_only &&
             stack_[size - 1].style_rank >= piece.style_rank)
        --size;
      above_sections_.insert(look_of(piece));
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
      // one that is set like those above a "Section 4" closes that
      const bool closes_sections = above_sections_.contains(look_of(piece));
      const auto closes = [&](const Open& open) {
        if (open.division)
          return closes_sections && tree_.nodes[open.node].type == NodeType::Section &&
                 (open.style_rank == 0 || open.style_rank > piece.style_rank) &&
                 !is_empty(tree_.nodes[open.node]);
        return open.style_rank == 0 || open.style_rank >= piece.style_rank;
      };
      while (size > 1 && closes(stack_[size - 1])) --size;
    }
    push_heading(piece, size);
  }

  /// How an unnumbered heading is set: its rank, and whether it is centred.
  static std::pair<int, bool> look_of(const Piece& piece) {
    return {piece.style_rank, piece.paragraph().centred};
  }

  /// The "Section 4" that the heading being placed stands above, if it does.
  const RuleMatch* next_section() const {
    for (std::size_t i = at_ + 1; i < std::min(pieces_.size(), at_ + 4); ++i) {
      const RuleMatch* division = divisions_.of(*pieces_[i]);
      if (division) return division->rule->type == "section" ? division : nullptr;
      if (!pieces_[i]->heading_style || pieces_[i]->numbered()) return nullptr;
    }
    return nullptr;
  }

  void push_heading(const Piece& piece, std::size_t size) {
    stack_.pop_to(size);
    const NodeId id = add_node(NodeType::Section, piece,
                               piece.heading_rule ? piece.heading_rule->id : "unnumbered_heading");
    tree_.nodes[id].heading = std::string(without_stop(piece.after_label()));
    Open open{.node = id,
              .heading_only = true,
              .style_rank = piece.style_rank,
              .x0 = piece.paragraph().x0,
              .body_x0 = -std::numeric_limits<float>::max()};
    open.set_like(piece.paragraph());
    stack_.push(std::move(open));
  }

  void add_text(const Piece& piece) {
    // its first line may be indented further than the others
    const float x0 = std::min(piece.paragraph().x0, piece.paragraph().body_x0);
    const float unit = piece.indent_unit();
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
      stack_.pop_to(size);
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

  /// A footnote stands below the node that is open where its page ends, until its mark is found; a
  /// side note below the one that it stands beside.
  void add_note(const Piece& piece, std::string rule) {
    const NodeId id = add_node(NodeType::Text, piece, std::move(rule));
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
    const float x0 = piece.paragraph().x0, unit = piece.indent_unit();
    const auto announces = [&](const Open& open) {
      const Node& node = tree_.nodes[open.node];
      return node.children.empty() && last_character(node.text) == ':';
    };
    while (stack_.size() > 1 && !stack_.back().division && !stack_.back().heading_only &&
           (stack_.back().bullet || x0 < stack_.back().x0 - unit) && !announces(stack_.back()))
      stack_.pop();
    const TableBlock& table = *piece.block->table;
    const NodeId id =
        add_node(NodeType::Table, piece, table.ruled ? "ruled_table" : "aligned_table");
    read_table(layout_, table, tree_.nodes[id]);
  }

  Layout& layout_;
  const Grammar& grammar_;
  Pieces& pieces_;
  DivisionLines divisions_;
  std::size_t front_matter_;  // pieces
  Tree tree_;
  OpenNodes stack_;
  std::size_t at_ = 0;                       // the piece being placed
  bool after_note_ = false;                  // the last node is a footnote or a side note
  std::map<std::string, int> first_weight_;  // of the division around the first "Section", "Rule" …
  std::unordered_set<std::uint64_t> listed_lines_;  // of contents lists, with their numbers
  std::unordered_map<std::uint64_t, std::uint32_t> listed_;  // titles in contents lists: a word
  std::set<std::pair<int, bool>> above_sections_;  // the looks of headings above a "Section 4"

  ListHeadings list_headings_;

  std::vector<std::pair<NodeId, Diagnostic>> reported_;
};

}  // namespace

Tree build_tree(Layout& layout, const Grammar& grammar, Diagnostics& out) {
  infer_numbers(layout, grammar, out);
  Pieces pieces(layout.blocks.size());
  share_out(pieces.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      pieces[i] = std::make_unique<Piece>();
      read_piece(layout, grammar, layout.blocks[i], *pieces[i]);
    }
  });
  settle_bullets(pieces);
  settle_bare_numbers(layout, grammar, pieces);
  settle_paths(grammar, pieces);
  settle_whole_numbers(pieces);
  settle_divisions(pieces);
  find_headings(layout, grammar, pieces);
  const std::vector<ContentsEntry> contents = take_contents(layout, grammar, pieces);
  Builder builder(layout, grammar, pieces, contents);
  Tree tree = builder.build();
  demote_empty_sections(tree, layout, grammar, contents);
  mark_pictured(layout, tree);
  const std::vector<NodeId> now = attach_notes(layout, tree);
  find_page_turns(layout, tree);
  assign_ids(tree, out);
  for (auto& [node, diagnostic] : builder.reported()) {
    diagnostic.node = tree.nodes[now[node]].id;
    out.push_back(std::move(diagnostic));
  }
  check_contents(contents, layout, pieces, tree, out);
  return tree;
}

}  // namespace remit
