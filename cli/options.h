#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "remit/job/extract_job.h"

namespace remit::cli {

/// `--format`, one of `forms`; the default is what `format` is now.
void add_format(CLI::App& command, std::string& format, const std::vector<std::string>& forms);

/// `-o`, `--output`.
void add_output(CLI::App& command, std::string& output);

/// `--ocr`, and what it asks for.
void add_ocr(CLI::App& command, std::string& ocr);
OcrUse ocr_use(const std::string& ocr);

}  // namespace remit::cli
