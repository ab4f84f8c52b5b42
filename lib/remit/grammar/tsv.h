#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace remit {

/// The lines of a table with tab-separated fields; without those that are empty or begin with #.
inline std::vector<std::string_view> tsv_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0 && text.front() != '#') lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// The next field of a line; takes it off. `tab`: what parts it from the rest.
inline std::string_view next_field(std::string_view& line, std::string_view tab = "\t") {
  const std::size_t end = std::min(line.find(tab), line.size());
  const std::string_view field = line.substr(0, end);
  line.remove_prefix(std::min(end + tab.size(), line.size()));
  return field;
}

}  // namespace remit
