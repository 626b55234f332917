#include "ingest/readers/pdf/pdf_apart.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/ingest/reader_helpers.h"
#include "tests/ingest/sketch.h"

namespace concord::testing {
namespace {

std::string TextOfList(const std::string& list, Document* document) {
  *document = ReadOrDie("pdf", list, "sketch");
  return document->text;
}

std::vector<std::string> Prose(size_t count) {
  std::vector<std::string> lines;
  for (size_t i = 0; i < count; ++i)
    lines.push_back(fmt::format("the owner of rope {} goes on and keeps it dry", i));
  return lines;
}

// Letters that rise over a page, as poppler lists them: from the last to the first.
std::string Slanted(const std::string& list, std::string_view letters, int size) {
  std::string words = "font 9 Mark\n";
  for (size_t i = letters.size(); i-- > 0;) {
    const int x = 1500 + static_cast<int>(i) * size / 2, y = 5000 - static_cast<int>(i) * size / 2;
    words +=
        fmt::format("g {} {} {} {} {} 2 3 {}\n", x, y, x + size * 9 / 10, y + size / 2, size, letters[i]);
  }
  std::string marked = list;
  const size_t font = words.find("font 9");
  words.replace(font, 6, "font 2");
  return marked.insert(marked.rfind("end"), words);
}

TEST(PdfApartTest, ASlantedMarkIsLeftOutAndSaid) {
  Sketch sketch;
  sketch.Text(70, 80, "Rope Policy", 16, true);
  sketch.Lines(70, 120, Prose(20));
  Document document;
  const std::string text = TextOfList(Slanted(sketch.List(), "CONFIDENTIAL", 700), &document);
  EXPECT_EQ(document.metadata.title, "Rope Policy");
  EXPECT_EQ(text, TextOfList(sketch.List(), &document));
  EXPECT_TRUE(HasRepair(ReadOrDie("pdf", Slanted(sketch.List(), "CONFIDENTIAL", 700), "sketch"), 0,
                        "'CONFIDENTIAL'"));
}

TEST(PdfApartTest, ALevelMarkOverTheLinesIsLeftOut) {
  Sketch plain, marked;
  for (Sketch* sketch : {&plain, &marked}) {
    sketch->Text(70, 80, "Rope Policy", 16, true);
    sketch->Lines(70, 120, Prose(20));
  }
  marked.Text(90, 230, "DRAFT", 80);
  Document document;
  EXPECT_EQ(TextOfList(marked.List(), &document), TextOfList(plain.List(), &document));
}

TEST(PdfApartTest, ATitleInLargeTypeStays) {
  Sketch sketch;
  sketch.Text(70, 100, "DRAFT", 60).Text(70, 180, "Rope", 40, true).Text(70, 230, "Policy", 40, true);
  sketch.Lines(70, 300, Prose(10));
  Document document;
  const std::string text = TextOfList(sketch.List(), &document);
  EXPECT_NE(text.find("DRAFT"), std::string::npos);
  EXPECT_NE(text.find("Rope Policy"), std::string::npos);
}

// A bill with numbered lines reads as the same bill without them.
TEST(PdfApartTest, NumbersOfLinesAreNoTable) {
  const std::vector<std::vector<std::string>> pages = {
      {"SECTION 1. SHORT TITLE.", "This Act may be cited as the Rope Act, which is about ropes",
       "and chains of boats.", "SEC. 2. ROPES.", "(a) IN GENERAL.--An owner of a boat shall keep two ropes",
       "on the boat and shall look at each of them every",
       "day before the boat leaves the harbour, and shall write",
       "down what was found in a log that is kept on board."},
      {"(b) PENALTY.--An owner who keeps no rope shall pay a fine",
       "of ten crowns for each day on which the boat was at", "sea without it."}};
  for (const int step : {1, 5}) {
    Sketch plain, numbered;
    for (const std::vector<std::string>& lines : pages) {
      plain.Page();
      numbered.Page();
      int y = 100, number = 0;
      for (int again = 0; again < (step == 5 ? 3 : 1); ++again) {
        for (const std::string& line : lines) {
          plain.Text(110, y, line, 12);
          if (++number % step == 0) numbered.Text(number < 10 ? 75 : 70, y, std::to_string(number), 9);
          numbered.Text(110, y, line, 12);
          y += 20;
        }
      }
    }
    Document document;
    const std::string text = TextOfList(numbered.List(), &document);
    EXPECT_TRUE(HasRepair(document, 0, "numbers of the lines")) << step;
    EXPECT_EQ(text, TextOfList(plain.List(), &document)) << step;
  }
}

TEST(PdfApartTest, ATableOfNumberedRowsKeepsItsNumbers) {
  Sketch sketch;
  sketch.Text(70, 80, "No", 10, true).Text(120, 80, "Rope", 10, true).Text(320, 80, "Owner", 10, true);
  for (int i = 1; i <= 20; ++i) {
    const int y = 80 + 20 * i;
    sketch.Text(70, y, std::to_string(i))
        .Text(120, y, fmt::format("Rope of kind {}", i))
        .Text(320, y, "Harbour Office");
  }
  const Document document = ReadOrDie("pdf", sketch.List(), "sketch");
  EXPECT_TRUE(document.repairs.empty());
  EXPECT_NE(document.text.find("20"), std::string::npos);
}

// The letters of a mark come in the order in which they stand between the lines of the text.
TEST(PdfApartTest, ASlantedMarkInAnyOrder) {
  Sketch sketch;
  sketch.Text(70, 80, "Rope Policy", 16, true);
  sketch.Lines(70, 120, Prose(20));
  std::string marked = sketch.List();
  const std::string words =
      "font 2 Mark\ng 3187 3128 4019 3587 900 2 3 R\ng 3646 2739 4479 3128 900 2 3 F\n"
      "g 854 5036 2111 5920 900 2 3 EN\ng 1738 4046 2959 5036 900 2 3 TW\ng 2727 3587 3560 4046 900 2 3 U\n";
  marked.insert(marked.rfind("end"), words);
  Document document;
  EXPECT_EQ(TextOfList(marked, &document),
            sketch.page_count() == 1 ? ReadOrDie("pdf", sketch.List(), "s").text : "");
  EXPECT_TRUE(HasRepair(document, 0, "'ENTWURF'")) << document.repairs.size();
}

// Beside the text and not over it, but on each page at one place
TEST(PdfApartTest, AHugeWordOnEachPageIsNoTitle) {
  Sketch plain, marked;
  for (Sketch* sketch : {&plain, &marked}) {
    for (int page = 0; page < 2; ++page) {
      sketch->Page();
      if (page == 0) sketch->Text(70, 80, "Rope Policy", 16, true);
      sketch->Lines(70, 120 + page * 15, Prose(10 + static_cast<size_t>(page)));
      if (sketch == &marked) sketch->Text(150, 500, "COPY", 120);
    }
  }
  Document document;
  EXPECT_EQ(TextOfList(marked.List(), &document), ReadOrDie("pdf", plain.List(), "sketch").text);
  EXPECT_EQ(document.metadata.title, "Rope Policy");
}

TEST(PdfApartTest, NumbersOnBothSidesOfTheLines) {
  Sketch plain, numbered;
  for (int i = 0; i < 12; ++i) {
    const std::string line = fmt::format("the owner of boat number {} goes on and keeps it", i);
    plain.Text(130, 100 + 24 * i, line);
    numbered.Text(90, 100 + 24 * i, std::to_string(i + 1));
    numbered.Text(130, 100 + 24 * i, line);
    numbered.Text(520, 100 + 24 * i, std::to_string(i + 1));
  }
  Document document;
  EXPECT_EQ(TextOfList(numbered.List(), &document), ReadOrDie("pdf", plain.List(), "sketch").text);
}

}  // namespace
}  // namespace concord::testing
