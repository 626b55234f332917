#include <gtest/gtest.h>

#include <string>

#include "tests/ingest/law_reader_helpers.h"
#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

// The elements are those of the published schema; the texts are our own.
std::string Clml(std::string_view inside, std::string_view metadata = "", std::string_view attributes = "") {
  return "<Legislation xmlns=\"http://www.legislation.gov.uk/namespaces/legislation\" "
         "xmlns:ukm=\"http://www.legislation.gov.uk/namespaces/metadata\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dct=\"http://purl.org/dc/terms/\" " +
         std::string(attributes) + "><ukm:Metadata>" + std::string(metadata) + "</ukm:Metadata>" +
         std::string(inside) + "</Legislation>";
}
std::string Body(std::string_view inside) {
  return Clml("<Primary><Body>" + std::string(inside) + "</Body></Primary>");
}
Document Read(const std::string& xml) { return ReadOrDie("clml", xml, "act.xml"); }

TEST(ClmlReader, ASectionHasTheHeadingOfItsGroup) {
  const Document document = Read(Body(R"(<Part><Number>Part 1</Number><Title>Lamps</Title>
    <Pblock><Title>Keepers</Title>
    <P1group><Title>Duty to <Emphasis>light</Emphasis></Title><P1 id="section-1"><Pnumber>1</Pnumber><P1para>
      <P2><Pnumber>1</Pnumber><P2para><Text>A keeper must—</Text>
        <P3><Pnumber>a</Pnumber><P3para><Text>light the lamp, and</Text></P3para></P3>
        <P3><Pnumber>b</Pnumber><P3para><Text>watch for—</Text><P4><Pnumber>i</Pnumber><P4para><Text>ships;</Text></P4para></P4></P3para></P3>
        <Text>at dusk.</Text></P2para></P2>
      <P2><Pnumber>2</Pnumber><P2para><Text>Subsection (1) is subject to section 4.</Text></P2para></P2></P1para></P1></P1group></Pblock></Part>)"));
  const Section* section = FindSection(document, "sec.1");
  ASSERT_NE(section, nullptr);
  EXPECT_EQ(section->kind, SectionKind::kArticle);
  EXPECT_EQ(section->number, "1");
  EXPECT_EQ(document.TextOf(section->heading), "Duty to light");
  EXPECT_EQ(document.text.substr(0, 42), "Part 1 Lamps\nKeepers\n1 Duty to light\n1 A k");
  EXPECT_EQ(BlocksOf(document, "sec.1.1"), "A keeper must—\nat dusk.");
  EXPECT_EQ(LeadOf(document, "light the lamp, and"), "A keeper must—");
  EXPECT_EQ(LeadOf(document, "ships;"), "watch for—");
  EXPECT_EQ(BlocksOf(document, "sec.1.2"), "Subsection (1) is subject to section 4.");
  EXPECT_EQ(document.TextOf(FindSection(document, "part.1.heading.1")->heading), "Keepers");
}

TEST(ClmlReader, SeveralSectionsBelowOneHeading) {
  const Document document = Read(Body(R"(<P1group><Title>Lamps</Title>
    <P1><Pnumber>1</Pnumber><P1para><Text>One.</Text></P1para></P1>
    <P1><Pnumber>2</Pnumber><P1para><Text>Two.</Text></P1para></P1></P1group>)"));
  EXPECT_EQ(document.text, "Lamps\n1 One.\n2 Two.");
  EXPECT_EQ(document.TextOf(FindSection(document, "heading.1")->heading), "Lamps");
  EXPECT_TRUE(FindSection(document, "sec.2")->heading.empty());
}

TEST(ClmlReader, LawThatIsQuotedIsMarked) {
  const Document document = Read(Body(R"(<P1><Pnumber>3</Pnumber><P1para><Text>After section 8 insert—</Text>
    <BlockAmendment TargetClass="primary" Context="main"><P1group><Title>Gulls</Title><P1><Pnumber>8A</Pnumber><P1para><Text>Gulls must be fed.</Text></P1para></P1></P1group></BlockAmendment><AppendText>.</AppendText>
    <Text>In section 9 for <InlineAmendment>“may”</InlineAmendment> substitute <InlineAmendment>“must”</InlineAmendment>.</Text></P1para></P1>)"));
  const Section* quoted = FindSection(document, "sec.3.quote.1.sec.8a");
  ASSERT_NE(quoted, nullptr);
  EXPECT_TRUE(quoted->quoted);
  EXPECT_EQ(document.TextOf(quoted->heading), "Gulls");
  EXPECT_FALSE(FindSection(document, "sec.3")->quoted);
  EXPECT_EQ(BlocksOf(document, "sec.3"),
            "After section 8 insert—\nIn section 9 for “may” substitute “must”.");
}

TEST(ClmlReader, NotesCommentaryAndContentsStandApart) {
  const Document document = Read(Clml(R"(<Contents><ContentsTitle>Contents</ContentsTitle></Contents>
    <Primary><PrimaryPrelims><Title>Lamp Act 2031</Title><Number>2031 CHAPTER 5</Number><LongTitle>An Act about lamps.</LongTitle>
      <DateOfEnactment><DateText>[4th May 2031]</DateText></DateOfEnactment>
      <PrimaryPreamble><EnactingText><Para><Text>Be it enacted.</Text></Para></EnactingText></PrimaryPreamble></PrimaryPrelims>
    <Body><P1><Pnumber><CommentaryRef Ref="c1"/>1</Pnumber><P1para><Text>Lamps<FootnoteRef Ref="f1"/> burn.</Text></P1para></P1></Body></Primary>
    <Footnotes><Footnote id="f1"><FootnoteText><Para><Text>Or candles.</Text></Para></FootnoteText></Footnote></Footnotes>
    <Commentaries><Commentary id="c1" Type="F"><Para><Text>S. 1 was amended.</Text></Para></Commentary></Commentaries>)"));
  EXPECT_EQ(
      document.text,
      "Lamp Act 2031\n2031 CHAPTER 5\nAn Act about lamps.\n[4th May 2031]\nBe it enacted.\n1 Lamps burn.\nOr "
      "candles.\nS. 1 was amended.");
  EXPECT_EQ(FindSection(document, "preamble")->kind, SectionKind::kPreamble);
  EXPECT_EQ(FindBlock(document, "Or candles.")->kind, BlockKind::kFootnote);
  EXPECT_EQ(FindBlock(document, "S. 1 was amended.")->kind, BlockKind::kFootnote);
}

TEST(ClmlReader, SchedulesCountTheirOwnParagraphs) {
  const Document document =
      Read(Clml(R"(<Primary><Body><P1><Pnumber>1</Pnumber><P1para><Text>One.</Text></P1para></P1></Body>
    <Schedules><Title>SCHEDULES</Title><Schedule><Number>SCHEDULE 1</Number><TitleBlock><Title>Fees</Title></TitleBlock><Reference>Section 1</Reference>
      <ScheduleBody><Part><Number>Part 2</Number><Title>Boats</Title>
      <P1group><Title>Size</Title><P1><Pnumber>1</Pnumber><P1para><Text>A boat pays:</Text><Tabular><table xmlns="http://www.w3.org/1999/xhtml"><tbody><tr><td>small</td><td>5</td></tr></tbody></table></Tabular></P1para></P1></P1group></Part></ScheduleBody></Schedule></Schedules></Primary>)"));
  EXPECT_EQ(FindSection(document, "sch.1")->kind, SectionKind::kAnnex);
  EXPECT_EQ(document.TextOf(FindSection(document, "sch.1")->heading), "Fees");
  EXPECT_EQ(BlocksOf(document, "sch.1"), "Section 1");
  EXPECT_EQ(BlocksOf(document, "sch.1.1"), "A boat pays:\nsmall\n5");
  EXPECT_EQ(FindBlock(document, "small")->kind, BlockKind::kTableCell);
}

TEST(ClmlReader, UnitsOfAnInstrumentAreNamedByItsTitle) {
  const auto read = [](std::string_view title) {
    return Read(Clml(
        "<Secondary><SecondaryPrelims><Title>" + std::string(title) +
        "</Title></SecondaryPrelims><Body><P1><Pnumber>4</Pnumber><P1para><Text>Row.</Text></P1para></P1>"
        "</Body></Secondary>"));
  };
  EXPECT_NE(FindSection(read("The Lamp Regulations 2031"), "reg.4"), nullptr);
  EXPECT_NE(FindSection(read("The Lamp Order 2031"), "art.4"), nullptr);
  EXPECT_NE(FindSection(read("The Lamp Court Rules 2031"), "rule.4"), nullptr);
}

TEST(ClmlReader, OneWorkWithTheSitesAkomaNtoso) {
  const std::string metadata =
      R"(<dc:identifier>http://www.legislation.gov.uk/ukpga/2031/5/2032-01-01</dc:identifier>
    <dc:title>Lamp Act 2031</dc:title><dc:language>en</dc:language><dct:valid>2032-01-01</dct:valid>
    <ukm:PrimaryMetadata><ukm:DocumentClassification><ukm:DocumentCategory Value="primary"/><ukm:DocumentMainType Value="UnitedKingdomPublicGeneralAct"/></ukm:DocumentClassification>
    <ukm:Year Value="2031"/><ukm:Number Value="5"/><ukm:EnactmentDate Date="2031-05-04"/></ukm:PrimaryMetadata>)";
  const std::string body =
      "<Primary><Body><P1><Pnumber>1</Pnumber><P1para><Text>Row.</Text></P1para></P1></Body></Primary>";
  const Metadata read = Read(Clml(body, metadata)).metadata;
  EXPECT_EQ(read.title, "Lamp Act 2031");
  EXPECT_EQ(read.type, "act");
  EXPECT_EQ(read.issuer, "Parliament of the United Kingdom");
  EXPECT_EQ(read.date->ToString(), "2031-05-04");
  EXPECT_EQ(read.edition, "2032-01-01");
  EXPECT_EQ(read.identifiers.at("frbr_work"), "http://www.legislation.gov.uk/id/ukpga/2031/5");
  const Document akn =
      ReadOrDie("akoma_ntoso",
                "<akomaNtoso><act><meta><identification><FRBRWork><FRBRthis "
                "value=\"http://www.legislation.gov.uk/id/ukpga/2031/5\"/></FRBRWork></identification>"
                "</meta><body><section><num>1</num><content><p>Row.</p></content></section></body></act>"
                "</akomaNtoso>");
  EXPECT_EQ(akn.metadata.identifiers.at("frbr_work"), read.identifiers.at("frbr_work"));
  EXPECT_NE(FindSection(akn, "sec.1"), nullptr);
}

TEST(ClmlReader, IsKnownByItsRoot) {
  const std::string xml = Body("<P1/>");
  const Reader* reader = DetectReader(Source{"x.xml", xml, nullptr});
  ASSERT_NE(reader, nullptr);
  EXPECT_EQ(reader->name, "clml");
  EXPECT_FALSE(ReadAs("clml", "<act><p>x</p></act>").has_value());
}

TEST(ClmlReader, HostileFilesAreRefused) {
  ExpectHostileXmlIsRefused("clml", Body("<P1><Pnumber>1</Pnumber><P1para><Text>@</Text></P1para></P1>"));
}

}  // namespace
}  // namespace concord::testing
