#pragma once

#include <cstdlib>
#include <string>

#include "remit/job/extract_job.h"
#include "remit/revision/diff.h"
#include "support/shipped_grammar.h"

namespace remit::test {

/// The record of a text.
inline Record record_of(const std::string& text, InputFormat format = InputFormat::Text) {
  auto extraction = extract({.file = "case", .format = format}, text, shipped_grammar());
  return extraction ? std::move(extraction->record) : Record{};
}

/// A comparison, a line each, ids as they are in the records; "-": it has none.
///
///     reworded moved art_1__sec_1.2 | art_2__sec_2.1
///     post monitoring_officer reworded post_clerk | post_solicitor
///     duty force_changed duty_1 | duty_2
inline std::string listed_changes(const Record& a, const Record& b, const RecordDiff& diff) {
  std::string out;
  const auto pair = [&](const std::string* x, const std::string* y) {
    out += ' ' + (x ? *x : "-") + " | " + (y ? *y : "-") + '\n';
  };
  for (const NodeChange& change : diff.nodes) {
    out += std::string(name_of(change.kind)) + (change.moved ? " moved" : "") +
           (change.part ? " part" : "");
    pair(change.a == kNoNode ? nullptr : &a.structure.nodes[change.a].id,
         change.b == kNoNode ? nullptr : &b.structure.nodes[change.b].id);
  }
  for (const PostChange& change : diff.posts) {
    out += "post " + change.role.value_or("-") + ' ' + std::string(name_of(change.kind));
    pair(change.a ? &a.analysis.posts[*change.a].id : nullptr,
         change.b ? &b.analysis.posts[*change.b].id : nullptr);
  }
  for (const DutyChange& change : diff.duties) {
    out += "duty " + std::string(name_of(change.kind));
    pair(change.a ? &a.analysis.duties[*change.a].id : nullptr,
         change.b ? &b.analysis.duties[*change.b].id : nullptr);
  }
  return out;
}

}  // namespace remit::test
