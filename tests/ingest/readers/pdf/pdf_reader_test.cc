#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/subprocess.h"
#include "base/text.h"
#include "base/unicode.h"
#include "tests/environment.h"
#include "tests/ingest/reader_helpers.h"
#include "tests/ingest/reading.h"
#include "tests/ingest/sketch.h"
#include "tests/processor_time.h"

namespace concord::testing {
namespace {

#define NEED_CONCORD_PDF()                                                        \
  if (!std::filesystem::exists(std::string(CONCORD_BINARY_DIR) + "/concord-pdf")) \
  GTEST_SKIP() << "needs the program concord-pdf, which needs libpoppler-cpp-dev"

std::string_view NameOf(BlockKind kind) {
  switch (kind) {
    case BlockKind::kHeading:
      return "heading";
    case BlockKind::kParagraph:
      return "text";
    case BlockKind::kListItem:
      return "item";
    case BlockKind::kTableCell:
      return "cell";
    case BlockKind::kFootnote:
      return "note";
    case BlockKind::kQuote:
      return "quote";
    case BlockKind::kCode:
      return "code";
  }
  return "";
}

// "heading: Scope", one for each block.
std::vector<std::string> Blocks(const Document& document) {
  std::vector<std::string> blocks;
  for (const Block& block : document.blocks) {
    blocks.push_back(fmt::format("{}: {}", NameOf(block.kind), document.TextOf(block.span)));
  }
  return blocks;
}
std::vector<std::string> BlocksOfSketch(const Sketch& sketch) {
  return Blocks(ReadOrDie("pdf", sketch.List(), "sketch"));
}
using Lines = std::vector<std::string>;

// Running text of some lines that fill a column of 40 letters, no two of which are alike.
Lines Prose(std::string_view name, size_t count) {
  Lines lines;
  for (size_t i = 0; i < count; ++i) {
    std::string line = fmt::format("{} {} goes on and on with its", name, i);
    while (line.size() < 38) line += 'x';
    lines.push_back(line);
  }
  return lines;
}
std::string Joined(const Lines& lines) { return fmt::format("{}", fmt::join(lines, " ")); }

TEST(PdfReaderTest, LinesBecomeParagraphs) {
  Sketch sketch;
  sketch.Lines(70, 100,
               {"The harbour office keeps a register of all", "systems that decide about berths. It is",
                "public.",  // short: a paragraph ends
                "A second paragraph stands right below the", "first one and has no blank line above."});
  sketch.Text(70, 190, "A third one stands farther off.");
  EXPECT_EQ(
      BlocksOfSketch(sketch),
      (Lines{
          "text: The harbour office keeps a register of all systems that decide about berths. It is public.",
          "text: A second paragraph stands right below the first one and has no blank line above.",
          "text: A third one stands farther off."}));
}

TEST(PdfReaderTest, ColumnsAreReadOneAfterTheOther) {
  const Lines left = Prose("left", 12), right = Prose("right", 12);
  Sketch sketch;
  sketch.Text(70, 80, "One line above goes over both of the columns of this page, from left to right.");
  sketch.Lines(70, 110, left);
  sketch.Lines(310, 110, right);
  sketch.Text(70, 290, "One line below goes over both of the columns of this page, from left to right.");
  const Lines blocks = BlocksOfSketch(sketch);
  ASSERT_EQ(blocks.size(), 3U) << Joined(blocks);
  EXPECT_EQ(blocks[1], "text: " + Joined(left) + " " + Joined(right));
}

// The lines of the columns need not stand at the same heights.
TEST(PdfReaderTest, ColumnsOutOfStep) {
  const Lines left = Prose("left", 12), right = Prose("right", 10);
  Sketch sketch;
  sketch.Lines(70, 110, left);
  sketch.Lines(310, 117, right);
  EXPECT_EQ(BlocksOfSketch(sketch), (Lines{"text: " + Joined(left) + " " + Joined(right)}));
}

TEST(PdfReaderTest, TablesAreReadRowByRow) {
  Sketch sketch;
  sketch.Text(70, 100, "Control", 10, true)
      .Text(200, 100, "Duty", 10, true)
      .Text(400, 100, "Owner", 10, true);
  sketch.Text(70, 124, "Berths").Text(200, 124, "Keep a list of all").Text(400, 124, "Office");
  sketch.Text(200, 136, "berths");
  sketch.Text(70, 160, "Pilots").Text(200, 160, "Train every year").Text(400, 160, "Guild");
  EXPECT_EQ(BlocksOfSketch(sketch), (Lines{"cell: Control", "cell: Duty", "cell: Owner", "cell: Berths",
                                           "cell: Keep a list of all berths", "cell: Office", "cell: Pilots",
                                           "cell: Train every year", "cell: Guild"}));
}

TEST(PdfReaderTest, FurnitureGoesAndTextThatComesAgainStays) {
  Sketch sketch;
  for (int page = 1; page <= 5; ++page) {
    sketch.Page();
    sketch.Text(70, 40, "Harbour Laboratory").Text(480, 40, fmt::format("Part {}", page));
    sketch.Text(70, 180, "Each pilot signs the log.");  // on every page, but no head: too low
    sketch.Text(
        70, 220,
        fmt::format("Chapter {} is about another thing.", std::string(static_cast<size_t>(page), 'a')));
    sketch.Text(290, 810, page < 3 ? std::string(static_cast<size_t>(page), 'i') : std::to_string(page));
  }
  Lines expected;
  for (size_t page = 1; page <= 5; ++page) {
    expected.emplace_back("text: Each pilot signs the log.");
    expected.push_back(fmt::format("text: Chapter {} is about another thing.", std::string(page, 'a')));
  }
  // The second line is short and stands farther down, so it is a paragraph of its own.
  EXPECT_EQ(BlocksOfSketch(sketch), expected);
}

TEST(PdfReaderTest, DividedWordsArePutTogether) {
  Sketch sketch;
  int y = sketch.Lines(70, 100,
                       {"A risk-based view is taken of every regis-", "ter. The view must be risk-",
                        "based too, "
                        "and the office is well known for it, a well-",
                        "known one. Pre- and post-",
                        "market "
                        "checks: pre- ",
                        "and post-market. The GOV-", "ERN part of the register ends here."});
  sketch.Text(70, y + 30, "known well");
  const Lines blocks = BlocksOfSketch(sketch);
  const std::string all = Joined(blocks);
  for (const std::string_view words :
       {"every register. The", "must be risk-based too", "GOVERN part of", "pre- and post"}) {
    EXPECT_NE(all.find(words), std::string::npos) << words << " in " << all;
  }
}

TEST(PdfReaderTest, LigaturesBecomeLettersAndNamelessSignsGo) {
  Sketch sketch;
  sketch.Text(70, 100, "The o\uFB03ce \uFB01les e\uFB00ects and \uFB02ags \uE123now.");
  EXPECT_EQ(BlocksOfSketch(sketch), Lines{"text: The office files effects and flags now."});
}

Sketch WithFootnotes() {
  Sketch sketch;
  sketch.Lines(70, 600, Prose("body", 10));
  sketch.Text(70, 720, "The pilot reports to the office")
      .Text(226, 716, "1", 6)
      .Text(232, 720, "without delay and");
  sketch.Text(70, 760, "1", 5).Text(76, 763, "See the second annex of the rules for what the", 8);
  sketch.Text(70, 772, "office is, and who leads it.", 8);
  sketch.Text(70, 784, "2", 5).Text(76, 787, "Nobody refers to this one.", 8);
  sketch.Page();
  sketch.Text(70, 80, "keeps a copy of the report, 10 years long.");
  return sketch;
}

TEST(PdfReaderTest, FootnotesAreSetApart) {
  const Lines blocks = BlocksOfSketch(WithFootnotes());
  ASSERT_EQ(blocks.size(), 4U) << Joined(blocks);
  // The sentence goes on behind the end of the page, without the number in its middle.
  EXPECT_EQ(blocks[1],
            "text: The pilot reports to the office without delay and keeps a copy of the report, "
            "10 years long.");
  EXPECT_EQ(blocks[2], "note: 1 See the second annex of the rules for what the office is, and who leads it.");
  EXPECT_EQ(blocks[3], "note: 2 Nobody refers to this one.");
}

Sketch WithHeadings() {
  Sketch sketch;
  sketch.Text(70, 80, "Rules of the Harbour", 24);
  int y = sketch.Lines(70, 120, Prose("opening", 4));
  sketch.Text(70, y + 20, "1. Scope", 14);
  y = sketch.Lines(70, y + 44, Prose("scope", 6));
  sketch.Text(70, y + 20, "Berths", 10, true);
  y = sketch.Lines(70, y + 40, Prose("berths", 4));
  sketch.Text(70, y + 20, "2. Duties", 14);
  sketch.Lines(70, y + 44, {"(a) Pilots shall keep a log;", "(b) the office shall publish it."});
  return sketch;
}

TEST(PdfReaderTest, HeadingsAreFoundByTheirFonts) {
  const Document document = ReadOrDie("pdf", WithHeadings().List(), "sketch");
  EXPECT_EQ(document.metadata.title, "Rules of the Harbour");
  Lines sections;
  for (const Section& section : document.sections) {
    if (section.parent < 0) continue;
    sections.push_back(fmt::format("{} < {}: {}", section.path,
                                   document.sections[static_cast<size_t>(section.parent)].path,
                                   document.TextOf(section.heading)));
  }
  EXPECT_EQ(sections,
            (Lines{"1 < : Scope", "1.berths < 1: Berths", "2 < : Duties", "2.a < 2: ", "2.b < 2: "}));
}

// The table of contents of the file says what is a heading, and of what level, against the looks.
TEST(PdfReaderTest, EntriesTellHeadings) {
  Sketch sketch;
  int y = sketch.Lines(70, 100, Prose("opening", 4));
  sketch.Text(70, y + 20, "Berths and pilots");  // looks like text
  y = sketch.Lines(70, y + 44, Prose("berths", 4));
  sketch.Text(70, y + 20, "Pilots alone");
  sketch.Lines(70, y + 44, Prose("pilots", 4));
  const Document document = ReadOrDie(
      "pdf", sketch.List("entry 1 BERTHS and  pilots\nentry 2 Pilots alone\nentry 1 Nowhere\n"), "sketch");
  ASSERT_NE(FindPath(document, "berths-and-pilots.pilots-alone"), nullptr) << PrintDocument(document);
}

TEST(PdfReaderTest, ListsKeepTheirItemsAndDepths) {
  Sketch sketch;
  sketch.Text(70, 100, "The office shall:");
  sketch.Text(80, 114, "\u2022").Text(95, 114, "keep a list of all berths, and of the ships that lie there");
  sketch.Text(95, 126, "at night;");
  sketch.Text(100, 140, "\u25E6").Text(115, 140, "with their flags;");
  sketch.Text(80, 154, "\u2022").Text(95, 154, "publish it.");
  const Document document = ReadOrDie("pdf", sketch.List(), "sketch");
  EXPECT_EQ(Blocks(document),
            (Lines{"text: The office shall:",
                   "item: keep a list of all berths, and of the ships that lie there at night;",
                   "item: with their flags;", "item: publish it."}));
  for (size_t i = 1; i < document.blocks.size(); ++i) EXPECT_EQ(document.blocks[i].lead, 0);
}

// Headings that count on at the top of pages are no running head; a running head is.
TEST(PdfReaderTest, CountedHeadingsAtTheTopOfPagesStay) {
  Sketch sketch;
  for (const std::string number : {"I", "II", "III", "IV"}) {
    sketch.Page().Text(70, 60, "Rope Act of the harbour", 8).Text(70, 90, "ANNEX " + number, 12, true);
    sketch.Lines(70, 130,
                 {"1. The owner of the boat " + number + " keeps a rope",
                  "that is dry and long enough for it.", "2. The master looks at it each day."});
    sketch.Text(300, 800, "Page " + number, 8);
  }
  const Document document = ReadOrDie("pdf", sketch.List(), "sketch");
  for (const std::string path : {"annex.i", "annex.ii", "annex.iii", "annex.iv"}) {
    EXPECT_NE(FindSection(document, path), nullptr) << path;
  }
  EXPECT_EQ(document.text.find("Rope Act of the harbour"), std::string::npos);

  // "Chapter 3" above pages whose sentences go on is furniture.
  Sketch running;
  for (int page = 1; page <= 4; ++page) {
    running.Page().Text(70, 60, fmt::format("Rope manual part {}", page), 8);
    running.Lines(70, 130, Prose(fmt::format("of page {} the owner", page), 12));
  }
  EXPECT_EQ(ReadOrDie("pdf", running.List(), "sketch").text.find("Rope manual"), std::string::npos);
}

TEST(PdfReaderTest, NumbersWithoutADotHeadSections) {
  Sketch sketch;
  sketch.Text(70, 60, "Rope Manual", 20, true);
  sketch.Text(70, 110, "1 Scope", 13, true).Text(70, 136, "1.1 Background", 13, true);
  sketch.Lines(70, 160, {"This manual was written for the crews of all", "boats of the harbour."});
  sketch.Text(70, 200, "2 Duties", 13, true);
  sketch.Lines(70, 220, {"Crews keep each of the ropes dry and look at", "them in spring."});
  const Document document = ReadOrDie("pdf", sketch.List(), "sketch");
  EXPECT_EQ(document.metadata.title, "Rope Manual");
  ASSERT_NE(FindSection(document, "1"), nullptr);
  ASSERT_NE(FindSection(document, "1.1"), nullptr);
  ASSERT_NE(FindSection(document, "2"), nullptr);
  EXPECT_EQ(document.TextOf(FindSection(document, "1.1")->heading), "Background");
  EXPECT_EQ(document.TextOf(FindSection(document, "2")->heading), "Duties");
}

// A hyphen of the word's own stays where a line ends, and no blank comes into a designator.
TEST(PdfReaderTest, CompoundsAndDesignatorsKeepTheirSigns) {
  const auto read = [](const std::string& first, const std::string& second) {
    Sketch sketch;
    sketch.Lines(70, 100,
                 {"The operator of the harbour follows " + first, second + " in all that it does there.",
                  "It goes on with other words to the end."});
    return ReadOrDie("pdf", sketch.List(), "sketch").text;
  };
  EXPECT_NE(read("third-", "party rules").find("third-party rules"), std::string::npos);
  EXPECT_NE(read("cost-", "effective rules").find("cost-effective"), std::string::npos);
  EXPECT_NE(read("pre-", "market rules").find("pre-market"), std::string::npos);
  EXPECT_NE(read("the sys-", "tems of it").find("the systems"), std::string::npos);
  EXPECT_NE(read("the regis-", "ter of it").find("the register"), std::string::npos);
  EXPECT_NE(read("EU-", "wide rules").find("EU-wide"), std::string::npos);
  EXPECT_NE(read("NIST SP 800-", "53 rules").find("NIST SP 800-53 rules"), std::string::npos);
  EXPECT_NE(read("(EU) 2024/", "1689 rules").find("2024/1689"), std::string::npos);
  EXPECT_NE(read("AI 100-", "1 rules").find("AI 100-1"), std::string::npos);
  EXPECT_NE(read("27001-", "compliant rules").find("27001-compliant"), std::string::npos);
  EXPECT_NE(read("ISO/", "IEC rules").find("ISO/IEC"), std::string::npos);
  EXPECT_NE(read("short-", "and long-term rules").find("short- and long-term"), std::string::npos);
}

TEST(PdfReaderTest, WrappedReferencesGoOn) {
  Sketch sketch;
  sketch.Lines(
      70, 100,
      {"1. An operator tells of what is in points (a) and", "(b) of paragraph 3 and keeps a proof of it."});
  sketch.Lines(
      70, 140,
      {"2. An operator gives the copies under paragraph", "3. The Board sets the form of these copies."});
  sketch.Lines(70, 180, {"3. The Board meets."});
  const Document document = ReadOrDie("pdf", sketch.List(), "sketch");
  EXPECT_EQ(document.sections.size(), 4U);
  EXPECT_EQ(BlocksOf(document, "2"),
            "An operator gives the copies under paragraph 3. The Board sets the form of these copies.");
}

TEST(PdfReaderTest, PrintedContentsAreNoHeadings) {
  Sketch sketch;
  sketch.Text(70, 100, "1. Scope ........................ 3");
  sketch.Text(70, 114, "2. Duties of the office . . . . . . . . 12");
  EXPECT_EQ(BlocksOfSketch(sketch), (Lines{"cell: 1. Scope 3", "cell: 2. Duties of the office 12"}));
}

TEST(PdfReaderTest, TurnedTextStandsAtTheEndOfItsPage) {
  Sketch sketch;
  sketch.Lines(70, 100, Prose("body", 5));
  std::string list = sketch.List();
  // Upwards along the left edge
  list.insert(list.size() - 4, "w 200 5000 300 5300 100 0 3 Read\ng 200 4600 300 4900 100 0 3 me\n");
  const Lines blocks = Blocks(ReadOrDie("pdf", list, "sketch"));
  EXPECT_EQ(blocks.back(), "text: Read me");
}

// Each word of the text is where the sketch put it; letters stand where the offsets say.
TEST(PdfReaderTest, WordsKnowTheirPagesAndBoxes) {
  for (const Sketch& sketch : {WithFootnotes(), WithHeadings()}) {
    const std::string list = sketch.List();
    const Document document = ReadOrDie("pdf", list, "sketch");
    ExpectPromises(document, list);
    ExpectSameLetters(document, list);
    std::map<size_t, PageBox> boxes;  // by the place of the word in the list
    uint32_t page = 0;
    size_t at = 0;
    for (const std::string_view line : Split(list, '\n')) {
      const std::vector<std::string_view> parts = Split(line, ' ');
      const auto number = [&](size_t i) { return std::stoi(std::string(parts[i])); };
      if (parts[0] == "page") page = static_cast<uint32_t>(number(1));
      if (parts[0] == "w" || parts[0] == "g") {
        boxes[at + line.size() - parts[8].size()] = {page, number(1), number(2), number(3), number(4)};
      }
      at += line.size() + 1;
    }
    size_t checked = 0;
    for (const Block& block : document.blocks) {
      for (uint32_t i = block.span.start; i < block.span.end;) {
        uint32_t end = i;
        while (end < block.span.end && document.text[end] != ' ') ++end;
        const auto box = boxes.find(document.offsets.ToSource({i, end}).start);
        ASSERT_NE(box, boxes.end()) << document.TextOf({i, end});
        EXPECT_EQ(document.pages.Boxes(i, end), std::vector{box->second}) << document.TextOf({i, end});
        EXPECT_EQ(document.pages.PageOf(i), box->second.page);
        ++checked;
        i = end + 1;
      }
    }
    EXPECT_GT(checked, 40U);
  }
}

TEST(PdfReaderTest, RefusalsAreTrue) {
  const auto error = [](std::string_view lines) {
    const auto document = ReadAs("pdf", "concord-pdf 1\n" + std::string(lines));
    return document ? "read" : document.error().ToString();
  };
  const auto has = [](const std::string& text, std::string_view words) {
    return text.find(words) != std::string::npos;
  };
  EXPECT_TRUE(has(error("refused encrypted\nend\n"), "asks for a password"));
  EXPECT_TRUE(has(error("refused empty\nend\n"), "no pages"));
  EXPECT_TRUE(has(error("refused damaged\nend\n"), "damaged"));
  EXPECT_TRUE(
      has(error("refused pages 900000 100000\nend\n"), "claims to have 900000 pages, the limit is 100000"));
  EXPECT_TRUE(has(error("pages 2\npage 1 10 10\npage 2 10 10\nend\n"), "no text on any of 2 page(s)"));
  const std::string page = "pages 1\npage 1 5950 8420\nfont 0 F\n";
  EXPECT_TRUE(has(error(page + "w 1 1 9 9 100 0 0 \uE001\uE002\uE003\nend\n"),
                  "do not say which letters 3 of its 3"));
  EXPECT_TRUE(has(error(page + "w 1 1 9 9 100 0 0 word\n"), "cut off"))
      << error(page + "w 1 1 9 9 100 0 0 word\n");
  for (const std::string_view wrong :
       {"w 1 1 9 9 100 1 0 font\n", "w 1 1 9 9 100 0 4 turn\n", "w 1 1 9 99999999 100 0 0 far\n",
        "w 1 1 9 9 100 0 0\n", "w 1 1 9 9 100 0 0 \n", "page 1 10 10\n", "page 2 10 10\n", "font 2 skipped\n",
        "entry 0 zero\n", "x\n", "\n", "page one\n", "missing 2\n"}) {
    const std::string found = error(page + std::string(wrong) + "end\n");
    EXPECT_TRUE(has(found, "file:5:1: not a line of a list of words")) << wrong << found;
  }
}

// What the source of a page says, in the macros that tests/ingest/cases/pdf/harbour_notice/notice.ms uses:
// the blocks of the text, and those of the footnotes.
std::pair<Lines, Lines> BlocksOfSource(std::string_view source) {
  std::pair<Lines, Lines> blocks;
  Lines* into = &blocks.first;
  const auto open = [&](std::string_view kind) { into->push_back(std::string(kind) + ":"); };
  size_t notes = 0;
  for (const std::string_view line : Split(source, '\n')) {
    if (line.starts_with(".TL") || line.starts_with(".NH")) open("heading");
    if (line.starts_with(".PP")) open("text");
    if (line.starts_with(".IP")) open("item");
    if (line.starts_with(".FS")) {
      into = &blocks.second;
      open(fmt::format("note: {}", ++notes));
      blocks.second.back().pop_back();
    }
    if (line.starts_with(".FE")) into = &blocks.first;
    if (line.empty() || line.starts_with('.')) continue;
    std::string_view words = line;
    if (words.ends_with("\\**")) words.remove_suffix(3);  // a footnote's number
    into->back() += " " + std::string(words);
  }
  return blocks;
}

// Two columns, divided words, heads and feet, footnotes, set by groff: as the list of words that it became,
// and as the file itself.
TEST(PdfReaderTest, PrintedNoticeIsReadAsItWasWritten) {
  const std::filesystem::path folder = SourceDir() / "tests/ingest/cases/pdf/harbour_notice";
  const auto [text, notes] = BlocksOfSource(ReadFileOrDie(folder / "notice.ms"));
  ASSERT_EQ(text.size(), 22U - 2 + 1);
  for (const std::string file : {"notice.words", "notice.pdf"}) {
    if (file == "notice.pdf") NEED_CONCORD_PDF();
    const Document document = ReadOrDie("pdf", ReadFileOrDie(folder / file), file);
    Lines found_text, found_notes;
    for (std::string& block : Blocks(document)) {
      (block.starts_with("note") ? found_notes : found_text).push_back(std::move(block));
    }
    EXPECT_EQ(found_text, text) << file;
    EXPECT_EQ(found_notes, notes) << file;
    EXPECT_EQ(document.metadata.title, "Notice on Automated Berth Allocation");
    ASSERT_NE(FindPath(document, "1.1"), nullptr);
    EXPECT_EQ(document.TextOf(FindPath(document, "1.1")->heading), "Definitions");
  }
}

// ---- Through concord-pdf

TEST(PdfReaderTest, EncryptedFileAsksForAPassword) {
  NEED_CONCORD_PDF();
  const auto document =
      ReadAs("pdf", ReadFileOrDie(SourceDir() / "tests/ingest/cases/pdf/harbour_notice/encrypted.pdf"));
  ASSERT_FALSE(document.has_value());
  EXPECT_EQ(document.error().code, ErrorCode::kUnsupported);
  EXPECT_NE(document.error().message.find("asks for a password"), std::string::npos)
      << document.error().message;
}

TEST(PdfReaderTest, FileAndListAgree) {
  NEED_CONCORD_PDF();
  for (const Sketch& sketch : {WithFootnotes(), WithHeadings()}) {
    const Document file = ReadOrDie("pdf", sketch.Pdf(), "sketch.pdf");
    EXPECT_EQ(Blocks(file), BlocksOfSketch(sketch));
    EXPECT_EQ(file.offsets.ToSource({0, 1}).end, sketch.Pdf().size());
  }
}

TEST(PdfReaderTest, WordStandsWhereThePdfPutsIt) {
  NEED_CONCORD_PDF();
  Sketch sketch;
  sketch.Page().Page();
  sketch.Text(100, 200, "Anchor", 12);
  const Document document = ReadOrDie("pdf", sketch.Pdf(), "sketch.pdf");
  const std::vector<PageBox> boxes = document.pages.Boxes(0, document.text.size());
  ASSERT_EQ(boxes.size(), 1U);
  EXPECT_EQ(boxes[0].page, 2U);
  EXPECT_EQ(boxes[0].left, 1000);
  // The letters' widths in Helvetica's own table: A 667, n 556, c 500, h 556, o 556, r 333
  EXPECT_NEAR(boxes[0].right - boxes[0].left, (667 + 556 + 500 + 556 + 556 + 333) * 12 / 100, 2);
  EXPECT_LT(boxes[0].top, 2000);
  EXPECT_GT(boxes[0].bottom, 2000);
}

TEST(PdfReaderTest, HostileFilesAreRefusedOrRead) {
  NEED_CONCORD_PDF();
  const auto outcome = [](std::string_view bytes, ReadLimits limits = {}) {
    const auto document = ReadAs("pdf", bytes, "hostile.pdf", limits);
    return document ? "read: " + document->text : document.error().ToString();
  };
  const auto expect = [&](std::string_view words, const std::string& found) {
    EXPECT_NE(found.find(words), std::string::npos) << found;
  };
  const std::string whole = WithHeadings().Pdf();
  expect("empty", outcome(""));
  expect("not a PDF file", outcome("%PD"));
  expect("damaged PDF file", outcome("%PDF-1.7\n"));
  expect("the file has", outcome(whole, [] {
           ReadLimits limits;
           limits.max_file_bytes = 100;
           return limits;
         }()));
  // Cut off anywhere: read as far as it goes and reported, or refused; never a wrong word.
  const std::string text = ReadOrDie("pdf", whole).text;
  for (size_t size = 0; size < whole.size(); size += 97) {
    const auto cut = ReadAs("pdf", std::string_view(whole).substr(0, size));
    if (!cut) continue;
    EXPECT_TRUE(HasRepair(*cut, 0, "cut off")) << size;
    EXPECT_NE(text.find(cut->text.substr(0, 20)), std::string::npos) << cut->text;
  }
  // No pages; a count that lies; a page tree that loops; a page whose contents call themselves.
  expect("no pages",
         outcome(PdfOf({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 0 /Kids [] >>"})));
  EXPECT_FALSE(outcome(PdfOf({"<< /Type /Catalog /Pages 2 0 R >>",
                              "<< /Type /Pages /Count 2000000000 /Kids [3 0 R] >>",
                              "<< /Type /Page /Parent 2 0 R >>"}))
                   .starts_with("read"));
  EXPECT_FALSE(
      outcome(PdfOf({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R] >>"}))
          .starts_with("read"));
  const std::string loop =
      "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>";
  const std::string form =
      "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> ";
  EXPECT_FALSE(
      outcome(PdfOf({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>", loop,
                     PdfStream("/X Do"), PdfStream("/X Do /X Do", form)}))
          .starts_with("read"));
  // A page that is an image
  expect("a scan",
         outcome(PdfOf(
             {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
              "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
              PdfStream("612 0 0 792 0 0 cm /X Do"),
              PdfStream("\xFF",
                        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace "
                        "/DeviceGray /BitsPerComponent 8 ")})));
}

// A content stream with so much work that the limit of time ends it, and one that needs more memory than
// there is.
TEST(PdfReaderTest, LimitsOfTimeAndMemoryHold) {
  NEED_CONCORD_PDF();
  std::vector<std::string> objects = {
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
      "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
      PdfStream("/X Do")};
  // Each form draws the next one ten times: 10 to the power of 12.
  std::string calls;
  for (int i = 0; i < 10; ++i) calls += "/X Do ";
  for (size_t i = 0; i < 12; ++i) {
    objects.push_back(
        PdfStream(calls, fmt::format("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject "
                                     "<< /X {} 0 R >> >> ",
                                     objects.size() + 2)));
  }
  objects.push_back(PdfStream("", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] "));
  ReadLimits limits;
  limits.max_program_seconds = 1;
  const auto slow = ReadAs("pdf", PdfOf(objects), "slow.pdf", limits);
  ASSERT_FALSE(slow.has_value());
  EXPECT_EQ(slow.error().code, ErrorCode::kLimit);
  EXPECT_NE(slow.error().message.find("more than 1 seconds"), std::string::npos) << slow.error().message;

  limits = {};
  limits.max_program_bytes = 8 << 20;
  const auto large = ReadAs("pdf", WithHeadings().Pdf(), "large.pdf", limits);
  ASSERT_FALSE(large.has_value());
}

// As long as a book, read in a moment. The bar is 3 seconds on one core for a program built for speed.
TEST(PdfReaderTest, TwoHundredPages) {
  NEED_CONCORD_PDF();
  Sketch sketch;
  size_t words = 0;
  for (int page = 1; page <= 200; ++page) {
    sketch.Page().Text(70, 40, "Rules of the Harbour").Text(290, 810, std::to_string(page));
    sketch.Text(70, 80, fmt::format("{}. Part of many", page), 14);
    for (int line = 0; line < 50; ++line) {
      sketch.Text(70, 110 + 13 * line,
                  fmt::format("{} line {} of the pilots who keep a log and bring it to the office each day",
                              page, line));
      words += 18;
    }
  }
  const std::string bytes = sketch.Pdf();
  Document document;
  // Ours alone; that of the other program has its limit.
  const std::chrono::duration<double> took =
      ProcessorTime([&] { document = ReadOrDie("pdf", bytes, "book.pdf"); });
  RecordProperty("seconds", std::to_string(took.count()));
  EXPECT_LT(took.count(), 30.0);
  EXPECT_EQ(document.sections.size(), 201U);
  EXPECT_EQ(document.pages.PageOf(document.text.size() - 1), 200U);
  size_t found = 0;
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::kHeading)
      found += static_cast<size_t>(std::ranges::count(document.TextOf(block.span), ' ')) + 1;
  }
  EXPECT_EQ(found, words);
}

// ---- Real files, against another reading of them

// Words of letters alone, in small letters, each with how often it comes.
std::map<std::string, int> Bag(std::string_view text) {
  std::map<std::string, int> bag;
  std::string word;
  const std::string folded = FoldForComparison(text);
  for (const char c : folded + " ") {
    if (c >= 'a' && c <= 'z') {
      word += c;
    } else if (!word.empty()) {
      ++bag[word];
      word.clear();
    }
  }
  return bag;
}

TEST(PdfReaderTest, CorpusKeepsTheWordsThatPdftotextSees) {
  NEED_CONCORD_PDF();
  CONCORD_NEED_SHARED();
  size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SharedDir() / "corpus" / "pdf")) {
    const std::string bytes = ReadFileOrDie(entry.path());
    auto other = RunProgram({"pdftotext", "-", "-"}, bytes, {});
    if (!other && other.error().code == ErrorCode::kNotFound)
      GTEST_SKIP() << "needs pdftotext (poppler-utils)";
    ASSERT_TRUE(other.has_value()) << other.error().message;
    const Document document = ReadOrDie("pdf", bytes, entry.path().filename().string());
    ++files;
    const auto ours = Bag(document.text), theirs = Bag(*other);
    int kept = 0, all = 0, ours_all = 0, shared = 0;
    for (const auto& [word, count] : theirs) {
      const auto at = ours.find(word);
      all += count;
      kept += at == ours.end() ? 0 : std::min(count, at->second);
    }
    for (const auto& [word, count] : ours) {
      const auto at = theirs.find(word);
      ours_all += count;
      shared += at == theirs.end() ? 0 : std::min(count, at->second);
    }
    // What is missing are running heads; what is added are words that it leaves divided.
    EXPECT_GE(kept * 100, all * 90) << entry.path() << ": " << kept << " of " << all;
    EXPECT_GE(shared * 100, ours_all * 97) << entry.path() << ": " << shared << " of " << ours_all;
    std::printf("%-80s kept %5.1f %% of %6d, its own %5.1f %%\n", entry.path().filename().c_str(),
                100.0 * kept / all, all, 100.0 - 100.0 * shared / ours_all);
  }
  EXPECT_GE(files, 20U);
}

// Paragraphs that differ in a number only, at the top of each page, are text.
TEST(PdfReaderTest, NumberedTextIsNoFurniture) {
  Sketch sketch;
  for (int page = 1; page <= 4; ++page) {
    sketch.Page().Text(70, 60, fmt::format("Article {}", page), 10, true);
    for (int i = 1; i <= 3; ++i) {
      sketch.Text(70, 50 + 40 * i,
                  fmt::format("{}. The owner shall log rope {}{} and shall show the log to the", i, page, i));
      sketch.Text(70, 62 + 40 * i, "Harbour Board when it asks for it in writing.");
    }
    sketch.Text(290, 810, std::to_string(page));
  }
  const Document document = ReadOrDie("pdf", sketch.List(), "sketch");
  for (const char* path : {"art.1.1", "art.2.1", "art.3.1", "art.4.1", "art.4.3"})
    EXPECT_NE(FindSection(document, path), nullptr) << path;
  EXPECT_EQ(BlocksOf(document, "art.2.1"),
            "The owner shall log rope 21 and shall show the log to the Harbour Board when it asks for it in "
            "writing.");
}

// Numbers in the margin and titles beside them, in bold type of the text's size, are no table.
TEST(PdfReaderTest, HangingNumbersOfHeadingsAreNoTable) {
  Sketch sketch;
  int y = 100;
  const auto heading = [&](const std::string& number, const std::string& title) {
    sketch.Text(70, y, number, 10, true).Text(100, y, title, 10, true);
    y += 16;
  };
  const auto prose = [&](std::string_view name) { y = sketch.Lines(70, y, Prose(name, 4)) + 10; };
  heading("1", "Scope");
  prose("one");
  heading("2", "Terms and definitions");
  heading("2.1", "Rope");
  prose("two");
  heading("2.2", "Knot");
  prose("three");
  const Document document = ReadOrDie("pdf", sketch.List(), "sketch");
  for (const char* path : {"1", "2", "2.1", "2.2"}) ASSERT_NE(FindSection(document, path), nullptr) << path;
  EXPECT_EQ(document.TextOf(FindSection(document, "2")->heading), "Terms and definitions");
  EXPECT_EQ(document.TextOf(FindSection(document, "2.1")->heading), "Rope");
}

// Headings without numbers below the title on a page that is no cover
TEST(PdfReaderTest, HeadingsRightBelowTheTitle) {
  Sketch sketch;
  sketch.Text(150, 80, "Rope Manual", 20, true);
  int y = 130;
  for (const auto& [title, size] : std::vector<std::pair<std::string, int>>{
           {"Introduction", 15}, {"Background", 12}, {"Scope", 12}, {"Duties", 15}, {"Crews", 12}}) {
    sketch.Text(70, y, title, size, true);
    y += 20;
    if (size == 15) continue;
    y = sketch.Lines(70, y,
                     {"The crew of " + title + " shall clean the ropes each day and must write it",
                      "down in the book that lies in the office of the harbour for all the owners."}) +
        10;
  }
  const Document document = ReadOrDie("pdf", sketch.List(), "sketch");
  for (const char* path :
       {"introduction", "introduction.background", "introduction.scope", "duties", "duties.crews"})
    EXPECT_NE(FindSection(document, path), nullptr) << path;
}

// "... enactment of this" at the foot of a page goes on with a capital on the next.
TEST(PdfReaderTest, NoParagraphEndsWithAnArticle) {
  Sketch sketch;
  sketch.Lines(70, 760, {"Not later than 90 days after the date of enactment of this"});
  sketch.Page().Lines(70, 60, {"Act, the Secretary reports to the Congress on", "ropes and lamps."});
  EXPECT_EQ(BlocksOfSketch(sketch),
            (Lines{"text: Not later than 90 days after the date of enactment of this Act, "
                   "the Secretary reports to the Congress on ropes and lamps."}));
}

// A heading with a box of text beside it is no cell of a table.
TEST(PdfReaderTest, AHeadingBesideABoxStaysAHeading) {
  Sketch sketch;
  sketch.Text(70, 40, "Rope Guide", 24, true);
  sketch.Lines(70, 70, Prose("before", 4));
  sketch.Text(70, 140, "1.2 Related Ropes", 14, true).Text(400, 140, "See the other guide");
  sketch.Text(70, 156, "This guide does not stand alone at all.").Text(400, 156, "for words and kinds");
  sketch.Text(70, 168, "It is about the ropes of the harbour.").Text(400, 168, "of ropes.");
  sketch.Lines(70, 200, Prose("behind", 4));
  const Document document = ReadOrDie("pdf", sketch.List(), "sketch");
  ASSERT_NE(FindSection(document, "1.2"), nullptr);
  EXPECT_EQ(document.TextOf(FindSection(document, "1.2")->heading), "Related Ropes");
}

TEST(PdfReaderTest, HeadsThatComeAgainAreLeftOutAndSaid) {
  Sketch sketch;
  for (int page = 1; page <= 4; ++page) {
    sketch.Page().Text(70, 30, "Harbour Office").Text(290, 810, std::to_string(page));
    sketch.Lines(70, 100, Prose("page " + std::to_string(page), 6));
  }
  const Document document = ReadOrDie("pdf", sketch.List(), "sketch");
  EXPECT_EQ(document.text.find("Harbour Office"), std::string::npos);
  EXPECT_TRUE(HasRepair(document, 0, "left out on 4 pages"));
}

// Small capitals are set in two sizes; below opening words they are a heading all the same.
TEST(PdfReaderTest, HeadingsInSmallCapitals) {
  Sketch sketch;
  sketch.Text(70, 40, "Rope Guide", 24, true);
  sketch.Lines(70, 80,
               {"The guide has parts that are named in what", "comes below these lines, and that are listed",
                "here for all who read it, one by one:"});
  sketch.Text(70, 130, "4.3", 14, true).Text(100, 130, "C", 14, true).Text(107, 130, "ORE", 11, true);
  sketch.Text(132, 130, "S", 14, true).Text(139, 130, "ET", 11, true);
  sketch.Lines(70, 150, Prose("core", 4));
  const Document document = ReadOrDie("pdf", sketch.List(), "sketch");
  ASSERT_NE(FindSection(document, "4.3"), nullptr);
  EXPECT_EQ(document.TextOf(FindSection(document, "4.3")->heading), "CORE SET");
}

// A heading between two tables ends the first and is in none.
TEST(PdfReaderTest, AHeadingBetweenTablesIsNoRow) {
  Sketch sketch;
  sketch.Text(70, 40, "Rope Guide", 24, true);
  sketch.Lines(70, 70, Prose("before", 4));
  for (int part = 0; part < 2; ++part) {
    const int y = 140 + 90 * part;
    sketch.Text(70, y, fmt::format("4.5.{}", part + 1), 10, true)
        .Text(110, y, part == 0 ? "Kind" : "Use", 10, true);
    sketch.Text(70, y + 14, "knot").Text(160, y + 14, "how the rope is tied at both of its ends");
    sketch.Text(70, y + 28, "load").Text(160, y + 28, "how much the rope is able to carry at once");
    sketch.Text(70, y + 42, "wear").Text(160, y + 42, "how often the rope is looked at in a year");
    sketch.Text(70, y + 56, "oil").Text(160, y + 56, "whether the rope is oiled before it is used");
  }
  const Document document = ReadOrDie("pdf", sketch.List(), "sketch");
  for (const char* path : {"4.5.1", "4.5.2"}) ASSERT_NE(FindSection(document, path), nullptr) << path;
  EXPECT_EQ(document.TextOf(FindSection(document, "4.5.2")->heading), "Use");
}

// The title of a unit may be smaller than its number, and the number of an article is no date.
TEST(PdfReaderTest, TitlesOfUnitsInOtherLetters) {
  Sketch sketch;
  sketch.Text(70, 60, "Quay Data Act", 16, true);
  int y = 100;
  for (const auto& [number, title] : std::vector<std::pair<std::string, std::string>>{
           {"Article 4", "Duties"}, {"Article 5", "Reports"}, {"ANNEX I", "List of lamps"}}) {
    sketch.Text(70, y, number, 13, true);
    sketch.Text(70, y + 18, title, 11, true);
    y = sketch.Lines(70, y + 38,
                     {"1. The keeper shall send the report of each lamp that is lit.",
                      "2. The keeper shall keep it."}) +
        14;
  }
  const Document document = ReadOrDie("pdf", sketch.List(), "sketch");
  for (const auto& [path, title] : std::vector<std::pair<std::string, std::string>>{
           {"art.4", "Duties"}, {"art.5", "Reports"}, {"annex.i", "List of lamps"}}) {
    const Section* section = FindSection(document, path);
    ASSERT_NE(section, nullptr) << path;
    EXPECT_EQ(document.TextOf(section->heading), title);
  }
  EXPECT_NE(FindSection(document, "art.4.2"), nullptr);
}

// A paper without a title begins with its first heading; large letters are headings in a short paper too.
TEST(PdfReaderTest, TheFirstOfSeveralNumberedHeadingsIsNoTitle) {
  Sketch sketch;
  for (int page = 1; page <= 2; ++page) {
    if (page > 1) sketch.Page();
    sketch.Text(70, 70, std::to_string(page) + (page == 1 ? " Scope of it" : " Duties of crews"), 14, true);
    sketch.Lines(70, 95, Prose("ropes" + std::to_string(page), 5));
  }
  const Document document = ReadOrDie("pdf", sketch.List(), "sketch");
  EXPECT_NE(FindSection(document, "1"), nullptr);
  EXPECT_NE(FindSection(document, "2"), nullptr);
}

TEST(PdfReaderTest, HeadingsOfAPaperOfFewLines) {
  Sketch sketch;
  sketch.Text(70, 70, "Bell Standard", 20, true);
  sketch.Text(70, 120, "1 Scope", 13, true);
  sketch.Text(70, 138, "1.1 Background", 13, true);
  sketch.Text(70, 156, "Crews shall read.");
  sketch.Text(70, 186, "2 Duties", 13, true);
  sketch.Text(70, 204, "Crews shall clean.");
  const Document document = ReadOrDie("pdf", sketch.List(), "sketch");
  for (const char* path : {"1", "1.1", "2"}) EXPECT_NE(FindSection(document, path), nullptr) << path;
}

}  // namespace
}  // namespace concord::testing
