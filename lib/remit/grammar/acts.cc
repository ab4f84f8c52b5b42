#include "remit/grammar/acts.h"

#include <algorithm>
#include <charconv>
#include <mutex>

#include "remit/base/file.h"
#include "remit/grammar/tsv.h"
#include "remit/text/letters.h"

namespace remit {
namespace {

Act read_act(std::string_view line) {
  Act act{.title = next_field(line), .chapter = {}, .path = {}};
  const std::string_view year = next_field(line);
  std::from_chars(year.data(), year.data() + year.size(), act.year);
  act.chapter = next_field(line);
  act.path = next_field(line);
  return act;
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
    for (const std::string& text : files_->texts) files_->lines.push_back(tsv_lines(text));
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
