#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace remit {

/// What an element of a tagged document says it is. Roles that say nothing about where text begins
/// and ends (spans, links) and those that only gather others (sections) are Inline and Group.
enum class TagRole : std::uint8_t {
  Group,
  Inline,
  Paragraph,
  Heading,
  List,
  ListItem,
  Label,     ///< of a list item, a note or a heading: "(a)"
  ItemBody,  ///< of a list item, without its label
  Contents,  ///< a contents list
  ContentsItem,
  Table,
  TableHead,  ///< rows that head a table
  Row,
  HeaderCell,
  Cell,
  Caption,
  Note,
  Figure,
  Artifact,  ///< belongs to the page and not to the text
};

/// A place in Tags::elements.
using ElementId = std::uint32_t;
inline constexpr ElementId kNoElement = static_cast<ElementId>(-1);

/// One element of a structure tree.
struct TagElement {
  ElementId parent = kNoElement;  ///< stands before it in Tags::elements
  TagRole role = TagRole::Group;
  std::uint8_t level = 0;               ///< of a heading, 1 being the weightiest; 0: not said
  bool bulleted = false;                ///< of a list: its items are marked by signs
  std::uint16_t rows = 1, columns = 1;  ///< that a cell spans
};

/// The structure tree that a file carries beside its pages, in the order of its text. It says what
/// the producer meant; nothing vouches for it.
///
///     Table                 elements[0]
///       Row                 elements[1], parent 0
///         HeaderCell        elements[2], parent 1     pages[0]: marked content 7 → element 2
///
/// Immutable once it is built; pages share it.
struct Tags {
  std::vector<TagElement> elements;
  /// A page each: marked-content ids with the innermost element of each, ascending by id.
  std::vector<std::vector<std::pair<std::int32_t, ElementId>>> pages;

  /// The innermost element of a marked content on page `page` (1-based), or kNoElement.
  [[nodiscard]] ElementId element_of(int page, std::int32_t mcid) const;
  /// `element` or the nearest one around it that has `role`, or kNoElement.
  [[nodiscard]] ElementId around(ElementId element, TagRole role) const;
};

}  // namespace remit
