#include "remit/structure/number_place.h"

#include <algorithm>
#include <cmath>

namespace remit {
namespace {

/// Holds one number against all open nodes.
class Placing {
 public:
  Placing(const Tree& tree, const OpenNodes& open, const Pieces& pieces, std::size_t at)
      : tree_(tree), open_(open), pieces_(pieces), at_(at) {}

  [[nodiscard]] Place place_of(const Piece& piece) const {
    const Reading& first = piece.readings.front();
    if (const auto named = place_named(piece)) return *named;
    Place place = is_counted(first.number.numerals) && first.rule->type == "paragraph"
                      ? place_counted(piece, piece.readings)
                      : place_listed(piece, piece.readings, piece.paragraph().x0);
    if (place.how == Place::How::Begins)
      for (const ListState& list : open_.run_on())
        if (list.scheme == Scheme{place.reading->rule, place.reading->number.numerals} &&
            follows(list.last, place.reading->number))
          place.how = Place::How::Follows;
    if (place.how == Place::How::Begins) take_misprint(piece, place);
    return place;
  }

 private:
  /// "4(b)" stands below 4, wherever that began, where that is still open.
  [[nodiscard]] std::optional<Place> place_named(const Piece& piece) const {
    if (!piece.below) return std::nullopt;
    for (std::size_t i = open_.size(); i-- > open_.innermost_division();) {
      if (!open_[i].number || open_[i].number->parts != piece.below->parts) continue;
      const Reading& first = piece.readings.front();
      Place best{.owner = i, .reading = &first, .cost = 0};
      best.how = first.number.first() ? Place::How::Opens : Place::How::Begins;
      for (const Reading& reading : piece.readings)
        for (const ListState& list : open_[i].lists) {
          if (!(list.scheme == Scheme{reading.rule, reading.number.numerals})) continue;
          const Place place =
              judged({.owner = i, .reading = &reading, .cost = 0}, list, reading.number);
          if (place.how == Place::How::Follows) return place;
          if (best.last_label.empty()) best = place;
        }
      return best;
    }
    return std::nullopt;
  }

  /// Whether a numbered heading is set in larger type than an open division: "B. Members" may close
  /// "Article 4".
  static bool outranks(const Piece& piece, const Open& open) {
    return piece.heading_style && open.node != kNoNode && open.outranked_by(piece.paragraph());
  }

  /// "c)" between (b) and (d): a number that begins no list is the next of the one at its indent.
  void take_misprint(const Piece& piece, Place& place) const {
    const std::size_t division = open_.innermost_division();
    for (const Reading& reading : piece.readings)
      for (std::size_t i = open_.size(); i-- > division;)
        for (const ListState& list : open_[i].lists)
          if (list.scheme.numerals == reading.number.numerals &&
              list.last.parts.size() == reading.number.parts.size() &&
              follows(list.last, reading.number) &&
              std::abs(list.x0 - piece.paragraph().x0) <= piece.indent_unit()) {
            place = {.owner = i, .reading = &reading, .how = Place::How::Follows};
            place.list_rule = list.scheme.rule;
            return;
          }
  }

  /// "2.3.i" goes on from 2.3.h or is the first below 2.3: the reading that fits, the likelier
  /// first.
  [[nodiscard]] Place place_counted(const Piece& piece,
                                    const std::vector<Reading>& readings) const {
    const auto misfit = [](const Place& place) {
      return place.cost +
             (place.how == Place::How::Follows || place.how == Place::How::Opens ? 0 : 1);
    };
    Place best = place_counted(piece, readings.front());
    for (std::size_t i = 1; i < readings.size(); ++i)
      if (Place place = place_counted(piece, readings[i]); misfit(place) < misfit(best))
        best = std::move(place);
    return best;
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
    const std::size_t division = open_.innermost_division();
    // beside the last number of the same stem, where it comes next
    if (depth > 1)
      for (std::size_t i = open_.size(); i-- > division;)
        for (const ListState& list : open_[i].lists)
          if (same_form(list) && same_stem(list))
            return judged({.owner = i, .reading = &reading, .cost = 0}, list, number);
    // below the longest open number that it extends
    std::size_t stem = 0;
    for (std::size_t i = open_.size(); i-- > division;)
      if (open_[i].number && extends(number, *open_[i].number) &&
          (stem == 0 || open_[i].number->parts.size() > open_[stem].number->parts.size()))
        stem = i;
    if (const std::size_t heading = bare_heading(piece, number); heading > stem)
      return {.owner = heading,
              .reading = &reading,
              .cost = 0,
              .how = number.first() ? Place::How::Opens : Place::How::Begins};
    if (stem != 0)
      return {.owner = stem,
              .reading = &reading,
              .cost = 0,
              .how = number.first() ? Place::How::Opens : Place::How::Begins};
    // beside the last number of as many parts, where it comes next best, or as a new list
    Place best{.owner = depth > 1 ? division : open_.owner_of_new_list(piece),
               .reading = &reading,
               .cost = number.first() || depth > 1 ? 4.0f : 6.0f,
               .how = number.first() || depth > 1 ? Place::How::Opens : Place::How::Begins};
    float popped = 0;
    for (std::size_t i = open_.size(); i-- > division; popped += 0.1f)
      for (const ListState& list : open_[i].lists) {
        if (!same_form(list)) continue;
        Place place = judged({.owner = i, .reading = &reading}, list, number);
        const float indent = piece.paragraph().x0 - list.x0, unit = 1.5f * piece.indent_unit();
        if (depth > 1) {
          if (indent > unit) {  // "18.16" quoted below item (a): a list of its own
            best.owner = open_.owner_of_new_list(piece);
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
        if (number.first() && place.how == Place::How::Restarts && i + 1 < open_.size() &&
            (indent > unit || (other_style && !piece.heading_style) ||
             open_.headed_below(i, depth)) &&
            best.cost > 2)
          best = {.owner = open_.owner_of_new_list(piece), .reading = &reading, .cost = 2};
      }
    return best;
  }

  /// The numbered heading that has nothing below it yet, if a number that is out of step with it
  /// can only be its own: "15 Meetings" / "16.1 The Board meets …", "0.2 Aims" / "1.1 The aims are
  /// …". 0: there is none.
  [[nodiscard]] std::size_t bare_heading(const Piece& piece, const Number& number) const {
    const Open& last = open_.back();
    if (piece.heading_style || last.style_rank == 0 || last.heading_only || last.division ||
        !last.number || !is_empty(tree_.nodes[last.node]) || number.parts.size() < 2)
      return 0;
    const std::vector<Arabic>&above = last.number->parts, &own = number.parts;
    const bool deeper = own.size() > above.size() && !extends(number, *last.number);
    const bool other_stem =
        own.size() == above.size() && !std::equal(own.begin(), own.end() - 1, above.begin());
    return deeper || other_stem ? open_.size() - 1 : 0;
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
    const float unit = piece.indent_unit();
    const std::size_t fresh = open_.owner_of_new_list(piece);
    for (const Reading& reading : readings) {
      const std::string_view next =
          readings.size() > 1 ? next_num(pieces_, at_ + 1, reading.rule) : "";
      const auto after = next.empty() ? std::nullopt : read_number(reading.number.numerals, next);
      // the number after this one bears a reading out, or speaks against it
      const float support = next.empty()                               ? 0.0f
                            : after && follows(reading.number, *after) ? -0.6f
                            : after                                    ? 0.2f
                                                                       : 0.6f;
      const Scheme scheme{reading.rule, reading.number.numerals};
      float popped = 0;
      bool listed_here = false;
      for (std::size_t i = open_.size(); i-- > 0;) {
        for (const ListState& list : open_[i].lists) {
          if (!(list.scheme == scheme)) continue;
          const bool level = std::abs(list.x0 - x0) <= 1.7f * unit;
          const bool headed = open_.headed_above(i) || open_.interrupted(i, scheme);
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
        if (open_[i].division && !outranks(piece, open_[i])) break;
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

  const Tree& tree_;
  const OpenNodes& open_;
  const Pieces& pieces_;
  std::size_t at_;
};

}  // namespace

std::string_view next_num(const Pieces& pieces, std::size_t from, const Rule* rule) {
  for (std::size_t i = from; i < std::min(pieces.size(), from + kLookAhead); ++i)
    if (!pieces[i]->readings.empty() && pieces[i]->readings.front().rule == rule)
      return pieces[i]->readings.front().num;
  return {};
}

Place place_number(const Tree& tree, const OpenNodes& open, const Pieces& pieces, std::size_t at,
                   const Piece& piece) {
  return Placing(tree, open, pieces, at).place_of(piece);
}

std::optional<Diagnostic> odd_number(const Place& place, const Piece& piece) {
  Diagnostic diagnostic{.code = "numbering-gap", .message = {}, .page = piece.paragraph().page};
  const std::string label(place.reading->label);
  switch (place.how) {
    case Place::How::Follows:
    case Place::How::Opens:
      return std::nullopt;
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
  return diagnostic;
}

}  // namespace remit
