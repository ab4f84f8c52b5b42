#include "remit/analysis/conditions.h"

#include <algorithm>

namespace remit {
namespace {

using Kind = Mark::Kind;

bool limits(Kind kind) {
  return kind == Kind::Condition || kind == Kind::Restriction || kind == Kind::Limit;
}

Span trim(std::string_view text, Span span) {
  const std::string_view strip = " ,;\n\t\r";
  while (span.begin < span.end && strip.find(text[span.begin]) != std::string_view::npos)
    ++span.begin;
  while (span.end > span.begin && strip.find(text[span.end - 1]) != std::string_view::npos)
    --span.end;
  return span;
}

class ActionReader {
 public:
  ActionReader(std::string_view text, Span action, const std::vector<Mark>& marks)
      : text_(text), action_(action) {
    auto at = std::lower_bound(
        marks.begin(), marks.end(), action.begin,
        [](const Mark& mark, std::uint32_t begin) { return mark.at.begin < begin; });
    for (; at != marks.end() && at->at.begin < action.end; ++at) marks_.push_back(*at);
  }

  void read(Limits& out) {
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      const Mark& mark = marks_[i];
      if (!limits(mark.kind) || mark.at.begin < taken_) continue;
      if (mark.depth > 0)
        read_bracketed(mark, out);
      else if (!follows_join(i))
        read_open(i, out);
      if (out.action.end <= mark.at.begin) break;
    }
  }

 private:
  bool preceded_by(std::uint32_t at, char sign) const {
    while (at > action_.begin && text_[at - 1] == ' ') --at;
    return at > action_.begin && text_[at - 1] == sign;
  }

  /// "(subject to law)"
  void read_bracketed(const Mark& mark, Limits& out) {
    if (mark.kind != Kind::Restriction || text_[mark.at.begin - 1] != '(') return;
    const std::size_t close = text_.find(')', mark.at.end);
    if (close >= action_.end) return;
    out.conditions.push_back({mark.at.begin, static_cast<std::uint32_t>(close)});
    taken_ = static_cast<std::uint32_t>(close);
  }

  /// "and, where needed, …" limits the second part alone.
  bool follows_join(std::size_t i) const {
    if (i == 0) return false;
    const Mark& before = marks_[i - 1];
    if (before.kind == Kind::Content && before.at.end + 1 >= marks_[i].at.begin)
      return true;  // "remember that if it rains …"
    if (before.kind == Kind::Coordinator) return false;
    return before.kind == Kind::Comma && i > 1 && marks_[i - 2].kind == Kind::Coordinator &&
           marks_[i - 2].at.end == before.at.begin && preceded_by_word(marks_[i - 2].at.begin);
  }
  /// No stop or comma before the word.
  bool preceded_by_word(std::uint32_t at) const { return !preceded_by(at, ';'); }

  void read_open(std::size_t i, Limits& out) {
    const Mark& mark = marks_[i];
    const std::uint32_t end = end_of(i);
    taken_ = end;
    const Span whole = trim(text_, {mark.at.begin, end});
    if (end < action_.end) {
      const bool first = trim(text_, {action_.begin, mark.at.begin}).empty();
      out.conditions.push_back(whole);
      if (first) out.action.begin = trim(text_, {end, action_.end}).begin;
      return;
    }
    out.action.end = trim(text_, {out.action.begin, mark.at.begin}).end;
    cut_join(out.action);
    split(i, whole, out);
  }

  /// "… and only if": the word goes with the condition.
  void cut_join(Span& action) const {
    for (auto mark = marks_.rbegin(); mark != marks_.rend(); ++mark)
      if (mark->kind == Kind::Coordinator && mark->at.end == action.end)
        action = trim(text_, {action.begin, mark->at.begin});
  }

  /// Where the condition that mark `i` opens ends.
  std::uint32_t end_of(std::size_t i) const {
    const Mark& mark = marks_[i];
    const bool after_comma = preceded_by(mark.at.begin, ',') || near_begin(mark);
    for (std::size_t k = i + 1; k < marks_.size(); ++k) {
      const Mark& next = marks_[k];
      if (next.depth > mark.depth) continue;
      if (next.kind == Kind::Semicolon) return next.at.begin;
      if (next.kind != Kind::Comma) continue;
      const bool short_one = mark.kind == Kind::Limit && next.at.begin <= mark.at.end + 1;
      if (short_one) return next.at.begin;
      if (!after_comma) continue;
      if (mark.kind == Kind::Restriction || near_begin(mark)) return next.at.begin;
    }
    if (mark.kind == Kind::Limit && i + 1 < marks_.size() &&
        marks_[i + 1].kind == Kind::Coordinator && marks_[i + 1].at.begin <= mark.at.end + 1 &&
        !(i + 2 < marks_.size() && limits(marks_[i + 2].kind)))
      return mark.at.end;  // "where possible and sing"
    return action_.end;
  }

  /// "shall, if asked, ring" and "seek, if asked, to ring"
  bool near_begin(const Mark& mark) const {
    const std::string_view before = text_.substr(action_.begin, mark.at.begin - action_.begin);
    if (trim(text_, {action_.begin, mark.at.begin}).empty()) return true;
    return preceded_by(mark.at.begin, ',') && std::count(before.begin(), before.end(), ' ') <= 2;
  }

  /// "if it is dry or if paid" is two.
  void split(std::size_t i, Span whole, Limits& out) const {
    std::uint32_t begin = whole.begin;
    for (std::size_t k = i + 1; k + 1 < marks_.size(); ++k) {
      const Mark& join = marks_[k];
      const Mark& next = marks_[k + 1];
      if (join.depth > 0 || next.at.begin >= whole.end) continue;
      const bool joined =
          join.kind == Kind::Coordinator && limits(next.kind) && next.at.begin <= join.at.end + 1;
      const bool listed = join.kind == Kind::Comma && limits(next.kind) &&
                          next.at.begin <= join.at.end + 1 && !is_inner(k, whole.end);
      if (!joined && !listed) continue;
      out.conditions.push_back(trim(text_, {begin, join.at.begin}));
      begin = next.at.begin;
    }
    out.conditions.push_back(trim(text_, {begin, whole.end}));
  }

  /// "unless it is asked for and, if the Verger says so, is paid": what comma `k` opens stands
  /// within the condition, which goes on behind its other comma.
  bool is_inner(std::size_t k, std::uint32_t end) const {
    const bool joined = k > 0 && marks_[k - 1].kind == Kind::Coordinator &&
                        marks_[k - 1].at.end == marks_[k].at.begin;
    for (std::size_t i = k + 1; i + 1 < marks_.size() && marks_[i].at.begin < end; ++i) {
      if (marks_[i].kind != Kind::Comma || marks_[i].depth > 0) continue;
      const Mark& next = marks_[i + 1];
      const bool goes_on = next.kind == Kind::Coordinator || limits(next.kind);
      return joined || !(goes_on && next.at.begin <= marks_[i].at.end + 1);
    }
    return false;
  }

  std::string_view text_;
  Span action_;
  std::vector<Mark> marks_;
  std::uint32_t taken_ = 0;
};

}  // namespace

Limits limits_of(std::string_view text, const Clause& clause, const std::vector<Mark>& marks) {
  Limits out{.action = clause.action, .conditions = {}};
  for (const FrontPhrase& front : clause.fronts)
    if (limits(front.kind) || front.kind == Kind::Circumstance) out.conditions.push_back(front.at);
  ActionReader(text, clause.action, marks).read(out);
  return out;
}

}  // namespace remit
