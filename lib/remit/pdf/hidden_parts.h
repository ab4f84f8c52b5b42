#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace remit::pdf {

/// What of a file PoDoFo is not shown. It would make an object of each, with an input stream of its
/// own, at once, which takes several times as long as reading the pages; and no page needs them to
/// be drawn. ObjectReader knows where they are.
struct HiddenParts {
  /// An object of the structure tree that a classic cross-reference table has.
  struct Entry {
    long number = 0;
    std::int64_t offset = 0;  ///< of the object
    std::size_t mark = 0;     ///< where the table says that it is in use
  };

  std::vector<std::size_t> hybrid_keys;  ///< where /XRefStm stood
  std::vector<Entry> entries;            ///< those of the newest table first

  [[nodiscard]] bool empty() const { return hybrid_keys.empty() && entries.empty(); }
};

/// Overwrites in `bytes`, so that it stays as long as it is:
///
///   - /XRefStm. Word and others write each file twice over: a classic cross-reference table
///     (ISO 32000-1, 7.5.8.4) for all that a page needs, and a stream of references for the rest,
///     such as the tags
///   - in a classic table (7.5.4), the entries of structure elements and of their attributes
///   (14.7),
///     which become free
///
/// Anything unexpected in a table leaves the rest of it as it is.
HiddenParts hide_parts(std::string& bytes);

/// Puts back what hide_parts() overwrote.
void show_parts(std::string& bytes, const HiddenParts& parts);

}  // namespace remit::pdf
