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

}  // namespace
}  // namespace concord::testing
