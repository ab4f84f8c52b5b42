#pragma once

#include <string>

#include "remit/analysis/place.h"

namespace remit {

/// A term and what the document says that it means.
struct Definition {
  std::string term;  ///< without its quotation marks
  std::string text;
  NodeId scope = kNoNode;  ///< the division it holds in; kNoNode: the whole document
  Place place;             ///< of the sentence or cell
  std::string rule;
};

}  // namespace remit
