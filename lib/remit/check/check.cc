#include "remit/check/check.h"

#include <algorithm>
#include <utility>

#include "remit/check/numbers_check.h"
#include "remit/check/references_check.h"
#include "remit/check/roles_check.h"
#include "remit/check/terms_check.h"

namespace remit {

std::vector<Finding> check(std::span<const Record> records, const Grammar& grammar,
                           const Severities& severities) {
  const Corpus corpus(records, grammar);
  Findings findings(corpus);
  add_read_findings(corpus, findings);
  check_numbers(corpus, findings);
  check_references(corpus, findings);
  check_roles(corpus, findings);
  check_terms(corpus, findings);
  std::vector<Finding> found = findings.take();
  std::erase_if(found, [&](Finding& finding) {
    const auto set = severities.find(finding.diagnostic.code);
    if (set == severities.end()) return false;
    if (set->second) finding.diagnostic.severity = *set->second;
    return !set->second.has_value();
  });
  return found;
}

FindingCounts count(const std::vector<Finding>& findings) {
  FindingCounts counts;
  for (const Finding& finding : findings) switch (finding.diagnostic.severity) {
      case Severity::Error:
        ++counts.errors;
        break;
      case Severity::Warning:
        ++counts.warnings;
        break;
      case Severity::Info:
        ++counts.notes;
        break;
    }
  return counts;
}

}  // namespace remit
