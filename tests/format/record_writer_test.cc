#include "remit/format/record_writer.h"

#include <gtest/gtest.h>
#include <string>

#include "tree.h"

namespace remit {
namespace {

using test::add;

Record small_record() {
  Record record;
  record.source = {.file = "article-11.pdf",
                   .sha256 = "5f1c7c1b0e8fd9a1f4a9b3f5d1c2e3b4a5968778695a4b3c2d1e0f9e8d7c6b5a",
                   .format = "pdf",
                   .pages = 5,
                   .producer = "Microsoft® Word for Microsoft 365",
                   .text_layer = "mixed",
                   .ocr_confidence = 93,
                   .pages_by = {{"1-4", "tags", "agrees"}, {"5", "geometry", "uncovered"}}};
  record.document.title = "Article 11 - Officers";

  Tree& tree = record.structure;
  const NodeId article = add(tree, kNoNode,
                             {.type = NodeType::Article,
                              .page = 1,
                              .id = "art_11",
                              .num = "11",
                              .label = "Article 11",
                              .heading = "Officers"});
  const NodeId section = add(tree, article,
                             {.type = NodeType::Section,
                              .page = 1,
                              .id = "art_11__sec_11.02",
                              .num = "11.02",
                              .label = "11.02",
                              .heading = "Functions: the Head of Paid Service"});
  add(tree, section,
      {.type = NodeType::Subparagraph,
       .page = 1,
       .id = "art_11__sec_11.02__subpara_n",
       .num = "n",
       .label = "(n)",
       .text = "The Head shall report to Full Council.\n\nThe report is public."});
  add(tree, article,
      {.type = NodeType::Table,
       .page = 2,
       .id = "art_11__table_1",
       .table = TableText{.header = {"Post", "Functions"},
                          .rows = {{"Chief Executive", "Head of Paid Service\nno"}, {"Clerk", ""}},
                          .spans = {{.row = 2, .column = 0, .rows = 1, .columns = 2}}}});
  add(tree, kNoNode, {.type = NodeType::Text, .id = "text_1", .text = "Signed:"});

  record.furniture = {{"running-head", "Part 2: Articles", "1-4,6"}, {"page-number", "1", "1"}};
  record.accounting = {.words = 2310, .structure = 2251, .furniture = 59};
  record.diagnostics = {{.code = "numbering-gap",
                         .severity = Severity::Warning,
                         .message = "14 follows 12",
                         .page = 3,
                         .node = "art_11",
                         .line = "14. The Treasurer",
                         .caret = 0,
                         .caret_size = 3,
                         .hint = "look on page 2 for paragraph 13"},
                        {.code = "no-title", .severity = Severity::Info, .message = "no title"}};
  return record;
}

TEST(RecordWriter, WritesYaml) {
  EXPECT_EQ(to_yaml(small_record()), R"yaml(remit: 1
source:
  file: article-11.pdf
  sha256: "5f1c7c1b0e8fd9a1f4a9b3f5d1c2e3b4a5968778695a4b3c2d1e0f9e8d7c6b5a"
  format: pdf
  pages: 5
  producer: Microsoft® Word for Microsoft 365
  text_layer: mixed
  ocr_confidence: 93
  pages_by:
  - pages: "1-4"
    by: tags
    why: agrees
  - pages: "5"
    by: geometry
    why: uncovered
document:
  council: null
  gss: null
  title: Article 11 - Officers
  language: en
structure:
- id: art_11
  type: article
  num: "11"
  label: Article 11
  heading: Officers
  text: ""
  page: 1
  children:
  - id: art_11__sec_11.02
    type: section
    num: "11.02"
    label: "11.02"
    heading: "Functions: the Head of Paid Service"
    text: ""
    page: 1
    children:
    - id: art_11__sec_11.02__subpara_n
      type: subparagraph
      num: "n"
      label: (n)
      heading: null
      text: |-
        The Head shall report to Full Council.

        The report is public.
      page: 1
  - id: art_11__table_1
    type: table
    num: null
    label: null
    heading: null
    text: ""
    page: 2
    header: ["Post", "Functions"]
    rows:
    - ["Chief Executive", "Head of Paid Service\nno"]
    - ["Clerk", ""]
    spans:
    - row: 2
      column: 0
      rows: 1
      columns: 2
- id: text_1
  type: text
  num: null
  label: null
  heading: null
  text: "Signed:"
  page: null
posts: []
duties: []
definitions: []
cross_references: []
amendments: []
furniture:
- kind: running-head
  text: "Part 2: Articles"
  pages: "1-4,6"
- kind: page-number
  text: "1"
  pages: "1"
accounting:
  words: 2310
  structure: 2251
  furniture: 59
  unplaced: 0
diagnostics:
- code: numbering-gap
  severity: warning
  message: "14 follows 12"
  node: art_11
  page: 3
  hint: look on page 2 for paragraph 13
- code: no-title
  severity: info
  message: no title
  node: null
  page: null
)yaml");
}

TEST(RecordWriter, WritesTheSameInJson) {
  EXPECT_EQ(to_json(small_record()), R"json({
  "remit": 1,
  "source": {
    "file": "article-11.pdf",
    "sha256": "5f1c7c1b0e8fd9a1f4a9b3f5d1c2e3b4a5968778695a4b3c2d1e0f9e8d7c6b5a",
    "format": "pdf",
    "pages": 5,
    "producer": "Microsoft® Word for Microsoft 365",
    "text_layer": "mixed",
    "ocr_confidence": 93,
    "pages_by": [
      {
        "pages": "1-4",
        "by": "tags",
        "why": "agrees"
      },
      {
        "pages": "5",
        "by": "geometry",
        "why": "uncovered"
      }
    ]
  },
  "document": {
    "council": null,
    "gss": null,
    "title": "Article 11 - Officers",
    "language": "en"
  },
  "structure": [
    {
      "id": "art_11",
      "type": "article",
      "num": "11",
      "label": "Article 11",
      "heading": "Officers",
      "text": "",
      "page": 1,
      "children": [
        {
          "id": "art_11__sec_11.02",
          "type": "section",
          "num": "11.02",
          "label": "11.02",
          "heading": "Functions: the Head of Paid Service",
          "text": "",
          "page": 1,
          "children": [
            {
              "id": "art_11__sec_11.02__subpara_n",
              "type": "subparagraph",
              "num": "n",
              "label": "(n)",
              "heading": null,
              "text": "The Head shall report to Full Council.\n\nThe report is public.",
              "page": 1
            }
          ]
        },
        {
          "id": "art_11__table_1",
          "type": "table",
          "num": null,
          "label": null,
          "heading": null,
          "text": "",
          "page": 2,
          "header": ["Post", "Functions"],
          "rows": [
            ["Chief Executive", "Head of Paid Service\nno"],
            ["Clerk", ""]
          ],
          "spans": [
            {
              "row": 2,
              "column": 0,
              "rows": 1,
              "columns": 2
            }
          ]
        }
      ]
    },
    {
      "id": "text_1",
      "type": "text",
      "num": null,
      "label": null,
      "heading": null,
      "text": "Signed:",
      "page": null
    }
  ],
  "posts": [],
  "duties": [],
  "definitions": [],
  "cross_references": [],
  "amendments": [],
  "furniture": [
    {
      "kind": "running-head",
      "text": "Part 2: Articles",
      "pages": "1-4,6"
    },
    {
      "kind": "page-number",
      "text": "1",
      "pages": "1"
    }
  ],
  "accounting": {
    "words": 2310,
    "structure": 2251,
    "furniture": 59,
    "unplaced": 0
  },
  "diagnostics": [
    {
      "code": "numbering-gap",
      "severity": "warning",
      "message": "14 follows 12",
      "node": "art_11",
      "page": 3,
      "hint": "look on page 2 for paragraph 13"
    },
    {
      "code": "no-title",
      "severity": "info",
      "message": "no title",
      "node": null,
      "page": null
    }
  ]
}
)json");
}

TEST(RecordWriter, WritesAnEmptyRecord) {
  EXPECT_EQ(to_yaml(Record{}), R"(remit: 1
source:
  file: ""
  sha256: ""
  format: ""
  pages: 0
  producer: null
  text_layer: null
  ocr_confidence: null
  pages_by: []
document:
  council: null
  gss: null
  title: null
  language: en
structure: []
posts: []
duties: []
definitions: []
cross_references: []
amendments: []
furniture: []
accounting:
  words: 0
  structure: 0
  furniture: 0
  unplaced: 0
diagnostics: []
)");
}

// A table without text still has both keys, and no other node has them.
TEST(RecordWriter, KeepsHeaderAndRowsToTables) {
  Record record;
  add(record.structure, kNoNode, {.type = NodeType::Table, .id = "table_1"});
  add(record.structure, kNoNode,
      {.type = NodeType::Text, .id = "text_1", .table = TableText{.header = {"a"}, .rows = {}}});
  const std::string yaml = to_yaml(record);
  EXPECT_NE(yaml.find("  page: null\n  header: []\n  rows: []\n- id: text_1\n"), std::string::npos);
  EXPECT_NE(yaml.find("  page: null\nposts: []\n"), std::string::npos);
}

TEST(RecordWriter, WritesATreeOfAnyDepthInProportion) {
  constexpr int kDepth = 100'000;
  Record record;
  NodeId parent = kNoNode;
  for (int i = 0; i < kDepth; ++i) parent = add(record.structure, parent, {});
  EXPECT_LT(to_yaml(record).size(), 200U * kDepth);
  EXPECT_LT(to_json(record).size(), 2'000U * kDepth);
}

}  // namespace
}  // namespace remit
