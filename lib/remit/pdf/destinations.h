#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "remit/page/page_source.h"
#include "remit/pdf/page_object.h"

namespace remit::pdf {

/// Where the links and the outline of a document lead. Names are looked up in the catalog's /Dests
/// and in its name tree, each read once, when the first name is met.
class Destinations {
 public:
  /// `pages` must outlive it; page_numbers[object] is the number of a page, 1-based.
  Destinations(const Object& catalog, const std::vector<PageObject>& pages,
               const std::unordered_map<long, int>& page_numbers)
      : catalog_(catalog), pages_(pages), page_numbers_(page_numbers) {}

  [[nodiscard]] std::vector<OutlineEntry> outline();
  /// The links of a page to places of the document, in the order of the file.
  void read_links(const PageObject& page, std::vector<PageLink>& links);

 private:
  struct Target {
    int page = 0;  // 0: none
    float y = 0;
  };
  Target target_of(const Object& holder);
  Target resolve(Object destination);
  void read_names();
  void read_name_tree(const Object& node, int depth);

  Object catalog_;
  const std::vector<PageObject>& pages_;
  const std::unordered_map<long, int>& page_numbers_;
  bool names_read_ = false;
  std::size_t names_left_ = 0;
  std::map<std::string, Object, std::less<>> names_;
};

}  // namespace remit::pdf
