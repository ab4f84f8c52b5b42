#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "remit/export/akn_ids.h"
#include "remit/export/table.h"

namespace remit {

/// An inline element of Akoma Ntoso over some words of a node.
struct AknMark {
  std::string_view element;  ///< ref, rref, mref, role, organization, def, term, mod, quotedText
  std::uint32_t begin = 0;   ///< bytes of the field, half-open
  std::uint32_t end = 0;
  std::string to = {};         ///< href, from or refersTo: "#art_11", or an address
  std::string upto = {};       ///< of an rref: the last of the range
  std::string_view kind = {};  ///< of a ref that leads nowhere here: dangling, ambiguous, outside
};

/// Something that marks refer to, in the `references` of the document's metadata.
struct AknThing {
  std::string_view element;  ///< TLCRole, TLCOrganization, TLCTerm, TLCReference
  std::string eid;
  std::string href;
  std::string shown;      ///< its name for people
  std::string name = {};  ///< of a TLCReference: what kind of thing it is
};

/// A field of a node: its heading, its text, or a cell of its table.
using AknField = std::tuple<NodeId, NodeField, int, int>;

/// All inline elements of a document, and what they refer to.
///
/// | what a record has | becomes |
/// | a reference to a node | `ref`; to several one after another, `rref`; to others, `mref` of
/// `ref`s | | … to legislation whose address is known | `ref` to it | | … to anything else | `ref`
/// to a TLCReference; its class says dangling, ambiguous or outside | | the bearer of a duty, the
/// title of a post | `role`, of a body `organization` | | a definition | `def`, and in it the
/// `term` | | an amendment | `mod`, and in it the words that come and go as `quotedText` |
///
/// The marks of a field nest, outer ones first; of two that overlap otherwise the later one is left
/// out.
struct AknMarks {
  std::map<AknField, std::vector<AknMark>> marks;
  std::vector<AknThing> things;  ///< in the order of their first mention
};

AknMarks akn_marks(const ExportDocument& document, const std::vector<AknNode>& nodes, AknIds& ids);

}  // namespace remit
