#include "remit/pdf/structure_tree.h"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace remit::pdf {
namespace {

constexpr std::size_t kMostElements = 2'000'000;
constexpr int kDeepest = 256;        // elements around one another
constexpr int kDeepestInPlace = 16;  // … that are written within each other
constexpr int kMostHops = 16;        // of a role that is mapped to a role
constexpr long kMostSpanned = 500;   // rows or columns of one cell

struct Meaning {
  TagRole role = TagRole::Inline;
  std::uint8_t level = 0;
  bool known = false;
};

/// The structure types of ISO 32000-1 and -2.
Meaning standard_meaning(std::string_view type) {
  static const std::unordered_map<std::string_view, Meaning> meanings = [] {
    std::unordered_map<std::string_view, Meaning> map;
    const auto say = [&](TagRole role, std::initializer_list<std::string_view> types,
                         std::uint8_t level = 0) {
      for (const std::string_view of : types) map[of] = {role, level, true};
    };
    say(TagRole::Group, {"Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "BlockQuote",
                         "Index", "Aside", "StructTreeRoot"});
    say(TagRole::Inline,
        {"NonStruct", "Private", "Span", "Quote",  "Reference", "BibEntry", "Code",
         "Link",      "Annot",   "Ruby", "RB",     "RT",        "RP",       "Warichu",
         "WT",        "WP",      "Em",   "Strong", "Sub",       "Form"});
    say(TagRole::Paragraph, {"P"});
    say(TagRole::Heading, {"H"});
    say(TagRole::Heading, {"Title", "H1"}, 1);
    say(TagRole::Heading, {"H2"}, 2);
    say(TagRole::Heading, {"H3"}, 3);
    say(TagRole::Heading, {"H4"}, 4);
    say(TagRole::Heading, {"H5"}, 5);
    say(TagRole::Heading, {"H6"}, 6);
    say(TagRole::List, {"L"});
    say(TagRole::ListItem, {"LI"});
    say(TagRole::Label, {"Lbl"});
    say(TagRole::ItemBody, {"LBody"});
    say(TagRole::Contents, {"TOC"});
    say(TagRole::ContentsItem, {"TOCI"});
    say(TagRole::Table, {"Table"});
    say(TagRole::TableHead, {"THead"});
    say(TagRole::Group, {"TBody", "TFoot"});
    say(TagRole::Row, {"TR"});
    say(TagRole::HeaderCell, {"TH"});
    say(TagRole::Cell, {"TD"});
    say(TagRole::Caption, {"Caption"});
    say(TagRole::Note, {"Note", "FENote"});
    say(TagRole::Figure, {"Figure", "Formula"});
    say(TagRole::Artifact, {"Artifact"});
    return map;
  }();
  const auto found = meanings.find(type);
  return found != meanings.end() ? found->second : Meaning{};
}

class TreeReader {
 public:
  TreeReader(const ObjectReader& objects, const std::unordered_map<long, int>& pages)
      : objects_(objects), pages_(pages), tags_(std::make_shared<Tags>()) {}

  std::shared_ptr<const Tags> read(const Object& catalog) {
    const long number = static_cast<long>(catalog.id() >> 16);
    const Value root =
        entry(number != 0 ? objects_.at(number) : objects_.of(catalog), "StructTreeRoot");
    if (!root.is_dictionary()) return nullptr;
    std::size_t most = 0;
    for (const auto& [object, page] : pages_) most = std::max(most, static_cast<std::size_t>(page));
    tags_->pages.resize(most);
    entry(root, "RoleMap").each_entry([&](std::string_view from, const Value& to) {
      role_map_.emplace(unescaped_name(from), to.followed().name());
    });
    root.each_entry([&](std::string_view key, const Value& value) {
      if (key == "K")
        push_kids(value, {.parent = kNoElement, .page = 0, .depth = 0, .in_place = 0});
    });
    while (!pending_.empty() && tags_->elements.size() < kMostElements) {
      const auto [value, place] = pending_.back();
      pending_.pop_back();
      visit(value, place);
    }
    return finish();
  }

 private:
  /// Where in the tree a kid stands.
  struct Place {
    ElementId parent = kNoElement;
    int page = 0;  // whose marked content bare numbers are; 0: unknown
    int depth = 0;
    int in_place = 0;
  };

  static Value entry(const Value& dictionary, std::string_view key) {
    Value found;
    dictionary.each_entry([&](std::string_view name, const Value& value) {
      if (name == key) found = value;
    });
    return found.followed();
  }

  [[nodiscard]] int page_of(const Value& page, int otherwise) const {
    const auto found = pages_.find(page.reference());
    return found != pages_.end() ? found->second : otherwise;
  }

  Meaning meaning_of(const std::string& type) {
    const auto known = meanings_.find(type);
    if (known != meanings_.end()) return known->second;
    Meaning meaning = standard_meaning(type);
    std::string name = type;
    for (int hops = 0; !meaning.known && hops < kMostHops; ++hops) {
      const auto mapped = role_map_.find(name);
      if (mapped == role_map_.end()) break;
      name = mapped->second;
      meaning = standard_meaning(name);
    }
    return meanings_[type] = meaning;
  }

  /// Marked contents are taken at once; elements wait until those before them are read.
  void push_kids(const Value& kids, const Place& place) {
    const Value list = kids.followed();
    if (!list.is_array()) {
      if (!take_content(kids, place)) pending_.emplace_back(kids, place);
      return;
    }
    const std::size_t first = pending_.size();
    list.each_item([&](const Value& kid) {
      if (!take_content(kid, place)) pending_.emplace_back(kid, place);
    });
    std::reverse(pending_.begin() + static_cast<std::ptrdiff_t>(first), pending_.end());
  }

  bool take_content(const Value& kid, const Place& place) {
    if (!kid.is_integer()) return false;
    add_content(place.page, kid.integer(-1), place.parent);
    return true;
  }

  void add_content(int page, long mcid, ElementId element) {
    if (page < 1 || element == kNoElement || mcid < 0 ||
        mcid > std::numeric_limits<std::int32_t>::max())
      return;
    tags_->pages[static_cast<std::size_t>(page) - 1].emplace_back(static_cast<std::int32_t>(mcid),
                                                                  element);
  }

  void visit(const Value& kid, Place place) {
    const bool own_object = kid.reference() != 0;
    place.in_place = own_object ? 0 : place.in_place + 1;
    if (++place.depth > kDeepest || place.in_place > kDeepestInPlace) return;
    if (own_object && !visited_.insert(kid.reference()).second) return;
    const Value dictionary = kid.followed();
    Value type, structure, kids, mcid, attributes;
    bool in_form = false;
    dictionary.each_entry([&](std::string_view key, const Value& value) {
      if (key == "S") structure = value;
      if (key == "K") kids = value;
      if (key == "Pg") place.page = page_of(value, place.page);
      if (key == "Type") type = value;
      if (key == "MCID") mcid = value;
      if (key == "A") attributes = value;
      if (key == "Stm") in_form = true;
    });
    const std::string_view kind = type.word();
    if (kind == "OBJR") return;
    if (kind == "MCR" || (structure.word().empty() && mcid.is_integer())) {
      if (!in_form) add_content(place.page, mcid.integer(-1), place.parent);
      return;
    }
    if (!dictionary.is_dictionary()) return;
    const Meaning meaning = meaning_of(structure.followed().name());
    TagElement element{.parent = place.parent, .role = meaning.role, .level = meaning.level};
    read_attributes(attributes, element);
    place.parent = static_cast<ElementId>(tags_->elements.size());
    tags_->elements.push_back(element);
    push_kids(kids, place);
  }

  void read_attributes(const Value& attributes, TagElement& element) {
    if (element.role != TagRole::Cell && element.role != TagRole::HeaderCell &&
        element.role != TagRole::List)
      return;
    const Value value = attributes.followed();
    value.each_item([&](const Value& item) { read_attribute(item.followed(), element); });
    read_attribute(value, element);
  }

  static void read_attribute(const Value& attribute, TagElement& element) {
    attribute.each_entry([&](std::string_view key, const Value& value) {
      const auto spanned = [&] {
        return static_cast<std::uint16_t>(
            std::clamp(value.followed().integer(1), 1L, kMostSpanned));
      };
      if (key == "RowSpan") element.rows = spanned();
      if (key == "ColSpan") element.columns = spanned();
      if (key == "ListNumbering") {
        const std::string_view signs = value.followed().word();
        element.bulleted = signs == "Disc" || signs == "Circle" || signs == "Square";
      }
    });
  }

  std::shared_ptr<const Tags> finish() {
    bool any = false;
    for (auto& contents : tags_->pages) {
      std::stable_sort(contents.begin(), contents.end(),
                       [](const auto& a, const auto& b) { return a.first < b.first; });
      std::size_t kept = 0;
      for (std::size_t i = 0; i < contents.size();) {
        std::size_t end = i + 1;
        while (end < contents.size() && contents[end].first == contents[i].first) ++end;
        if (end == i + 1) contents[kept++] = contents[i];
        i = end;
      }
      contents.resize(kept);
      any = any || kept != 0;
    }
    return any ? std::shared_ptr<const Tags>(std::move(tags_)) : nullptr;
  }

  const ObjectReader& objects_;
  const std::unordered_map<long, int>& pages_;
  std::shared_ptr<Tags> tags_;
  std::unordered_map<std::string, std::string> role_map_;
  std::unordered_map<std::string, Meaning> meanings_;
  std::vector<std::pair<Value, Place>> pending_;
  std::unordered_set<long> visited_;
};

}  // namespace

std::shared_ptr<const Tags> read_structure_tree(const ObjectReader& objects, const Object& catalog,
                                                const std::unordered_map<long, int>& pages) {
  return TreeReader(objects, pages).read(catalog);
}

}  // namespace remit::pdf
