#pragma once

#include <optional>
#include <string>
#include <vector>

#include "remit/analysis/place.h"
#include "remit/grammar/force.h"

namespace remit {

/// What the text says of a post and a further role: "may not be the Monitoring Officer".
struct Restriction {
  Force force = Force::Prohibition;      ///< Prohibition or Permission
  std::string role;                      ///< id of the role that it may or may not hold besides
  std::optional<std::string> condition;  ///< "if a qualified accountant"
  Place place;
};

/// A post that the document says the council has (Popolo: a post).
struct Post {
  std::string id;  ///< post_chief_executive; unique in a record
  std::string title;
  std::vector<std::string> designations;  ///< ids of the statutory roles it holds
  std::optional<std::string> group;       ///< the directorate or heading above it
  std::vector<std::string> functions;     ///< one a paragraph or list item
  std::vector<Restriction> restrictions;
  std::vector<Place> source;  ///< wherever the document speaks of it, in reading order
  std::string rule;           ///< the grammar rule that found it first
};

}  // namespace remit
