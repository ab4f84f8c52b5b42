#include "remit/format/diff_text.h"

#include <gtest/gtest.h>

#include "support/compared.h"

namespace remit {
namespace {

constexpr const char* kPay =
    "# 4. Pay\n\n| Post | Pay a year | Paid by |\n|---|---|---|\n"
    "| Warden of the mill | 40 marks | The Council |\n"
    "| Ringer of the noon bell | 12 marks | The Council |\n"
    "| Keeper of the ferry lamp | 9 marks | The Ferry Board |\n";
constexpr const char* kNewPay =
    "# 4. Pay\n\n| Post | Pay a year | Paid by |\n|---|---|---|\n"
    "| Warden of the mill | 55 marks | The Council |\n"
    "| Sexton and gardener | 3 marks | Nobody but the parish |\n"
    "| Ringer of the noon bell | 12 marks | The Council |\n";

/// What is said below the summary.
std::string text_of(const char* a, const char* b, DiffTextStyle style = {}) {
  const Record of_a = test::record_of(a, InputFormat::Markdown);
  const Record of_b = test::record_of(b, InputFormat::Markdown);
  const RecordDiff diff = diff_records(of_a, of_b, test::shipped_grammar());
  const std::string text =
      diff_text({of_a, of_b, diff}, {.nodes = true, .posts = false, .duties = false}, style);
  return text.substr(text.find("(outside"));
}

TEST(DiffText, TablesAreComparedRowByRow) {
  EXPECT_EQ(text_of(kPay, kNewPay),
            "(outside any division)\n"
            "    … 1 unchanged\n"
            "~ 4. table\n"
            "      … 1 row unchanged\n"
            "      ~ Warden of the mill | [-40-] {+55+} marks | The Council\n"
            "      + Sexton and gardener | 3 marks | Nobody but the parish\n"
            "      … 1 row unchanged\n"
            "      - Keeper of the ferry lamp | 9 marks | The Ferry Board\n");
}

// The warden's last words are also in another post's row: they are the warden's all the same.
TEST(DiffText, WordsThatUnrelatedRowsShareStayInTheirRow) {
  constexpr const char* kOld =
      "# 4. Posts\n\n| Post | Work |\n|---|---|\n"
      "| Warden of the mill | Keeps the sluice clear, and reports to the chair and deputy chair "
      "|\n";
  constexpr const char* kNew =
      "# 4. Posts\n\n| Post | Work |\n|---|---|\n"
      "| Warden of the mill | Keeps the sluice clear |\n"
      "| Sexton | Leads the bearers, and digs graves for the parish and chair legs |\n";
  EXPECT_EQ(text_of(kOld, kNew),
            "(outside any division)\n"
            "    … 1 unchanged\n"
            "~ 4. table\n"
            "      … 1 row unchanged\n"
            "      ~ Warden of the mill | Keeps the sluice clear [-and reports to the chair\n"
            "      and deputy chair-]\n"
            "      + Sexton | Leads the bearers, and digs graves for the parish and chair\n"
            "      legs\n");
}

TEST(DiffText, RowsStandSideBySide) {
  EXPECT_EQ(text_of(kPay, kNewPay, {.side_by_side = true, .width = 110}),
            "(outside any division)\n"
            "    … 1 unchanged\n"
            "~ 4. table\n"
            "      … 1 row unchanged\n"
            "      ~ Warden of the mill | [-40-] marks | The Council  "
            "| ~ Warden of the mill | {+55+} marks | The Council\n"
            "                                                         "
            "| + Sexton and gardener | 3 marks | Nobody but the\n"
            "                                                         | parish\n"
            "      … 1 row unchanged\n"
            "      - Keeper of the ferry lamp | 9 marks | The Ferry   |\n"
            "      Board                                              |\n");
}

TEST(DiffText, ATableInOneDocumentIsShownByRows) {
  EXPECT_EQ(text_of("# 4. Pay\n", kNewPay),
            "(outside any division)\n"
            "    … 1 unchanged\n"
            "+ 4. table\n"
            "      + Post | Pay a year | Paid by\n"
            "      + Warden of the mill | 55 marks | The Council\n"
            "      + Sexton and gardener | 3 marks | Nobody but the parish\n"
            "      + Ringer of the noon bell | 12 marks | The Council\n");
}

}  // namespace
}  // namespace remit
