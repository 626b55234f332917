#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <tuple>

#include "tests/environment.h"
#include "tests/ingest/office_files.h"
#include "tests/ingest/reader_helpers.h"
#include "tests/ingest/reading.h"

namespace concord::testing {
namespace {

const std::string kStyles =
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Standard\"><w:name "
    "w:val=\"Normal\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/><w:basedOn "
    "w:val=\"Standard\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"T2\"><w:name w:val=\"Titre 2\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"House\"><w:name w:val=\"House head\"/><w:basedOn "
    "w:val=\"Mid\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Mid\"><w:name w:val=\"Mid\"/><w:pPr><w:outlineLvl "
    "w:val=\"1\"/></w:pPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Ttl\"><w:name w:val=\"Title\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Ring\"><w:name w:val=\"Ring\"/><w:basedOn "
    "w:val=\"Ring2\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Ring2\"><w:name w:val=\"Ring2\"/><w:basedOn "
    "w:val=\"Ring\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Num\"><w:name w:val=\"Numbered\"/><w:pPr><w:numPr><w:numId "
    "w:val=\"1\"/></w:numPr></w:pPr></w:style>";
const std::string kNumbering =
    "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
    "w:val=\"decimal\"/><w:lvlText w:val=\"Article %1\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start "
    "w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%2.\"/><w:pStyle w:val=\"Num\"/></w:lvl>"
    "<w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText "
    "w:val=\"(%3)\"/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt "
    "w:val=\"bullet\"/></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId "
    "w:val=\"1\"/></w:num>";

std::string RunOf(const std::string& text) {
  return "<w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
}

Document Read(const std::string& body, const std::vector<std::pair<std::string, std::string>>& more = {}) {
  std::vector<std::pair<std::string, std::string>> parts = {{"styles", kStyles}, {"numbering", kNumbering}};
  parts.insert(parts.end(), more.begin(), more.end());
  const std::string bytes = MakeDocx(body, parts);
  EXPECT_NE(DetectReader({"x", bytes, nullptr}), nullptr);
  EXPECT_EQ(DetectReader({"x", bytes, nullptr})->name, "docx");
  return ReadOrDie("docx", bytes, "f.docx");
}

std::vector<std::string> Lines(const std::string& body,
                               const std::vector<std::pair<std::string, std::string>>& more = {}) {
  return BlockLines(Read(body, more));
}
using L = std::vector<std::string>;

TEST(DocxReader, StylesMakeHeadingsWhateverTheirNames) {
  const Document document =
      Read(DocxParagraph("Rules of the Harbour", "Ttl") + DocxParagraph("Ships", "berschrift1") +
           DocxParagraph("Lights are lit.") + DocxParagraph("Boats", "T2") + DocxParagraph("Oars are dry.") +
           DocxParagraph("Nets", "House") + DocxParagraph("Nets are mended.", "Ring") +
           DocxParagraph("Piers", "", "<w:outlineLvl w:val=\"0\"/>") + DocxParagraph("Piers stand."));
  EXPECT_EQ(document.metadata.title, "Rules of the Harbour");
  EXPECT_EQ(BlockLines(document), (L{": Rules of the Harbour", "ships: Ships", "ships: Lights are lit.",
                                     "ships.boats: Boats", "ships.boats: Oars are dry.", "ships.nets: Nets",
                                     "ships.nets: Nets are mended.", "piers: Piers", "piers: Piers stand."}));
}

TEST(DocxReader, NumbersAreThoseThatWordDisplays) {
  const Document document =
      Read(DocxParagraph("Lights", "", DocxList(1, 0)) + DocxParagraph("The master shall:", "Num") +
           DocxParagraph("light the lamps;", "", DocxList(1, 2)) +
           DocxParagraph("ring the bell.", "", DocxList(1, 2)) + DocxParagraph("The crew rests.", "Num") +
           DocxParagraph("Ropes", "", DocxList(1, 0)) + DocxParagraph("Ropes hold.", "Num"));
  EXPECT_EQ(
      BlockLines(document),
      (L{"art.1: Lights", "art.1.1: The master shall:", "art.1.1.a: light the lamps;",
         "art.1.1.b: ring the bell.", "art.1.2: The crew rests.", "art.2: Ropes", "art.2.1: Ropes hold."}));
  const Section* point = FindPath(document, "art.1.1.b");
  ASSERT_NE(point, nullptr);
  EXPECT_EQ(point->number, "(b)");
  // The opening words carry the point.
  for (const Block& block : document.blocks) {
    if (document.TextOf(block.span) != "ring the bell.") continue;
    EXPECT_EQ(block.kind, BlockKind::kListItem);
    ASSERT_GE(block.lead, 0);
    EXPECT_EQ(document.TextOf(document.blocks[static_cast<size_t>(block.lead)].span), "The master shall:");
  }
}

TEST(DocxReader, BulletsHangOnTheirOpeningWords) {
  const Document document =
      Read(DocxParagraph("Masters should:") + DocxParagraph("keep watch;", "", DocxList(2, 0)) +
           DocxParagraph("keep logs.", "", DocxList(2, 0)) +
           DocxParagraph("no list", "Num", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>"));
  ASSERT_EQ(document.blocks.size(), 4U);
  EXPECT_EQ(document.blocks[1].kind, BlockKind::kListItem);
  EXPECT_EQ(document.blocks[1].lead, 0);
  EXPECT_EQ(document.blocks[2].lead, 0);
  EXPECT_EQ(document.TextOf(document.blocks[3].span), "no list");
}

TEST(DocxReader, ChangesAreReadAsAccepted) {
  EXPECT_EQ(
      Lines(DocxParagraph(RunOf("Ships ") + "<w:del><w:r><w:delText>may</w:delText></w:r></w:del><w:ins>" +
                          RunOf("must") + "</w:ins>" + RunOf(" slow down.")) +
            DocxParagraph("<w:moveFrom>" + RunOf("Gone away.") + "</w:moveFrom>") +
            DocxParagraph("<w:moveTo>" + RunOf("Come here.") + "</w:moveTo>") +
            // The end of this paragraph is deleted: the next one goes on in it.
            DocxParagraph(RunOf("One "), "", "<w:rPr><w:del/></w:rPr>") + DocxParagraph(RunOf("sentence."))),
      (L{": Ships must slow down.", ": Come here.", ": One sentence."}));
  EXPECT_EQ(Lines(DocxParagraph("Kept.") + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" +
                  DocxParagraph("Cut.") + "</w:tc></w:tr></w:tbl>"),
            (L{": Kept."}));
}

TEST(DocxReader, OnlyTheResultOfAFieldIsText) {
  const auto mark = [](const std::string& type) {
    return "<w:r><w:fldChar w:fldCharType=\"" + type + "\"/></w:r>";
  };
  EXPECT_EQ(Lines(DocxParagraph(RunOf("See ") + mark("begin") + "<w:r><w:instrText>REF </w:instrText></w:r>" +
                                mark("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" +
                                mark("separate") + RunOf("inner") + mark("end") + RunOf("CODE") +
                                mark("separate") + RunOf("Article 4") + mark("end") + RunOf(" and ") +
                                "<w:fldSimple w:instr=\"PAGE\">" + RunOf("page 9") + "</w:fldSimple>" +
                                RunOf(" at ") + "<w:hyperlink>" + RunOf("the pier") + "</w:hyperlink>.")),
            (L{": See Article 4 and page 9 at the pier"}));
}

TEST(DocxReader, NotesStandApartBehindTheirParagraph) {
  const std::string note =
      "<w:footnote w:id=\"0\" w:type=\"separator\"><w:p/></w:footnote><w:footnote w:id=\"3\">" +
      DocxParagraph(RunOf("As of ") + RunOf("May.")) + DocxParagraph("Second part.") + "</w:footnote>";
  const Document document = Read(
      DocxParagraph(RunOf("Ships") + "<w:r><w:footnoteReference w:id=\"3\"/></w:r>" + RunOf(" slow down.")) +
          DocxParagraph("Boats too."),
      {{"footnotes", note}});
  EXPECT_EQ(BlockLines(document), (L{": Ships slow down.", ": As of May. Second part.", ": Boats too."}));
  EXPECT_EQ(document.blocks[1].kind, BlockKind::kFootnote);
  // Offsets lead into the parts: the note's own.
  ASSERT_EQ(document.parts.size(), 2U);
  EXPECT_EQ(document.parts[1].name, "word/footnotes.xml");
  EXPECT_GE(document.offsets.ToSource(document.blocks[1].span).start, document.parts[1].start);
  EXPECT_LT(document.offsets.ToSource(document.blocks[2].span).end, document.parts[1].start);
}

TEST(DocxReader, TablesAreCellsAndLayoutIsNot) {
  const auto row = [](const L& cells) {
    std::string text = "<w:tr>";
    for (const std::string& cell : cells) text += "<w:tc><w:tcPr/>" + DocxParagraph(cell) + "</w:tc>";
    return text + "</w:tr>";
  };
  const Document document = Read("<w:tbl><w:tblPr/>" + row({"Port", "Depth"}) + row({"North", "9 m"}) +
                                 "</w:tbl>" + "<w:tbl>" + row({"Masters shall report."}) + "</w:tbl><w:tbl>" +
                                 row({"(a)", "the first;"}) + row({"(b)", "the second."}) + "</w:tbl>");
  EXPECT_EQ(BlockLines(document), (L{": Port", ": Depth", ": North", ": 9 m", ": Masters shall report.",
                                     "a: the first;", "b: the second."}));
  EXPECT_EQ(document.blocks[3].kind, BlockKind::kTableCell);
  EXPECT_EQ(document.blocks[4].kind, BlockKind::kParagraph);
}

TEST(DocxReader, ATextBoxIsReadOnce) {
  const std::string box = "<w:txbxContent>" + DocxParagraph("In the box.") + "</w:txbxContent>";
  EXPECT_EQ(
      Lines(DocxParagraph(
          RunOf("Before, ") + "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>" +
          box + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + box +
          "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + RunOf("after."))),
      (L{": Before, after.", ": In the box."}));
}

TEST(DocxReader, WhatIsNotShownIsNotRead) {
  const Document document = Read(
      DocxParagraph("1 Ships 4", "TOC1") + DocxParagraph("Ships", "berschrift1") +
      DocxParagraph(
          "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>" + RunOf("co\u00ADop") +
          "<w:r><w:softHyphen/><w:noBreakHyphen/><w:t>erate</w:t><w:tab/><w:t>&amp; &#x263A;</w:t></w:r>" +
          "<w:commentRangeStart/><w:r><w:commentReference/></w:r>"));
  EXPECT_EQ(BlockLines(document), (L{"ships: Ships", "ships: coop\u2011erate & \u263A"}));
  EXPECT_TRUE(HasRepair(document, 0, "1 lines of a table of contents"));
  EXPECT_TRUE(HasRepair(document, 0, "1 runs of hidden text"));
}

TEST(DocxReader, CorePropertiesBecomeMetadata) {
  const Document document =
      Read(DocxParagraph("Text."), {{"core",
                                     "<dc:title>Harbour &amp; Pier</dc:title><dc:creator>Ada"
                                     "</dc:creator><dc:language>en-GB</dc:language>"
                                     "<dcterms:modified>2024-05-01T00:00:00Z</dcterms:modified>"}});
  EXPECT_EQ(document.metadata.title, "Harbour & Pier");
  EXPECT_EQ(document.metadata.language, "en-GB");
  EXPECT_EQ(document.metadata.issuer, "");  // who typed it issued nothing
  EXPECT_EQ(document.metadata.other.FindString("creator"), "Ada");
}

TEST(DocxReader, OffsetsLeadToTheBytesOfThePart) {
  const Document document = Read(DocxParagraph("Ships &amp; boats wait."));
  const std::string part =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document "
      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" +
      DocxParagraph("Ships &amp; boats wait.") + "</w:body></w:document>";
  ASSERT_EQ(document.parts.size(), 1U);
  ASSERT_EQ(document.parts[0].size, part.size());
  const auto source = document.offsets.ToSource(document.blocks[0].span);
  EXPECT_EQ(part.substr(source.start, source.end - source.start), "Ships &amp; boats wait.");
}

TEST(DocxReader, WhatIsNoDocumentIsRefused) {
  const auto error = [](const std::string& bytes) {
    const auto read = ReadAs("docx", bytes, "f.docx");
    EXPECT_FALSE(read.has_value());
    return read ? "" : read.error().ToString();
  };
  EXPECT_NE(error(MakeZip({{"[Content_Types].xml", ""}, {"word/document.xml", "<x/>"}})).find("_rels/.rels"),
            std::string::npos);
  EXPECT_NE(error(MakeDocx("<w:p>")).find("word/document.xml"), std::string::npos);
  EXPECT_NE(error(MakeDocx("")).find("no text"), std::string::npos);
  EXPECT_NE(error(MakeDocx(DocxParagraph("x"), {{"styles", "<w:style>"}})).find("word/styles.xml"),
            std::string::npos);
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<w:sdt>";
  EXPECT_NE(error(MakeDocx(deep)).find("max_depth"), std::string::npos);
  const std::string whole = MakeDocx(DocxParagraph("Ships wait."));
  for (size_t cut = 1; cut < whole.size(); cut += 37) error(whole.substr(0, cut));
}

TEST(DocxReader, DamagedAnywhereItNeverFalls) {
  const std::string whole =
      MakeDocx(DocxParagraph("Ships wait.", "", DocxList(1, 0)), {{"numbering", kNumbering}});
  for (size_t at = 0; at < whole.size(); at += 3) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x15);
    std::ignore = ReadAs("docx", bytes, "f.docx");  // checks what comes out, if anything does
  }
}

// Contracts style their clauses with a level, for the numbers: the sentence is text, and the number its
// section's.
TEST(DocxReader, ClausesInStylesOfHeadingsAreText) {
  const std::string styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"C1\"><w:name w:val=\"Clause 1\"/><w:pPr><w:outlineLvl "
      "w:val=\"0\"/></w:pPr></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"C2\"><w:name w:val=\"Clause 2\"/><w:pPr><w:outlineLvl "
      "w:val=\"1\"/></w:pPr></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"C3\"><w:name w:val=\"Clause 3\"/><w:pPr><w:outlineLvl "
      "w:val=\"2\"/></w:pPr></w:style>";
  const std::string bytes = MakeDocx(
      DocxParagraph("1 Ropes", "C1") +
          DocxParagraph("1.1 The owner shall keep two ropes on each boat.", "C2") +
          DocxParagraph("1.1.1 The owner may lend a rope to a master who asks for it.", "C3") +
          DocxParagraph("1.2 The owner must mark the following things:", "C2") +
          DocxParagraph("(a) each rope that is longer than six metres;", "C3") +
          DocxParagraph("(b) each chain that is kept on board.", "C3") +
          DocxParagraph("1.3 Repairs. The owner shall mend a rope.", "C2") + DocxParagraph("2 Lamps.", "C1") +
          DocxParagraph("The owner shall light a lamp at dusk.", "C2"),
      {{"styles", styles}});
  const Document document = ReadOrDie("docx", bytes, "terms.docx");
  std::vector<std::string> paths;
  for (const Section& section : document.sections) {
    if (!section.path.empty()) paths.push_back(section.path);
  }
  EXPECT_EQ(paths, (std::vector<std::string>{"1", "1.1", "1.1.1", "1.2", "1.2.a", "1.2.b", "1.3", "2"}));
  EXPECT_EQ(BlocksOf(document, "1.1"), "The owner shall keep two ropes on each boat.");
  EXPECT_EQ(BlocksOf(document, "1.2.a"), "each rope that is longer than six metres;");
  EXPECT_EQ(document.TextOf(FindSection(document, "1.3")->heading), "Repairs.");
  EXPECT_EQ(BlocksOf(document, "1.3"), "The owner shall mend a rope.");
  EXPECT_EQ(BlocksOf(document, "2"), "The owner shall light a lamp at dusk.");
  EXPECT_TRUE(HasRepair(document, 0, "styles of headings"));
}

TEST(DocxReader, EveryFileOfTheCorpus) {
  CONCORD_NEED_SHARED();
  // Headings by the paragraphs that name their styles and have text, counted in the XML of each file.
  const std::map<std::string, size_t> headings = {{"AI_Risk_Repository_Preprint.docx", 105},
                                                  {"USLM-2_0-Review-Guide-v2_0_12-changes.docx", 35},
                                                  {"USLM-2_0-Review-Guide-v2_0_12-clean.docx", 35},
                                                  {"act-2-1998.docx", 0}};
  size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SharedDir() / "corpus/docx")) {
    ++files;
    const std::string bytes = ReadFileOrDie(entry.path());
    const Document document = ReadOrDie("docx", bytes, entry.path().native());
    const auto sections = static_cast<size_t>(
        std::ranges::count_if(document.sections, [](const Section& s) { return !s.heading.empty(); }));
    EXPECT_GE(sections, headings.at(entry.path().filename())) << entry.path();
  }
  EXPECT_EQ(files, 4U);
}

}  // namespace
}  // namespace concord::testing
