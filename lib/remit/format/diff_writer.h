#pragma once

#include <string>

#include "remit/analysis/record.h"
#include "remit/format/emitter.h"
#include "remit/format/json_emitter.h"
#include "remit/revision/diff.h"

namespace remit {

/// The version of the form that a comparison is written in: the value of `remit_diff:`.
inline constexpr int kDiffVersion = 1;

/// Two records and what differs between them. Views: all three must outlive it.
struct DiffView {
  const Record& a;
  const Record& b;
  const RecordDiff& diff;
};

/// Which of its lists are asked for.
struct DiffParts {
  bool nodes = true, posts = true, duties = true;
};

/// Writes a comparison: remit_diff, a, b, summary, and those of nodes, posts, duties that are asked
/// for. diff.schema.json describes the result. A kept run of words is written as b prints it. The
/// nodes have what makes b's of a's (tree_patch.h): read_patch reads it back.
void write_diff(const DiffView& view, const DiffParts& parts, Emitter& emit);

/// The comparison as YAML or JSON, as UTF-8, ending in one newline.
std::string to_yaml(const DiffView& view, const DiffParts& parts = {});
std::string to_json(const DiffView& view, const DiffParts& parts = {},
                    JsonLayout layout = JsonLayout::Indented);

/// How many there are of each kind, and how many moved.
struct DiffCounts {
  std::size_t same = 0, reworded = 0, force_changed = 0, only_a = 0, only_b = 0, moved = 0;
};
DiffCounts count_nodes(const RecordDiff& diff);
DiffCounts count_posts(const RecordDiff& diff);
DiffCounts count_duties(const RecordDiff& diff);

}  // namespace remit
