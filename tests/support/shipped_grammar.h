#pragma once

#include <cstdio>
#include <cstdlib>

#include "remit/grammar/grammar.h"
#include "support/files.h"

namespace remit::test {

/// The grammar in grammars/, compiled once a process.
inline const Grammar& shipped_grammar() {
  static const Grammar grammar = [] {
    auto loaded = Grammar::load({source_path("grammars")});
    if (!loaded) {
      const Error& error = loaded.error();
      std::fprintf(stderr, "%s:%d:%d: %s\n", error.file.c_str(), error.line, error.column,
                   error.message.c_str());
      std::abort();
    }
    return std::move(*loaded);
  }();
  return grammar;
}

}  // namespace remit::test
