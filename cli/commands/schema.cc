#include <iostream>

#include "cli/commands/commands.h"
#include "remit/format/record_schema.h"

namespace remit::cli {

void add_schema(CLI::App& program, int& exit_code) {
  CLI::App* command = program.add_subcommand("schema", "Print the JSON Schema of a record");
  command->footer("Example:\n  remit schema > record.schema.json");
  command->callback([&exit_code] {
    std::cout << record_schema();
    exit_code = kDone;
  });
}

}  // namespace remit::cli
