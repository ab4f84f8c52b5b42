#include <iostream>

#include "remit/format/record_writer.h"
#include "remit/job/extract_job.h"

int main(int argc, char** argv) {
  const auto grammar = remit::Grammar::load({GRAMMARS});
  if (!grammar || argc != 2) return 2;
  const auto extraction = remit::extract({.file = argv[1]}, *grammar);
  if (!extraction) {
    std::cerr << extraction.error().message << '\n';
    return 2;
  }
  for (const remit::Node& node : extraction->record.structure.nodes)
    if (node.heading) std::cout << node.id << ": " << *node.heading << '\n';
  return remit::to_yaml(extraction->record).empty() ? 1 : 0;
}
