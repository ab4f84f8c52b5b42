#include <algorithm>
#include <optional>
#include <utility>

#include "remit/export/table.h"

namespace remit {
namespace {

using Emit = std::function<void(const ExportRow&)>;

constexpr auto kText = ColumnType::Text;
constexpr auto kInteger = ColumnType::Integer;
constexpr bool kRequired = true;

// ---- cells -------------------------------------------------------------------------------------
ExportCell number(std::size_t value) { return static_cast<std::int64_t>(value); }
ExportCell unless_zero(int value) {
  return value == 0 ? ExportCell() : ExportCell(std::int64_t{value});
}
ExportCell unless_empty(std::string_view text) {
  return text.empty() ? ExportCell() : ExportCell(text);
}
ExportCell optional(const std::optional<std::string>& text) {
  return text ? ExportCell(std::string_view(*text)) : ExportCell();
}
ExportCell optional(const std::optional<int>& value) {
  return value ? ExportCell(std::int64_t{*value}) : ExportCell();
}

std::string_view name_of(NodeField field) {
  return field == NodeField::Heading ? "heading" : field == NodeField::Cell ? "cell" : "text";
}

std::string_view name_of(NumSource source) {
  return source == NumSource::Ocr ? "ocr" : source == NumSource::Inferred ? "inferred" : "text";
}

std::string_view name_of(Severity severity) {
  return severity == Severity::Error ? "error" : severity == Severity::Info ? "info" : "warning";
}

std::string_view name_of(RoleKind kind) {
  switch (kind) {
    case RoleKind::Statutory:
      return "statutory";
    case RoleKind::Office:
      return "office";
    case RoleKind::Body:
      return "body";
    case RoleKind::People:
      break;
  }
  return "people";
}

// ---- where something stands --------------------------------------------------------------------
std::vector<ExportColumn> with_place(std::vector<ExportColumn> columns) {
  columns.insert(
      columns.end(),
      {{"node", kText, kRequired, "the node it stands in"},
       {"page", kInteger, false, "the page on which its first character stands, from 1"},
       {"field", kText, kRequired, "what `span_begin` counts in: `text`, `heading` or `cell`"},
       {"cell_row", kInteger, false, "of a cell: its row; the header is 0"},
       {"cell_column", kInteger, false, "of a cell: its column, from 0"},
       {"span_begin", kInteger, kRequired,
        "its first character (code point) in that field, from 0"},
       {"span_end", kInteger, kRequired, "the character after its last"}});
  return columns;
}

void add_place(ExportRow& row, const Tree& tree, const Place& place) {
  const bool cell = place.in == NodeField::Cell;
  row.insert(row.end(),
             {std::string_view(tree.nodes[place.node].id), unless_zero(place.page),
              name_of(place.in), cell ? ExportCell(std::int64_t{place.row}) : ExportCell(),
              cell ? ExportCell(std::int64_t{place.column}) : ExportCell(),
              number(place.span.begin), number(place.span.end)});
}

const ForeignKey kOfDocument = {{"document"}, "documents"};
const ForeignKey kOfNode = {{"document", "node"}, "nodes"};

// ---- roles -------------------------------------------------------------------------------------
const Role* find_role(const ExportDocument& document, std::string_view id) {
  const auto at =
      std::lower_bound(document.roles.begin(), document.roles.end(), id,
                       [](const Role& role, std::string_view wanted) { return role.id < wanted; });
  return at != document.roles.end() && at->id == id ? &*at : nullptr;
}

void rows_of_roles(const ExportDocument& document, const Emit& emit) {
  for (const Role& role : document.roles)
    emit({std::string_view(role.id),
          role.forms.empty() ? ExportCell() : unless_empty(role.forms.front()),
          role.kind ? ExportCell(name_of(*role.kind)) : ExportCell()});
  // what a grammar of the user's own once called a role
  for (const Post& post : document.record.analysis.posts) {
    for (const std::string& id : post.designations) emit({std::string_view(id), {}, {}});
    for (const Restriction& restriction : post.restrictions)
      emit({std::string_view(restriction.role), {}, {}});
  }
}

/// What kind of bearer `ref` is: a post of this record, a kind of role, or a body of the council's
/// own.
ExportCell bearer_kind(const ExportDocument& document, const std::optional<std::string>& ref) {
  if (!ref) return {};
  const auto& posts = document.record.analysis.posts;
  if (std::any_of(posts.begin(), posts.end(), [&](const Post& post) { return post.id == *ref; }))
    return "post";
  const Role* role = find_role(document, *ref);
  return role != nullptr && role->kind ? name_of(*role->kind) : "body";
}

// ---- nodes -------------------------------------------------------------------------------------
void append_cells(std::string& text, const std::vector<std::string>& cells) {
  if (cells.empty()) return;
  if (!text.empty()) text += '\n';
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text += " | ";
    const std::size_t begin = text.size();
    text += cells[i];
    std::replace(text.begin() + static_cast<std::ptrdiff_t>(begin), text.end(), '\n', ' ');
  }
}

/// "Post | Holder\nClerk | A. Reed"
std::string text_of(const TableText& table) {
  std::string text;
  append_cells(text, table.header);
  for (const auto& row : table.rows) append_cells(text, row);
  return text;
}

void rows_of_nodes(const ExportDocument& document, const Emit& emit) {
  const Tree& tree = document.record.structure;
  std::vector<std::int64_t> depth(tree.nodes.size(), 0);
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const Node& node = tree.nodes[i];
    if (node.parent != kNoNode) depth[i] = depth[node.parent] + 1;
    const std::string table = node.table ? text_of(*node.table) : "";
    emit({document.id, std::string_view(node.id),
          node.parent == kNoNode ? ExportCell()
                                 : ExportCell(std::string_view(tree.nodes[node.parent].id)),
          number(i + 1), depth[i], name_of(node.type), optional(node.num),
          node.num ? ExportCell(name_of(node.num_source)) : ExportCell(), optional(node.label),
          optional(node.heading), std::string_view(node.table ? table : node.text),
          unless_zero(node.page)});
  }
}

void rows_of_cells(const ExportDocument& document, const Emit& emit) {
  for (const Node& node : document.record.structure.nodes) {
    if (!node.table) continue;
    const TableText& table = *node.table;
    const auto emit_row = [&](const std::vector<std::string>& cells, int row) {
      for (std::size_t column = 0; column < cells.size(); ++column) {
        const auto span =
            std::find_if(table.spans.begin(), table.spans.end(), [&](const CellSpan& one) {
              return one.row == row && one.column == static_cast<int>(column);
            });
        const bool wide = span != table.spans.end();
        emit({document.id, std::string_view(node.id), std::int64_t{row}, number(column),
              std::string_view(cells[column]), std::int64_t{wide ? span->rows : 1},
              std::int64_t{wide ? span->columns : 1}});
      }
    };
    emit_row(table.header, 0);
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      emit_row(table.rows[row], static_cast<int>(row + 1));
  }
}

// ---- lists -------------------------------------------------------------------------------------
/// A row for each text of a list: document, owner, its position from 1, the text.
void emit_list(const ExportDocument& document, std::string_view owner,
               const std::vector<std::string>& texts, const Emit& emit) {
  for (std::size_t i = 0; i < texts.size(); ++i)
    emit({document.id, owner, number(i + 1), std::string_view(texts[i])});
}

/// "reference_3": what `remit explain` calls the third of a list whose items have no id.
std::string counted(std::string_view what, std::size_t index) {
  return std::string(what) + '_' + std::to_string(index + 1);
}

std::vector<ExportTable> make_tables() {
  std::vector<ExportTable> tables;

  tables.push_back(
      {.name = "councils",
       .meaning = "a council that a document says it is of",
       .columns = {{"council", kText, kRequired, "its name, as the documents print it"},
                   {"gss", kText, false,
                    "its code in the register of the Office for National Statistics, by which "
                    "other data sets know it; the same where the name is printed otherwise"},
                   {"name", kText, false, "its name in the register"},
                   {"kind", kText, false, "what it is there: `unitary`, `county`, …"},
                   {"nation", kText, false, "`England`, `Wales`, …"}},
       .key = {"council"},
       .shared = true,
       .rows = [](const ExportDocument& document, const Emit& emit) {
         const DocumentInfo& info = document.record.document;
         const Council known = document.council != nullptr ? *document.council : Council{};
         if (!info.council.empty())
           emit({std::string_view(info.council), unless_empty(info.gss), unless_empty(known.name),
                 unless_empty(known.kind), unless_empty(known.nation)});
       }});

  tables.push_back(
      {.name = "documents",
       .meaning = "a record: one file that was read",
       .columns = {{"document", kText, kRequired,
                    "the record's path below the folder, without its ending"},
                   {"council", kText, false, "whose it is; null where it never says"},
                   {"title", kText, false, "what it is called"},
                   {"language", kText, kRequired, "`en` or `cy`"},
                   {"file", kText, kRequired,
                    "the file it was read from, as `extract` was given it"},
                   {"sha256", kText, kRequired, "of that file's bytes"},
                   {"format", kText, kRequired, "`pdf`, `text` or `markdown`"},
                   {"pages", kInteger, kRequired, "how many it has"},
                   {"producer", kText, false, "the program that made the file"},
                   {"text_layer", kText, false,
                    "of a PDF, where its words come from: `pdf`, `ocr`, `mixed`"},
                   {"ocr_confidence", kInteger, false,
                    "0 to 100, of the words that were read by OCR"},
                   {"words", kInteger, kRequired, "in the file"},
                   {"words_in_structure", kInteger, kRequired, "… of these, in the tree"},
                   {"words_in_furniture", kInteger, kRequired, "… in running headers and the like"},
                   {"words_unplaced", kInteger, kRequired, "… anywhere else: 0"}},
       .key = {"document"},
       .references = {{{"council"}, "councils"}},
       .indices = {{"council"}},
       .rows = [](const ExportDocument& document, const Emit& emit) {
         const Record& record = document.record;
         const Source& source = record.source;
         emit({document.id, unless_empty(record.document.council),
               unless_empty(record.document.title), std::string_view(record.document.language),
               std::string_view(source.file), std::string_view(source.sha256),
               std::string_view(source.format), std::int64_t{source.pages},
               unless_empty(source.producer), unless_empty(source.text_layer),
               optional(source.ocr_confidence), number(record.accounting.words),
               number(record.accounting.structure), number(record.accounting.furniture),
               number(record.accounting.unplaced())});
       }});

  tables.push_back(
      {.name = "nodes",
       .meaning = "a node of the tree: a division, a paragraph, a list item, a table",
       .columns =
           {{"document", kText, kRequired, "the document"},
            {"node", kText, kRequired, "its id, unique in the document: `art_11__sec_11.02`"},
            {"parent", kText, false, "the node it stands below; null at the root"},
            {"position", kInteger, kRequired, "its place in reading order, from 1"},
            {"depth", kInteger, kRequired, "how many nodes it stands below"},
            {"type", kText, kRequired,
             "`part`, `article`, `annex`, `appendix`, `schedule`, `section`, `paragraph`, "
             "`subparagraph`, `point`, `bullet`, `table` or `text`"},
            {"num", kText, false, "its number, bare: `11.02`, `a`, `iv`"},
            {"num_source", kText, false, "where that comes from: `text`, `ocr` or `inferred`"},
            {"label", kText, false, "the number as it is printed: `Article 11`, `(a)`"},
            {"heading", kText, false, "its heading"},
            {"text", kText, kRequired,
             "its own text, paragraphs parted by a blank line; of a table, a line for each row, "
             "cells parted by ` | `"},
            {"page", kInteger, false, "the page where it starts, from 1"}},
       .key = {"document", "node"},
       .references = {kOfDocument, {{"document", "parent"}, "nodes"}},
       .indices = {{"document", "parent"}, {"type"}},
       .searched = {"heading", "text"},
       .rows = rows_of_nodes});

  tables.push_back(
      {.name = "cells",
       .meaning = "a cell of a table",
       .columns = {{"document", kText, kRequired, "the document"},
                   {"node", kText, kRequired, "the table"},
                   {"cell_row", kInteger, kRequired, "its row; 0 is the header"},
                   {"cell_column", kInteger, kRequired, "its column, from 0"},
                   {"text", kText, kRequired, "what it says, paragraphs parted by a line break"},
                   {"rows_spanned", kInteger, kRequired,
                    "how many rows it reaches over: 1 or more"},
                   {"columns_spanned", kInteger, kRequired, "how many columns it reaches over"}},
       .key = {"document", "node", "cell_row", "cell_column"},
       .references = {kOfNode},
       .rows = rows_of_cells});

  tables.push_back(
      {.name = "roles",
       .meaning = "somebody who can bear a duty, whatever council: a statutory role, an office, a "
                  "body, people",
       .columns = {{"role", kText, kRequired, "its id: `monitoring_officer`"},
                   {"title", kText, false, "what it is called"},
                   {"kind", kText, false, "`statutory`, `office`, `body` or `people`"}},
       .key = {"role"},
       .shared = true,
       .rows = rows_of_roles});

  tables.push_back({.name = "role_acts",
                    .meaning = "a provision of an Act that makes a role",
                    .columns = {{"role", kText, kRequired, "the role"},
                                {"position", kInteger, kRequired, "from 1"},
                                {"act", kText, kRequired, "the Act, with its year"},
                                {"provision", kText, false, "the section"}},
                    .key = {"role", "position"},
                    .references = {{{"role"}, "roles"}},
                    .shared = true,
                    .rows = [](const ExportDocument& document, const Emit& emit) {
                      for (const Role& role : document.roles)
                        for (std::size_t i = 0; i < role.acts.size(); ++i)
                          emit({std::string_view(role.id), number(i + 1),
                                std::string_view(role.acts[i].title),
                                unless_empty(role.acts[i].provision)});
                    }});

  tables.push_back(
      {.name = "posts",
       .meaning = "a post that a document says the council has",
       .columns = {{"document", kText, kRequired, "the document"},
                   {"post", kText, kRequired, "its id, unique in the document"},
                   {"position", kInteger, kRequired, "its place among the posts, from 1"},
                   {"title", kText, kRequired, "what it is called"},
                   {"group_name", kText, false, "the directorate or heading above it"}},
       .key = {"document", "post"},
       .references = {kOfDocument},
       .indices = {{"title"}},
       .rows = [](const ExportDocument& document, const Emit& emit) {
         const auto& posts = document.record.analysis.posts;
         for (std::size_t i = 0; i < posts.size(); ++i)
           emit({document.id, std::string_view(posts[i].id), number(i + 1),
                 std::string_view(posts[i].title), optional(posts[i].group)});
       }});

  tables.push_back({.name = "post_roles",
                    .meaning = "a role that a post's holder has",
                    .columns = {{"document", kText, kRequired, "the document"},
                                {"post", kText, kRequired, "the post"},
                                {"position", kInteger, kRequired, "from 1"},
                                {"role", kText, kRequired, "the role"}},
                    .key = {"document", "post", "position"},
                    .references = {{{"document", "post"}, "posts"}, {{"role"}, "roles"}},
                    .indices = {{"role"}},
                    .rows = [](const ExportDocument& document, const Emit& emit) {
                      for (const Post& post : document.record.analysis.posts)
                        emit_list(document, post.id, post.designations, emit);
                    }});

  tables.push_back({.name = "post_functions",
                    .meaning = "something that a post is for",
                    .columns = {{"document", kText, kRequired, "the document"},
                                {"post", kText, kRequired, "the post"},
                                {"position", kInteger, kRequired, "from 1"},
                                {"text", kText, kRequired, "a paragraph or a list item"}},
                    .key = {"document", "post", "position"},
                    .references = {{{"document", "post"}, "posts"}},
                    .rows = [](const ExportDocument& document, const Emit& emit) {
                      for (const Post& post : document.record.analysis.posts)
                        emit_list(document, post.id, post.functions, emit);
                    }});

  tables.push_back(
      {.name = "post_places",
       .meaning = "a place that speaks of a post",
       .columns = with_place({{"document", kText, kRequired, "the document"},
                              {"post", kText, kRequired, "the post"},
                              {"position", kInteger, kRequired, "from 1, in reading order"}}),
       .key = {"document", "post", "position"},
       .references = {{{"document", "post"}, "posts"}, kOfNode},
       .indices = {{"document", "node"}},
       .rows = [](const ExportDocument& document, const Emit& emit) {
         for (const Post& post : document.record.analysis.posts)
           for (std::size_t i = 0; i < post.source.size(); ++i) {
             ExportRow row = {document.id, std::string_view(post.id), number(i + 1)};
             add_place(row, document.record.structure, post.source[i]);
             emit(row);
           }
       }});

  tables.push_back(
      {.name = "restrictions",
       .meaning = "what the text says of a post and a further role: 'may not be the …'",
       .columns =
           with_place({{"document", kText, kRequired, "the document"},
                       {"post", kText, kRequired, "the post"},
                       {"position", kInteger, kRequired, "from 1"},
                       {"force", kText, kRequired, "`prohibition` or `permission`"},
                       {"role", kText, kRequired, "the role it may not, or may, hold besides"},
                       {"condition", kText, false, "under which: 'if a qualified accountant'"}}),
       .key = {"document", "post", "position"},
       .references = {{{"document", "post"}, "posts"}, {{"role"}, "roles"}, kOfNode},
       .indices = {{"role"}, {"document", "node"}},
       .rows = [](const ExportDocument& document, const Emit& emit) {
         for (const Post& post : document.record.analysis.posts)
           for (std::size_t i = 0; i < post.restrictions.size(); ++i) {
             const Restriction& restriction = post.restrictions[i];
             ExportRow row = {document.id,
                              std::string_view(post.id),
                              number(i + 1),
                              name_of(restriction.force),
                              std::string_view(restriction.role),
                              optional(restriction.condition)};
             add_place(row, document.record.structure, restriction.place);
             emit(row);
           }
       }});

  tables.push_back(
      {.name = "duties",
       .meaning = "what one clause says that somebody must, may, must not or should do",
       .columns = with_place(
           {{"document", kText, kRequired, "the document"},
            {"duty", kText, kRequired, "its id, unique in the document: `duty_17`"},
            {"position", kInteger, kRequired, "its place among the duties, from 1"},
            {"bearer", kText, false, "who, as printed; null where nobody is named"},
            {"bearer_ref", kText, false, "… as the id of a role, a post or a body"},
            {"bearer_kind", kText, false,
             "what `bearer_ref` is: `post`, or the `kind` of a role; a council's own `body`"},
            {"modality", kText, kRequired, "the modal as printed: 'shall', 'may not'"},
            {"force", kText, kRequired,
             "`obligation`, `permission`, `prohibition` or `recommendation`"},
            {"action", kText, kRequired, "what is to be done"},
            {"text", kText, kRequired, "the sentence"}}),
       .key = {"document", "duty"},
       .references = {kOfDocument, kOfNode},
       .indices = {{"bearer_ref", "force"}, {"document", "node"}},
       .searched = {"bearer", "action", "text"},
       .rows = [](const ExportDocument& document, const Emit& emit) {
         const auto& duties = document.record.analysis.duties;
         for (std::size_t i = 0; i < duties.size(); ++i) {
           const Duty& duty = duties[i];
           ExportRow row = {document.id,
                            std::string_view(duty.id),
                            number(i + 1),
                            optional(duty.bearer),
                            optional(duty.bearer_ref),
                            bearer_kind(document, duty.bearer_ref),
                            std::string_view(duty.modality),
                            name_of(duty.force),
                            std::string_view(duty.action),
                            std::string_view(duty.text)};
           add_place(row, document.record.structure, duty.place);
           emit(row);
         }
       }});

  tables.push_back({.name = "duty_conditions",
                    .meaning = "a condition under which a duty holds",
                    .columns = {{"document", kText, kRequired, "the document"},
                                {"duty", kText, kRequired, "the duty"},
                                {"position", kInteger, kRequired, "from 1"},
                                {"text", kText, kRequired, "the clause"}},
                    .key = {"document", "duty", "position"},
                    .references = {{{"document", "duty"}, "duties"}},
                    .rows = [](const ExportDocument& document, const Emit& emit) {
                      for (const Duty& duty : document.record.analysis.duties)
                        emit_list(document, duty.id, duty.conditions, emit);
                    }});

  tables.push_back(
      {.name = "duty_consultees",
       .meaning = "somebody who is to be consulted",
       .columns = {{"document", kText, kRequired, "the document"},
                   {"duty", kText, kRequired, "the duty"},
                   {"position", kInteger, kRequired, "from 1"},
                   {"consultee", kText, kRequired,
                    "the id of a role, a post or a body; where there is none, the words"}},
       .key = {"document", "duty", "position"},
       .references = {{{"document", "duty"}, "duties"}},
       .indices = {{"consultee"}},
       .rows = [](const ExportDocument& document, const Emit& emit) {
         for (const Duty& duty : document.record.analysis.duties)
           emit_list(document, duty.id, duty.consultees, emit);
       }});

  tables.push_back(
      {.name = "definitions",
       .meaning = "a term, and what the document says it means",
       .columns = with_place(
           {{"document", kText, kRequired, "the document"},
            {"definition", kText, kRequired, "its id: `definition_1`"},
            {"term", kText, kRequired, "the term"},
            {"text", kText, kRequired, "what it means"},
            {"scope", kText, false, "the division it holds in; null: the whole document"}}),
       .key = {"document", "definition"},
       .references = {kOfDocument, {{"document", "scope"}, "nodes"}, kOfNode},
       .indices = {{"term"}, {"document", "node"}},
       .rows = [](const ExportDocument& document, const Emit& emit) {
         const Tree& tree = document.record.structure;
         const auto& definitions = document.record.analysis.definitions;
         for (std::size_t i = 0; i < definitions.size(); ++i) {
           const Definition& definition = definitions[i];
           const std::string id = counted("definition", i);
           ExportRow row = {document.id, std::string_view(id), std::string_view(definition.term),
                            std::string_view(definition.text),
                            definition.scope == kNoNode
                                ? ExportCell()
                                : ExportCell(std::string_view(tree.nodes[definition.scope].id))};
           add_place(row, tree, definition.place);
           emit(row);
         }
       }});

  tables.push_back(
      {.name = "cross_references",
       .meaning = "a place where the text points elsewhere",
       .columns = with_place(
           {{"document", kText, kRequired, "the document"},
            {"reference", kText, kRequired, "its id: `reference_3`"},
            {"text", kText, kRequired, "the words that point"},
            {"kind", kText, kRequired,
             "what they point to: `part`, `article`, `section`, `paragraph`, `annex`, `appendix`, "
             "`schedule`, `rule`, `table`, `legislation` or `document`"},
            {"status", kText, kRequired, "`resolved`, `dangling`, `ambiguous` or `outside`"},
            {"act", kText, false, "of legislation: its title"},
            {"provision", kText, false, "… the provision in it"},
            {"act_year", kInteger, false, "… its year"},
            {"act_uri", kText, false, "… its address"}}),
       .key = {"document", "reference"},
       .references = {kOfDocument, kOfNode},
       .indices = {{"status"}, {"act", "provision"}, {"document", "node"}},
       .rows = [](const ExportDocument& document, const Emit& emit) {
         const auto& references = document.record.analysis.references;
         for (std::size_t i = 0; i < references.size(); ++i) {
           const Reference& reference = references[i];
           const Legislation act = reference.legislation.value_or(Legislation{});
           const std::string id = counted("reference", i);
           ExportRow row = {document.id,
                            std::string_view(id),
                            std::string_view(reference.text),
                            name_of(reference.kind),
                            name_of(reference.status),
                            optional(act.title),
                            optional(act.provision),
                            optional(act.year),
                            optional(act.uri)};
           add_place(row, document.record.structure, reference.place);
           emit(row);
         }
       }});

  tables.push_back({.name = "reference_targets",
                    .meaning = "a node that a reference points to",
                    .columns = {{"document", kText, kRequired, "the document"},
                                {"reference", kText, kRequired, "the reference"},
                                {"position", kInteger, kRequired, "from 1"},
                                {"target", kText, kRequired, "the node"}},
                    .key = {"document", "reference", "position"},
                    .references = {{{"document", "reference"}, "cross_references"},
                                   {{"document", "target"}, "nodes"}},
                    .indices = {{"document", "target"}},
                    .rows = [](const ExportDocument& document, const Emit& emit) {
                      const Tree& tree = document.record.structure;
                      const auto& references = document.record.analysis.references;
                      for (std::size_t i = 0; i < references.size(); ++i) {
                        const std::string id = counted("reference", i);
                        for (std::size_t t = 0; t < references[i].targets.size(); ++t)
                          emit({document.id, std::string_view(id), number(t + 1),
                                std::string_view(tree.nodes[references[i].targets[t]].id)});
                      }
                    }});

  tables.push_back(
      {.name = "amendments",
       .meaning = "a change of a text that a document orders",
       .columns = with_place(
           {{"document", kText, kRequired, "the document"},
            {"amendment", kText, kRequired, "its id: `amendment_2`"},
            {"action", kText, kRequired,
             "`insert`, `delete`, `replace`, `renumber` or `update_references`"},
            {"target", kText, false, "what changes, or the number that something new gets"},
            {"new_num", kText, false, "of a renumbering: the new number"},
            {"new_text", kText, kRequired, "the words that come"},
            {"old_text", kText, false, "the words that go; null: all"},
            {"after_num", kText, false, "the number that something new is put after"},
            {"before_num", kText, false, "… or before"}}),
       .key = {"document", "amendment"},
       .references = {kOfDocument, kOfNode},
       .indices = {{"document", "node"}},
       .rows = [](const ExportDocument& document, const Emit& emit) {
         const auto& amendments = document.record.analysis.amendments;
         for (std::size_t i = 0; i < amendments.size(); ++i) {
           const Amendment& amendment = amendments[i];
           const std::string id = counted("amendment", i);
           ExportRow row = {document.id,
                            std::string_view(id),
                            name_of(amendment.action),
                            optional(amendment.target),
                            optional(amendment.to),
                            std::string_view(amendment.text),
                            optional(amendment.old),
                            optional(amendment.after),
                            optional(amendment.before)};
           add_place(row, document.record.structure, amendment.place);
           emit(row);
         }
       }});

  tables.push_back({.name = "diagnostics",
                    .meaning = "something odd in a document",
                    .columns = {{"document", kText, kRequired, "the document"},
                                {"diagnostic", kText, kRequired, "its id: `diagnostic_1`"},
                                {"code", kText, kRequired, "what it is: `numbering-gap`"},
                                {"severity", kText, kRequired, "`info`, `warning` or `error`"},
                                {"message", kText, kRequired, "a sentence"},
                                {"hint", kText, false, "what to do"},
                                {"node", kText, false, "the node it is about"},
                                {"page", kInteger, false, "the page, from 1"}},
                    .key = {"document", "diagnostic"},
                    .references = {kOfDocument, kOfNode},
                    .indices = {{"code"}, {"document", "node"}},
                    .rows = [](const ExportDocument& document, const Emit& emit) {
                      const auto& diagnostics = document.record.diagnostics;
                      for (std::size_t i = 0; i < diagnostics.size(); ++i) {
                        const Diagnostic& diagnostic = diagnostics[i];
                        const std::string id = counted("diagnostic", i);
                        const bool known =
                            document.record.structure.find(diagnostic.node) != nullptr;
                        emit({document.id, std::string_view(id), std::string_view(diagnostic.code),
                              name_of(diagnostic.severity), std::string_view(diagnostic.message),
                              unless_empty(diagnostic.hint),
                              known ? ExportCell(std::string_view(diagnostic.node)) : ExportCell(),
                              unless_zero(diagnostic.page)});
                      }
                    }});
  return tables;
}

}  // namespace

std::span<const ExportTable> export_tables() {
  static const std::vector<ExportTable> tables = make_tables();
  return tables;
}

const ExportTable& export_table(std::string_view name) {
  const auto tables = export_tables();
  return *std::find_if(tables.begin(), tables.end(),
                       [&](const ExportTable& table) { return table.name == name; });
}

}  // namespace remit
