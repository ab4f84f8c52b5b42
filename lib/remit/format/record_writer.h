#pragma once

#include <string>

#include "remit/analysis/record.h"
#include "remit/format/emitter.h"
#include "remit/format/json_emitter.h"

namespace remit {

/// Says what a record holds, key by key, in the order of the output contract. This is the only
/// place that does: YAML and JSON come from here, and record.schema.json describes the result.
///
///     remit, source, document, structure, posts, duties, definitions, cross_references,
///     amendments, accounting, diagnostics
///
/// Keys that are always there, null or "" where there is nothing to say, so that a consumer need
/// not ask: all of the above and all in `source`, `document` and `accounting`; `id`, `type`, `num`,
/// `label`, `heading`, `text` and `page` of a node; all of a diagnostic but its hint. Keys that
/// come only with a value: `children` where a node has some, `header` and `rows` for a table and
/// nothing else, `hint` of a diagnostic. An absent num is null and an empty one "": they are not
/// the same. Page 0 (unknown) is null.
///
/// Not written: Node::words, Node::rule, and a diagnostic's line and caret.
///
/// The tree is walked without recursion: its depth is limited by memory alone.
void write_record(const Record& record, Emitter& emit);
/// The same without the map around it, for results that hold more than a record.
void write_record_keys(const Record& record, Emitter& emit);

/// The record as YAML or JSON, as UTF-8, ending in one newline.
std::string to_yaml(const Record& record);
std::string to_json(const Record& record, JsonLayout layout = JsonLayout::Indented);

}  // namespace remit
