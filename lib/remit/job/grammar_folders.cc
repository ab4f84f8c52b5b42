#include "remit/job/grammar_folders.h"

#include <algorithm>
#include <cstdlib>

#include "remit/base/sha256.h"

namespace remit {

namespace fs = std::filesystem;

fs::path builtin_grammars() {
  std::error_code ignored;
  if (const char* named = std::getenv("REMIT_GRAMMARS")) return named;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  for (const fs::path& folder :
       {program.parent_path().parent_path() / "share" / "remit" / "grammars",
        fs::path(REMIT_SOURCE_GRAMMARS)})
    if (fs::is_directory(folder, ignored)) return folder;
  return {};
}

Result<Grammar> load_grammar(const std::vector<std::string>& folders) {
  const fs::path builtin = builtin_grammars();
  if (builtin.empty())
    return fail({.code = "no-grammar",
                 .message = "remit's own grammars are not where they were installed",
                 .hint = "set REMIT_GRAMMARS to the folder share/remit/grammars"});
  std::vector<fs::path> all{builtin};
  all.insert(all.end(), folders.begin(), folders.end());
  // a folder that the environment names has not been through remit's tests
  return Grammar::load(all, std::getenv("REMIT_GRAMMARS") == nullptr ? 1 : 0);
}

Result<std::string> grammar_digest(const std::vector<std::string>& folders) {
  std::vector<fs::path> all{builtin_grammars()};
  all.insert(all.end(), folders.begin(), folders.end());
  std::string parts;
  for (const fs::path& folder : all) {
    std::vector<fs::path> files;
    std::error_code problem;
    for (fs::recursive_directory_iterator at(folder, problem), end; !problem && at != end;
         at.increment(problem))
      if (const fs::path ending = at->path().extension();
          ending == ".yaml" || ending == ".yml" || ending == ".tsv")
        files.push_back(at->path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
      const auto hash = sha256_of_file(file.string());
      if (!hash) return fail(hash.error());
      parts += file.lexically_relative(folder).generic_string() + '\0' + *hash;
    }
  }
  return sha256(parts).substr(0, 16);
}

}  // namespace remit
