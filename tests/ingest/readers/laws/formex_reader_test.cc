#include <gtest/gtest.h>

#include <filesystem>
#include <pugixml.hpp>
#include <string>

#include "base/text.h"
#include "tests/environment.h"
#include "tests/ingest/law_reader_helpers.h"
#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

constexpr std::string_view kBib =
    "<BIB.INSTANCE><DOCUMENT.REF FILE=\"x\"><COLL>L</COLL><NO.OJ>77</NO.OJ><YEAR>2031</YEAR></DOCUMENT.REF>"
    "<DATE ISO=\"20310204\">20310204</DATE><LG.DOC>EN</LG.DOC><PAGE.FIRST>9</PAGE.FIRST><NO.DOC "
    "FORMAT=\"NY\">"
    "<NO.CURRENT>88</NO.CURRENT><YEAR>2031</YEAR><COM>EU</COM></NO.DOC></BIB.INSTANCE>";

std::string Act(std::string_view inside, std::string_view title = "COUNCIL REGULATION (EU) 2031/88") {
  return "<ACT xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
         "xsi:noNamespaceSchemaLocation=\"http://formex.publications.europa.eu/schema/formex-06.00.xd\">" +
         std::string(kBib) + "<TITLE><TI><P>" + std::string(title) + "</P><P>on lamps</P></TI></TITLE>" +
         std::string(inside) + "</ACT>";
}
Document Read(const std::string& xml) { return ReadOrDie("formex", xml, "act.fmx.xml"); }

TEST(FormexReader, PreambleRecitalsArticlesAndFinal) {
  const Document document = Read(Act(R"(<PREAMBLE><PREAMBLE.INIT>THE COUNCIL OF LAMPS,</PREAMBLE.INIT>
    <GR.VISA><VISA>Having regard to the Treaty<NOTE NOTE.ID="E1"><P>OJ Z 1, p. 2.</P></NOTE>,</VISA></GR.VISA>
    <GR.CONSID><GR.CONSID.INIT>Whereas:</GR.CONSID.INIT><CONSID><NP><NO.P>(1)</NO.P><TXT>It is dark.</TXT></NP></CONSID>
    </GR.CONSID><PREAMBLE.FINAL>HAS ADOPTED THIS REGULATION:</PREAMBLE.FINAL></PREAMBLE>
    <ENACTING.TERMS><DIVISION><TITLE><TI><P>CHAPTER I</P></TI><STI><P>Lamps</P></STI></TITLE>
      <ARTICLE IDENTIFIER="001"><TI.ART>Article 1</TI.ART><STI.ART>Light</STI.ART>
        <PARAG IDENTIFIER="001.001"><NO.PARAG>1.</NO.PARAG><ALINEA>Keepers shall:<LIST TYPE="alpha">
          <ITEM><NP><NO.P>(a)</NO.P><TXT>light lamps of:</TXT><P><LIST TYPE="roman"><ITEM><NP><NO.P>(i)</NO.P><TXT>towers;</TXT></NP></ITEM></LIST></P></NP></ITEM>
          <ITEM><NP><NO.P>(b)</NO.P><TXT>watch.</TXT></NP></ITEM></LIST></ALINEA><ALINEA>They rest by day.</ALINEA></PARAG></ARTICLE>
      <ARTICLE><TI.ART>Article 2</TI.ART><ALINEA>Bring:<LIST TYPE="DASH"><ITEM><P>oil,</P></ITEM><ITEM><NP><NO.P>—</NO.P><TXT>wicks.</TXT></NP></ITEM></LIST></ALINEA></ARTICLE></DIVISION></ENACTING.TERMS>
    <FINAL><P>This Regulation is binding.</P><SIGNATURE><PL.DATE><P>Done at Sea.</P></PL.DATE></SIGNATURE></FINAL>)"));
  EXPECT_EQ(BlocksOf(document, "title"), "COUNCIL REGULATION (EU) 2031/88\non lamps");
  EXPECT_EQ(FindSection(document, "preamble")->kind, SectionKind::kPreamble);
  EXPECT_EQ(FindSection(document, "rec.1")->kind, SectionKind::kRecital);
  EXPECT_EQ(BlocksOf(document, "rec.1"), "It is dark.");
  EXPECT_EQ(FindBlock(document, "OJ Z 1, p. 2.")->kind, BlockKind::kFootnote);
  EXPECT_NE(FindBlock(document, "Having regard to the Treaty,"), nullptr);
  EXPECT_EQ(FindSection(document, "chap.i")->number, "CHAPTER I");
  EXPECT_EQ(document.TextOf(FindSection(document, "chap.i")->heading), "Lamps");
  EXPECT_EQ(document.TextOf(FindSection(document, "art.1")->heading), "Light");
  EXPECT_EQ(BlocksOf(document, "art.1.1"), "Keepers shall:\nThey rest by day.");
  EXPECT_EQ(LeadOf(document, "watch."), "Keepers shall:");
  EXPECT_EQ(BlocksOf(document, "art.1.1.a.i"), "towers;");
  EXPECT_EQ(LeadOf(document, "towers;"), "light lamps of:");
  EXPECT_EQ(BlocksOf(document, "art.2"), "Bring:\noil,\nwicks.");
  EXPECT_EQ(LeadOf(document, "oil,"), "Bring:");
  EXPECT_EQ(FindBlock(document, "wicks.")->kind, BlockKind::kListItem);
  EXPECT_EQ(FindSection(document, "conclusions")->kind, SectionKind::kFront);
}

TEST(FormexReader, QuotationMarksAreElements) {
  const std::string xml = Act(
      R"(<ENACTING.TERMS><ARTICLE><TI.ART>Article 1</TI.ART><ALINEA>The <QUOT.START CODE="2018" ID="QS1" REF.END="QE1"/>Board<QUOT.END CODE="2019" ID="QE1" REF.START="QS1"/> sits<QUOT.END CODE="none"/>.</ALINEA></ARTICLE></ENACTING.TERMS>)");
  const Document document = Read(xml);
  EXPECT_EQ(BlocksOf(document, "art.1"), "The ‘Board’ sits\".");
  const auto at = static_cast<uint32_t>(document.text.find("‘"));
  EXPECT_EQ(SourceOf(document, xml, {at, at + 3}), "QUOT.START");
  EXPECT_EQ(SourceOf(document, xml, {at + 3, at + 8}), "Board");
}

TEST(FormexReader, LawThatIsQuotedIsMarked) {
  const Document document = Read(Act(
      R"(<ENACTING.TERMS><ARTICLE><TI.ART>Article 1</TI.ART><ALINEA>Article 7 is replaced by:<QUOT.S LEVEL="1"><ARTICLE><TI.ART><QUOT.START CODE="2018"/>Article 7</TI.ART><ALINEA>Gulls shall be fed.<QUOT.END CODE="2019"/></ALINEA></ARTICLE></QUOT.S>.</ALINEA></ARTICLE></ENACTING.TERMS>)"));
  const Section* quoted = FindSection(document, "art.1.quote.1.art.7");
  ASSERT_NE(quoted, nullptr);
  EXPECT_TRUE(quoted->quoted);
  EXPECT_EQ(quoted->number, "‘Article 7");
  EXPECT_EQ(BlocksOf(document, "art.1"), "Article 7 is replaced by:");
}

TEST(FormexReader, AnAnnexIsADocumentAndNoEditionOfItsAct) {
  const std::string xml =
      "<ANNEX>" + std::string(kBib) +
      R"(<TITLE><TI><P>ANNEX II</P></TI><STI><P>LAMPS</P><P>AND OIL</P></STI></TITLE><CONTENTS>
    <GR.SEQ LEVEL="1"><TITLE><TI><P>Part A</P></TI><STI><P>Towers</P></STI></TITLE><NP><NO.P>1.</NO.P><TXT>One lamp.</TXT></NP></GR.SEQ>
    <GR.SEQ LEVEL="1"><TITLE><TI><P>Further words</P></TI></TITLE><P>Two lamps.</P>
    <TBL><GR.NOTES><NOTE NOTE.ID="E1"><P>Net.</P></NOTE></GR.NOTES><CORPUS><ROW><CELL><P>oil</P></CELL><CELL>5</CELL></ROW></CORPUS></TBL></GR.SEQ></CONTENTS></ANNEX>)";
  const Document document = Read(xml);
  EXPECT_EQ(FindSection(document, "annex.ii")->kind, SectionKind::kAnnex);
  EXPECT_EQ(document.TextOf(FindSection(document, "annex.ii")->heading), "LAMPS AND OIL");
  EXPECT_EQ(FindSection(document, "annex.ii.part.a")->number, "Part A");
  EXPECT_EQ(document.TextOf(FindSection(document, "annex.ii.part.1")->heading), "Further words");
  EXPECT_EQ(BlocksOf(document, "annex.ii.1"), "One lamp.");
  EXPECT_EQ(FindBlock(document, "oil")->kind, BlockKind::kTableCell);
  EXPECT_EQ(FindBlock(document, "Net.")->kind, BlockKind::kFootnote);
  EXPECT_FALSE(document.metadata.identifiers.contains("celex"));
  EXPECT_EQ(document.metadata.type, "annex");
  EXPECT_EQ(document.metadata.title, "ANNEX II LAMPS AND OIL");
}

TEST(FormexReader, TheCelexNumberComesFromNumberAndTitle) {
  const auto celex = [](std::string_view title) {
    const Metadata metadata = Read(Act("", title)).metadata;
    const auto found = metadata.identifiers.find("celex");
    return found == metadata.identifiers.end() ? "" : found->second;
  };
  EXPECT_EQ(celex("COMMISSION IMPLEMENTING REGULATION (EU) 2031/88"), "32031R0088");
  EXPECT_EQ(celex("Directive 2031/88/EU of the Parliament"), "32031L0088");
  EXPECT_EQ(celex("D\xC3\x89"
                  "CISION (UE) 2031/88 DU CONSEIL"),
            "32031D0088");
  EXPECT_EQ(celex("Opinion on lamps"), "");
  const Metadata metadata = Read(Act("")).metadata;
  EXPECT_EQ(metadata.date->ToString(), "2031-02-04");
  EXPECT_EQ(metadata.source, "OJ L 77, 2031, p. 9");
  EXPECT_EQ(metadata.language, "en");
  EXPECT_EQ(metadata.type, "regulation");
}

TEST(FormexReader, AConsolidatedActIsAnEditionOfItsAct) {
  const Metadata metadata =
      Read("<CONS.ACT><INFO.CONSLEG CONSLEG.REF=\"2031R0088\" START.DATE=\"20330101\"/><CONS.DOC>" +
           std::string(kBib) +
           "<TITLE><TI><P>Regulation (EU) 2031/88</P></TI></TITLE><ENACTING.TERMS><ARTICLE><TI.ART>Article "
           "1</TI.ART>"
           "<ALINEA>Row.</ALINEA></ARTICLE></ENACTING.TERMS></CONS.DOC></CONS.ACT>")
          .metadata;
  EXPECT_EQ(metadata.identifiers.at("celex"), "32031R0088");
  EXPECT_EQ(metadata.edition, "2033-01-01");
}

TEST(FormexReader, IsKnownByItsSchemaOrItsBibliography) {
  const auto sure = [](std::string_view bytes) {
    const Reader* reader = DetectReader(Source{"x.xml", bytes, nullptr});
    return reader == nullptr ? "" : std::string(reader->name);
  };
  EXPECT_EQ(sure(Act("")), "formex");
  EXPECT_EQ(sure("<ANNEX>" + std::string(kBib) + "</ANNEX>"), "formex");
  EXPECT_NE(sure("<ANNEX><p>x</p></ANNEX>"), "formex");
  EXPECT_FALSE(ReadAs("formex", "<act><p>x</p></act>").has_value());
}

TEST(FormexReader, HostileFilesAreRefused) {
  ExpectHostileXmlIsRefused(
      "formex",
      Act("<ENACTING.TERMS><ARTICLE><TI.ART>1</TI.ART><ALINEA>@</ALINEA></ARTICLE></ENACTING.TERMS>"));
}

TEST(FormexReader, CorpusLosesNoLetterAndInventsNone) {
  CONCORD_NEED_SHARED();
  size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SharedDir() / "corpus/formex")) {
    ++files;
    const std::string xml = ReadFileOrDie(entry.path());
    const Document document = ReadOrDie("formex", xml, entry.path().filename().string());
    EXPECT_EQ(CountLetters(document.text),
              LettersByPugixml(
                  xml, [](pugi::xml_node node) { return std::string_view(node.name()).starts_with("BIB."); }))
        << entry.path();
    EXPECT_EQ(DetectReader(Source{"x", xml, nullptr})->name, "formex") << entry.path();
  }
  EXPECT_GT(files, 4U);
}

// The act numbers its units in attributes of their own ("003.002"): a second opinion on the paths.
TEST(FormexReader, UnitsOfAnActAreThoseThatItsIdentifiersName) {
  CONCORD_NEED_SHARED();
  const std::string xml = ReadFileOrDie(SharedDir() / "corpus/formex/L_202400903EN.000101.fmx.xml");
  const Document document = ReadOrDie("formex", xml);
  pugi::xml_document parsed;
  ASSERT_TRUE(parsed.load_buffer(xml.data(), xml.size()));
  size_t found = 0;
  for (const auto& match : parsed.select_nodes("//*[@IDENTIFIER]")) {
    std::string path = "art";
    for (const std::string_view step : Split(match.node().attribute("IDENTIFIER").value(), '.')) {
      path += "." + std::string(step.substr(std::min(step.find_first_not_of('0'), step.size())));
    }
    EXPECT_NE(FindSection(document, path), nullptr) << path;
    ++found;
  }
  EXPECT_EQ(found, parsed.select_nodes("//ARTICLE | //PARAG").size());
  size_t recitals = 0;
  for (const Section& section : document.sections) recitals += section.kind == SectionKind::kRecital;
  EXPECT_EQ(recitals, parsed.select_nodes("//CONSID").size());
}

}  // namespace
}  // namespace concord::testing
