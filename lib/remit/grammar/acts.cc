#include "remit/grammar/acts.h"

#include <algorithm>
#include <charconv>
#include <mutex>

#include "remit/base/file.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

/// The next tab-separated field of a line; takes it off.
std::string_view next_field(std::string_view& line) {
  const std::size_t end = std::min(line.find('\t'), line.size());
  const std::string_view field = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return field;
}

Act read_act(std::string_view line) {
  Act act{.title = next_field(line), .chapter = {}, .path = {}};
  const std::string_view year = next_field(line);
  std::from_chars(year.data(), year.data() + year.size(), act.year);
  act.chapter = next_field(line);
  act.path = next_field(line);
  return act;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0 && text.front() != '#') lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

struct Acts::Files {
  std::vector<std::filesystem::path> paths;
  std::once_flag read;
  std::vector<std::string> texts;
  std::vector<std::vector<std::string_view>> lines;  // of each text
};

Acts::Acts() : files_(std::make_unique<Files>()) {}
Acts::~Acts() = default;
Acts::Acts(Acts&&) noexcept = default;
Acts& Acts::operator=(Acts&&) noexcept = default;

void Acts::add(std::filesystem::path file) { files_->paths.push_back(std::move(file)); }

std::vector<Act> Acts::find(std::string_view title) const {
  std::call_once(files_->read, [&] {
    for (const auto& path : files_->paths)
      if (auto text = read_file(path.string())) files_->texts.push_back(std::move(*text));
    for (const std::string& text : files_->texts) files_->lines.push_back(lines_of(text));
  });
  std::vector<Act> found;
  const std::string key = folded(title);
  for (const auto& lines : files_->lines) {
    const auto before = [&](std::string_view line, const std::string& sought) {
      return folded(next_field(line)) < sought;
    };
    for (auto at = std::lower_bound(lines.begin(), lines.end(), key, before);
         at != lines.end() && folded(read_act(*at).title) == key; ++at)
      found.push_back(read_act(*at));
  }
  return found;
}

}  // namespace remit
