#pragma once

#include <cstdint>
#include <string>

#include "remit/format/emitter.h"
#include "remit/revision/amend.h"

namespace remit {

/// What an amended record is written with.
enum class AmendedParts : std::uint8_t {
  All,      ///< the record, and `effects` behind its other keys
  Effects,  ///< `effects` alone
};

/// What came of amendments, in the order of record.schema.json:
///
///     remit, source, …, diagnostics      the amended record
///     effects                            amendments, references, dangling
///
void write_amended(const Amended& amended, AmendedParts parts, Emitter& emit);

/// As UTF-8, ending in one newline.
std::string amended_to_yaml(const Amended& amended, AmendedParts parts = AmendedParts::All);
std::string amended_to_json(const Amended& amended, AmendedParts parts = AmendedParts::All);

}  // namespace remit
