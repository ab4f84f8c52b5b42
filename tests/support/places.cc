#include "support/places.h"

namespace remit::test {

std::filesystem::path source_dir() { return REMIT_SOURCE_DIR; }
std::filesystem::path binary_dir() { return REMIT_BINARY_DIR; }
std::filesystem::path shared_dir() { return REMIT_SHARED_DIR; }

}  // namespace remit::test
