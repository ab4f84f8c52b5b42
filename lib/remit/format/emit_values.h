#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remit/analysis/record.h"
#include "remit/format/emitter.h"
#include "remit/structure/node.h"

namespace remit {

// A key and its value, as all that we write has them.

void write_text(Emitter& emit, std::string_view key, std::string_view text);
void write_optional(Emitter& emit, std::string_view key, const std::optional<std::string>& text);
/// null where the text is empty.
void write_unless_empty(Emitter& emit, std::string_view key, std::string_view text);
void write_count(Emitter& emit, std::string_view key, std::size_t count);
/// `page:`, null where it is none.
void write_page(Emitter& emit, int page);

void write_strings(Emitter& emit, std::string_view key, const std::vector<std::string>& texts,
                   ListStyle style);
/// header, rows and, where there are any, spans.
void write_table(Emitter& emit, const TableText& table);
/// Which document a record is of: file, council, title.
void write_document(Emitter& emit, std::string_view key, const Record& record);

}  // namespace remit
