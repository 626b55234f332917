#include "cli/table.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "base/unicode.h"
#include "cli/printable.h"

namespace concord {
namespace {

std::vector<std::string> LinesOf(const Answer& answer, int width, size_t quotes = 0) {
  Context context;
  context.width = width;
  std::vector<std::string> lines;
  const std::string table = FormatTable(answer, context, quotes);
  for (const std::string_view line : Split(Trim(table), '\n')) lines.emplace_back(line);
  return lines;
}

bool Has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

Answer Ferries() {
  Answer answer;
  answer.columns = {{"ferry", "", false},     {"name", "", false},
                    {"boats", "", true},      {"sunk", "", true, false, true},
                    {"crew", "", true, true}, {"captain", "", false, true}};
  answer.rows = {{{"north", std::string(60, 'n'), int64_t{3}, int64_t{0}, int64_t{40}, "Ada"}, {}},
                 {{"south", std::string(30, 's'), int64_t{5}, Value(), int64_t{7}, "Grace"}, {}}};
  return answer;
}

TEST(TableTest, IsNoWiderThanTheTerminal) {
  for (int width = 40; width <= 200; ++width) {
    std::vector<std::string> lines = LinesOf(Ferries(), width);
    lines.pop_back();  // the note, which is one line however long
    for (const std::string& line : lines) EXPECT_LE(DisplayWidth(line), static_cast<size_t>(width)) << line;
  }
}

TEST(TableTest, AMapAmongTextsHidesNoColumn) {
  Answer answer;
  answer.columns = {{"name", "", false}, {"value", "", false}, {"parts", "", false}};
  answer.rows = {{{"title", "On Boats", PropertyMap{{"a", 1}}}, {}},
                 {{"identifiers", PropertyMap{{"celex", "3B"}}, PropertyMap{{"a", 2}}}, {}}};
  const std::vector<std::string> lines = LinesOf(answer, 100);
  EXPECT_TRUE(Has(lines[1], "On Boats")) << lines[1];
  EXPECT_TRUE(Has(lines[2], "3B")) << lines[2];
  EXPECT_FALSE(Has(lines[0], "parts")) << "a column of maps alone is for JSON";
}

TEST(TableTest, DetailsComeAsRoomGrowsTheFirstFirst) {
  bool crew_before = false, captain_before = false;
  for (int width = 40; width <= 200; ++width) {
    const std::string head = LinesOf(Ferries(), width).front();
    const bool crew = Has(head, "crew"), captain = Has(head, "captain");
    EXPECT_TRUE(crew || !captain) << head;
    EXPECT_TRUE(crew || !crew_before) << head;
    EXPECT_TRUE(captain || !captain_before) << head;
    crew_before = crew;
    captain_before = captain;
  }
  EXPECT_TRUE(captain_before);
}

TEST(TableTest, NumbersStayWholeAndTextsAreCut) {
  const std::vector<std::string> lines = LinesOf(Ferries(), 60);
  EXPECT_TRUE(Has(lines[1], "…")) << lines[1];
  EXPECT_TRUE(Has(lines[1], " 3")) << lines[1];
  const std::vector<std::string> wide = LinesOf(Ferries(), 120);
  EXPECT_TRUE(Has(wide[1], std::string(60, 'n'))) << wide[1];
}

TEST(TableTest, ASparseColumnIsLeftOutWhereNoRowSaysAnythingThere) {
  Answer answer = Ferries();
  std::vector<std::string> lines = LinesOf(answer, 120);
  EXPECT_FALSE(Has(lines.front(), "sunk"));
  EXPECT_TRUE(Has(lines.back(), "sunk")) << "a note names it: " << lines.back();
  answer.rows[1].cells[3] = int64_t{1};
  lines = LinesOf(answer, 120);
  EXPECT_TRUE(Has(lines.front(), "sunk"));
  EXPECT_FALSE(Has(lines.back(), "note")) << lines.back();
  // A column that is not sparse stays: its zeros are the answer.
  answer.rows[0].cells[2] = answer.rows[1].cells[2] = int64_t{0};
  EXPECT_TRUE(Has(LinesOf(answer, 120).front(), "boats"));
}

TEST(TableTest, AQuoteSaysForWhichNumberItStands) {
  Answer answer = Ferries();
  Evidence evidence;
  evidence.document = "log";
  evidence.quote = "three boats left";
  evidence.anchor = "Article 3";
  evidence.column = "boats";
  answer.rows[0].evidence = {evidence};
  evidence.quote.clear();
  evidence.anchor.clear();
  evidence.source = "ferries.tsv:7";
  answer.rows[1].evidence = {evidence};
  const std::vector<std::string> lines = LinesOf(answer, 120, 1);
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(Trim(lines[2]), "boats: “three boats left” (log, Article 3)");
  EXPECT_EQ(Trim(lines[4]), "boats: log (from ferries.tsv:7)");
}

TEST(TableTest, APassageThatProvesTwoNumbersIsShownOnce) {
  Answer answer = Ferries();
  Evidence evidence;
  evidence.document = "log";
  evidence.quote = "three boats left with all hands";
  evidence.column = "boats";
  answer.rows[0].evidence = {evidence};
  evidence.column = "crew";
  answer.rows[0].evidence.push_back(evidence);
  evidence.start = 90;  // the same words elsewhere
  answer.rows[0].evidence.push_back(evidence);
  const std::vector<std::string> lines = LinesOf(answer, 120, 9);
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(Trim(lines[2]), "boats, crew: “three boats left with all hands” (log)");
  EXPECT_EQ(Trim(lines[3]), "crew: “three boats left with all hands” (log)");
}

TEST(TableTest, EvidenceWithoutAPassageDoesNotRepeatTheRow) {
  Answer answer = Ferries();
  Evidence evidence;
  evidence.document = "north";  // as the first cell
  evidence.source = "ferries.tsv:7";
  answer.rows[0].evidence = {evidence};
  evidence.document.clear();
  evidence.anchor = "south";
  evidence.source = "datasets";
  answer.rows[1].evidence = {evidence};
  const std::vector<std::string> lines = LinesOf(answer, 120, 1);
  ASSERT_EQ(lines.size(), 5U) << "nothing to say of the second row, and a note";
  EXPECT_EQ(Trim(lines[2]), "from ferries.tsv:7");
}

TEST(TableTest, AKeyKeepsItsBeginningAndItsEnd) {
  EXPECT_EQ(Cut("new:harbour-authority-of-the-north", 15), "new:har…e-north");
  EXPECT_EQ(Cut("größenordnung", 9), "größ…nung");
  EXPECT_EQ(Cut("short", 5), "short");
  EXPECT_EQ(Cut("a text of words", 8), "a text …");
}

TEST(TableTest, SizesHaveAUnit) {
  EXPECT_EQ(SizeText(0), "0 bytes");
  EXPECT_EQ(SizeText(1), "1 byte");
  EXPECT_EQ(SizeText(999), "999 bytes");
  EXPECT_EQ(SizeText(1000), "1.0 kB");
  EXPECT_EQ(SizeText(17719), "17.7 kB");
  EXPECT_EQ(SizeText(999'949), "999.9 kB");
  EXPECT_EQ(SizeText(999'950), "1.0 MB");
  EXPECT_EQ(SizeText(45'000'000'000), "45.0 GB");
}

TEST(TableTest, IdsAreNeverCut) {
  Answer answer;
  answer.columns = {{"item", "", false}, {"title", "", false}};
  const std::string id = "harbour-controls-of-2031:GV.OC-01.a";
  answer.rows = {{{id, "A title with many words that nobody copies"}, {}}};
  for (int width = 40; width <= 120; ++width) EXPECT_TRUE(Has(LinesOf(answer, width)[1], id)) << width;
  EXPECT_TRUE(Has(LinesOf(answer, 60)[1], "…"));
}

// Titles of twelve characters once stood beside two long ids, in lines that were too long all the same.
TEST(TableTest, TextsStayReadableWhereIdsTakeAllTheRoom) {
  Answer answer;
  answer.columns = {
      {"subject", "", false}, {"title", "", false}, {"object", "", false}, {"title", "", false}};
  answer.rows = {{{"harbour-controls-of-2031:harbour-control-001", "Coil the ropes on the quay each night",
                   "quay-controls-of-2030:controlOfRopesAndLines", "Ropes"},
                  {}}};
  const std::string line = LinesOf(answer, 100)[1];
  EXPECT_TRUE(Has(line, "Coil the ropes on the quay")) << line;
  EXPECT_TRUE(line.ends_with("controlOfRopesAndLines  Ropes")) << line;
}

// One id of more than a hundred bytes, or a row without an id, once let all ids of the column be cut.
TEST(TableTest, ALongIdOrNoneCutsNoOther) {
  const std::string id = "quay-checks:lamps_are_lit_at_dusk",
                    longest = "quay-checks:" + std::string(100, 'l');
  Answer answer;
  answer.columns = {{"subject", "", false}, {"title", "", false}, {"object", "", false}};
  answer.rows = {{{"quay-rules:4.1", "Ropes are coiled on the quay", id}, {}},
                 {{"quay-rules:4.2", "Lamps", Value()}, {}},
                 {{"quay-rules:4.3", "Nets", longest}, {}}};
  const std::vector<std::string> lines = LinesOf(answer, 60);
  EXPECT_TRUE(Has(lines[1], id)) << lines[1];
  EXPECT_TRUE(Has(lines[3], longest)) << lines[3];
}

TEST(TableTest, ASummaryComesFirstAndOnce) {
  Answer answer = Ferries();
  answer.arguments.Set("summary", List{Value("two ferries"), Value("north: 3 boats")});
  answer.notes = {MakeNote("boats", "north: 3 boats"), MakeNote("late", "south is late")};
  const std::vector<std::string> lines = LinesOf(answer, 100);
  EXPECT_EQ(lines[0], "two ferries");
  EXPECT_EQ(lines[1], "north: 3 boats");
  EXPECT_EQ(std::ranges::count(lines, "note: north: 3 boats"), 0);
  EXPECT_EQ(lines.back(), "note: south is late");
}

}  // namespace
}  // namespace concord
