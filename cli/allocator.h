#pragma once

namespace remit::cli {

/// Takes memory from the system in large pages, where it has them, and keeps what was freed until
/// the program ends: for commands that read whole documents at once. Nearly a tenth of their time
/// went into having some 30,000 small pages mapped, and given back, and mapped again. Call it
/// first.
///
/// Does nothing in a build without mimalloc.
void expect_large_documents();

}  // namespace remit::cli
