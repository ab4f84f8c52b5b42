#include "remit/job/inputs.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <glob.h>
#include <set>

#include "remit/base/file.h"

namespace remit {
namespace {

namespace fs = std::filesystem;

bool is_document(const fs::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (ending == ".pdf" || ending == ".txt" || ending == ".md" || ending == ".markdown") return true;
  std::array<char, 5> magic{};
  std::ifstream(file, std::ios::binary).read(magic.data(), magic.size());
  return std::string_view(magic.data(), magic.size()) == "%PDF-";
}

/// A pipe, a socket or a device: to open one may take for ever.
bool is_special(fs::file_type type) {
  return type == fs::file_type::fifo || type == fs::file_type::socket ||
         type == fs::file_type::character || type == fs::file_type::block;
}

bool is_pattern(std::string_view argument) {
  return argument.find_first_of("*?[") != std::string_view::npos;
}

class Finder {
 public:
  explicit Finder(const fs::path& except) {
    std::error_code absent;
    if (!except.empty()) except_ = fs::weakly_canonical(except, absent) / "";
  }

  void add(const std::string& argument, bool from_list = false) {
    std::error_code problem;
    if (!from_list && argument.size() > 1 && argument.front() == '@')
      add_list(argument.substr(1));
    else if (fs::is_directory(argument, problem))
      add_folder(argument);
    else if (is_pattern(argument) && !fs::exists(argument, problem))
      add_pattern(argument);
    else
      add_file(argument);
  }

  Inputs take() { return std::move(found_); }

 private:
  void add_file(const std::string& file) {
    if (known_.insert(file).second) found_.files.push_back(file);
  }

  void add_list(const std::string& list) {
    const auto text = read_file(list);
    if (!text) {
      found_.troubles.push_back(text.error());
      return;
    }
    const char end = text->find('\0') == std::string::npos ? '\n' : '\0';
    for (std::size_t begin = 0; begin < text->size();) {
      const std::size_t stop = std::min(text->find(end, begin), text->size());
      std::string name = text->substr(begin, stop - begin);
      if (end == '\n' && name.ends_with('\r')) name.pop_back();
      if (!name.empty()) add(name, true);
      begin = stop + 1;
    }
    if (text->find_first_not_of(std::string_view("\r\n\0", 3)) == std::string::npos)
      found_.troubles.push_back({.code = "no-documents",
                                 .message = "the list names nothing",
                                 .hint = "it has a path on each line, or paths parted by NULs",
                                 .file = list});
  }

  void add_pattern(const std::string& pattern) {
    glob_t matches{};
    const int status = ::glob(pattern.c_str(), 0, nullptr, &matches);
    std::vector<std::string> paths(matches.gl_pathv, matches.gl_pathv + matches.gl_pathc);
    ::globfree(&matches);
    if (status != 0)
      found_.troubles.push_back({.code = "no-file",
                                 .message = "nothing matches it",
                                 .hint = "check the spelling; ** is not known: name the folder",
                                 .file = pattern});
    std::sort(paths.begin(), paths.end());
    for (const std::string& path : paths)
      if (fs::is_directory(path))
        add_folder(path);
      else
        add_file(path);
  }

  void add_folder(const std::string& folder) {
    if (is_left_out(folder)) {
      found_.troubles.push_back({.code = "no-documents",
                                 .message = "it is the folder for the records, and not read",
                                 .hint = "name another folder for the records with -o",
                                 .file = folder});
      return;
    }
    found_.folders.push_back(folder);
    const std::size_t before = known_.size(), troubles = found_.troubles.size();
    walk(folder);
    if (known_.size() == before && found_.troubles.size() == troubles)
      found_.troubles.push_back({.code = "no-documents",
                                 .message = "there is no document in it or below it",
                                 .hint = "documents end in .pdf, .txt, .md or .markdown",
                                 .file = folder});
  }

  [[nodiscard]] bool is_left_out(const fs::path& folder) const {
    std::error_code problem;
    return !except_.empty() && fs::weakly_canonical(folder / "", problem) / "" == except_;
  }

  void walk(const fs::path& folder) {
    if (is_left_out(folder)) return;
    std::error_code problem;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator at(folder, problem), end; !problem && at != end;
         at.increment(problem))
      if (!at->path().filename().native().starts_with('.')) entries.push_back(*at);
    if (problem)
      found_.troubles.push_back({.code = "unreadable",
                                 .message = problem.message(),
                                 .hint = "check that you may read the folder",
                                 .file = folder.string()});
    std::sort(entries.begin(), entries.end());
    for (const fs::directory_entry& entry : entries) {
      std::error_code gone;
      if (entry.is_directory(gone)) {
        if (!entry.is_symlink(gone)) walk(entry.path());
      } else if (!is_special(entry.status(gone).type()) && is_document(entry.path())) {
        add_file(entry.path().string());
      }
    }
  }

  fs::path except_;
  Inputs found_;
  std::set<std::string> known_;
};

}  // namespace

Inputs find_inputs(const std::vector<std::string>& arguments, const fs::path& except) {
  Finder finder(except);
  for (const std::string& argument : arguments) finder.add(argument);
  return finder.take();
}

fs::path common_folder(const Inputs& inputs) {
  fs::path common;
  bool first = true;
  const auto narrow = [&](const fs::path& folder) {
    const fs::path whole = fs::absolute(folder).lexically_normal();
    if (first) {
      common = whole;
      first = false;
      return;
    }
    fs::path shared;
    for (auto a = common.begin(), b = whole.begin();
         a != common.end() && b != whole.end() && *a == *b; ++a, ++b)
      shared /= *a;
    common = shared;
  };
  for (const std::string& folder : inputs.folders) narrow(fs::path(folder) / "");
  for (const std::string& file : inputs.files)
    if (file != "-") narrow(fs::absolute(file).parent_path() / "");
  return common;
}

}  // namespace remit
