#include "remit/format/yaml_emitter.h"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <yaml-cpp/yaml.h>

namespace remit {
namespace {

using namespace std::string_view_literals;

std::string written(std::string_view text) {
  std::string out;
  YamlEmitter emit(out);
  emit.begin_map();
  emit.key("k");
  emit.string(text);
  emit.end_map();
  return out;
}

struct Scalar {
  std::string_view text;
  std::string_view yaml;  // after "k:"
  std::string_view read = text;
};

class YamlScalar : public testing::TestWithParam<Scalar> {};

TEST_P(YamlScalar, IsWrittenSoThatItIsReadBack) {
  const std::string yaml = written(GetParam().text);
  EXPECT_EQ(yaml, "k:" + std::string(GetParam().yaml) + "\n");
  const YAML::Node read = YAML::Load(yaml)["k"];
  ASSERT_TRUE(read.IsScalar());
  EXPECT_EQ(read.Scalar(), GetParam().read);
}

// Text that is safe for every reader stands plain.
constexpr Scalar kPlain[] = {
    {"Officers", " Officers"},
    {"a", " a"},
    {"iv", " iv"},
    {"(a)", " (a)"},
    {"art_11__sec_11.02", " art_11__sec_11.02"},
    {"Article 11 - Officers", " Article 11 - Officers"},
    {"Microsoft® Word for Microsoft 365", " Microsoft® Word for Microsoft 365"},
    {"‘Clerk’ means the Clerk", " ‘Clerk’ means the Clerk"},
    {"Siarter Tŷ’r Cyngor", " Siarter Tŷ’r Cyngor"},
    {"a:b c#d {e} [f], g & h * i ! j | k > l", " a:b c#d {e} [f], g & h * i ! j | k > l"},
    {"he said \"no\" \\ 'yes'", " he said \"no\" \\ 'yes'"},
    {"none", " none"},
    {"nope", " nope"},
    {"Yes, minister", " Yes, minister"},
    {"nulls", " nulls"},
    {"e3a", " e3a"},
    {"x1F", " x1F"},
    {"\xF0\x9F\x98\x80", " \xF0\x9F\x98\x80"},
    {"a\uFFFDb", " a\uFFFDb"},
    {"a\u00A0b", " a\u00A0b"},
};
INSTANTIATE_TEST_SUITE_P(Plain, YamlScalar, testing::ValuesIn(kPlain));

// What a YAML 1.1 or 1.2 reader could take for something else is quoted.
constexpr Scalar kQuoted[] = {
    {"", " \"\""},
    {"11", " \"11\""},
    {"11.10", " \"11.10\""},
    {"007", " \"007\""},
    {"1e3", " \"1e3\""},
    {"e3", " \"e3\""},
    {"E1.2", " \"E1.2\""},
    {"+1", " \"+1\""},
    {"-1", " \"-1\""},
    {".5", " \".5\""},
    {"0x1F", " \"0x1F\""},
    {"0o17", " \"0o17\""},
    {"0b11", " \"0b11\""},
    {"1_000", " \"1_000\""},
    {"12:30", " \"12:30\""},
    {"190:20:30", " \"190:20:30\""},
    {"2020-01-01", " \"2020-01-01\""},
    {"2001-12-14 21:59:43.10 -5", " \"2001-12-14 21:59:43.10 -5\""},
    {".inf", " \".inf\""},
    {"-.INF", " \"-.INF\""},
    {".NaN", " \".NaN\""},
    {"~", " \"~\""},
    {"null", " \"null\""},
    {"NULL", " \"NULL\""},
    {"y", " \"y\""},
    {"N", " \"N\""},
    {"no", " \"no\""},
    {"Yes", " \"Yes\""},
    {"ON", " \"ON\""},
    {"off", " \"off\""},
    {"true", " \"true\""},
    {"False", " \"False\""},
    {"=", " \"=\""},
    {"<<", " \"<<\""},
    {"---", " \"---\""},
    {"...", " \"...\""},
    {"- a", " \"- a\""},
    {"-", " \"-\""},
    {"? a", " \"? a\""},
    {": a", " \": a\""},
    {"[a]", " \"[a]\""},
    {"{a}", " \"{a}\""},
    {"#a", " \"#a\""},
    {"&a", " \"&a\""},
    {"*a", " \"*a\""},
    {"!a", " \"!a\""},
    {"|a", " \"|a\""},
    {">a", " \">a\""},
    {"%a", " \"%a\""},
    {"@a", " \"@a\""},
    {"`a`", " \"`a`\""},
    {"'a'", " \"'a'\""},
    {"\"a\"", " \"\\\"a\\\"\""},
    {",a", " \",a\""},
    {"\\a", " \"\\\\a\""},
    {" a", " \" a\""},
    {"a ", " \"a \""},
    {"a: b", " \"a: b\""},
    {"a:", " \"a:\""},
    {"a #b", " \"a #b\""},
};
INSTANTIATE_TEST_SUITE_P(Quoted, YamlScalar, testing::ValuesIn(kQuoted));

// Between quotes, what does not print or breaks a line is escaped.
constexpr Scalar kEscaped[] = {
    {"a\tb", " \"a\\tb\""},         {"a\rb", " \"a\\rb\""},
    {"a\r\nb", " \"a\\r\\nb\""},    {"a\0b"sv, " \"a\\u0000b\""},
    {"a\x04z", " \"a\\u0004z\""},   {"a\x1B[0m", " \"a\\u001b[0m\""},
    {"a\x7Fz", " \"a\\u007fz\""},   {"a\u0085b", " \"a\\u0085b\""},
    {"a\u2028b", " \"a\\u2028b\""}, {"a\u2029b", " \"a\\u2029b\""},
    {"\uFEFFa", " \"\\ufeffa\""},   {"a\uFFFEb\uFFFF", " \"a\\ufffeb\\uffff\""},
};
INSTANTIATE_TEST_SUITE_P(Escaped, YamlScalar, testing::ValuesIn(kEscaped));

// Paragraphs stand as they are, unless a literal cannot hold them to the letter.
constexpr Scalar kParagraphs[] = {
    {"a\n\nb", " |-\n  a\n\n  b"},
    {"11.10\nno: #\n--- \n'\"", " |-\n  11.10\n  no: #\n  --- \n  '\""},
    {"a\n  b \nc", " |-\n  a\n    b \n  c"},
    {"  a\nb", " |2-\n    a\n  b"},
    {"é\n\n\n\n’", " |-\n  é\n\n\n\n  ’"},
    {"\na", " \"\\na\""},
    {"a\n", " \"a\\n\""},
    {"\n", " \"\\n\""},
    {"a\n \nb", " \"a\\n \\nb\""},
    {"a\n ", " \"a\\n \""},
    {"a\n\tb", " \"a\\n\\tb\""},
    {"a\n\x01", " \"a\\n\\u0001\""},
    {"a\n\u2028", " \"a\\n\\u2028\""},
};
INSTANTIATE_TEST_SUITE_P(Paragraphs, YamlScalar, testing::ValuesIn(kParagraphs));

// Malformed UTF-8 takes the form of what is left of it.
constexpr Scalar kMalformed[] = {
    {"caf\xE9", " caf\uFFFD", "caf\uFFFD"},
    {"a\xE2\x80", " a\uFFFD\uFFFD", "a\uFFFD\uFFFD"},
    {"\xED\xA0\x80", " \uFFFD\uFFFD\uFFFD", "\uFFFD\uFFFD\uFFFD"},
    {"a\n\xFF", " |-\n  a\n  \uFFFD", "a\n\uFFFD"},
    {"a\t\xFF", " \"a\\t\uFFFD\"", "a\t\uFFFD"},
};
INSTANTIATE_TEST_SUITE_P(Malformed, YamlScalar, testing::ValuesIn(kMalformed));

TEST(YamlEmitter, LaysOutMapsAndLists) {
  std::string out;
  YamlEmitter emit(out);
  emit.begin_map();
  emit.key("empty_list");
  emit.begin_list(ListStyle::Block);
  emit.end_list();
  emit.key("empty_flow");
  emit.begin_list(ListStyle::Flow);
  emit.end_list();
  emit.key("empty_map");
  emit.begin_map();
  emit.end_map();
  emit.key("inner");
  emit.begin_map();
  emit.key("n");
  emit.number(18446744073709551615U);
  emit.key("list");
  emit.begin_list(ListStyle::Block);
  emit.string("plain");
  emit.string("two\nlines");
  emit.string(" two\nlines");
  emit.null();
  emit.number(7);
  emit.begin_map();
  emit.end_map();
  emit.begin_map();
  emit.key("a");
  emit.string("one\ntwo");
  emit.key("b");
  emit.begin_list(ListStyle::Flow);
  emit.string("x");
  emit.number(0);
  emit.null();
  emit.begin_map();
  emit.key("node");
  emit.string("art_1");
  emit.key("page");
  emit.number(1);
  emit.end_map();
  emit.end_list();
  emit.end_map();
  emit.begin_list(ListStyle::Block);
  emit.string("a");
  emit.string("b\nc");
  emit.end_list();
  emit.end_list();
  emit.end_map();
  emit.end_map();
  EXPECT_EQ(out, R"(empty_list: []
empty_flow: []
empty_map: {}
inner:
  n: 18446744073709551615
  list:
  - plain
  - |-
    two
    lines
  - |2-
     two
    lines
  - null
  - 7
  - {}
  - a: |-
      one
      two
    b: ["x", 0, null, {node: "art_1", page: 1}]
  - ["a", "b\nc"]
)");
  EXPECT_EQ(YAML::Load(out)["inner"]["list"][2].Scalar(), " two\nlines");
  EXPECT_EQ(YAML::Load(out)["inner"]["list"][6]["a"].Scalar(), "one\ntwo");
}

TEST(YamlEmitter, WritesAListAtTheRoot) {
  std::string out;
  YamlEmitter emit(out);
  emit.begin_list(ListStyle::Block);
  emit.begin_map();
  emit.key("a");
  emit.number(1);
  emit.key("b");
  emit.string("two\nlines");
  emit.end_map();
  emit.string("last");
  emit.end_list();
  EXPECT_EQ(out, "- a: 1\n  b: |-\n    two\n    lines\n- last\n");
}

}  // namespace
}  // namespace remit
