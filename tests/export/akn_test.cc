#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex>
#include <set>
#include <sstream>

#include "export/exported.h"
#include "remit/export/akn_writer.h"
#include "support/check_all.h"
#include "support/golden.h"

namespace remit {
namespace {

using ::testing::HasSubstr;

void append(std::string& words, std::string_view text) { (words += text) += '\n'; }

/// All words of a tree, in the order in which they are printed.
std::string words_of(const Tree& tree) {
  std::string words;
  std::vector<NodeId> open(tree.roots.rbegin(), tree.roots.rend());
  while (!open.empty()) {
    const Node& node = tree.nodes[open.back()];
    open.pop_back();
    append(words, node.label.value_or(node.num.value_or("")));
    append(words, node.heading.value_or(""));
    append(words, node.text);
    if (node.table) {
      for (const std::string& cell : node.table->header) append(words, cell);
      for (const auto& row : node.table->rows)
        for (const std::string& cell : row) append(words, cell);
    }
    open.insert(open.end(), node.children.rbegin(), node.children.rend());
  }
  return words;
}

/// All words in the body of an XML document: what is left without its tags and escapes. Knows
/// nothing of how they were written.
std::string words_in(const std::string& xml) {
  std::string words;
  bool tag = false, block = false;
  std::string name;
  for (std::size_t at = xml.find("<mainBody>"); at < xml.size(); ++at) {
    const char c = xml[at];
    if (c == '<') {
      tag = true;
      name.clear();
    } else if (tag) {
      if (c == '>') {
        tag = false;
        block = name == "/p" || name == "/num" || name == "/heading";
        if (block) words += '\n';
      } else {
        name += c;
      }
    } else {
      words += c;
    }
  }
  for (const auto& [escape, c] :
       {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}}) {
    const std::string_view escaped = escape;
    for (std::size_t at = 0; (at = words.find(escaped, at)) != std::string::npos; ++at)
      words.replace(at, escaped.size(), c);
  }
  return words;
}

std::vector<std::string> split(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

/// What is wrong with the XML of a record: a word that is not the tree's, an eId that is not the
/// only one, a reference to none. "" where all is well.
std::string check(const std::string& name, const Record& record) {
  const std::string xml = to_akn(test::document_of(name, record));
  const auto expected = split(words_of(record.structure)), got = split(words_in(xml));
  if (expected != got) {
    const auto [a, b] = std::mismatch(expected.begin(), expected.end(), got.begin(), got.end());
    return name + ": the tree says " + (a == expected.end() ? "nothing more" : *a) + ", the XML " +
           (b == got.end() ? "nothing more" : *b);
  }
  std::set<std::string> eids;
  static const std::regex kId(" eId=\"([^\"]*)\"");
  for (std::sregex_iterator at(xml.begin(), xml.end(), kId), end; at != end; ++at)
    if (!eids.insert((*at)[1]).second) return name + ": eId " + (*at)[1].str() + " stands twice";
  static const std::regex kLink(" (?:href|from|upTo|refersTo|source)=\"#([^\"]*)\"");
  for (std::sregex_iterator at(xml.begin(), xml.end(), kLink), end; at != end; ++at)
    if (!eids.contains((*at)[1])) return name + ": there is no eId " + (*at)[1].str();
  return "";
}

TEST(Akn, HasTheWordsOfTheTreeInOrder) {
  for (const auto& [name, record] : test::fixture_records()) EXPECT_EQ(check(name, record), "");
}

class CorpusAkn : public ::testing::TestWithParam<const char*> {};

TEST_P(CorpusAkn, HasTheWordsOfTheTreeInOrder) {
  const auto files = test::corpus({GetParam()});
  if (files.empty()) GTEST_SKIP() << "there is no ../shared/corpus/" << GetParam();
  const auto wrong = test::check_all(files, [](const std::filesystem::path& file) -> std::string {
    const std::string name = file.filename().string();
    const auto extraction = extract({.file = name}, test::bytes_of(file), test::shipped_grammar());
    return extraction ? check(name, extraction->record) : "";
  });
  EXPECT_TRUE(wrong.empty()) << test::listed(wrong);
}

INSTANTIATE_TEST_SUITE_P(CorpusFolders, CorpusAkn, ::testing::Values("pdf", "seeds", "excerpts"),
                         [](const auto& instance) { return std::string(instance.param); });

TEST(Akn, LooksLikeThis) {
  const Record record = test::record_of(test::bytes_of(test::source_path("tests/export/akn.md")));
  test::expect_golden(test::source_path("tests/export/akn.xml"), test::binary_dir() / "akn.xml",
                      to_akn(test::document_of("rules/akn", record)));
}

TEST(Akn, KeepsIdsApartThatTheNamingConventionMakesOne) {
  Record record;
  for (const char* num : {"1.1", "1-1", "1 1"}) {
    Node& node = record.structure.nodes.emplace_back();
    node.type = NodeType::Section;
    node.id = "sec_" + std::string(num);
    node.num = num;
    record.structure.roots.push_back(static_cast<NodeId>(record.structure.nodes.size() - 1));
  }
  const std::string xml = to_akn(test::document_of("d", record));
  for (const char* eid : {"eId=\"sec_1-1\"", "eId=\"sec_1-1_2\"", "eId=\"sec_1-1_3\""})
    EXPECT_THAT(xml, HasSubstr(eid));
}

TEST(Akn, WritesCharactersThatXmlHasNoPlaceFor) {
  Record record;
  Node& node = record.structure.nodes.emplace_back();
  node.id = "text_1";
  node.text = "a <b> & \"c\" \x01 \xFF d";
  record.structure.roots = {0};
  EXPECT_THAT(to_akn(test::document_of("d", record)),
              HasSubstr(">a &lt;b&gt; &amp; &quot;c&quot; \xEF\xBF\xBD \xEF\xBF\xBD d</p>"));
}

TEST(Akn, MarksEachParagraphOfWhatGoesOnOverSeveral) {
  Record record;
  Node& node = record.structure.nodes.emplace_back();
  node.id = "text_1";
  node.text = "insert:\n\n7.4 Lamps are lit.";
  record.structure.roots = {0};
  Amendment& amendment = record.analysis.amendments.emplace_back();
  amendment.text = "7.4 Lamps are lit.";
  amendment.place.node = 0;
  amendment.place.span = {0, 27};
  EXPECT_THAT(to_akn(test::document_of("d", record)),
              AllOf(HasSubstr("><mod eId=\"p_1__mod_1\">insert:</mod></p>"),
                    HasSubstr("><mod eId=\"p_1__mod_2\"><quotedText eId=\"p_1__quotedText_1\">"
                              "7.4 Lamps are lit.</quotedText></mod></p>")));
}

TEST(Akn, WritesAnEmptyRecord) {
  EXPECT_THAT(to_akn(test::document_of("d", Record{})), HasSubstr("<mainBody>\n   <p/>\n"));
}

}  // namespace
}  // namespace remit
