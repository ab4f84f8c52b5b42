#pragma once

#include <string_view>

#include "remit/base/result.h"
#include "remit/revision/tree_patch.h"

namespace remit {

/// Reads what to_yaml(DiffView) or to_json wrote, as the changes that make b's tree of a's. `file`
/// is the name for errors.
///
///     {a: sec_2, b: sec_2, kind: reworded, words: [[keep, Rooms are], [delete, shut], …]}
///
/// Fails with the code `bad-record`, with line and column; also where it was written without its
/// nodes. Safe on hostile input.
Result<TreePatch> read_patch(std::string_view text, std::string_view file);

}  // namespace remit
