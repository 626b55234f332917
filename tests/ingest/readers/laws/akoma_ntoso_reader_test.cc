#include <gtest/gtest.h>

#include <filesystem>
#include <pugixml.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "base/text.h"
#include "tests/environment.h"
#include "tests/ingest/law_reader_helpers.h"
#include "tests/ingest/reader_helpers.h"

namespace concord::testing {
namespace {

std::string Akn(std::string_view inside, std::string_view meta = "") {
  return "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act name=\"act\">" +
         std::string(meta) + std::string(inside) + "</act></akomaNtoso>";
}
Document Read(const std::string& xml) { return ReadOrDie("akoma_ntoso", xml, "act.xml"); }

TEST(AkomaNtosoReader, PathsAreWhatPeopleCite) {
  const Document document = Read(Akn(R"(<body>
    <chapter><num>Chapter II</num><heading>Lamps</heading>
      <article><num>Article 14</num><heading>Oversight</heading>
        <paragraph><num>4.</num><list><intro><p>The keeper shall:</p></intro>
          <point><num>(a)</num><content><p>light the lamp;</p></content></point>
          <point><num>(b)</num><content><p>watch it.</p></content></point></list></paragraph>
        <paragraph><content><p>Nothing else is required.</p></content></paragraph>
      </article></chapter></body>)"));
  ASSERT_NE(FindSection(document, "chap.ii"), nullptr);
  const Section* article = FindSection(document, "art.14");
  ASSERT_NE(article, nullptr);
  EXPECT_EQ(article->number, "Article 14");
  EXPECT_EQ(document.TextOf(article->heading), "Oversight");
  EXPECT_EQ(article->kind, SectionKind::kArticle);
  EXPECT_EQ(BlocksOf(document, "art.14.4"), "The keeper shall:");
  EXPECT_EQ(BlocksOf(document, "art.14.4.a"), "light the lamp;");
  EXPECT_EQ(BlocksOf(document, "art.14"), "Nothing else is required.");  // no number: no section of its own
}

TEST(AkomaNtosoReader, ItemsKnowTheirOpeningWords) {
  const Document document = Read(Akn(R"(<body><section><num>1</num>
    <subsection><num>1</num><intro><p>A pilot must—</p></intro>
      <paragraph><num>a</num><intro><p>steer—</p></intro>
        <subparagraph><num>i</num><content><p>by day, and</p></content></subparagraph>
        <subparagraph><num>ii</num><content><p>by night;</p></content></subparagraph></paragraph>
      <paragraph><num>b</num><content><p>rest.</p><p>Rest is eight hours.</p></content></paragraph>
      <wrapUp><p>This holds at sea.</p></wrapUp></subsection>
    <subsection><num>2</num><content><p>Ports are free.</p></content></subsection></section></body>)"));
  EXPECT_EQ(LeadOf(document, "steer—"), "A pilot must—");
  EXPECT_EQ(LeadOf(document, "by day, and"), "steer—");
  EXPECT_EQ(LeadOf(document, "by night;"), "steer—");
  EXPECT_EQ(LeadOf(document, "rest."), "A pilot must—");
  EXPECT_EQ(LeadOf(document, "Rest is eight hours."), "");
  EXPECT_EQ(LeadOf(document, "This holds at sea."), "");
  EXPECT_EQ(LeadOf(document, "Ports are free."), "");
}

TEST(AkomaNtosoReader, FootnotesStandApartFromTheSentence) {
  const Document document =
      Read(Akn("<body><article><num>1</num><content><p>Ships<authorialNote marker=\"1\"><p>Boats "
               "too.</p></authorialNote> stop"
               "<noteRef href=\"#x\" marker=\"F1\"/>.</p></content></article></body>"));
  EXPECT_EQ(BlocksOf(document, "art.1"), "Ships stop.\nBoats too.");
  ASSERT_NE(FindBlock(document, "Boats too."), nullptr);
  EXPECT_EQ(FindBlock(document, "Boats too.")->kind, BlockKind::kFootnote);
}

TEST(AkomaNtosoReader, QuotedLawIsMarked) {
  const Document document = Read(Akn(R"(<body><article><num>1</num><content><p>Insert:
    <mod><quotedStructure><article><num>7</num><content><p>Gulls must be fed.</p></content></article></quotedStructure></mod></p></content></article>
    <article><num>2</num><content><p>For <mod><quotedText>“gulls must”</quotedText> put <quotedText>“crows may”</quotedText>.</mod></p></content></article></body>)"));
  const Section* inside = FindSection(document, "art.1.quote.1.art.7");
  ASSERT_NE(inside, nullptr);
  EXPECT_TRUE(inside->quoted);
  EXPECT_FALSE(FindSection(document, "art.2")->quoted);
  ASSERT_NE(FindBlock(document, "“gulls must”"), nullptr);
  EXPECT_EQ(FindBlock(document, "“gulls must”")->kind, BlockKind::kQuote);
  ASSERT_NE(FindBlock(document, "“crows may”."), nullptr);  // the full stop is no block of its own
  EXPECT_EQ(FindBlock(document, "put")->kind, BlockKind::kParagraph);
}

TEST(AkomaNtosoReader, DeletedTextIsLeftOutAndReported) {
  const Document document = Read(
      Akn("<body><section><num>1</num><content><p>Keep <del>this</del>that.</p></content></section>\n"
          "<section><num><del>2</del></num><content><p><del>Gone.</del></p></content></section></body>"));
  EXPECT_EQ(document.text, "1 Keep that.");
  EXPECT_TRUE(HasRepair(document, 1, "3 passages"));
}

TEST(AkomaNtosoReader, ABlankThatTheXmlPrinterMadeBeforeAFullStopGoes) {
  const Document document =
      Read(Akn("<body><article><num>1</num><content><p>\n  See\n  <ref>Article 2</ref>\n  , and\n  "
               "<i>so</i>\n  <i>on</i>\n  .\n</p></content></article></body>"));
  EXPECT_EQ(BlocksOf(document, "art.1"), "See Article 2, and so on.");
}

TEST(AkomaNtosoReader, EachCharacterKnowsItsBytes) {
  const std::string xml =
      Akn("<body><article><num>1</num><content><p>Fish &amp; chips&#x2013;caf&#233; &bogus; <![CDATA[<b> & "
          "c]]></p></content></article></body>");
  const Document document = Read(xml);
  EXPECT_EQ(BlocksOf(document, "art.1"), "Fish & chips–café &bogus; <b> & c");
  const auto source = [&](std::string_view words) {
    const auto at = static_cast<uint32_t>(document.text.find(words));
    return SourceOf(document, xml, {at, at + static_cast<uint32_t>(words.size())});
  };
  EXPECT_EQ(source("Fish"), "Fish");
  EXPECT_EQ(source("& chips"), "&amp; chips");
  EXPECT_EQ(source("–"), "&#x2013;");
  EXPECT_EQ(source("<b>"), "<b>");
  EXPECT_EQ(document.repairs.size(), 1U);  // the entity that XML does not have
}

TEST(AkomaNtosoReader, EntitiesOfADoctypeDoNotGrow) {
  const std::string bomb =
      "<!DOCTYPE akomaNtoso [<!ENTITY a \"ha<b>ha'\"><!ENTITY b \"&a;&a;&a;&a;\"><!-- ' > -->]>\n" +
      Akn("<body><article><num>1</num><content><p>Now &b; then</p></content></article></body>");
  const Document document = Read(bomb);
  EXPECT_EQ(BlocksOf(document, "art.1"), "Now &b; then");
}

TEST(AkomaNtosoReader, MetadataComesFromFrbr) {
  const Document document =
      Read(Akn("<preface><longTitle><p>An Act on "
               "<docTitle>Lighthouses</docTitle></p></longTitle></preface><body><article><num>1</"
               "num><content><p>Shine.</p></content></article></body>",
               R"(<meta><identification source="#me"><FRBRWork>
    <FRBRthis value="/akn/zz/act/2020/5/!main"/><FRBRuri value="/akn/zz/act/2020/5"/><FRBRalias name="eli" value="http://x.test/eli/zz/2020/5"/>
    <FRBRdate date="2020-02-29" name="issued"/><FRBRauthor href="#coast"/><FRBRnumber value="5"/></FRBRWork>
    <FRBRExpression><FRBRthis value="/akn/zz/act/2020/5/fra@/!main"/><FRBRdate date="2021-03-01+01:00"/><FRBRlanguage language="fra"/></FRBRExpression>
    </identification><references><TLCOrganization eId="coast" href="/o/coast" showAs="Coast Office"/></references></meta>)"));
  const Metadata& metadata = document.metadata;
  EXPECT_EQ(metadata.title, "Lighthouses");
  EXPECT_EQ(metadata.issuer, "Coast Office");
  EXPECT_EQ(metadata.language, "fr");
  EXPECT_EQ(metadata.type, "act");
  ASSERT_TRUE(metadata.date.has_value());
  EXPECT_EQ(metadata.date->ToString(), "2020-02-29");
  EXPECT_EQ(metadata.edition, "2021-03-01");
  EXPECT_EQ(metadata.identifiers.at("frbr_work"), "/akn/zz/act/2020/5");
  EXPECT_EQ(metadata.identifiers.at("eli"), "http://x.test/eli/zz/2020/5");
}

TEST(AkomaNtosoReader, ATemplatesDateIsNoDate) {
  const Document document = Read(Akn(
      "<body><article><num>1</num><content><p>A</p></content></article></body>",
      "<meta><identification><FRBRWork><FRBRdate date=\"2999-01-01\"/></FRBRWork></identification></meta>"));
  EXPECT_FALSE(document.metadata.date.has_value());
}

TEST(AkomaNtosoReader, NamespacesAndPrefixesDoNotMatter) {
  const std::string plain =
      "<akomaNtoso><act><body><article><num>1</num><content><p>Row.</p></content></article></body></act></"
      "akomaNtoso>";
  std::string prefixed = plain;
  for (size_t at = 0; (at = prefixed.find('<', at)) != std::string::npos; ++at)
    prefixed.insert(at + (prefixed[at + 1] == '/' ? 2 : 1), "akn:");
  prefixed.insert(prefixed.find("akomaNtoso") + 10,
                  " xmlns:akn=\"http://Inhaltsdaten.LegalDocML.de/1.8.2/\"");
  const Document a = Read(plain), b = Read(prefixed);
  EXPECT_EQ(a.text, b.text);
  ASSERT_EQ(a.sections.size(), b.sections.size());
  EXPECT_EQ(a.sections[1].path, b.sections[1].path);
}

TEST(AkomaNtosoReader, SchedulesSpeechesRecitalsAndTables) {
  const Document document = Read(Akn(
      R"(<preamble><recitals><recital><num>(1)</num><p>Whereas it rains.</p></recital></recitals></preamble>
    <body><hcontainer name="schedule"><num>SCHEDULE 1</num><heading>Fees</heading>
      <hcontainer name="crossheading"><heading>Boats</heading><paragraph><num>1</num><content><p>A boat pays.</p></content></paragraph></hcontainer>
      <hcontainer name="crossheading"><heading>Tables</heading><paragraph><num>2</num><content>
        <table><tr><td><p>small</p></td><td><p>5</p></td></tr></table></content></paragraph></hcontainer></hcontainer></body>)"));
  EXPECT_EQ(FindSection(document, "rec.1")->kind, SectionKind::kRecital);
  EXPECT_EQ(FindSection(document, "preamble")->kind, SectionKind::kPreamble);
  EXPECT_EQ(FindSection(document, "sch.1")->kind, SectionKind::kAnnex);
  EXPECT_EQ(BlocksOf(document, "sch.1.1"), "A boat pays.");  // numbers go on over the headings between
  EXPECT_EQ(BlocksOf(document, "sch.1.2"), "small\n5");
  EXPECT_EQ(FindBlock(document, "small")->kind, BlockKind::kTableCell);
}

TEST(AkomaNtosoReader, TruncatedFileSaysWhereAndWhatIsOpen) {
  const std::string whole =
      Akn("<body>\n<article><num>1</num>\n<content><p>Words.</p></content></article></body>");
  // Every prefix is refused or read; none crashes.
  for (size_t size = 0; size < whole.size(); ++size)
    std::ignore = ReadAs("akoma_ntoso", whole.substr(0, size));
  const auto cut = ReadAs("akoma_ntoso", whole.substr(0, whole.find("Words") + 3), "cut.xml");
  ASSERT_FALSE(cut.has_value());
  EXPECT_EQ(cut.error().line, 3U);
  EXPECT_EQ(cut.error().offset, whole.find("Words") + 3);
  EXPECT_NE(cut.error().message.find("inside <p>"), std::string::npos);
  EXPECT_EQ(cut.error().source, "cut.xml");
}

TEST(AkomaNtosoReader, HostileFilesAreRefused) {
  ExpectHostileXmlIsRefused("akoma_ntoso",
                            Akn("<body><article><num>1</num><content><p>@</p></content></article></body>"));
}

TEST(AkomaNtosoReader, OtherXmlIsRefusedByName) {
  const auto read = ReadAs("akoma_ntoso", "<svg><p>x</p></svg>");
  ASSERT_FALSE(read.has_value());
  EXPECT_NE(read.error().message.find("<svg>"), std::string::npos);
}

TEST(AkomaNtosoReader, CorpusLosesNoLetterAndInventsNone) {
  CONCORD_NEED_SHARED();
  size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(SharedDir() / "corpus/akn")) {
    if (!entry.is_regular_file()) continue;
    ++files;
    const std::string xml = ReadFileOrDie(entry.path());
    const Document document = ReadOrDie("akoma_ntoso", xml, entry.path().filename().string());
    EXPECT_EQ(CountLetters(document.text),
              LettersByPugixml(xml,
                               [](pugi::xml_node node) {
                                 std::string_view name = node.name();
                                 name = name.substr(
                                     name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
                                 return name == "meta" || name == "toc" || name == "del";
                               }))
        << entry.path();
    EXPECT_NE(DetectReader(Source{"x", xml, nullptr}), nullptr);
    EXPECT_EQ(DetectReader(Source{"x", xml, nullptr})->name, "akoma_ntoso") << entry.path();
  }
  EXPECT_GT(files, 30U);
}

// UK files name each section in an attribute of their own: a second opinion on the paths.
TEST(AkomaNtosoReader, SectionsOfAUkActAreThoseThatItsIdentifiersName) {
  CONCORD_NEED_SHARED();
  const std::string xml = ReadFileOrDie(SharedDir() / "corpus/akn/uk/ukpga-2022-32.akn.xml");
  const Document document = ReadOrDie("akoma_ntoso", xml);
  size_t found = 0, missing = 0;
  constexpr std::string_view kMark = "<section eId=\"section-";
  for (size_t at = xml.find(kMark); at != std::string::npos; at = xml.find(kMark, at + 1)) {
    const size_t start = at + kMark.size();
    const std::string number = AsciiLower(xml.substr(start, xml.find('"', start) - start));
    if (number.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz") != std::string::npos) continue;
    ++(FindSection(document, "sec." + number) != nullptr ? found : missing);
  }
  EXPECT_EQ(missing, 0U);
  EXPECT_GT(found, 150U);
}

}  // namespace
}  // namespace concord::testing
