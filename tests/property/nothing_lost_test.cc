#include <gtest/gtest.h>
#include <map>
#include <set>

#include "remit/format/record_writer.h"
#include "remit/format/yaml_reader.h"
#include "remit/job/extract_job.h"
#include "remit/text/letters.h"
#include "remit/text/utf8.h"
#include "support/check_all.h"
#include "support/files.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

namespace fs = std::filesystem;

using Characters = std::map<char32_t, long>;

void count(Characters& characters, std::string_view text, long times = 1) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_utf8(text, at);
    if (!is_space(c)) characters[c] += times;
  }
}

/// The characters that a record may leave out: hyphens that were mended, soft hyphens, and the
/// stop, colon or dash that parts a label from its heading or a heading from its text.
bool may_go(char32_t c) {
  switch (c) {
    case '-':
    case '.':
    case ':':
    case 0xAD:
    case 0x2010:
    case 0x2011:
    case 0x2013:
    case 0x2014:
      return true;
    default:
      return false;
  }
}

/// How many of them at most. A heading can have two: "1.1 – Scope."
long most_gone(const Extraction& extraction) {
  long most = 0;
  for (const Node& node : extraction.record.structure.nodes) most += node.heading ? 2 : 0;
  for (const Word& word : extraction.layout.words) most += word.line_end == LineEnd::Mend ? 1 : 0;
  return most;
}

/// How many pages "1-4,6" are.
long pages_in(std::string_view ranges) {
  long pages = 0;
  for (std::size_t at = 0; at < ranges.size();) {
    const std::size_t end = std::min(ranges.find(',', at), ranges.size());
    const std::string range(ranges.substr(at, end - at));
    const std::size_t dash = range.find('-');
    pages += dash == std::string::npos
                 ? 1
                 : std::stol(range.substr(dash + 1)) - std::stol(range.substr(0, dash)) + 1;
    at = end + 1;
  }
  return pages;
}

/// Weighs the characters of the document against those of its record: the tree and the furniture.
/// This knows nothing of how the accounting counts.
std::string weigh(const Extraction& extraction) {
  const Layout& layout = extraction.layout;
  Characters balance;
  for (std::size_t i = 0; i < layout.words.size(); ++i) count(balance, layout.word(i));
  std::size_t total = 0;
  for (const auto& [c, times] : balance) total += static_cast<std::size_t>(times);
  if (total != layout.character_count)
    return "the words have " + std::to_string(total) + " characters of " +
           std::to_string(layout.character_count);
  for (const PageFurniture& furniture : extraction.record.furniture)
    count(balance, furniture.text, -pages_in(furniture.pages));
  for (const Node& node : extraction.record.structure.nodes) {
    count(balance, node.label.value_or(""), -1);
    count(balance, node.heading.value_or(""), -1);
    count(balance, node.text, -1);
    if (!node.table) continue;
    for (const std::string& cell : node.table->header) count(balance, cell, -1);
    for (const auto& row : node.table->rows)
      for (const std::string& cell : row) count(balance, cell, -1);
  }
  std::string wrong;
  long gone = 0;
  for (const auto& [c, times] : balance) {
    if (times > 0 && may_go(c) && c != 0xAD) gone += times;
    if (times < 0 || (times > 0 && !may_go(c))) {
      std::string character;
      append_utf8(character, c);
      wrong += (times > 0 ? " lost " : " added ") + std::to_string(times > 0 ? times : -times) +
               " '" + character + "'";
    }
  }
  if (gone > most_gone(extraction)) wrong += " lost " + std::to_string(gone) + " stops and dashes";
  return wrong;
}

std::string check_tree(const Record& record) {
  const Tree& tree = record.structure;
  std::set<std::string_view> ids;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const Node& node = tree.nodes[i];
    if (node.id.empty() || !ids.insert(node.id).second)
      return " id \"" + node.id + "\" stands twice";
    if (node.page < 1 || node.page > record.source.pages)
      return " " + node.id + " stands on page " + std::to_string(node.page);
    if (node.parent != kNoNode && node.parent >= i)
      return " " + node.id + " stands before its parent";
    for (const NodeId child : node.children)
      if (tree.nodes[child].parent != i) return " " + node.id + " has a child of another parent";
    if (node.table)
      for (const auto& row : node.table->rows)
        if (!node.table->header.empty() && row.size() != node.table->header.size())
          return " " + node.id + " has a row that is not as long as its header";
  }
  return "";
}

/// What is wrong with the reading of one document, or "".
std::string check(const fs::path& file) {
  const std::string name = file.filename().string();
  const std::string bytes = test::bytes_of(file);
  const auto extraction = extract({.file = name}, bytes, test::shipped_grammar());
  if (!extraction) {
    const Error& error = extraction.error();
    return error.code.empty() || error.message.empty() || error.hint.empty()
               ? name + ": refused without saying why or what to do"
               : "";
  }
  const Record& record = extraction->record;
  std::string wrong;
  const Accounting& accounting = record.accounting;
  if (accounting.unplaced() != 0)
    wrong += " " + std::to_string(accounting.words) + " words, " +
             std::to_string(accounting.structure) + " in the tree, " +
             std::to_string(accounting.furniture) + " furniture";
  wrong += weigh(*extraction);
  wrong += check_tree(record);
  const std::string yaml = to_yaml(record);
  if (const auto again = read_record(yaml, name); !again)
    wrong += " its YAML cannot be read back: line " + std::to_string(again.error().line) + ": " +
             again.error().message;
  else if (to_yaml(*again) != yaml)
    wrong += " its YAML changes when it is read and written";
  return wrong.empty() ? "" : name + ":" + wrong;
}

TEST(NothingLost, InFixtures) {
  const auto wrong = test::check_all(test::fixtures(), check);
  EXPECT_TRUE(wrong.empty()) << test::listed(wrong);
}

class CorpusNothingLost : public ::testing::TestWithParam<const char*> {};

TEST_P(CorpusNothingLost, In) {
  const auto files = test::corpus({GetParam()});
  if (files.empty()) GTEST_SKIP() << "there is no ../shared/corpus/" << GetParam();
  const auto wrong = test::check_all(files, check);
  EXPECT_TRUE(wrong.empty()) << test::listed(wrong);
}

INSTANTIATE_TEST_SUITE_P(CorpusFolders, CorpusNothingLost,
                         ::testing::Values("real", "pdf", "big", "robust", "broken", "seeds",
                                           "excerpts"),
                         [](const auto& instance) { return std::string(instance.param); });

/// Every odd way to pack one page gives the same tree.
TEST(NothingLost, HoweverThePageIsPacked) {
  const auto tree_of = [](const std::string& name) {
    auto extraction =
        extract({.file = "notice.pdf"}, test::bytes_of(test::source_path("fixtures/odd/" + name)),
                test::shipped_grammar());
    if (!extraction) return extraction.error().message;
    extraction->record.source = {};
    extraction->record.diagnostics.clear();
    return to_yaml(extraction->record);
  };
  const std::string notice = tree_of("notice.pdf");
  for (const char* name : {"rc4-40.pdf", "rc4-128.pdf", "aes-128.pdf", "aes-256.pdf",
                           "objstm-linear.pdf", "bad-xref.pdf", "no-tail.pdf"})
    EXPECT_EQ(tree_of(name), notice) << name;
}

}  // namespace
}  // namespace remit
