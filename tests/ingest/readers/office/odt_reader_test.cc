#include <gtest/gtest.h>

#include <tuple>
#include <vector>

#include "tests/ingest/office_files.h"
#include "tests/ingest/reader_helpers.h"
#include "tests/ingest/reading.h"

namespace concord::testing {
namespace {

using L = std::vector<std::string>;

std::string P(const std::string& inside, const std::string& style = "P0") {
  return "<text:p text:style-name=\"" + style + "\">" + inside + "</text:p>";
}
std::string H(int level, const std::string& inside, const std::string& more = "") {
  return "<text:h text:outline-level=\"" + std::to_string(level) + "\"" + more + ">" + inside + "</text:h>";
}
std::string Item(const std::string& inside, const std::string& more = "") {
  return "<text:list-item" + more + ">" + inside + "</text:list-item>";
}
std::string List(const std::string& items, const std::string& attributes = " text:style-name=\"L1\"") {
  return "<text:list" + attributes + ">" + items + "</text:list>";
}

const std::string kLists =
    "<text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" "
    "style:num-suffix=\".\" "
    "style:num-format=\"1\"/><text:list-level-style-number text:level=\"2\" style:num-prefix=\"(\" "
    "style:num-suffix=\")\" style:num-format=\"a\"/><text:list-level-style-number text:level=\"3\" "
    "style:num-format=\"1\" text:display-levels=\"3\" "
    "loext:num-list-format=\"%1%.%2%.%3%\"/></text:list-style>"
    "<text:list-style style:name=\"L2\"><text:list-level-style-bullet text:level=\"1\" "
    "text:bullet-char=\"&#x2022;\"/></text:list-style>"
    "<style:style style:name=\"Hid\" style:family=\"text\"><style:text-properties "
    "text:display=\"none\"/></style:style>"
    "<style:style style:name=\"P9\" style:family=\"paragraph\" style:parent-style-name=\"Title\"/>";
const std::string kOutline =
    "<text:outline-style style:name=\"Outline\"><text:outline-level-style text:level=\"1\" "
    "style:num-format=\"I\" "
    "style:num-prefix=\"Chapter \"/><text:outline-level-style text:level=\"2\" style:num-format=\"1\" "
    "text:display-levels=\"1\" style:num-prefix=\"Article \"/></text:outline-style>";

Document Read(const std::string& body, const std::string& common = "", const std::string& meta = "") {
  const std::string bytes = MakeOdt(body, kLists, common, meta);
  const Reader* reader = DetectReader({"x", bytes, nullptr});
  EXPECT_NE(reader, nullptr);
  EXPECT_EQ(reader->name, "odt");
  return ReadOrDie("odt", bytes, "f.odt");
}
L Lines(const std::string& body) { return BlockLines(Read(body)); }

TEST(OdtReader, HeadingsAndTheirNumbers) {
  const Document document =
      Read(P("Harbour Rules", "P9") + H(1, "Ships") + H(2, "Lights") + P("Lights are lit.") + H(2, "Bells") +
               H(1, "Boats", " text:is-list-header=\"true\"") + P("Row.") + H(1, "Nets"),
           kOutline);
  EXPECT_EQ(document.metadata.title, "Harbour Rules");
  EXPECT_EQ(BlockLines(document),
            (L{": Harbour Rules", "chap.i: Ships", "art.1: Lights", "art.1: Lights are lit.", "art.2: Bells",
               "boats: Boats", "boats: Row.", "chap.ii: Nets"}));
}

TEST(OdtReader, ListsCountAsDisplayed) {
  EXPECT_EQ(Lines(P("The master shall:") +
                  List(Item(P("light lamps:") + List(Item(P("red")) + Item(P("green")), "")) +
                       Item(P("ring bells:") + List(Item(P("twice")), "") + P("and wait")))),
            (L{": The master shall:", "1: light lamps:", "1.a: red", "1.b: green",
               "2: ring bells:", "2.a: twice", "2.a: and wait"}));
  // Going on after a paragraph, in a list of its own, one that is named, and from a number.
  EXPECT_EQ(
      Lines(List(Item(P("one."))) + P("Between.") +
            List(Item(P("two.")), " xml:id=\"x\" text:style-name=\"L1\" text:continue-numbering=\"true\"") +
            P("Again.") + List(Item(P("three.")), " text:style-name=\"L1\" text:continue-list=\"x\"") +
            List(Item(P("seven."), " text:start-value=\"4\""),
                 " text:style-name=\"L1\" text:continue-numbering=\"true\""))
          .size(),
      6U);
  const Document document = Read(List(Item(P("first;")) + Item(P("fifth."), " text:start-value=\"5\"")));
  EXPECT_NE(document.text.find("1. first;"), std::string::npos);
  EXPECT_NE(document.text.find("5. fifth."), std::string::npos);
}

TEST(OdtReader, AnItemOfTheThirdLevelShowsAllThree) {
  const Document document =
      Read(List(Item(P("a") + List(Item(P("b") + List(Item(P("c")), "")), "")), " text:style-name=\"L1\""));
  EXPECT_NE(document.text.find("1.a.1 c"), std::string::npos) << document.text;
}

TEST(OdtReader, BulletsHangOnTheirOpeningWords) {
  const Document document = Read(
      P("Masters should:") + List(Item(P("keep watch;")) + Item(P("keep logs.")), " text:style-name=\"L2\""));
  ASSERT_EQ(document.blocks.size(), 3U);
  EXPECT_EQ(document.blocks[2].kind, BlockKind::kListItem);
  EXPECT_EQ(document.blocks[2].lead, 0);
}

TEST(OdtReader, ChangesNotesAndWhatIsNotShown) {
  const Document document = Read(
      "<text:tracked-changes><text:changed-region><text:deletion>" + P("Old words.") +
      "</text:deletion></text:changed-region></text:tracked-changes>"
      "<text:table-of-content><text:index-body>" +
      P("1 Ships 4") + "</text:index-body></text:table-of-content>" +
      P("Ships<text:change text:change-id=\"1\"/> <text:change-start/>must<text:change-end/>"
        "<text:s text:c=\"3\"/>slow<text:tab/>&amp;<text:line-break/>stop"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>" +
        P("As of May.") + P("Or June.") + "</text:note-body></text:note>.<office:annotation>" + P("Why?") +
        "</office:annotation><text:span text:style-name=\"Hid\">secret</text:span>"
        "<draw:frame><draw:text-box>" +
        P("In the box.") + "</draw:text-box><svg:title>picture</svg:title></draw:frame>") +
      P("Next."));
  EXPECT_EQ(BlockLines(document),
            (L{": Ships must slow & stop.", ": As of May. Or June.", ": In the box.", ": Next."}));
  EXPECT_EQ(document.blocks[1].kind, BlockKind::kFootnote);
  EXPECT_TRUE(HasRepair(document, 0, "1 lines of a table of contents"));
  EXPECT_TRUE(HasRepair(document, 0, "1 stretches of hidden text"));
}

TEST(OdtReader, TablesAndMetadata) {
  const Document document =
      Read("<table:table><table:table-header-rows><table:table-row><table:table-cell>" + P("Port") +
               "</table:table-cell><table:table-cell>" + P("Depth") +
               "</table:table-cell></table:table-row></table:table-header-rows><table:table-row>"
               "<table:covered-table-cell>" +
               P("unseen") + "</table:covered-table-cell><table:table-cell>" + P("9 m") +
               "</table:table-cell></table:table-row></table:table>",
           "",
           "<dc:title>Harbour</dc:title><meta:initial-creator>Ada</meta:initial-creator><dc:language>fr</"
           "dc:language>");
  EXPECT_EQ(BlockLines(document), (L{": Port", ": Depth", ": 9 m"}));
  EXPECT_EQ(document.blocks[0].kind, BlockKind::kTableCell);
  EXPECT_EQ(document.metadata.title, "Harbour");
  EXPECT_EQ(document.metadata.language, "fr");
}

TEST(OdtReader, WhatIsNoTextIsRefused) {
  const auto error = [](const std::string& bytes) {
    const auto read = ReadAs("odt", bytes, "f.odt");
    EXPECT_FALSE(read.has_value());
    return read ? "" : read.error().ToString();
  };
  EXPECT_NE(error(MakeZip({{"mimetype", "x"}})).find("content.xml"), std::string::npos);
  EXPECT_NE(error(MakeZip({{"content.xml", "<a><b>"}})).find("content.xml"), std::string::npos);
  EXPECT_NE(error(MakeZip({{"content.xml", "<a/>"}})).find("expected a text"), std::string::npos);
  EXPECT_NE(error(MakeZip({{"content.xml", "rubbish"},
                           {"META-INF/manifest.xml", "<m><manifest:encryption-data/></m>"}}))
                .find("password"),
            std::string::npos);
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<text:list>";
  EXPECT_NE(error(MakeOdt(deep)).find("content.xml"), std::string::npos);
  const std::string whole = MakeOdt(List(Item(P("Ships wait."))), kLists);
  for (size_t at = 0; at < whole.size(); at += 3) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x15);
    std::ignore = ReadAs("odt", bytes, "f.odt");  // checks what comes out, if anything does
  }
}

}  // namespace
}  // namespace concord::testing
