#include "remit/format/yaml_reader.h"

#include <array>
#include <cstddef>
#include <gtest/gtest.h>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>

#include "remit/format/record_schema.h"
#include "remit/format/record_writer.h"
#include "tree.h"

namespace remit {
namespace {

using test::add;
using namespace std::string_view_literals;

// As it is printed to a user.
std::string printed(const Error& error) {
  std::string out = error.file;
  for (const int place : {error.line, error.column}) {
    if (place > 0) out.append(":").append(std::to_string(place));
  }
  out.append(": error: ").append(error.message).append(" [").append(error.code).append("]");
  if (!error.hint.empty()) out.append("\n  hint: ").append(error.hint);
  return out;
}

std::string refusal(std::string_view text) {
  const Result<Record> record = read_record(text, "r.yaml");
  return record ? "no error" : printed(record.error());
}

Record read(std::string_view text) {
  Result<Record> record = read_record(text, "r.yaml");
  if (record) return std::move(*record);
  ADD_FAILURE() << printed(record.error());
  return {};
}

Record with_text(std::string_view text) {
  Record record;
  add(record.structure, kNoNode, {.page = 1, .id = "text_1", .text = std::string(text)});
  return record;
}

TEST(YamlReader, ReadsWhereANumberComesFrom) {
  const std::string yaml = "remit: 1\nstructure:\n- {id: para_1, type: paragraph, num: '1'";
  EXPECT_EQ(read(yaml + "}\n").structure.nodes[0].num_source, NumSource::Text);
  EXPECT_EQ(read(yaml + ", num_source: ocr}\n").structure.nodes[0].num_source, NumSource::Ocr);
  const Record record = read(yaml + ", num_source: inferred}\n");
  EXPECT_EQ(record.structure.nodes[0].num_source, NumSource::Inferred);
  EXPECT_NE(to_yaml(record).find("  num: \"1\"\n  num_source: inferred\n"), std::string::npos);
  EXPECT_NE(refusal(yaml + ", num_source: guess}\n").find("num_source: ocr or inferred, not "),
            std::string::npos);
}

TEST(YamlReader, ReadsWhereOnThePagesItStands) {
  const std::string yaml = R"(
remit: 1
structure:
- id: table_1
  type: table
  page: 3
  turns: [{page: 4, at: 12, in: [1, 0]}, {page: 3, at: 0, in: [1, 1]}]
  boxes: [{page: 3, x0: 72, y0: -4.25, x1: 300.5, y1: 90}]
  header: []
  rows: [[One must go on to page 4, no]]
duties:
- id: duty_1
  modality: must
  force: obligation
  action: go on
  node: table_1
  page: 3
  span: [4, 16]
  in: [1, 0]
  boxes: [{page: 3, x0: 80, y0: 70, x1: 99, y1: 82}, {page: 4, x0: 80, y0: 700, x1: 90, y1: 712}]
)";
  const Record record = read(yaml);
  const Node& node = record.structure.nodes[0];
  ASSERT_EQ(node.turns.size(), 2u);
  EXPECT_EQ(node.turns[0], (PageTurn{NodeField::Cell, 1, 0, 12, 4}));
  EXPECT_EQ(page_at(node, NodeField::Cell, 1, 0, 13), 4);
  ASSERT_EQ(node.boxes.size(), 1u);
  EXPECT_EQ(node.boxes[0], (PageBox{3, 72, -4.25, 300.5, 90}));
  ASSERT_EQ(record.analysis.duties[0].place.boxes.size(), 2u);
  const std::string written = to_yaml(record);
  EXPECT_NE(written.find("  boxes: [{page: 3, x0: 72, y0: -4.25, x1: 300.5, y1: 90}]\n"),
            std::string::npos)
      << written;
  EXPECT_EQ(to_yaml(read(written)), written);
}

TEST(YamlReader, ReadsAmendments) {
  const std::string yaml = R"(
remit: 1
structure: [{id: para_1, type: paragraph, num: "1", text: "In 7.4 delete “or”."}]
amendments:
- {action: delete, target: "7.4", to: null, text: "", old: or, node: para_1, page: 1, span: [0, 18]}
- {action: renumber, target: "7.5", to: "7.6", node: para_1}
- {action: insert, target: "7.5", text: New., after: "7.4", node: para_1}
)";
  const Record record = read(yaml);
  const std::vector<Amendment>& amendments = record.analysis.amendments;
  ASSERT_EQ(amendments.size(), 3u);
  EXPECT_EQ(amendments[0].action, AmendmentAction::Delete);
  EXPECT_EQ(amendments[0].old, "or");
  EXPECT_EQ(amendments[0].place.span, (Span{0, 18}));
  EXPECT_EQ(amendments[1].to, "7.6");
  EXPECT_EQ(amendments[2].after, "7.4");
  EXPECT_EQ(to_yaml(read(to_yaml(record))), to_yaml(record));
  EXPECT_NE(refusal("remit: 1\nstructure: [{id: para_1, type: paragraph}]\n"
                    "amendments: [{action: burn, node: para_1}]\n")
                .find("action: \"burn\" is not known"),
            std::string::npos);
}

TEST(YamlReader, ReadsTheExampleOfTheContract) {
  const Record record = read(R"(
remit: 1                         # schema version
source:
  file: article-11.pdf
  pages: 5
  producer: null
structure:
- id: art_11
  type: article
  num: "11"
  label: Article 11
  heading: Officers
  text: ""
  page: 1
  children:
  - id: art_11__sec_11.10
    type: section
    num: 11.10                   # by hand, without quotes: not a number
    heading: Functions of the Head of Paid Service
    children:
    - id: art_11__table_1
      type: table
      header: [Post, Functions]
      rows:
      - [Clerk, ~]
      spans: [{row: 1, column: 0, rows: 1, columns: 2}]
accounting: {words: 3, structure: 2, furniture: 1, unplaced: 0}
diagnostics:
- {code: no-title, severity: error, message: no title, node: null, page: 2}
)");
  EXPECT_EQ(record.source.file, "article-11.pdf");
  EXPECT_EQ(record.source.pages, 5);
  EXPECT_EQ(record.document.language, "en");
  ASSERT_EQ(record.structure.nodes.size(), 3U);
  EXPECT_EQ(record.structure.roots, std::vector<NodeId>{0});
  const Node& section = record.structure.nodes[1];
  EXPECT_EQ(section.type, NodeType::Section);
  EXPECT_EQ(section.parent, 0U);
  EXPECT_EQ(section.num, "11.10");
  EXPECT_EQ(section.label, std::nullopt);
  EXPECT_EQ(section.page, 0);
  EXPECT_EQ(section.children, std::vector<NodeId>{2});
  const Node& table = record.structure.nodes[2];
  EXPECT_EQ(table.table->header, (std::vector<std::string>{"Post", "Functions"}));
  EXPECT_EQ(table.table->rows, (std::vector<std::vector<std::string>>{{"Clerk", ""}}));
  EXPECT_EQ(table.table->spans, (std::vector<CellSpan>{{1, 0, 1, 2}}));
  EXPECT_EQ(record.accounting.furniture, 1U);
  ASSERT_EQ(record.diagnostics.size(), 1U);
  EXPECT_EQ(record.diagnostics[0].severity, Severity::Error);
  EXPECT_EQ(record.diagnostics[0].page, 2);
}

TEST(YamlReader, TellsAnAbsentNumFromAnEmptyOne) {
  Record record;
  add(record.structure, kNoNode, {.id = "a", .num = "", .heading = "null"});
  const Node node = read(to_yaml(record)).structure.nodes[0];
  EXPECT_EQ(node.num, "");
  EXPECT_EQ(node.label, std::nullopt);
  EXPECT_EQ(node.heading, "null");
}

TEST(YamlReader, PassesOverKeysOfLaterVersions) {
  EXPECT_EQ(refusal("remit: 1\nmood: {good: [yes]}\nposts:\n- id: post_clerk\n"), "no error");
}

TEST(YamlReader, ReadsJsonOfOtherPrograms) {
  const Record record = read(
      "{\"remit\":1,\"structure\":[{\"id\":\"a\\/b\",\"type\":\"text\","
      "\"text\":\"\\ud83d\\ude00 \\\\ud83d \\ud83d! \\ude00 \\u00e9 \\ud83d\\u0041\"}]}\r\n");
  EXPECT_EQ(record.structure.nodes[0].id, "a/b");
  EXPECT_EQ(record.structure.nodes[0].text,
            "\xF0\x9F\x98\x80 \\ud83d \uFFFD! \uFFFD é \uFFFD"
            "A");
}

struct Wrong {
  std::string_view text;
  std::string_view message;
};

class YamlReaderRefuses : public testing::TestWithParam<Wrong> {};

TEST_P(YamlReaderRefuses, WithPlaceAndHint) {
  EXPECT_EQ(refusal(GetParam().text), GetParam().message);
}

constexpr Wrong kWrong[] = {
    {"",
     "r.yaml: error: the file is empty [bad-record]\n"
     "  hint: a record is YAML or JSON, as remit extract writes it"},
    {"remit: 1\nsource: {file: a\n",
     "r.yaml:3:1: error: cannot be read as YAML: did not find expected ',' or '}' [bad-record]\n"
     "  hint: a record is YAML or JSON, as remit extract writes it"},
    {"remit: 1\nsource: {file: \xFF}\n",
     "r.yaml:2:16: error: cannot be read as YAML: invalid leading UTF-8 octet [bad-record]\n"
     "  hint: a record is YAML or JSON, as remit extract writes it"},
    {"remit: 1\n--- \nremit: 1\n",
     "r.yaml:2:1: error: a second document [bad-record]\n"
     "  hint: give each record a file of its own"},
    {"remit: 1\nsource: &s {file: a}\ndocument: *s\n",
     "r.yaml:3:11: error: an alias [bad-record]\n"
     "  hint: write the value out in place of *"},
    {"remit: 1\n? [a]\n: 1\n",
     "r.yaml:2:3: error: a key that is not text [bad-record]\n"
     "  hint: put the key in double quotes"},
    {"Article 11\n",
     "r.yaml:1:1: error: not a record: a map is wanted, not \"Article 11\" [bad-record]\n"
     "  hint: make a record with remit extract"},
    {"level: article\n",
     "r.yaml:1:1: error: not a record: it has no version (remit: 1) [bad-record]\n"
     "  hint: make a record with remit extract"},
    {"remit: 2\n",
     "r.yaml:1:8: error: remit: a record of version 2; this program reads version 1 [bad-record]\n"
     "  hint: use a newer remit, or extract the document again"},
    {"remit: 0\n",
     "r.yaml:1:8: error: remit: a record of version 0; this program reads version 1 [bad-record]\n"
     "  hint: extract the document again"},
    {"remit: \"1\"\n",
     "r.yaml:1:8: error: remit: a whole number is wanted, not \"1\" [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nremit: 1\n",
     "r.yaml:2:8: error: remit: the key stands twice [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nsource: []\n",
     "r.yaml:2:9: error: source: a map is wanted, not a list [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nsource:\n  pages: five\n",
     "r.yaml:3:10: error: pages: a whole number is wanted, not \"five\" [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nsource:\n  pages: 99999999999\n",
     "r.yaml:3:10: error: pages: a whole number is wanted, not \"99999999999\" [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nsource:\n  pages: -1\n",
     "r.yaml:3:10: error: pages: a whole number is wanted, not \"-1\" [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\ndocument: {title: {a: b}}\n",
     "r.yaml:2:19: error: title: text is wanted, not a map [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nstructure: all of it, from the preamble to the very last signature\n",
     "r.yaml:2:12: error: structure: a list is wanted, not \"all of it, from the preamble to the "
     "very"
     "…\" [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nstructure:\n- art_11\n",
     "r.yaml:3:3: error: a node is a map, not \"art_11\" [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nstructure:\n- type: article\n",
     "r.yaml:3:3: error: a node without id [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nstructure:\n- id: art_11\n",
     "r.yaml:3:3: error: a node without type [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nstructure:\n- id: chap_1\n  type: chapter\n",
     "r.yaml:4:9: error: type: \"chapter\" is no type of node [bad-record]\n"
     "  hint: one of part, article, annex, appendix, schedule, section, paragraph, subparagraph, "
     "point, bullet, table, text"},
    {"remit: 1\nstructure:\n- id: a\n  type: text\n  children: {}\n",
     "r.yaml:5:13: error: children: a list is wanted, not a map [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nstructure:\n- {id: a, type: text, rows: [[b]]}\n",
     "r.yaml:3:29: error: rows: only a table has them [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nstructure:\n- {id: a, type: table, header: [b, c], rows: [[d, e], [f]]}\n",
     "r.yaml:3:55: error: rows: a row of 1 below a header of 2 [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nstructure:\n- {id: a, type: table, rows: [b]}\n",
     "r.yaml:3:31: error: rows: a list is wanted, not \"b\" [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nstructure:\n- {id: a, type: text, spans: [{row: 0}]}\n",
     "r.yaml:3:30: error: spans: only a table has them [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nstructure:\n- {id: a, type: table, rows: [[b]], spans: [{row: 1, column: 0, rows: "
     "2, columns: 1}]}\n",
     "r.yaml:3:45: error: spans: no such cells in the table [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nstructure:\n- {id: a, type: text, boxes: [{page: 1, x0: left}]}\n",
     "r.yaml:3:45: error: x0: a number is wanted, not \"left\" [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\nstructure:\n- {id: a, type: text, turns: [2]}\n",
     "r.yaml:3:31: error: turns: a list of maps is wanted, not \"2\" [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\naccounting: {words: 3, structure: 3, furniture: 1}\n",
     "r.yaml:2:13: error: accounting: words is not structure + furniture + unplaced [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
    {"remit: 1\ndiagnostics:\n- {code: a, severity: fatal}\n",
     "r.yaml:3:23: error: severity: \"fatal\" is no severity [bad-record]\n"
     "  hint: one of info, warning, error"},
    {"remit: 1\ndiagnostics:\n- numbering-gap\n",
     "r.yaml:3:3: error: a diagnostic is a map, not \"numbering-gap\" [bad-record]\n"
     "  hint: record.schema.json says what a record holds"},
};
INSTANTIATE_TEST_SUITE_P(Wrong, YamlReaderRefuses, testing::ValuesIn(kWrong));

// yaml-cpp recurses; a tree of ours that is too deep is refused with a word, not with a crash.
TEST(YamlReader, RefusesWhatNestsTooDeep) {
  Record record;
  NodeId parent = kNoNode;
  for (int i = 0; i < 10'000; ++i) parent = add(record.structure, parent, {});
  for (const std::string& text : {to_yaml(record), to_json(record)}) {
    const Result<Record> read = read_record(text, "deep");
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code, "bad-record");
    EXPECT_EQ(read.error().message, "lists and maps nest more than 400 deep");
    EXPECT_EQ(read.error().hint, "no document is this deep: look at how it was extracted");
  }
  for (const char* open : {"[", "{a: ", "- ", "? ", "[[a]: "}) {
    std::string text;
    for (int i = 0; i < 10'000; ++i) text += open;
    EXPECT_FALSE(read_record(text, "deep").has_value()) << open;
  }
}

// Past 64 levels the YAML goes on in one line.
TEST(YamlReader, ReadsBackTheDeepestTreeThatItTakes) {
  Record record;
  NodeId parent = kNoNode;
  for (int i = 0; i < 198; ++i) {
    parent = add(record.structure, parent,
                 {.type = NodeType::Table,
                  .id = "table_1",
                  .heading = "a: b",
                  .text = " two\n\nlines ",
                  .table = TableText{.header = {"a", "b"}, .rows = {{"1", "no\n"}, {"", "}"}}}});
  }
  const std::string yaml = to_yaml(record);
  const std::string json = to_json(record);
  EXPECT_TRUE(to_yaml(read(yaml)) == yaml);  // a megabyte, not to be printed
  EXPECT_TRUE(to_json(read(yaml)) == json);
  EXPECT_TRUE(to_yaml(read(json)) == yaml);
}

TEST(YamlReader, HoldsNastyStringsInEveryPlace) {
  for (const std::string_view text :
       {""sv,          "~"sv,          "null"sv,     "11.10"sv,  "no"sv,
        "a: b"sv,      "a #b"sv,       " a "sv,      "\ta"sv,    "a\n\nb"sv,
        " a\nb"sv,     "\n"sv,         "a\r\nb"sv,   "a\0b"sv,   "\u0085\u2028\uFEFF"sv,
        "\"\\'"sv,     "---\n...\n"sv, "- a\n- b"sv, "a\n# b"sv, "a\n\n\n  b"sv,
        "\x04\n\x04"sv}) {
    const std::string nasty(text);
    Record record;
    record.source = {.file = nasty,
                     .sha256 = nasty,
                     .format = nasty,
                     .pages = 1,
                     .producer = nasty,
                     .text_layer = nasty,
                     .ocr_confidence = 7,
                     .pages_by = {{nasty, nasty, nasty}}};
    record.document = {.council = nasty, .gss = nasty, .title = nasty, .language = nasty};
    add(record.structure, kNoNode,
        {.type = NodeType::Table,
         .page = 1,
         .id = nasty + "x",
         .num = nasty,
         .label = nasty,
         .heading = nasty,
         .text = nasty,
         .table = TableText{.header = {nasty, nasty}, .rows = {{nasty, nasty}, {nasty, nasty}}}});
    record.furniture = {{nasty, nasty, nasty}};
    record.diagnostics = {{.code = nasty, .message = nasty, .node = nasty, .hint = nasty}};
    const std::string yaml = to_yaml(record);
    const std::string json = to_json(record);
    EXPECT_EQ(to_yaml(read(yaml)), yaml);
    EXPECT_EQ(to_json(read(json)), json);
    const Record back = read(yaml);
    EXPECT_EQ(back.source.file, nasty);
    EXPECT_EQ(back.document.council, nasty);
    EXPECT_EQ(back.structure.nodes[0].num, nasty);
    EXPECT_EQ(back.structure.nodes[0].table->rows[1][1], nasty);
    EXPECT_EQ(back.furniture, record.furniture);
    EXPECT_EQ(back.diagnostics[0].hint, nasty);
  }
}

// Strings of the pieces that YAML readers stumble over, and of any bytes that are well-formed.
class NastyText {
 public:
  std::string next() {
    std::string text;
    for (std::size_t pieces = below(9); pieces > 0; --pieces) text += piece();
    return text;
  }
  std::size_t below(std::size_t end) { return random_() % end; }

 private:
  std::string piece() {
    static constexpr std::array kPieces = {"\n"sv,
                                           "\n"sv,
                                           "\n\n"sv,
                                           " "sv,
                                           "  "sv,
                                           "\t"sv,
                                           "\r"sv,
                                           "\r\n"sv,
                                           "\0"sv,
                                           "\x04"sv,
                                           "\x1B"sv,
                                           "\x7F"sv,
                                           "\u0085"sv,
                                           "\u00A0"sv,
                                           "\u2028"sv,
                                           "\u2029"sv,
                                           "\uFEFF"sv,
                                           "\uFFFE"sv,
                                           "\uFFFD"sv,
                                           "\u0301"sv,
                                           "\xF0\x9F\x98\x80"sv,
                                           "’"sv,
                                           "é"sv,
                                           "a"sv,
                                           "no"sv,
                                           "null"sv,
                                           "true"sv,
                                           "~"sv,
                                           "1"sv,
                                           "0x"sv,
                                           "1e3"sv,
                                           ".5"sv,
                                           "12:30"sv,
                                           "2020-01-01"sv,
                                           "_"sv,
                                           ":"sv,
                                           ": "sv,
                                           " #"sv,
                                           "#"sv,
                                           "-"sv,
                                           "- "sv,
                                           "---"sv,
                                           "..."sv,
                                           "? "sv,
                                           "["sv,
                                           "]"sv,
                                           "{"sv,
                                           "}"sv,
                                           ","sv,
                                           "&a"sv,
                                           "*a"sv,
                                           "!"sv,
                                           "!!int "sv,
                                           "|"sv,
                                           ">-"sv,
                                           "'"sv,
                                           "\""sv,
                                           "\\"sv,
                                           "\\n"sv,
                                           "%"sv,
                                           "@"sv,
                                           "`"sv,
                                           "="sv,
                                           "<<"sv,
                                           "The Clerk shall"sv,
                                           "\\ud83d"sv,
                                           "$"sv};
    if (below(8) > 0) return std::string(kPieces[below(kPieces.size())]);
    return std::string(1, static_cast<char>(below(0x80)));
  }

  std::mt19937 random_{20240229};
};

TEST(YamlReader, GivesBackWhateverWasWritten) {
  NastyText nasty;
  for (int round = 0; round < 300; ++round) {
    Record record;
    const auto maybe = [&nasty]() -> std::optional<std::string> {
      return nasty.below(4) == 0 ? std::nullopt : std::optional(nasty.next());
    };
    std::vector<NodeId> parents = {kNoNode};
    for (int i = 0; i < 12; ++i) {
      test::NodeDraft node{.type = nasty.below(4) == 0 ? NodeType::Table : NodeType::Paragraph,
                           .page = static_cast<int>(nasty.below(3)),
                           .id = nasty.next() + "x",
                           .num = maybe(),
                           .label = maybe(),
                           .heading = maybe(),
                           .text = nasty.next()};
      if (node.type == NodeType::Table) {
        node.table = TableText{.header = {nasty.next(), nasty.next()},
                               .rows = {{nasty.next(), nasty.next()}}};
      }
      const NodeId parent = parents[nasty.below(parents.size())];
      parents.push_back(add(record.structure, parent, std::move(node)));
    }
    const std::string yaml = to_yaml(record);
    const std::string json = to_json(record);
    const Record back = read(yaml);
    ASSERT_EQ(to_yaml(back), yaml);
    ASSERT_EQ(to_json(back), json);
    ASSERT_EQ(to_yaml(read(json)), yaml);

    // The reader numbers nodes in reading order; walk both trees side by side.
    std::vector<std::pair<NodeId, NodeId>> open;
    const auto pair_up = [&open](const std::vector<NodeId>& a, const std::vector<NodeId>& b) {
      ASSERT_EQ(a.size(), b.size());
      for (std::size_t i = 0; i < a.size(); ++i) open.emplace_back(a[i], b[i]);
    };
    pair_up(record.structure.roots, back.structure.roots);
    while (!open.empty()) {
      const Node& a = record.structure.nodes[open.back().first];
      const Node& b = back.structure.nodes[open.back().second];
      open.pop_back();
      ASSERT_EQ(a.id, b.id);
      ASSERT_EQ(a.num, b.num);
      ASSERT_EQ(a.label, b.label);
      ASSERT_EQ(a.heading, b.heading);
      ASSERT_EQ(a.text, b.text);
      ASSERT_EQ(a.page, b.page);
      ASSERT_EQ(a.table.has_value(), b.table.has_value());
      if (a.table) {
        ASSERT_EQ(a.table->header, b.table->header);
        ASSERT_EQ(a.table->rows, b.table->rows);
      }
      pair_up(a.children, b.children);
    }
  }
}

TEST(YamlReader, TakesMalformedUtf8ForReplacementCharacters) {
  const std::string yaml = to_yaml(with_text("caf\xE9\n\xFF\xC0\x80"));
  EXPECT_EQ(read(yaml).structure.nodes[0].text, "caf\uFFFD\n\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(to_yaml(read(yaml)), yaml);
}

TEST(RecordSchema, IsBuiltIn) {
  EXPECT_TRUE(record_schema().starts_with("{\n  \"$schema\": "));
  EXPECT_TRUE(record_schema().ends_with("}\n"));
  EXPECT_NE(record_schema().find("\"urn:remit:record:1\""), std::string_view::npos);
}

}  // namespace
}  // namespace remit
