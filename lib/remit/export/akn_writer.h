#pragma once

#include <string>

#include "remit/export/table.h"

namespace remit {

/// A record as an Akoma Ntoso 3.0 document (OASIS LegalDocML), valid against its XML schema.
///
/// It is a `doc`: a constitution is no Act, and `mainBody` takes loose paragraphs between its
/// Parts, where the `body` of an `act` takes none. Each word of the tree is in it, in order, and no
/// other. Elements and eIds are those of akn_nodes(), what stands in the text those of akn_marks().
/// Annexes are an `hcontainer` each, in their place: an `attachment` would be a work with metadata
/// of its own, at the end. A node has its id and page in a namespace of ours, `remit:id` and
/// `remit:page`.
///
/// Nobody knows the date of a record, which the schema asks for: it is 0001-01-01, named `unknown`.
std::string to_akn(const ExportDocument& document);

}  // namespace remit
