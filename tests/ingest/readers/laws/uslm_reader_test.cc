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

constexpr std::string_view kNamespace = "http://schemas.gpo.gov/xml/uslm";

std::string Uslm(std::string_view inside, std::string_view root = "bill", std::string_view front = "",
                 std::string_view name_space = kNamespace) {
  std::string xml = "<" + std::string(root) + " xmlns=\"" + std::string(name_space) +
                    "\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">" + std::string(front);
  xml += "<main>" + std::string(inside) + "</main></" + std::string(root) + ">";
  return xml;
}
Document Read(const std::string& xml) { return ReadOrDie("uslm", xml, "bill.xml"); }

TEST(UslmReader, LevelsKeepTheirNumbersAsDisplayed) {
  const Document document = Read(Uslm(R"(<title><num value="I">TITLE I—</num><heading>LAMPS</heading>
    <section><num value="101">SEC. 101. </num><heading>KEEPERS.</heading>
      <subsection><num value="a">(a) </num><heading><inline class="small-caps">Duty</inline>.—</heading>
        <chapeau>Each keeper shall—</chapeau>
        <paragraph><num value="1">(1) </num><content>trim the lamp; and</content></paragraph>
        <paragraph><num value="2">(2) </num><chapeau>keep a log of—</chapeau>
          <subparagraph><num value="A">(A) </num><content>ships; and</content></subparagraph>
          <subparagraph><num value="B">(B) </num><content>storms.</content></subparagraph></paragraph>
        <continuation>The log is public.</continuation></subsection></section></title>)"));
  EXPECT_EQ(FindSection(document, "title.i")->number, "TITLE I—");
  const Section* section = FindSection(document, "sec.101");
  ASSERT_NE(section, nullptr);
  EXPECT_EQ(section->kind, SectionKind::kArticle);
  EXPECT_EQ(section->number, "SEC. 101.");
  EXPECT_EQ(document.TextOf(section->heading), "KEEPERS.");
  EXPECT_EQ(document.TextOf(FindSection(document, "sec.101.a")->heading), "Duty.—");
  EXPECT_EQ(BlocksOf(document, "sec.101.a"), "Each keeper shall—\nThe log is public.");
  EXPECT_EQ(LeadOf(document, "trim the lamp; and"), "Each keeper shall—");
  EXPECT_EQ(LeadOf(document, "storms."), "keep a log of—");
  EXPECT_EQ(LeadOf(document, "The log is public."), "");
}

TEST(UslmReader, SectionsOfASecondDivisionAreNamedByIt) {
  const Document document = Read(Uslm(
      R"(<division><num>DIVISION A—</num><section><num>SEC. 1. </num><content>One.</content></section></division>
    <division><num>DIVISION B—</num><section><num>SEC. 1. </num><content>Two.</content></section></division>)"));
  EXPECT_EQ(BlocksOf(document, "sec.1"), "One.");
  EXPECT_EQ(BlocksOf(document, "div.b.sec.1"), "Two.");
}

TEST(UslmReader, LawThatIsQuotedIsMarkedAndItsFullStopIsNoParagraph) {
  const Document document =
      Read(Uslm(R"(<section><num>SEC. 2. </num><content>The Gull Act is amended by adding
    the following:<quotedContent><section><num>“SEC. 9. </num><content>Gulls must be fed.”</content></section></quotedContent><inline role="after-quoted-block">.</inline></content></section>
    <section><num>SEC. 3. </num><content>In section 4, strike <quotedText>“gulls”</quotedText> and insert
    <quotedText>“crows”</quotedText>.</content></section>)"));
  ASSERT_NE(FindSection(document, "sec.2.quote.1.sec.9"), nullptr);
  EXPECT_TRUE(FindSection(document, "sec.2.quote.1.sec.9")->quoted);
  EXPECT_FALSE(FindSection(document, "sec.2")->quoted);
  EXPECT_EQ(BlocksOf(document, "sec.2"), "The Gull Act is amended by adding the following:");
  EXPECT_EQ(BlocksOf(document, "sec.3"), "In section 4, strike “gulls” and insert “crows”.");
}

TEST(UslmReader, AWholeProvisionInQuotationMarksIsAQuotation) {
  const std::string provision =
      "“No keeper shall leave the tower between dusk and dawn unless another keeper is present there”";
  const Document document = Read(Uslm("<section><num>1</num><content>Insert <quotedText>" + provision +
                                      "</quotedText>.</content></section>"));
  ASSERT_NE(FindBlock(document, provision + "."), nullptr);
  EXPECT_EQ(FindBlock(document, provision + ".")->kind, BlockKind::kQuote);
}

TEST(UslmReader, NotesStandApartAndPagesDoNotInterrupt) {
  const Document document =
      Read(Uslm(R"(<section><num>1</num><heading>SHORT <sidenote><p>Lamp Act.</p></sidenote>TITLE.</heading>
    <content>The keeper <page>12 STAT. 3</page>rows<ref class="footnoteRef" idref="f1">1</ref><footnote id="f1"><num>1</num> Or sails.</footnote> home.</content></section>)"));
  EXPECT_EQ(document.TextOf(FindSection(document, "sec.1")->heading), "SHORT TITLE.");
  EXPECT_NE(FindBlock(document, "The keeper rows home."), nullptr);
  EXPECT_EQ(FindBlock(document, "Lamp Act.")->kind, BlockKind::kFootnote);
}

TEST(UslmReader, ATableOfContentsIsLeftOutUnlessALawIsAmendedByIt) {
  const std::string toc =
      "<toc><referenceItem><designator>Sec. 9. </designator><label>Gulls.</label></referenceItem></toc>";
  const Document document =
      Read(Uslm("<section><num>1</num><content>Contents:" + toc +
                "</content></section><section><num>2</num><content>Insert:<quotedContent>" + toc +
                "</quotedContent></content></section>"));
  EXPECT_EQ(document.text, "1 Contents:\n2 Insert:\nSec. 9. Gulls.");
}

TEST(UslmReader, TheTextOfAnAmendmentToABillIsItsOwn) {
  const std::string xml =
      "<engrossedAmendment xmlns=\"http://schemas.gpo.gov/xml/uslm\"><amendMain><amendmentInstruction>"
      "<content>Strike all and insert:<amendmentContent><section><num>SEC. 5. </num><content>Row.</content>"
      "</section></amendmentContent></content></amendmentInstruction></amendMain></engrossedAmendment>";
  const Document document = Read(xml);
  ASSERT_NE(FindSection(document, "sec.5"), nullptr);
  EXPECT_FALSE(FindSection(document, "sec.5")->quoted);
}

TEST(UslmReader, WhatIsStruckOutIsLeftOutAndReported) {
  const Document document = Read(Uslm(
      "<section><num>1</num><content>Row <deletedText>fast</deletedText><addedText>slowly</addedText>."
      "</content></section>\n<section changed=\"deleted\"><num>2</num><content>Gone.</content></section>"));
  EXPECT_EQ(document.text, "1 Row slowly.");
  EXPECT_TRUE(HasRepair(document, 1, "2 passages"));
}

TEST(UslmReader, APublicLawIsKnownByCongressAndNumber) {
  const Document document = Read(Uslm(
      R"(<longTitle><officialTitle>To light the coast.<sidenote><p>May 2, 2031</p></sidenote></officialTitle></longTitle>
    <section><num>1</num><content>Cited as <shortTitle role="section">‘Other Act’</shortTitle> <shortTitle role="act">“Coast Act”</shortTitle>.</content></section>
    <action><actionDescription>Approved May 2, 2031.</actionDescription></action>)",
      "pLaw",
      R"(<meta><dc:title>Public Law 130–7: To light</dc:title><docNumber>7</docNumber><citableAs>Public Law 130–7</citableAs>
    <citableAs>145 Stat. 82</citableAs><dc:creator>Some Printer</dc:creator><dc:language>EN</dc:language><congress>130</congress><publicPrivate>public</publicPrivate></meta>
    <preface><page>145 STAT. 82</page><dc:type>Public Law</dc:type><docNumber>130–7</docNumber></preface>)"));
  const Metadata& metadata = document.metadata;
  EXPECT_EQ(metadata.title, "Coast Act");
  EXPECT_EQ(metadata.type, "act");
  EXPECT_EQ(metadata.language, "en");
  EXPECT_EQ(metadata.date->ToString(), "2031-05-02");
  EXPECT_EQ(metadata.source, "Public Law 130–7");
  EXPECT_EQ(metadata.identifiers.at("pl"), "130-7");
  EXPECT_EQ(metadata.identifiers.at("stat"), "145 Stat. 82");
  EXPECT_EQ(metadata.identifiers.at("frbr_work"), "/us/pl/130/7");
  EXPECT_EQ(BlocksOf(document, "preface"), "Public Law 130–7");
}

TEST(UslmReader, PrintingsOfABillAreEditionsOfOneWork) {
  const auto read = [](std::string_view cited) {
    return Read(Uslm("<section><num>1</num><content>Row.</content></section>", "bill",
                     "<meta><docNumber>19</docNumber><citableAs>" + std::string(cited) +
                         "</citableAs><congress>130</congress></meta>"))
        .metadata;
  };
  const Metadata reported = read("130hjres19rh"), enrolled = read("130 H. J. Res. 19 ENR");
  EXPECT_EQ(reported.identifiers.at("frbr_work"), "/us/bill/130/hjres/19");
  EXPECT_EQ(reported.identifiers, enrolled.identifiers);
  EXPECT_EQ(reported.edition, "rh");
  EXPECT_EQ(enrolled.edition, "enr");
}

TEST(UslmReader, TheCodeInTheFirstVersionOfTheFormat) {
  const Document document = Read(
      Uslm(R"(<title identifier="/us/usc/t95"><num value="95">Title 95—</num><heading>LAMPS</heading>
    <chapter><num value="1">CHAPTER 1—</num><heading>KEEPERS</heading>
    <section identifier="/us/usc/t95/s101"><num value="101">§ 101.</num><heading> Lamps</heading><content><p>Lamps burn.</p></content>
      <sourceCredit>(Sept. 6, 1966.)</sourceCredit><notes><note><heading>History</heading><p>Words were omitted.</p></note></notes></section></chapter></title>)",
           "uscDoc",
           "<meta><dc:title>Title 95</dc:title><docPublicationName>Online@130-1</docPublicationName></meta>",
           "http://xml.house.gov/schemas/uslm/1.0"));
  EXPECT_EQ(FindSection(document, "sec.101")->number, "§ 101.");
  EXPECT_EQ(FindBlock(document, "Words were omitted.")->kind, BlockKind::kFootnote);
  EXPECT_EQ(document.metadata.identifiers.at("frbr_work"), "/us/usc/t95");
}

TEST(UslmReader, IsKnownByItsNamespaceAlone) {
  const auto sure = [](std::string_view bytes) {
    const Reader* reader = DetectReader(Source{"x.xml", bytes, nullptr});
    return reader == nullptr ? "" : std::string(reader->name);
  };
  EXPECT_EQ(sure(Uslm("")), "uslm");
  EXPECT_EQ(
      sure("<?xml version=\"1.0\"?><!-- <bill> -->\n<u:bill xmlns:u='http://schemas.gpo.gov/xml/uslm'/>"),
      "uslm");
  EXPECT_NE(sure("<bill xmlns=\"http://other.example/\"><main/></bill>"), "uslm");
  const auto other = ReadAs("uslm", "<act><p>x</p></act>");
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().code, ErrorCode::kUnsupported);
}

TEST(UslmReader, HostileFilesAreRefused) {
  ExpectHostileXmlIsRefused("uslm", Uslm("<section><num>1</num><content>@</content></section>"));
}

TEST(UslmReader, CorpusLosesNoLetterAndInventsNone) {
  CONCORD_NEED_SHARED();
  size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SharedDir() / "corpus/uslm")) {
    ++files;
    const std::string xml = ReadFileOrDie(entry.path());
    const Document document = ReadOrDie("uslm", xml, entry.path().filename().string());
    EXPECT_EQ(CountLetters(document.text),
              LettersByPugixml(xml,
                               [](pugi::xml_node node) {
                                 const std::string_view name = node.name();
                                 bool quoted = false;
                                 for (pugi::xml_node up = node.parent(); up; up = up.parent()) {
                                   quoted = quoted || std::string_view(up.name()) == "quotedContent";
                                 }
                                 return name == "meta" || name == "amendMeta" || name == "page" ||
                                        name == "slugLine" || name == "distributionCode" ||
                                        name == "endorsement" || name == "endMarker" ||
                                        name == "deletedText" || (name == "toc" && !quoted) ||
                                        std::string_view(node.attribute("changed").value()) == "deleted";
                               }))
        << entry.path();
    EXPECT_EQ(DetectReader(Source{"x", xml, nullptr})->name, "uslm") << entry.path();
  }
  EXPECT_GT(files, 20U);
}

// Bills name each of their units in an attribute of their own: a second opinion on the paths.
TEST(UslmReader, UnitsOfABillAreThoseThatItsIdentifiersName) {
  CONCORD_NEED_SHARED();
  for (const std::string_view file : {"BILLS-110s2062ris.xml", "BILLS-114s32cds.xml"}) {
    const std::string xml = ReadFileOrDie(SharedDir() / "corpus/uslm" / file);
    const Document document = ReadOrDie("uslm", xml);
    pugi::xml_document parsed;
    ASSERT_TRUE(parsed.load_buffer(xml.data(), xml.size()));
    size_t found = 0;
    for (const auto& match : parsed.select_nodes(
             "//*[contains(@identifier, '/s')][not(ancestor-or-self::*[@changed='deleted'])]")) {
      std::string path;
      for (const std::string_view step : Split(match.node().attribute("identifier").value(), '/')) {
        const bool section = step.size() > 1 && step[0] == 's' && step[1] >= '0' && step[1] <= '9';
        if (section) {
          path = "sec." + AsciiLower(step.substr(1));
        } else if (!path.empty()) {
          path += "." + AsciiLower(step);
        }
      }
      if (path.empty()) continue;
      EXPECT_NE(FindSection(document, path), nullptr) << file << ": " << path;
      ++found;
    }
    EXPECT_GT(found, 3U) << file;
  }
}

}  // namespace
}  // namespace concord::testing
