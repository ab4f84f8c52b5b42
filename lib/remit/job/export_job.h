#pragma once

#include <functional>
#include <string>
#include <vector>

#include "remit/base/result.h"
#include "remit/export/exporter.h"
#include "remit/grammar/grammar.h"

namespace remit {

/// What `remit export` does.
struct ExportJob {
  std::vector<std::string> inputs;  ///< records, documents, and folders of records
  ExportFormat format = ExportFormat::Sqlite;
  std::string place;                                     ///< the file or folder to write
  bool replace = false;                                  ///< what is there already
  std::function<bool()> stopped = [] { return false; };  ///< asked after each record
};

/// A record that goes into an export, before it is opened.
struct ExportInput {
  std::string file;
  std::string id;  ///< "harrowmere/constitution"
};

/// The files that inputs stand for, each with the name that the export knows it by: a file's name
/// without its ending, or, of a folder, its path below that folder. Where one is taken the next
/// ends in -2. A folder gives all files below it that end in .yaml, .yml or .json and begin like a
/// record, in the order of the bytes of their paths; where a batch's manifest lies in it, of these
/// the records that it tells of, and `problem` hears how many others there are (not-in-manifest).
/// Errors: no-file, unreadable, bad-manifest.
Result<std::vector<ExportInput>> export_inputs(const std::vector<std::string>& inputs,
                                               const std::function<void(const Error&)>& problem);

/// Exports all inputs, in their order. One that cannot be read is left out, and `problem` told why.
/// Two are in memory at a time: the next is read while one is written.
///
/// Returns how many documents were written. Errors: those of export_inputs and open_exporter;
/// unwritable; stopped; no-records, where there is none that could be read. Then nothing is
/// written.
Result<std::size_t> export_records(const ExportJob& job, const Grammar& grammar,
                                   const std::function<void(const Error&)>& problem);

}  // namespace remit
