#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remit/analysis/place.h"
#include "remit/base/diagnostic.h"
#include "remit/structure/node.h"

namespace remit {

/// What a reference calls the thing it points to.
enum class ReferenceKind : std::uint8_t {
  Part,
  Article,
  Section,
  Paragraph,
  Annex,
  Appendix,
  Schedule,
  Rule,
  Table,
  Legislation,
  Document
};

enum class ReferenceStatus : std::uint8_t {
  Resolved,   ///< every target is a node of this tree
  Dangling,   ///< it points into this document, and nothing there has that number
  Ambiguous,  ///< more than one node fits
  Outside     ///< it points to another document, or to a part that this file does not hold
};

std::string_view name_of(ReferenceKind kind);
std::string_view name_of(ReferenceStatus status);
std::optional<ReferenceKind> reference_kind(std::string_view name);
std::optional<ReferenceStatus> reference_status(std::string_view name);

/// An Act or an instrument, and the provision in it.
struct Legislation {
  std::optional<std::string> title;      ///< none: a provision without its Act
  std::optional<std::string> provision;  ///< "section 151"
  std::optional<int> year;
  std::optional<std::string> uri = {};  ///< its address, where grammars/acts.tsv knows it
};

/// A place where the text points elsewhere.
struct Reference {
  std::string text;  ///< as printed, without a leading 'the' and a trailing 'above'
  ReferenceKind kind = ReferenceKind::Document;
  ReferenceStatus status = ReferenceStatus::Outside;
  std::vector<NodeId> targets;  ///< in the order they are named
  std::optional<Legislation> legislation;
  Place place;  ///< of `text`
  std::string rule;
};

/// Takes what was found amiss of a dangling or ambiguous reference out of `diagnostics`.
void withdraw_finding(const Tree& tree, const Reference& reference, Diagnostics& diagnostics);

}  // namespace remit
