#include <gtest/gtest.h>

#include <chrono>

#include "base/file.h"
#include "tests/environment.h"
#include "tests/ingest/reading.h"
#include "tests/processor_time.h"

namespace concord {
Result<Document> ReadPlainText(const Source& source);

namespace {

using testing::BlockLines;
using testing::FindPath;
using testing::ReadBytes;
using Lines = std::vector<std::string>;

Document Read(std::string_view bytes) {
  auto document = ReadBytes(ReadPlainText, bytes);
  EXPECT_TRUE(document) << document.error().ToString();
  if (!document) return {};
  testing::ExpectPromises(*document, bytes);
  return *std::move(document);
}

// XML that no reader of XML knows was stored with its tags, without a word.
TEST(PlainTextReader, UnknownXmlIsNoted) {
  const Document xml = Read("<?xml version=\"1.0\"?>\n<register><rule>Keep a log.</rule></register>\n");
  ASSERT_EQ(xml.repairs.size(), 1U);
  EXPECT_NE(xml.repairs[0].message.find("root element 'register'"), std::string::npos);
  EXPECT_TRUE(Read("Ropes < 3 metres and > 2 metres are kept dry.\n").repairs.empty());
  EXPECT_TRUE(Read("<3 metres: keep it dry.\n").repairs.empty());
}

TEST(PlainTextReader, AnActWithItsNumbers) {
  const Document document = Read(
      "SEC. 7. DUTIES OF DEPLOYERS.\n"
      "(a) In General.\u2014A deployer shall\u2014\n"
      "(1) keep a log; and\n"
      "(2) tell the Office\u2014\n"
      "(A) what failed; and\n"
      "(B) when.\n"
      "(b) Report.\u2014The Office shall report each year.\n"
      "SEC. 8. DEFINITIONS.\n"
      "In this Act a log is a list.\n");
  EXPECT_EQ(BlockLines(document),
            (Lines{"sec.7: DUTIES OF DEPLOYERS.", "sec.7.a: In General.\u2014",
                   "sec.7.a: A deployer shall\u2014", "sec.7.a.1: keep a log; and",
                   "sec.7.a.2: tell the Office\u2014", "sec.7.a.2.a: what failed; and", "sec.7.a.2.b: when.",
                   "sec.7.b: Report.\u2014", "sec.7.b: The Office shall report each year.",
                   "sec.8: DEFINITIONS.", "sec.8: In this Act a log is a list."}));
  EXPECT_EQ(document.blocks[3].lead, 2);
  EXPECT_EQ(document.blocks[4].lead, 2);
  EXPECT_EQ(document.blocks[5].lead, 4);
  EXPECT_EQ(document.blocks[8].lead, -1);
  EXPECT_EQ(FindPath(document, "sec.7.a.2")->number, "(2)");
  EXPECT_EQ(FindPath(document, "sec.7")->kind, SectionKind::kArticle);
  EXPECT_EQ(FindPath(document, "sec.8")->kind, SectionKind::kDefinition);
  EXPECT_EQ(document.TextOf(FindPath(document, "sec.7")->heading), "DUTIES OF DEPLOYERS.");
}

TEST(PlainTextReader, ReasonsAreRecitalsAndOperativeWordsAreNot) {
  const Document document = Read(
      "The Assembly of Lakes,\n"
      "Recalling its resolution on rivers,\n"
      "Noting with concern the state of the wells,\n"
      "1. Calls upon members to measure their wells;\n"
      "2. Decides to meet again.\n");
  const Section* preamble = FindPath(document, "preamble");
  ASSERT_NE(preamble, nullptr);
  EXPECT_EQ(preamble->kind, SectionKind::kPreamble);
  EXPECT_EQ(BlockLines(document),
            (Lines{": The Assembly of Lakes,", "preamble: Recalling its resolution on rivers,",
                   "preamble: Noting with concern the state of the wells,",
                   "1: Calls upon members to measure their wells;", "2: Decides to meet again."}));
}

TEST(PlainTextReader, NumberedRecitalsEndWithTheEnactingWords) {
  const Document document = Read(
      "Having regard to the Charter of Wells,\n"
      "Whereas:\n"
      "(1) Wells should be clean.\n"
      "(2) Rivers should be clean.\n"
      "HAS ADOPTED THIS DECISION:\n"
      "Article 1\n"
      "Subject matter\n"
      "1. Members shall clean wells.\n");
  EXPECT_EQ(BlockLines(document),
            (Lines{"preamble: Having regard to the Charter of Wells,",
                   "preamble: Whereas:", "rec.1: Wells should be clean.", "rec.2: Rivers should be clean.",
                   "preamble: HAS ADOPTED THIS DECISION:", "art.1: Article 1", "art.1: Subject matter",
                   "art.1.1: Members shall clean wells."}));
  EXPECT_EQ(FindPath(document, "rec.2")->kind, SectionKind::kRecital);
  EXPECT_EQ(document.TextOf(FindPath(document, "art.1")->heading), "Subject matter");
}

TEST(PlainTextReader, RecitalsWithoutTheirWhereas) {
  const Document document = Read(
      "Having regard to the Charter of Wells,\n"
      "(1) Wells should be clean.\n"
      "(2) Rivers should be clean.\n"
      "HAS DECIDED AS FOLLOWS:\n"
      "Article 1\n"
      "1. Members shall clean wells.\n");
  EXPECT_EQ(FindPath(document, "rec.2")->kind, SectionKind::kRecital);
  EXPECT_EQ(document.TextOf(FindPath(document, "art.1.1")->span), "1. Members shall clean wells.");
}

TEST(PlainTextReader, APreambleWithAHeadingEndsWithTheFirstUnit) {
  const Document document = Read(
      "Convention on wells\n"
      "Preamble\n"
      "The members and the other signatories hereto,\n"
      "Considering that wells are old;\n"
      "Have agreed as follows:\n"
      "Chapter I \u2013 General\n"
      "Article 1 \u2013 Object\n"
      "1 Members shall clean wells.\n");
  EXPECT_EQ(FindPath(document, "preamble")->kind, SectionKind::kPreamble);
  EXPECT_EQ(document.TextOf(FindPath(document, "preamble")->span),
            "Preamble\nThe members and the other signatories hereto,\nConsidering that wells are old;\nHave "
            "agreed as follows:");
  EXPECT_EQ(FindPath(document, "chap.i")->parent, 0);
  EXPECT_EQ(FindPath(document, "art.1")->kind, SectionKind::kArticle);
}

TEST(PlainTextReader, TextOfAnotherActIsQuoted) {
  const Document document = Read(
      "SECTION 1. Section 9 of the Wells Act is amended by adding at the end the following:\n"
      "\u201C(d) Logs.\u2014An owner shall keep a log.\n"
      "\u201C(e) Fines.\u2014An owner shall pay.\u201D.\n"
      "SEC. 2. An owner shall tell the Office.\n");
  ASSERT_EQ(document.blocks.size(), 4U);
  EXPECT_EQ(document.blocks[0].kind, BlockKind::kParagraph);
  EXPECT_EQ(document.blocks[1].kind, BlockKind::kQuote);
  EXPECT_EQ(document.blocks[2].kind, BlockKind::kQuote);
  EXPECT_EQ(document.blocks[3].kind, BlockKind::kParagraph);
}

TEST(PlainTextReader, WrappedLinesAreOneParagraph) {
  const std::string bytes =
      "A memorandum on wells\n\n"
      "This memorandum tells every agency that owns a well how it is to\n"
      "keep the well, which records it makes, and whom it tells when the\n"
      "water is not clean. It replaces all that was said before.\n\n"
      "   - An agency must keep a log of each well and of each repair of\n"
      "     the well.\n"
      "   - An agency must tell the Office.\n\n"
      "Nothing in this memorandum stops an agency from doing more than\n"
      "it must.\n";
  const Document document = Read(bytes);
  EXPECT_EQ(document.metadata.title, "A memorandum on wells");
  ASSERT_EQ(document.blocks.size(), 5U);
  EXPECT_EQ(document.TextOf(document.blocks[2].span),
            "An agency must keep a log of each well and of each repair of the well.");
  EXPECT_EQ(document.blocks[2].kind, BlockKind::kListItem);
  EXPECT_EQ(document.blocks[4].kind, BlockKind::kParagraph);
  testing::ExpectSameLetters(document, bytes);
}

// Whoever copied it lost some line ends: a few lines are wider than those that the printer wrapped.
TEST(PlainTextReader, AWrappedTextMayHaveSomeWiderLines) {
  const Document document = Read(
      "AN ACT to amend the harbor law, in relation to lamps and their keepers\n\n"
      " Section 1. The harbor law is amended by adding a new section to read as\n"
      " follows:\n"
      "   1. EVERY PERSON WHO OWNS A LAMP THAT IS LIT AT NIGHT IN A HARBOR OF THE\n"
      " STATE SHALL KEEP A LOG OF ITS HOURS AND SHALL SHOW IT TO THE KEEPER.2. NO LESS THAN ONCE A YEAR, ANY "
      "OWNER OF A LAMP SHALL SEND\n"
      " THE LOG TO THE DEPARTMENT OF HARBORS, WHICH PUBLISHES A SUMMARY OF ALL\n"
      " LOGS THAT IT HAS. THE DEPARTMENT MAY OPEN AN INVESTIGATION IF A PREPON-\n"
      " DERANCE OF THE EVIDENCE SHOWS THAT A LOG IS FALSE OR THAT IT WAS KEPT IN\n"
      " ANOTHER HARBOR, AND MAY ASK THE OWNER FOR ALL PAPERS ABOUT THE LAMP.3. A KEEPER OF LAMPS WHO FINDS A "
      "BROKEN GLASS SHALL TELL\n"
      " THE OWNER OF THE LAMP WITHIN ONE DAY, AND SHALL WRITE DOWN THE HOUR.\n");
  std::string text = document.text;
  std::ranges::replace(text, '\n', '|');
  EXPECT_NE(text.find("LIT AT NIGHT IN A HARBOR OF THE STATE SHALL KEEP"), std::string::npos) << text;
  EXPECT_NE(text.find("ANY OWNER OF A LAMP SHALL SEND THE LOG TO"), std::string::npos) << text;
  EXPECT_NE(text.find("IF A PREPONDERANCE OF THE EVIDENCE"), std::string::npos) << text;
}

// No line begins with a comma, and no heading follows "of".
TEST(PlainTextReader, AReferenceOnALineOfItsOwnIsNoHeading) {
  const Document document = Read(
      "Rules of the fen\n\nArticle 1\nOwners shall send what is named in section A, points 1 to 10, of\n"
      "Annex VIII\n, with the exception of points 6 and 8, and the logs named in\nArticle 7\n; they keep "
      "what is named in\nArticle 9\n(2), too.\nAnnex VIII\nWhat owners send.\n");
  EXPECT_NE(document.text.find("of Annex VIII, with the exception"), std::string::npos) << document.text;
  EXPECT_NE(document.text.find("in Article 7; they keep what is named in Article 9 (2), too."),
            std::string::npos)
      << document.text;
  const auto annexes = std::ranges::count_if(
      document.sections, [](const Section& section) { return section.path.starts_with("annex.viii"); });
  EXPECT_EQ(annexes, 1);
}

TEST(PlainTextReader, ARestartedListGetsASectionAndARepair) {
  const Document document = Read("Rules\n(a) Keep it.\n(b) Clean it.\n(a) Sell it.\n(b) Leave it.\n");
  const Section* list = FindPath(document, "rules.list");
  if (list == nullptr) list = FindPath(document, "list");
  ASSERT_NE(list, nullptr);
  EXPECT_EQ(list->kind, SectionKind::kSynthetic);
  EXPECT_EQ(document.repairs.size(), 1U);
  EXPECT_EQ(document.TextOf(list->span), "(a) Sell it.\n(b) Leave it.");
}

TEST(PlainTextReader, Windows1252MapsBack) {
  const std::string bytes =
      "L\x92"
      "article pr\xE9"
      "voit que l\x92"
      "agence doit agir.";
  const Document document = Read(bytes);
  EXPECT_EQ(document.text, "L\u2019article pr\u00E9voit que l\u2019agence doit agir.");
  const auto at = static_cast<uint32_t>(document.text.find("agence"));
  EXPECT_EQ(document.offsets.ToSource({at, at + 6}).start, bytes.find("agence"));
}

TEST(PlainTextReader, UnfitInputIsRefused) {
  EXPECT_EQ(ReadBytes(ReadPlainText, "").error().code, ErrorCode::kInvalid);
  EXPECT_EQ(ReadBytes(ReadPlainText, " \n\n ").error().code, ErrorCode::kInvalid);
  EXPECT_EQ(ReadBytes(ReadPlainText, std::string_view("text\nwith\0nul", 13)).error().line, 2U);
  EXPECT_EQ(ReadBytes(ReadPlainText, "PK\x03\x04....").error().code, ErrorCode::kUnsupported);
}

// Shapes that make careless scanners quadratic; each would take minutes then.
TEST(PlainTextReader, HostileShapesTakeLinearTime) {
  const auto repeat = [](std::string_view piece, size_t times) {
    std::string text;
    for (size_t i = 0; i < times; ++i) text += piece;
    return text;
  };
  for (const std::string& text :
       {repeat("a", 1'000'000), repeat("The provider shall act. ", 17'000), repeat("(a)", 100'000),
        repeat("(a) x\n", 30'000), repeat(" ", 1'000'000) + "x", repeat("\t", 1'000'000) + "x",
        repeat("S", 1'000'000), repeat("x\r", 200'000), "the following:\n" + repeat("\u201Cx\n", 30'000),
        "e" + repeat("\u0301", 100'000), repeat("x.    1. ", 30'000)}) {
    const auto spent = testing::ProcessorTime([&] {
      const auto document = ReadBytes(ReadPlainText, text);
      EXPECT_TRUE(document) << document.error().ToString();
    });
    EXPECT_LT(spent, std::chrono::seconds(20)) << text.substr(0, 20);
  }
}

// The words of a text, found without any of our code.
std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    const bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (word) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

TEST(PlainTextReader, TheCorpusIsReadAndKeepsItsWordsAndPlaces) {
  CONCORD_NEED_SHARED();
  const auto root = testing::SharedDir() / "corpus" / "txt";
  const auto files = ListFiles(root);
  ASSERT_TRUE(files);
  ASSERT_FALSE(files->empty());
  for (const auto& file : *files) {
    SCOPED_TRACE(file.string());
    const std::string bytes = testing::ReadFileOrDie(root / file);
    const auto document = ReadBytes(ReadPlainText, bytes);
    ASSERT_TRUE(document) << document.error().ToString();
    testing::ExpectPromises(*document, bytes);
    testing::ExpectSameLetters(*document, bytes);
    // A file of plain ASCII letters has the same words in the same order, but for those that line ends
    // divide; others are counted elsewhere.
    const bool ascii =
        std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) {
      std::string kept, all;
      for (const std::string& word : Words(document->text)) kept += word;
      for (const std::string& word : Words(bytes)) all += word;
      EXPECT_EQ(kept, all);
      EXPECT_LE(Words(bytes).size() - Words(document->text).size(), Words(bytes).size() / 50);
    }
  }
}

std::vector<std::string> Numbers(const Document& document) {
  std::vector<std::string> numbers;
  for (size_t i = 1; i < document.sections.size(); ++i) numbers.push_back(document.sections[i].path);
  return numbers;
}

TEST(PlainTextReader, ContentsOfAnActAreNoSections) {
  const Document document = Read(
      "SECTION 1. SHORT TITLE; TABLE OF CONTENTS.\n"
      "(a) Short Title.\u2014This Act may be cited as the Lamp Act.\n"
      "(b) Table of Contents.\u2014The table of contents for this Act is as follows:\n"
      "Sec. 1. Short title; table of contents.\n"
      "TITLE I\u2014LAMPS\n"
      "Sec. 101. Light; oil.\n"
      "TITLE II\u2014ROPES\n"
      "Sec. 201. Ropes.\n"
      "TITLE I\u2014LAMPS\n"
      "SEC. 101. LIGHT; OIL.\n"
      "The keeper shall light each lamp.\n"
      "TITLE II\u2014ROPES\n"
      "SEC. 201. ROPES.\n"
      "The keeper shall count the ropes.\n");
  EXPECT_EQ(Numbers(document),
            (Lines{"sec.1", "sec.1.a", "sec.1.b", "title.i", "sec.101", "title.ii", "sec.201"}));
}

// The line ends of the original are lost where the list ends.
TEST(PlainTextReader, ContentsThatTheBodyFollowsInTheSameLine) {
  const Document document = Read(
      "SEC. 2. TABLE OF CONTENTS.\n"
      "The table of contents for this Act is as follows:\n"
      "TITLE I\u2014LAMPS\n"
      "Sec. 101. Light; oil.\n"
      "Sec. 102. Ropes.TITLE I\u2014LAMPSSEC. 101. LIGHT; OIL.\n"
      "The keeper shall light each lamp.\n"
      "SEC. 102. ROPES.\n"
      "The keeper shall count the ropes.\n");
  EXPECT_EQ(Numbers(document), (Lines{"sec.2", "title.i", "sec.101", "sec.102"}));
}

TEST(PlainTextReader, ContentsWithPagesAndWithout) {
  const Document pages = Read(
      "Lamp Strategy\n\nTable of contents\n\n1. Scope ........ 2\n1.1 Oil ........ 2\n2. Ropes ........ 3\n\n"
      "1. Scope\n\nLamps in harbours are the subject.\n\n2. Ropes\n\nThe keeper shall count the ropes.\n");
  EXPECT_EQ(Numbers(pages), (Lines{"1", "2"}));
  const Document words = Read(
      "Lamp Strategy\n\nContents\n\nScope\nRopes of the harbour\nOil\n\nScope\n\nLamps in harbours are the "
      "subject.\n\n"
      "Ropes of the harbour\n\nThe keeper shall count the ropes.\n");
  EXPECT_EQ(Numbers(words), (Lines{"scope", "ropes-of-the-harbour"}));
}

TEST(PlainTextReader, AHeadingContentsWithoutAListIsAHeading) {
  const Document document = Read(
      "Lamp Act\n\nContents\n\n1. Scope\n\nThe lamps of harbours are what this text is about, and nothing "
      "else is.\n\n"
      "2. Ropes\n\nThe keeper shall count the ropes.\n");
  EXPECT_EQ(Numbers(document).size(), 3U);
}

// Also in a text whose lines are too short or few to tell where it was wrapped.
TEST(PlainTextReader, AShortLineThatEndsInAReferenceGoesOn) {
  const Document document = Read(
      "Quay Act\n\nArticle 1\nDuties\n\n1. The master shall keep the list named in point\n(ii) of Article 5, "
      "and the bell.\n\n"
      "2. The master must not sell what is named in Section\n4. The Board may set the price.\n");
  EXPECT_EQ(Numbers(document), (Lines{"art.1", "art.1.1", "art.1.2"}));
}

// The word for the part may follow a number, and what goes on need not look like the number of a unit.
TEST(PlainTextReader, ReferencesGoOnWithAnyNumber) {
  const Document document = Read(
      "Quay Act\n\nArticle 1\nDuties\n\n1. The master shall send what Article 5, paragraph\n2, asks for, and "
      "what paragraphs\n3 and 4 of it ask for.\n\n2. The master who is named in point\n(c) of Article 3 or "
      "in "
      "points (d) to\n(f) of it shall keep what Regulation (EU) No\n910/2014 names.\n");
  EXPECT_EQ(Numbers(document), (Lines{"art.1", "art.1.1", "art.1.2"}));
  EXPECT_NE(document.text.find("paragraph 2, asks"), std::string::npos);
  EXPECT_NE(document.text.find("No 910/2014"), std::string::npos);
}

}  // namespace
}  // namespace concord
