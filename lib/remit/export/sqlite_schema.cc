#include "remit/export/sqlite_schema.h"

#include <array>

namespace remit {
namespace {

std::string listed(const std::vector<std::string_view>& names) {
  std::string list;
  for (const std::string_view name : names) (list += list.empty() ? "" : ", ") += name;
  return list;
}

std::string_view type_name(ColumnType type) {
  return type == ColumnType::Integer ? "INTEGER" : "TEXT";
}

/// Every word by its stem, whatever its accents: 'reports' finds 'report', 'cyngor' 'Cyngôr'.
constexpr std::string_view kTokens = "porter unicode61 remove_diacritics 2";

std::string create_search(const ExportTable& table) {
  const std::string name = std::string(table.name) + "_search";
  return "CREATE VIRTUAL TABLE " + name + " USING fts5(" + listed(table.searched) + ", content='" +
         std::string(table.name) + "', content_rowid='id', tokenize='" + std::string(kTokens) +
         "');\nINSERT INTO " + name + "(" + name + ") VALUES('rebuild');\n";
}

constexpr std::array kViews = {
    ExportView{
        .name = "role_holders", .meaning = "a post and a role that its holder has", .query = R"(
SELECT documents.council, post_roles.document, role, roles.title AS role_title, post,
       posts.title AS post_title
FROM post_roles
JOIN posts USING (document, post)
JOIN documents USING (document)
JOIN roles USING (role))"},
    ExportView{.name = "role_combinations",
               .meaning = "what a document says of a post and a role beside those it holds "
                          "(`roles`, parted by `; `): that it has it too (`held`), may have it "
                          "(`permission`) or may not (`prohibition`)",
               .query = R"(
SELECT documents.council, s.document, s.post, posts.title AS post_title,
       (SELECT group_concat(role, '; ')
        FROM (SELECT role FROM post_roles AS r
              WHERE r.document = s.document AND r.post = s.post ORDER BY position)) AS roles,
       s.role AS other_role, s.stance, s.condition, s.node, s.page
FROM (SELECT document, post, role, force AS stance, condition, node, page FROM restrictions
      UNION ALL
      SELECT document, post, role, 'held', NULL, NULL, NULL FROM post_roles AS one
      WHERE EXISTS (SELECT 1 FROM post_roles AS two
                    WHERE two.document = one.document AND two.post = one.post
                      AND two.role <> one.role)) AS s
JOIN posts ON posts.document = s.document AND posts.post = s.post
JOIN documents ON documents.document = s.document)"},
    ExportView{.name = "duty_list",
               .meaning =
                   "a duty with its council, where it stands, and its conditions and consultees, "
                   "parted by `; `",
               .query = R"(
SELECT documents.council, duties.document, duty, duties.position, bearer, bearer_ref, bearer_kind,
       modality, force, action,
       (SELECT group_concat(text, '; ')
        FROM (SELECT text FROM duty_conditions AS c
              WHERE c.document = duties.document AND c.duty = duties.duty ORDER BY position))
         AS conditions,
       (SELECT group_concat(consultee, '; ')
        FROM (SELECT consultee FROM duty_consultees AS c
              WHERE c.document = duties.document AND c.duty = duties.duty ORDER BY position))
         AS consultees,
       duties.text, node, label, heading, duties.page
FROM duties
JOIN documents USING (document)
JOIN nodes USING (document, node))"},
    ExportView{.name = "reference_list",
               .meaning = "a reference and a node that it points to; null where it points to none",
               .query = R"(
SELECT documents.council, r.document, r.reference, r.text, r.kind, r.status, r.act, r.provision,
       r.node, r.page, target, nodes.label AS target_label, nodes.heading AS target_heading
FROM cross_references AS r
JOIN documents ON documents.document = r.document
LEFT JOIN reference_targets AS t ON t.document = r.document AND t.reference = r.reference
LEFT JOIN nodes ON nodes.document = t.document AND nodes.node = t.target)"},
    ExportView{
        .name = "document_counts", .meaning = "how much of each is in a document", .query = R"(
SELECT council, document, pages, words,
       (SELECT count(*) FROM nodes WHERE nodes.document = d.document) AS nodes,
       (SELECT count(*) FROM posts WHERE posts.document = d.document) AS posts,
       (SELECT count(*) FROM duties WHERE duties.document = d.document) AS duties,
       (SELECT count(*) FROM definitions WHERE definitions.document = d.document) AS definitions,
       (SELECT count(*) FROM cross_references AS r WHERE r.document = d.document)
         AS cross_references,
       (SELECT count(*) FROM diagnostics WHERE diagnostics.document = d.document) AS diagnostics
FROM documents AS d)"},
};

}  // namespace

std::span<const ExportView> sqlite_views() { return kViews; }

std::string create_table(const ExportTable& table) {
  const bool searched = !table.searched.empty();
  std::string sql =
      "CREATE TABLE " + std::string(table.name) + " (  -- " + std::string(table.meaning) + '\n';
  if (searched) sql += "  id INTEGER PRIMARY KEY,  -- counts the rows, for the full-text search\n";
  for (const ExportColumn& column : table.columns) {
    sql += "  " + std::string(column.name) + ' ' + std::string(type_name(column.type));
    if (column.required) sql += " NOT NULL";
    sql += ",  -- " + std::string(column.meaning) + '\n';
  }
  for (const ForeignKey& key : table.references)
    sql += "  FOREIGN KEY (" + listed(key.columns) + ") REFERENCES " + std::string(key.table) +
           " (" + listed(export_table(key.table).key) + "),\n";
  // a search goes by a row's number, which only an INTEGER PRIMARY KEY keeps through a VACUUM
  if (!searched) return sql + "  PRIMARY KEY (" + listed(table.key) + ")\n) WITHOUT ROWID;\n";
  return sql + "  UNIQUE (" + listed(table.key) + ")\n);\n";
}

std::string insert_row(const ExportTable& table) {
  std::string names, marks;
  for (const ExportColumn& column : table.columns) {
    (names += names.empty() ? "" : ", ") += column.name;
    marks += marks.empty() ? "?" : ", ?";
  }
  return "INSERT INTO " + std::string(table.name) + " (" + names + ") VALUES (" + marks + ")";
}

std::string finish_schema() {
  std::string sql;
  for (const ExportTable& table : export_tables()) {
    const std::string name(table.name);
    for (const auto& columns : table.indices) {
      std::string index = name + "_by";
      for (const std::string_view column : columns)
        if (column != "document" || columns.size() == 1) (index += '_') += column;
      sql += "CREATE INDEX " + index + " ON " + name + " (" + listed(columns) + ");\n";
    }
    if (!table.searched.empty()) sql += create_search(table);
  }
  for (const ExportView& view : sqlite_views())
    sql += "CREATE VIEW " + std::string(view.name) + " AS  -- " + std::string(view.meaning) +
           std::string(view.query) + ";\n";
  return sql;
}

}  // namespace remit
