#include <cstdlib>
#include <string_view>

#include "remit/grammar/grammar.h"
#include "support/files.h"
#include "support/temp_dir.h"

// Any bytes as a grammar file: they are refused with a message, or their rules can be asked.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const remit::test::TempDir dir;
  if (size > 1 << 16) return 0;
  remit::test::write(dir.path() / "fuzz.yaml", {reinterpret_cast<const char*>(data), size});
  const auto grammar = remit::Grammar::load({dir.path()});
  if (!grammar) {
    if (grammar.error().message.empty() || grammar.error().code.empty()) std::abort();
    return 0;
  }
  (void)remit::test_examples(*grammar);
  for (int kind = 0; kind < remit::kRuleKinds; ++kind)
    for (const char* line : {"", "Article 11 - Officers", "(a) General", "• the Leader", "\xFF"})
      (void)grammar->match(static_cast<remit::RuleKind>(kind), line);
  return 0;
}
