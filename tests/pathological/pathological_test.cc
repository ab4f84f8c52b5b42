#include <gtest/gtest.h>

#include "remit/format/record_writer.h"
#include "remit/job/extract_job.h"
#include "remit/revision/amend.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

/// Input that punishes what grows with the square of its size. Nothing is timed here: each must end
/// before ctest's patience does, with nothing lost.
Extraction read(const std::string& text, InputFormat format = InputFormat::Text) {
  auto extraction = extract({.file = "hard.txt", .format = format}, text, test::shipped_grammar());
  if (!extraction) {
    ADD_FAILURE() << extraction.error().message;
    return {};
  }
  EXPECT_EQ(extraction->record.accounting.unplaced(), 0u);
  EXPECT_FALSE(to_yaml(extraction->record).empty());
  return std::move(*extraction);
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  text.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

TEST(Pathological, ItemsNestedFiftyThousandDeep) {
  std::string text = "1. It begins here, and it goes on below for a long while:\n";
  const char* marks[] = {"(a)", "(i)", "(A)", "(1)", "a)", "i)"};
  for (int n = 0; n < 50000; ++n)
    text += std::string(static_cast<std::size_t>(n) % 60, ' ') + marks[n % 6] +
            " one that stands below the last:\n";
  EXPECT_GT(read(text).record.structure.nodes.size(), 40000u);
}

TEST(Pathological, ADecimalOfAThousandParts) {
  std::string text, number = "1";
  for (int n = 0; n < 1000; ++n) {
    text += number + " words\n\n";
    number += ".1";
  }
  read(text);
}

TEST(Pathological, ALineOfAMillionCharacters) {
  read(repeated("a", 1000000));
  read(repeated("word ", 200000));
  read(repeated("Capital. ", 110000));
}

TEST(Pathological, ALineOfDigitsAndDots) {
  read(repeated("1", 1000000));
  read(repeated("1.", 500000));
  read(repeated(".", 1000000));
  read(repeated(". ", 500000));
}

TEST(Pathological, EveryLineAHeading) {
  read(repeated("PART 1\n", 30000));
  read(repeated("Meetings of the Council\n\n", 30000));
  read(repeated("# Meetings\n", 30000), InputFormat::Markdown);
}

TEST(Pathological, EveryLineAContentsEntry) {
  read(repeated("Meetings of the Council ........ 12\n", 30000));
  std::string links;
  for (int n = 0; n < 20000; ++n)
    links += "[Meetings " + std::to_string(n) + "](#m" + std::to_string(n) + ")\n\n";
  read(links, InputFormat::Markdown);
}

TEST(Pathological, AHundredThousandBullets) { read(repeated("• one of them\n", 100000)); }

TEST(Pathological, TwentyThousandTimesTheLetterA) {
  read(repeated("(a) one of them\n", 20000));
  read(repeated("(a) ", 20000));
  read(repeated("(i) one of them\n", 20000));
}

TEST(Pathological, EachNumberTwice) {
  std::string text;
  for (int n = 1; n < 10000; ++n) {
    const std::string line = std::to_string(n % 999) + ". one of them\n\n";
    text += line + line;
  }
  read(text);
}

TEST(Pathological, FiftyThousandPages) { read(repeated("Page 1\nwords\f", 50000)); }

TEST(Pathological, HyphensAtEveryLineEnd) {
  read(repeated("the consti-\ntution is bro-\nken here and the-\n", 20000));
}

TEST(Pathological, MarksThatNeverClose) {
  for (const char* mark : {"*", "_", "**", "[", "![", "](", "<", "<p", "&", "&amp", "\\", "`", "|",
                           "#", "> ", "[a](", "*a _b "})
    read(repeated(mark, 200000 / std::string_view(mark).size()), InputFormat::Markdown);
}

TEST(Pathological, ATableOfManyColumns) {
  const std::string row = repeated("| a ", 3000) + "|\n";
  read(row + repeated("|---", 3000) + "|\n" + repeated(row, 20), InputFormat::Markdown);
  read(repeated("| a | b |\n", 30000), InputFormat::Markdown);
  read(repeated("a\tb\tc\n", 30000));
}

TEST(Pathological, AParagraphOfReferencesAndModals) {
  for (const char* words :
       {"paragraphs 1, 2, 3 and 4 to 9 and ", "(the \"X", "section 5 of the Act and ",
        "the Clerk shall ring, unless the Mayor may, if asked, rest, and ",
        "the Clerk shall ring. "})
    read("1. Rules\n\n1.1 " + repeated(words, 20000) + "end.\n");
}

TEST(Pathological, AParagraphOfOrders) {
  std::string orders = "1. ";
  for (int n = 0; n < 10000; ++n)
    orders += "Delete “word " + std::to_string(n) + "” from paragraph 4.2. ";
  EXPECT_EQ(read(orders).record.analysis.amendments.size(), 10000u);
  read("1. " + repeated("Insert paragraph 4.2 as follows: ", 10000));
  read(repeated("Insert paragraph 4.2 as follows:\n\n", 10000));
  read("1. " + repeated("delete “", 50000));
}

TEST(Pathological, TwentyThousandAmendments) {
  const auto refused_first = [](int last) {
    std::string text;
    std::vector<Amendment> amendments;
    for (int list = 1; list <= 20; ++list)
      for (int n = 1; n <= 999; ++n) {  // each in the way of the one before
        const std::string stem = std::to_string(list) + '.', num = stem + std::to_string(n);
        text += num + " As paragraph " + stem + std::to_string(n / 2 + 1) + " says.\n\n";
        if (n > last) continue;
        Amendment& amendment = amendments.emplace_back();
        amendment.action = AmendmentAction::Renumber;
        amendment.target = num;
        amendment.to = stem + std::to_string(n + 1);
      }
    const Record base = read(text).record;
    return amend(base, amendments, test::shipped_grammar()).effects.amendments[0].refused;
  };
  EXPECT_EQ(refused_first(999), "");
  EXPECT_EQ(refused_first(998), "there would be two with the number 1.2");  // 999 stays
}

TEST(Pathological, BytesThatAreNoText) {
  std::string bytes;
  unsigned state = 1;
  for (int n = 0; n < 300000; ++n)
    bytes += static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
  read(bytes);
  read(bytes, InputFormat::Markdown);
  read(std::string(100000, '\0'));
  read(repeated("\xFF", 100000));
}

}  // namespace
}  // namespace remit
