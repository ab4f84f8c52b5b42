#include "remit/analysis/document_info.h"

#include <gtest/gtest.h>

#include "remit/job/extract_job.h"
#include "support/pdf_builder.h"
#include "support/shipped_grammar.h"

namespace remit {
namespace {

struct Said {
  const char* name;
  const char* text;
  const char* council;
  const char* title;
  const char* language;
};

class DocumentSays : public ::testing::TestWithParam<Said> {};

TEST_P(DocumentSays, WhoseItIsAndItsNameAndLanguage) {
  const auto extraction = extract({.file = "case", .format = InputFormat::Text}, GetParam().text,
                                  test::shipped_grammar());
  ASSERT_TRUE(extraction) << extraction.error().message;
  const DocumentInfo& document = extraction->record.document;
  EXPECT_EQ(document.council, GetParam().council);
  EXPECT_EQ(document.title, GetParam().title);
  EXPECT_EQ(document.language, GetParam().language);
}

const Said kSaid[] = {
    {"TitlePage",
     "OAKBY TOWN COUNCIL\n\nStanding Orders\n\n1. The Clerk shall keep the minutes of the "
     "Council.\n\n"
     "2. Oakby Town Council shall meet in May.\n",
     "Oakby Town Council", "Standing Orders", "en"},
    {"SentenceThatBeginsWithTheName",
     "Article 1 - Purpose\n\n1.1 The Vale of Morrow Borough Council has agreed how it is run.\n",
     "Vale of Morrow Borough Council", "Article 1 - Purpose", "en"},
    {"AnotherCouncilIsMentioned",
     "Article 1 - Purpose\n\n1.1 Paths are kept under an agreement with Fenshire County Council.\n",
     "", "Article 1 - Purpose", "en"},
    {"CouncilsInGeneral",
     "Article 1 - Purpose\n\n1.1 Any Parish Council may ask the Full Council to meet.\n", "",
     "Article 1 - Purpose", "en"},
    {"LondonBorough",
     "London Borough of Marlowe\n\nConstitution\n\n1. The Mayor shall preside.\n\n2. The Clerk "
     "shall write.\n",
     "London Borough of Marlowe", "Constitution", "en"},
    {"Welsh",
     "CYNGOR CYMUNED LLANWEN A MAESGLAS\n\nRheolau Sefydlog\n\n1. Bydd y Clerc yn cadw cofnodion "
     "yr "
     "holl gyfarfodydd ac mae hyn yn bwysig.\n\n2. Bydd yr aelodau wedi eu hethol gan yr ardal.\n",
     "CYNGOR CYMUNED LLANWEN A MAESGLAS", "Rheolau Sefydlog", "cy"},
    {"BothNames",
     "CYNGOR CYMUNED LLANWEN\n\nLLANWEN COMMUNITY COUNCIL\n\nStanding Orders\n\n1. The Clerk shall "
     "keep the minutes of all meetings and they are to be signed by the Chair for the Council.\n",
     "LLANWEN COMMUNITY COUNCIL", "Standing Orders", "en"},
};

INSTANTIATE_TEST_SUITE_P(Texts, DocumentSays, ::testing::ValuesIn(kSaid),
                         [](const auto& instance) { return std::string(instance.param.name); });

/// "Layout 1" and the like are left over: a declared title that is not on the page is not believed.
TEST(DocumentInfo, TheLargestLineOfTheFirstPageIsTheTitle) {
  testing::PdfBuilder pdf;
  pdf.content =
      "BT /F1 12 Tf 20 260 Td (Oakby Town Council) Tj /F1 24 Tf 0 -40 Td (Canal Rules) Tj /F1 10 "
      "Tf "
      "0 -60 Td (The lock is shut at night and opened at) Tj 0 -12 Td (dawn, when the keeper "
      "comes.) "
      "Tj ET";
  const auto extraction = extract({.file = "case.pdf"}, pdf.bytes(), test::shipped_grammar());
  ASSERT_TRUE(extraction) << extraction.error().message;
  const Extraction& read = *extraction;
  EXPECT_EQ(read.record.document.title, "Canal Rules");
  EXPECT_EQ(read.record.document.council, "Oakby Town Council");
  const auto titled = [&](std::string title) {
    return describe(read.layout, read.record.structure, test::shipped_grammar(),
                    {.title = std::move(title), .author = "", .language = ""})
        .title;
  };
  EXPECT_EQ(titled("Layout 1"), "Canal Rules");
  EXPECT_EQ(titled("Canal rules, Oakby"), "Canal rules, Oakby");
}

TEST(DocumentInfo, TheDeclaredLanguageDecidesWhereWordsAreFew) {
  const auto extraction = extract({.file = "case", .format = InputFormat::Text}, "Llanwen 2024\n",
                                  test::shipped_grammar());
  ASSERT_TRUE(extraction);
  const auto language = [&](std::string declared) {
    return describe(extraction->layout, extraction->record.structure, test::shipped_grammar(),
                    {.title = "", .author = "", .language = std::move(declared)})
        .language;
  };
  EXPECT_EQ(language("cy-GB"), "cy");
  EXPECT_EQ(language("fr"), "en");
  EXPECT_EQ(language(""), "en");
}

}  // namespace
}  // namespace remit
