#include "remit/analysis/printed_numbers.h"

#include <gtest/gtest.h>

#include "support/shipped_grammar.h"

namespace remit {
namespace {

std::string written(const NumberPath& path) {
  std::string out;
  for (const std::string& step : path) out += (out.empty() ? "" : " ") + step;
  return out;
}

std::string read(std::string_view nums) {
  std::string out;
  for (const PrintedNumber& number : read_numbers(nums, test::shipped_grammar())) {
    out += (out.empty() ? "" : ", ") + written(number.first);
    if (!number.last.empty()) out += " to " + written(number.last);
  }
  return out;
}

TEST(PrintedNumbers, AreReadAsListsAndRanges) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"11.02–11.04 and 12", "11.2 to 11.4, 12"},
      {"3(b) and (c)", "3 b, 3 c"},
      {"3(1)(b) and (c)", "3 (1) b, 3 (1) c"},
      {"4.1, 4.3 to 4.6", "4.1, 4.3 to 4.6"},
      {"(a) to (d)", "a to d"},
      {"5C", "5C"},
      {"5 C", "5, C"},
      {"Two", "Two"},
      {"a) and b)", "a, b"},
  };
  for (const auto& [nums, expected] : cases) EXPECT_EQ(read(nums), expected) << nums;
}

TEST(PrintedNumbers, BetweenTwoAreCounted) {
  const auto between = [](const NumberPath& first, const NumberPath& last) {
    std::string out;
    for (const NumberPath& path : numbers_between(first, last))
      out += (out.empty() ? "" : ", ") + written(path);
    return out;
  };
  EXPECT_EQ(between({"11.2"}, {"11.4"}), "11.2, 11.3, 11.4");
  EXPECT_EQ(between({"3", "b"}, {"3", "d"}), "3 b, 3 c, 3 d");
  EXPECT_EQ(between({"(1)"}, {"(3)"}), "(1), (2), (3)");
  EXPECT_EQ(between({"4"}, {"5.1"}), "4, 5.1");          // not of one list
  EXPECT_EQ(between({"1"}, {"9999"}), "1, 9999");        // too far apart
  EXPECT_EQ(between({"11.4"}, {"11.2"}), "11.4, 11.2");  // backwards
}

TEST(PrintedNumbers, KeysLeaveOutWhatMakesNoDifference) {
  EXPECT_EQ(number_key("11.02"), "11.2");
  EXPECT_EQ(number_key("4.10"), "4.10");
  EXPECT_EQ(number_key("12 A"), "12A");
  EXPECT_EQ(number_key("( b )"), "b");
  EXPECT_EQ(number_key("(2)"), "(2)");
  EXPECT_EQ(number_key("7."), "7");
}

}  // namespace
}  // namespace remit
