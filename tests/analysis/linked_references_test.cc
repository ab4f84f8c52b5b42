#include "remit/analysis/linked_references.h"

#include <gtest/gtest.h>

#include "remit/analysis/analysis.h"
#include "remit/job/line_grammar.h"
#include "remit/layout/layout_reader.h"
#include "remit/structure/tree_builder.h"
#include "support/glyph_page.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

struct Read {
  Layout layout;
  Tree tree;
  Analysis analysis;
  Diagnostics diagnostics;
};

/// Two lists that count alike, and a sentence that points to their second item; rows are 12 high.
Read read(std::vector<PageLink> links) {
  Page page = test::glyph_page(R"(
    *Rules of the Quay*

    1.  The quay opens at six in the morning on every day of the week.
    2.  The quay closes at ten at night on every day of the week.

    *Rules of the Slipway*

    1.  The slipway opens at seven in the morning on every day of the week.
    2.  The slipway closes at nine at night on every day of the week.

    *Notes*

    Opening may be late, and for the hour of closing see paragraph 2 by name.
  )");
  page.links = std::move(links);
  const LineRules rules = line_rules(test::shipped_grammar());
  LayoutReader reader(rules);
  reader.add(page);
  Read out{.layout = reader.finish(), .tree = {}, .analysis = {}, .diagnostics = {}};
  out.tree = build_tree(out.layout, test::shipped_grammar(), out.diagnostics);
  out.analysis = analyse(out.tree, test::shipped_grammar(), out.diagnostics);
  settle_by_links(out.layout, out.tree, out.analysis.references, out.diagnostics);
  return out;
}

bool says_ambiguous(const Read& read) {
  for (const Diagnostic& diagnostic : read.diagnostics)
    if (diagnostic.code == "reference-ambiguous") return true;
  return false;
}

const Box kLastLine = {72, 200, 595, 222};  // of the page, where the sentence stands

TEST(LinkedReferences, AreWhereTheirLinkLeads) {
  const Read page = read({{.box = kLastLine, .page = 1, .y = 158}});
  ASSERT_EQ(page.analysis.references.size(), 1u);
  const Reference& reference = page.analysis.references[0];
  EXPECT_EQ(reference.status, ReferenceStatus::Resolved);
  ASSERT_EQ(reference.targets.size(), 1u);
  EXPECT_NE(page.tree.nodes[reference.targets[0]].text.find("slipway closes"), std::string::npos);
  EXPECT_FALSE(says_ambiguous(page));
}

TEST(LinkedReferences, StayInDoubtWithoutOne) {
  const PageLink to_no_target = {.box = kLastLine, .page = 9, .y = 158};
  const PageLink of_other_words = {.box = {72, 60, 595, 84}, .page = 1, .y = 158};
  for (const std::vector<PageLink>& links :
       std::vector<std::vector<PageLink>>{{}, {to_no_target}, {of_other_words}}) {
    const Read page = read(links);
    ASSERT_EQ(page.analysis.references.size(), 1u);
    EXPECT_EQ(page.analysis.references[0].status, ReferenceStatus::Ambiguous);
    EXPECT_EQ(page.analysis.references[0].targets.size(), 2u);
    EXPECT_TRUE(says_ambiguous(page));
  }
}

}  // namespace
}  // namespace remit
