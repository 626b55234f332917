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

std::string Status(std::string_view inside) {
  return "<billStatus><bill>" + std::string(inside) +
         "</bill><dublinCore xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:language>EN</dc:language>"
         "<dc:contributor>Office of Records</dc:contributor></dublinCore></billStatus>";
}
Document Read(const std::string& xml) { return ReadOrDie("bill_status", xml, "status.xml"); }

constexpr std::string_view kHead =
    "<number>77</number><type>HJRES</type><congress>121</congress><introducedDate>2029-03-04</introducedDate>"
    "<updateDate>2029-05-06T01:02:03Z</updateDate><title>Lighthouse Resolution</title>";

TEST(BillStatusReader, BothSchemasSayTheSame) {
  const Document older = Read(Status(
      "<billNumber>77</billNumber><billType>HJRES</billType><congress>121</congress>"
      "<committees><billCommittees><item><systemCode>x</systemCode><name>Coasts "
      "Committee</name><chamber>House</chamber>"
      "<subcommittees><item><name>Gulls Subcommittee</name></item></subcommittees>"
      "<activities><item><name>Referred to</name><date>2029-03-05T10:00:00Z</date></item></activities></item>"
      "</billCommittees></committees>"));
  const Document newer = Read(Status(
      "<number>77</number><type>HJRES</type><congress>121</congress>"
      "<committees><item><systemCode>x</systemCode><name>Coasts Committee</name><chamber>House</chamber>"
      "<subcommittees><item><name>Gulls Subcommittee</name></item></subcommittees>"
      "<activities><item><name>Referred "
      "to</name><date>2029-03-05T10:00:00Z</date></item></activities></item></committees>"));
  EXPECT_EQ(older.text,
            "H.J.Res. 77, 121st Congress\nCommittees\nCoasts Committee, House; Referred to 2029-03-05\nGulls "
            "Subcommittee");
  EXPECT_EQ(newer.text, older.text);
  EXPECT_EQ(newer.metadata.identifiers, older.metadata.identifiers);
}

TEST(BillStatusReader, MetadataTellsTheBillAndTheRecord) {
  const Metadata metadata = Read(Status(kHead)).metadata;
  EXPECT_EQ(metadata.title, "Lighthouse Resolution");
  EXPECT_EQ(metadata.issuer, "Office of Records");
  EXPECT_EQ(metadata.date->ToString(), "2029-03-04");
  EXPECT_EQ(metadata.edition, "2029-05-06");
  EXPECT_EQ(metadata.identifiers.at("us_bill"), "121-hjres-77");
  EXPECT_EQ(metadata.identifiers.at("frbr_work"), "/us/bill/121/hjres/77/status");
}

TEST(BillStatusReader, SummariesAreHtmlInCdataOrEscaped) {
  const std::string item =
      "<item><actionDate>2029-03-04</actionDate><actionDesc>Introduced</actionDesc><text>";
  const std::string html =
      "<p><b>Lighthouse</b> &amp; Buoy</p> <ul><li>Lamps are lit.</li><li>Gulls<br/>rest.</li></ul>";
  const std::string escaped =
      "&lt;p>&lt;b>Lighthouse&lt;/b> &amp;amp; Buoy&lt;/p> &lt;ul>&lt;li>Lamps are "
      "lit.&lt;/li>&lt;li>Gulls&lt;br/>rest.&lt;/li>&lt;/ul>";
  const std::string in_cdata = Status("<summaries><billSummaries>" + item + "<![CDATA[" + html +
                                      "]]></text></item></billSummaries></summaries>");
  const std::string in_entities = Status("<summaries>" + item + escaped + "</text></item></summaries>");
  for (const std::string& xml : {in_cdata, in_entities}) {
    const Document document = Read(xml);
    EXPECT_EQ(BlocksOf(document, "summaries.summary"), "Lighthouse & Buoy\nLamps are lit.\nGulls rest.");
    EXPECT_EQ(FindBlock(document, "Lamps are lit.")->kind, BlockKind::kListItem);
    const auto at = static_cast<uint32_t>(document.text.find("Lamps are"));
    EXPECT_EQ(SourceOf(document, xml, {at, at + 9}), "Lamps are");
  }
}

TEST(BillStatusReader, ActionsSponsorsRelatedBillsAndLaws) {
  const Document document = Read(Status(
      std::string(kHead) +
      "<relatedBills><item><title>Buoy Act</title><congress>121</congress><number>9</number><type>S</type>"
      "<relationshipDetails><item><type>Identical "
      "bill</type></item></relationshipDetails></item></relatedBills>"
      "<actions><item><actionDate>2029-04-01</actionDate><committees><item><name>No</name></item></"
      "committees>"
      "<text>Passed.</text></item><actionTypeCounts><passed>1</passed></actionTypeCounts></actions>"
      "<sponsors><item><fullName>Rep. Keeper, Ida</fullName><firstName>Ida</firstName></item></sponsors>"
      "<cosponsors/><laws><item><type>Public Law</type><number>121-3</number></item></laws>"));
  EXPECT_EQ(BlocksOf(document, "related-bills"), "S. 9, 121st Congress: Buoy Act — Identical bill");
  EXPECT_EQ(BlocksOf(document, "actions"), "2029-04-01: Passed.");
  EXPECT_EQ(BlocksOf(document, "sponsors"), "Rep. Keeper, Ida");
  EXPECT_EQ(BlocksOf(document, "laws"), "Public Law 121-3");
  EXPECT_EQ(FindSection(document, "cosponsors"), nullptr);
  EXPECT_EQ(document.TextOf(FindSection(document, "related-bills")->heading), "Related bills");
}

TEST(BillStatusReader, GovTrackSaysItInAttributes) {
  const std::string xml = R"(<bill session="103" type="hc" number="5" updated="2012-06-23T12:02:33-04:00">
    <state>PASSED</state><introduced datetime="1993-02-03"/>
    <titles><title type="official" as="introduced">To light &amp; watch</title><title type="short" as="enacted">Lamp Resolution</title></titles>
    <cosponsors>
    </cosponsors>
    <actions><action datetime="1993-02-04T10:00:00-04:00"><text>Read.</text><reference label="text" ref="CR H1"/><reference label="vote" ref="CR H2"/></action>
      <vote datetime="1993-02-05"><text>Agreed.</text></vote></actions>
    <committees><committee code="X" name="House Coasts" subcommittee="Gulls" activity="Referral" /></committees>
    <relatedbills><bill relation="rule" session="103" type="hr" number="8" /></relatedbills>
    <summary>Lamps &amp; gulls.</summary></bill>)";
  const Document document = Read(xml);
  EXPECT_EQ(document.metadata.title, "Lamp Resolution");
  EXPECT_EQ(document.metadata.identifiers.at("us_bill"), "103-hconres-5");
  EXPECT_EQ(document.text.substr(0, document.text.find('\n')), "H.Con.Res. 5, 103rd Congress");
  EXPECT_EQ(BlocksOf(document, "titles"),
            "To light & watch — official, as introduced\nLamp Resolution — short, as enacted");
  EXPECT_EQ(BlocksOf(document, "actions"), "1993-02-04: Read. CR H1 CR H2\n1993-02-05: Agreed.");
  EXPECT_EQ(BlocksOf(document, "committees"), "House Coasts, Gulls: Referral");
  EXPECT_EQ(BlocksOf(document, "related-bills"), "H.Res. 8, 103rd Congress — rule");
  EXPECT_EQ(BlocksOf(document, "summary"), "Lamps & gulls.");
  EXPECT_EQ(FindSection(document, "cosponsors"), nullptr);
  const auto at = static_cast<uint32_t>(document.text.find("light &"));
  EXPECT_EQ(SourceOf(document, xml, {at, at + 7}), "light &amp;");
}

TEST(BillStatusReader, IsKnownByItsRoot) {
  const auto sure = [](std::string_view bytes) {
    const Reader* reader = DetectReader(Source{"x.xml", bytes, nullptr});
    return reader == nullptr ? "" : std::string(reader->name);
  };
  EXPECT_EQ(sure("<?xml version=\"1.0\"?>\n<billStatus><bill/></billStatus>"), "bill_status");
  EXPECT_EQ(sure("<bill session=\"1\" type=\"h\" number=\"2\"/>"), "bill_status");
  EXPECT_NE(sure("<bill number=\"2\"/>"), "bill_status");
  EXPECT_FALSE(ReadAs("bill_status", "<bill number=\"2\"><titles/></bill>").has_value());
}

TEST(BillStatusReader, HostileFilesAreRefused) {
  ExpectHostileXmlIsRefused("bill_status", Status("<notes><item><text>@</text></item></notes>"));
}

TEST(BillStatusReader, AbsurdHtmlStaysText) {
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<div>";
  const Document document =
      Read(Status("<summaries><summary><text><![CDATA[" + deep + "lamp]]></text></summary></summaries>"));
  EXPECT_NE(document.text.find("<div>lamp"), std::string::npos);
}

// As many items as pugixml's own XPath counts
TEST(BillStatusReader, CorpusKeepsEachActionSponsorAndSummary) {
  CONCORD_NEED_SHARED();
  size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SharedDir() / "corpus/us-billstatus")) {
    ++files;
    const std::string xml = ReadFileOrDie(entry.path());
    EXPECT_EQ(DetectReader(Source{"x", xml, nullptr})->name, "bill_status") << entry.path();
    const Document document = ReadOrDie("bill_status", xml, entry.path().filename().string());
    pugi::xml_document parsed;
    ASSERT_TRUE(parsed.load_buffer(xml.data(), xml.size()));
    const auto count = [&parsed](const char* path) { return parsed.select_nodes(path).size(); };
    const auto lines = [&document](std::string_view path) {
      const std::string text = BlocksOf(document, path);
      return text.empty() ? 0U : Split(text, '\n').size();
    };
    EXPECT_EQ(lines("actions"),
              count("//bill[actions and (self::bill/../self::billStatus or @session)]/actions/*[text]"))
        << entry.path();
    EXPECT_EQ(lines("sponsors"), count("/billStatus/bill/sponsors/item")) << entry.path();
    EXPECT_EQ(lines("cosponsors"), count("/billStatus/bill/cosponsors/item")) << entry.path();
    EXPECT_EQ(lines("titles"), count("/*[@session]/titles/title | /billStatus/bill/titles/item"))
        << entry.path();
    size_t summaries = 0;
    for (const Section& section : document.sections)
      summaries += section.path.starts_with("summaries.summary");
    EXPECT_EQ(summaries, count("/billStatus/bill/summaries//*[text]")) << entry.path();
    EXPECT_FALSE(document.metadata.title.empty()) << entry.path();
    EXPECT_TRUE(document.metadata.identifiers.contains("us_bill")) << entry.path();
  }
  EXPECT_GT(files, 15U);
}

}  // namespace
}  // namespace concord::testing
