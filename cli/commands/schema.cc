#include <iostream>
#include <memory>

#include "cli/commands/commands.h"
#include "remit/format/record_schema.h"

namespace remit::cli {
namespace {

std::string_view schema_of(const std::string& what) {
  if (what == "diff") return diff_schema();
  if (what == "check") return check_schema();
  if (what == "trace") return trace_schema();
  return record_schema();
}

}  // namespace

void add_schema(CLI::App& program, int& exit_code) {
  const auto what = std::make_shared<std::string>("record");
  CLI::App* command =
      program.add_subcommand("schema", "Print the JSON Schema of a record, or of a result");
  command->add_option("WHAT", *what, "record, check, diff or trace (record)")
      ->check(CLI::IsMember({"record", "check", "diff", "trace"}));
  command->footer(
      "Examples:\n"
      "  remit schema > record.schema.json\n"
      "  remit schema check");
  command->callback([what, &exit_code] {
    std::cout << schema_of(*what);
    exit_code = kDone;
  });
}

}  // namespace remit::cli
