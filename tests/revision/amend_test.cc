#include "remit/revision/amend.h"

#include <gtest/gtest.h>

#include "support/compared.h"

namespace remit {
namespace {

// What a record may order and no report does: a target is an id, of a node without number.
TEST(Amend, TheRestIsNotRenumberedFromWhatHasNoNumber) {
  const Record base =
      test::record_of("# 1. Keys\n\n- The porch key.\n- The tower key.\n", InputFormat::Markdown);
  ASSERT_EQ(base.structure.nodes.back().id, "sec_1__item_2");
  Amendment insertion, renumbering;
  insertion.target = "sec_1__item_2";
  insertion.text = "The cellar key.";
  renumbering.action = AmendmentAction::Renumber;
  const Amended amended = amend(base, {insertion, renumbering}, test::shipped_grammar());
  EXPECT_EQ(amended.effects.amendments.at(1).refused, "sec_1__item_2 has no number");
}

}  // namespace
}  // namespace remit
