// What readers of texts without markup make of numbers, quotations and wrapped lines: each text was written
// for its test, and the sections are those that a reader of it sees.
#include "ingest/outline/outline.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

std::vector<std::string> Paths(const Document& document) {
  std::vector<std::string> paths;
  for (const Section& section : document.sections) {
    if (!section.path.empty()) paths.push_back(section.path);
  }
  return paths;
}
using Lines = std::vector<std::string>;

size_t Quotes(const Document& document) {
  return static_cast<size_t>(std::ranges::count(document.blocks, BlockKind::kQuote, &Block::kind));
}

// "(i)" behind "(h)" may be the first roman number below it: the next line tells.
TEST(OutlineTest, RomanNumbersBelowAnH) {
  const Document document =
      ReadOrDie("plain_text",
                "Quay Act\n\nArticle 1\nMatters\n\n1. The Board shall publish:\n\n(g) the table;\n\n"
                "(h) the list, which shows\n\n(i) the colour;\n\n(ii) the height;\n\n"
                "(i) the ropes;\n\n(j) the bells.\n\n2. The Board shall keep it.\n");
  EXPECT_EQ(Paths(document), (Lines{"art.1", "art.1.1", "art.1.1.g", "art.1.1.h", "art.1.1.h.i",
                                    "art.1.1.h.ii", "art.1.1.i", "art.1.1.j", "art.1.2"}));
  EXPECT_EQ(BlocksOf(document, "art.1.1.h.i"), "the colour;");
  EXPECT_EQ(BlocksOf(document, "art.1.1.i"), "the ropes;");
  EXPECT_TRUE(document.repairs.empty());
}

TEST(OutlineTest, OpeningWordsMayEndInTheirModal) {
  const Document document =
      ReadOrDie("plain_text", "Log\n\n1. Keepers shall\n\na) light the lamps;\n\nb) shut the gates.\n");
  size_t items = 0;
  for (const Block& block : document.blocks) items += block.lead >= 0 ? 1 : 0;
  EXPECT_EQ(items, 2u);
}

TEST(OutlineTest, RomanCapitalsBelowAnHWithPartsOfTheirOwn) {
  const Document document = ReadOrDie(
      "plain_text",
      "Quay Act\n\nArticle 1\nMatters\n\n(G) tables;\n\n(H) lists, which show\n\n(I) colours:\n\n(1) red;\n\n"
      "(2) green;\n\n(II) heights;\n\n(I) ropes.\n");
  EXPECT_EQ(Paths(document), (Lines{"art.1", "art.1.g", "art.1.h", "art.1.h.i", "art.1.h.i.1", "art.1.h.i.2",
                                    "art.1.h.ii", "art.1.i"}));
}

TEST(OutlineTest, AListThatGoesOnBehindOpeningWordsStaysWhereItBegan) {
  const Document document =
      ReadOrDie("plain_text",
                "Start of the Log\n\n1. Keep the log:\n\na. by day;\n\nb. by night.\n\nIn storms also:\n\n"
                "c. by the hour;\n\nd. aloud.\n\n2. Stop.\n");
  EXPECT_EQ(Paths(document), (Lines{"1", "1.a", "1.b", "1.c", "1.d", "2"}));
  EXPECT_EQ(BlocksOf(document, "1"), "Keep the log:\nIn storms also:");
}

TEST(OutlineTest, TextThatBritishActsPutInIsQuoted) {
  const Document document =
      ReadOrDie("plain_text",
                "Section 1\nAmendment of the Quay Act\n\n(1) The Quay Act is amended as follows.\n\n"
                "(2) After section 6 insert\u2014\n\n\u201C6A Spare ropes\n\n(1) An owner shall keep two "
                "\u201Cspare\u201D ropes.\n\n"
                "(2) An owner must report a rope.\u201D\n\n(3) In section 7, after \u201Crope\u201D insert "
                "\u201Cand chain\u201D.\n\n"
                "Section 2\nDuty\n\nThe Board shall publish this Act.\n");
  EXPECT_EQ(Quotes(document), 3U);
  EXPECT_EQ(Paths(document), (Lines{"sec.1", "sec.1.1", "sec.1.2", "sec.1.3", "sec.2"}));
  EXPECT_EQ(BlocksOf(document, "sec.2"), "The Board shall publish this Act.");
}

TEST(OutlineTest, AQuotationThatBeginsInTheSentence) {
  const Document document = ReadOrDie(
      "plain_text",
      "Section 1\nAmendment\n\n(1) After section 6(6A), insert \"and\n\n(6AA) The master shall ring.\n\n"
      "(6AB) The master must not sing.\".\n\n(2) The Board shall tell the masters.\n");
  EXPECT_EQ(Quotes(document), 2U);
  EXPECT_EQ(BlocksOf(document, "sec.1.2"), "The Board shall tell the masters.");
}

TEST(OutlineTest, ArticlesInsideAQuotationAreNotTheActsOwn) {
  const Document document = ReadOrDie("plain_text",
                                      "Article 1\nAmendments\n\nThe following Articles are "
                                      "inserted:\n\n\u201CArticle 5a\n\nAn owner shall keep a log.\n\n"
                                      "Article 5b\n\nAn owner shall show it.\u201D\n\nArticle 2\nEntry into "
                                      "force\n\nThe Board shall publish it.\n");
  EXPECT_EQ(Quotes(document), 4U);
  EXPECT_EQ(Paths(document), (Lines{"art.1", "art.2"}));
}

// A mark that was forgotten does not swallow the act.
TEST(OutlineTest, AQuotationWithoutAnEndEndsWithTheNextNumber) {
  const Document document = ReadOrDie("plain_text",
                                      "Section 1\nAmendment\n\n(1) After section 4 insert\u2014\n\n\u201C4A "
                                      "Ropes\n\nAn owner shall keep a rope.\n\n"
                                      "(2) The Board shall meet.\n\n(3) The Board shall vote.\n");
  EXPECT_EQ(Quotes(document), 2U);
  EXPECT_EQ(BlocksOf(document, "sec.1.2"), "The Board shall meet.");
}

TEST(OutlineTest, GermanAmendmentsAreQuoted) {
  const Document document = ReadOrDie(
      "plain_text",
      "Artikel 1\n\u00C4nderung des Kaigesetzes\n\nNach \u00A7 3 wird folgender \u00A7 3a eingef\u00FCgt:\n\n"
      "\u201E\u00A7 3a Seile\n\nDer Halter muss ein Seil vorhalten.\u201C\n\nArtikel 2\nInkrafttreten\n\nDas "
      "Gesetz tritt in Kraft.\n");
  EXPECT_EQ(Quotes(document), 2U);
  EXPECT_EQ(Paths(document), (Lines{"art.1", "art.2"}));
}

// Lines that a program wrapped at 72 letters: a number that a reference needs begins no unit.
TEST(OutlineTest, WrappedReferencesGoOn) {
  const Document document =
      ReadOrDie("plain_text",
                "Quay Act\n\nArticle 1\nDuties\n\n"
                "1. An operator shall tell the Board of each event listed in points (a),\n"
                "(b) and (c) of the annex and shall keep the proof of it for three years.\n\n"
                "2. An operator must not charge for copies that are due under Article\n"
                "4. The Board may set the form of the copies and of the lists of them all.\n\n"
                "3. The master shall ring when one of the signs of subsections (2) or\n"
                "(3) is seen at night and shall go on until the harbour has answered it.\n\n"
                "4. The signs are, for the purpose of this Article and of all the others,\n"
                "(a) a red lamp, and\n(b) a green lamp.\n");
  EXPECT_EQ(Paths(document),
            (Lines{"art.1", "art.1.1", "art.1.2", "art.1.3", "art.1.4", "art.1.4.a", "art.1.4.b"}));
  EXPECT_EQ(BlocksOf(document, "art.1.2"),
            "An operator must not charge for copies that are due under Article 4. The Board may set the form "
            "of the "
            "copies and of the lists of them all.");
}

TEST(OutlineTest, LinesEndAtUnicodesSeparators) {
  const Document document = ReadOrDie("plain_text",
                                      "Article 1\u2028Scope\u2029This Act is about ropes.\u2029Article "
                                      "2\u2028Duty\u2029Owners shall keep ropes.\n");
  EXPECT_EQ(Paths(document), (Lines{"art.1", "art.2"}));
  EXPECT_EQ(BlocksOf(document, "art.2"), "Owners shall keep ropes.");
}

TEST(OutlineTest, AnActInFinnishHasItsArticles) {
  const Document document = ReadOrDie(
      "plain_text",
      "I LUKU\nYleiset s\u00E4\u00E4nn\u00F6kset\n\n1 artikla\nKohde\n\n1. T\u00E4m\u00E4 asetus koskee "
      "k\u00F6ysi\u00E4.\n\n"
      "2 artikla\nVelvollisuus\n\n1. Omistajan on pidett\u00E4v\u00E4 kirjaa.\n\nLIITE I\nK\u00F6ydet\n");
  EXPECT_EQ(Paths(document), (Lines{"chap.i", "art.1", "art.1.1", "art.2", "art.2.1", "annex.i"}));
}

// French, Italian and Spanish acts put "bis", "ter" behind the number, with a blank.
TEST(OutlineTest, LatinAdditionsAreNumbersOfTheirOwn) {
  const Document document =
      ReadOrDie("plain_text",
                "Loi sur les cordes\n\nArticle 3\nDevoirs\n\n1. Le patron indique:\n\na) son nom;\n\n"
                "a bis) son ancien nom;\n\nb) son port.\n\n1 bis. Le patron garde la feuille.\n\n"
                "1 ter. Le patron montre la feuille.\n\n2. Le patron publie la feuille.\n");
  EXPECT_EQ(Paths(document), (Lines{"art.3", "art.3.1", "art.3.1.a", "art.3.1.a-bis", "art.3.1.b",
                                    "art.3.1-bis", "art.3.1-ter", "art.3.2"}));
}

TEST(OutlineTest, RomanNumbersHaveAdditionsToo) {
  const Document document = ReadOrDie("plain_text",
                                      "Article 2\nLists\n\n1. The Board shall publish:\n\n(i) the lamps;\n\n"
                                      "(ii) the ropes;\n\n(iia) the chains;\n\n(iii) the bells.\n");
  EXPECT_EQ(Paths(document),
            (Lines{"art.2", "art.2.1", "art.2.1.i", "art.2.1.ii", "art.2.1.iia", "art.2.1.iii"}));
}

TEST(OutlineTest, AListGoesOnWithAnotherSign) {
  const Document document = ReadOrDie(
      "markdown",
      "# Quay\n\n7. Owners shall log.\n8. Owners shall report.\n\n9) Owners shall pay.\n10) They go.\n");
  EXPECT_EQ(Paths(document), (Lines{"7", "8", "9", "10"}));
}

// "points a) et" and "b) du", "section 4(b)(2)" and "(A) of": the rest of a reference.
TEST(OutlineTest, ReferencesWithOneBracketGoOn) {
  const Document french = ReadOrDie(
      "plain_text",
      "Article 1\nDevoirs\n\n1. Le patron ne demande rien pour les copies qui sont nommées aux points a) et\n"
      "b) du paragraphe 3. Le Conseil peut en fixer la forme.\n\n2. Le patron paie.\n");
  EXPECT_EQ(Paths(french), (Lines{"art.1", "art.1.1", "art.1.2"}));
  const Document american =
      ReadOrDie("plain_text",
                "Section 1. Duties.\n\n(1) An owner shall tell the Board of all events, as described in "
                "section 4(b)(2)\n"
                "(A) of the Quay Code, and shall show the proof of them.\n\n(2) An owner shall pay.\n");
  EXPECT_EQ(Paths(american), (Lines{"sec.1", "sec.1.1", "sec.1.2"}));
}

// Whatever verb announces it: a number in quotation marks behind opening words is another text's.
TEST(OutlineTest, ANumberInQuotationMarksIsQuoted) {
  const Document german = ReadOrDie("plain_text",
                                    "Artikel 1\nÄnderung\n\n1. § 9 Absatz 2 wird wie folgt gefasst:\n\n"
                                    "„(2) Der Halter muss das Seil zeigen.“\n\n2. § 10 entfällt.\n");
  EXPECT_EQ(Quotes(german), 1U);
  EXPECT_EQ(Paths(german), (Lines{"art.1", "art.1.1", "art.1.2"}));
  const Document swedish = ReadOrDie("plain_text",
                                     "Artikel 1\nÄndring\n\n1. Artikel 4 ska ha denna lydelse:\n\n”4. Ägaren "
                                     "ska visa repet.”\n\n2. Slut på det.\n");
  EXPECT_EQ(Paths(swedish), (Lines{"art.1", "art.1.1", "art.1.2"}));
}

// Lines of a text that was printed: divided words, compounds, designators.
TEST(OutlineTest, WordsGoOnBehindLineEnds) {
  const Document document = ReadOrDie(
      "plain_text",
      "Rope Policy\n\n1. Duties\n\nOwners shall name the factors on which they base the price-\n"
      "determining part of each offer, and shall follow NIST SP 800-\n53 and Regulation (EU) 2024/\n"
      "1689 and EN 301\n549 and the rules on the govern-\nance of ropes. They look at ISO/IEC 42001:\n"
      "2023 and keep pre- and post-\nsale records of determining parts and of governance.\n");
  EXPECT_EQ(BlocksOf(document, "1"),
            "Owners shall name the factors on which they base the price-determining part of each offer, and "
            "shall follow NIST SP 800-53 and Regulation (EU) 2024/1689 and EN 301 549 and the rules on the "
            "governance of ropes. They look at ISO/IEC 42001:2023 and keep pre- and post-sale records of "
            "determining parts and of governance.");
}

// A short line that ends in "of the" ends no paragraph.
TEST(OutlineTest, NoParagraphEndsWithAnArticle) {
  const Document document =
      ReadOrDie("plain_text",
                "Rope Act\n\nSection 1. Ropes.\n\nThe Secretary of Commerce shall keep a log of each rope in "
                "a harbour of the\n"
                "United States and shall publish it.\n\nSection 2. Chains.\n\nNobody sells chains.\n");
  EXPECT_EQ(
      BlocksOf(document, "sec.1"),
      "The Secretary of Commerce shall keep a log of each rope in a harbour of the United States and shall "
      "publish it.");
}

TEST(OutlineTest, QuestionsAndAnswersAreNoLetters) {
  const Document document =
      ReadOrDie("plain_text",
                "1. Lamps\n\nQ. What is a lamp?\n\nA. A lamp is a light that burns all the night.\n\n"
                "Q. What is oil?\n\nA. Oil is what burns in it, for the most part of the year.\n");
  EXPECT_EQ(Paths(document), (Lines{"1"}));
}

// Marks of other countries: straight single ones, and those that open with the mark that closes in English or
// French.
TEST(OutlineTest, QuotationMarksOfManyCountries) {
  for (const auto& [open, close] : std::vector<std::pair<std::string, std::string>>{{"'", "'"},
                                                                                    {"\u201D", "\u201D"},
                                                                                    {"\u00BB", "\u00AB"},
                                                                                    {"\u201A", "\u2018"},
                                                                                    {"\u201E", "\u201D"}}) {
    const Document document = ReadOrDie(
        "plain_text", "Bell Act\n\nArticle 1\nChanges\n\n(1) Article 2 is replaced by the following:\n\n" +
                          open + "Article 2\n\n1. The keeper shall ring.\n\n2. The keeper shall rest." +
                          close + ";\n\n(2) The clerk shall write it down.\n\nArticle 2\nEnd\n\nIt ends.\n");
    EXPECT_EQ(Paths(document), (Lines{"art.1", "art.1.1", "art.1.2", "art.2"})) << open;
    EXPECT_EQ(Quotes(document), 3U) << open;
  }
}

}  // namespace
}  // namespace concord::testing
