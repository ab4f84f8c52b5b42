#pragma once

#include <optional>
#include <string>
#include <vector>

#include "remit/analysis/place.h"
#include "remit/grammar/force.h"

namespace remit {

/// What one main-clause modal says.
///
///     After consulting the Clerk, the Treasurer will report to the Council if the fund is short.
///                                 └─ bearer ───┘ │    └─ action ───────────┘ └─ condition ────┘
///                       consultee            modality
struct Duty {
  std::string id;                         ///< duty_17; unique in a record
  std::optional<std::string> bearer;      ///< the subject as printed; none: nobody is named
  std::optional<std::string> bearer_ref;  ///< id of a role, post or body; none: it is none of these
  std::string modality;                   ///< as printed, with its negation
  Force force = Force::Obligation;
  std::string action;
  std::vector<std::string> conditions;
  std::vector<std::string> consultees;  ///< ids where they are known, else as printed
  std::string text;                     ///< the sentence
  Place place;                          ///< of the sentence, or the list item
  std::string rule;                     ///< the grammar rule of its modal
};

}  // namespace remit
