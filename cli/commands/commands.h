#pragma once

#include <CLI/CLI.hpp>

#include "cli/report.h"

namespace remit::cli {

/// Each adds one command to the program: its options, its help and, as its callback, the run, which
/// leaves its exit code in `exit_code`.
void add_extract(CLI::App& program, const Common& common, int& exit_code);
void add_batch(CLI::App& program, const Common& common, int& exit_code);
void add_diff(CLI::App& program, const Common& common, int& exit_code);
void add_explain(CLI::App& program, const Common& common, int& exit_code);
void add_show(CLI::App& program, const Common& common, int& exit_code);
void add_grammar(CLI::App& program, const Common& common, int& exit_code);
void add_export(CLI::App& program, const Common& common, int& exit_code);
void add_check(CLI::App& program, const Common& common, int& exit_code);
void add_trace(CLI::App& program, const Common& common, int& exit_code);
void add_amend(CLI::App& program, const Common& common, int& exit_code);
void add_schema(CLI::App& program, int& exit_code);

}  // namespace remit::cli
