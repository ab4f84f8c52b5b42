#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "remit/base/result.h"

namespace remit {

/// The files that a command's arguments stand for, each once.
struct Inputs {
  std::vector<std::string> files;    ///< paths as they were named, or found below a folder
  std::vector<std::string> folders;  ///< those among the arguments
  std::vector<Error> troubles;       ///< folders, lists and patterns that gave nothing
};

/// What the arguments name, in their order:
///
///     constitution.pdf     the file, whether it is there or not: whoever reads it will say
///     councils/            every document below it: .pdf .txt .md .markdown, in any case, and what
///                          begins as a PDF does; in the order of the paths' bytes. Names that
///                          begin with a dot are passed over, and links to folders, pipes and
///                          devices
///     'councils/*.pdf'     what the pattern matches (glob(7)), where there is no such file
///     @list.txt            what its lines name; @- is a list on standard input. Where it has a
///                          NUL, that parts the names (find -print0)
///     -                    standard input
///
/// What lies in `except` is left out, for a folder of results may lie below one that is read.
/// Troubles: no-documents, no-file, unreadable.
Inputs find_inputs(const std::vector<std::string>& arguments,
                   const std::filesystem::path& except = {});

/// The folder that all files and folders of `inputs` lie in: what their results are named below it
/// by. A file's own folder where it is alone.
std::filesystem::path common_folder(const Inputs& inputs);

}  // namespace remit
