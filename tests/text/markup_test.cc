#include "remit/text/markup.h"

#include <gtest/gtest.h>

namespace remit {
namespace {

TEST(Markup, NamesWhatWouldBeRead) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", ""},
      {"plain words", "plain words"},
      {"a < b > c & \"d\" 'e'", "a &lt; b &gt; c &amp; &quot;d&quot; 'e'"},
      {"&lt;", "&amp;lt;"},
      {"Cyngor Sir Ynys Môn – £5", "Cyngor Sir Ynys Môn – £5"},
      {"tab\tand\nline", "tab\tand\nline"},
      {std::string_view("nul\0bell\x07", 9), "nul\uFFFDbell\uFFFD"},
      {"not UTF-8 \xE9.", "not UTF-8 \uFFFD."},
      {"\xEF\xBF\xBE", "\uFFFD"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(markup(text), expected);
}

}  // namespace
}  // namespace remit
