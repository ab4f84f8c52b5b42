#pragma once

#include <string>

namespace remit {

/// datapackage.json for a folder of CSV files: each table with the types and meanings of its
/// columns, its key and what it refers to (Frictionless Data: Data Package, Table Schema).
std::string data_package();

}  // namespace remit
