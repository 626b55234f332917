#include "query/pictures/picture.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <set>

#include "query/output/answer_csv.h"
#include "query/output/evidence_table.h"
#include "query/output/svg.h"

namespace concord {
namespace {

Answer Matrix() {
  Answer answer;
  answer.query = "coverage";
  answer.arguments = {
      {"rows", "forum"}, {"measure", "documents"}, {"labels", PropertyMap{{"s:1", "Oversight & <audit>"}}}};
  answer.columns = {{"row", "", false}, {"name", "", false}, {"s:1", "", true}, {"s:2", "", true}};
  answer.rows.push_back({{"fon", "Forum \"of\" Nations", int64_t{400}, int64_t{7}}, {}});
  answer.rows.push_back({{"club", Value(), int64_t{0}, int64_t{93}}, {}});
  return answer;
}

// Every text of the picture; the picture is XML or the test fails.
std::multiset<std::string> TextsOf(const std::string& svg) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(svg.c_str())) << svg.substr(0, 200);
  std::multiset<std::string> texts;
  for (const auto& found : document.select_nodes("//text")) texts.insert(found.node().child_value());
  return texts;
}

TEST(Picture, AHeatMapShowsEachNumberThatIsNotNone) {
  const auto texts = TextsOf(DrawHeatMap(Matrix()));
  for (const char* text : {"7", "93", "Forum \"of\" Nations", "club", "Oversight & <audit>", "s:2"})
    EXPECT_EQ(texts.count(text), 1u) << text;
  EXPECT_EQ(texts.count("400"), 2u) << "in its cell and in the legend";
  EXPECT_EQ(texts.count("0"), 1u) << "in the legend only";
}

// A zero means another thing when labels were asked as words.
TEST(Picture, NotesStandUnderTheNumbersInsideOfThePicture) {
  Answer answer = Matrix();
  answer.notes = {MakeNote("column-label", "s:1: Oversight & <audit>"),
                  MakeNote("state", "nothing is classified"), MakeNote("words", "")};
  for (int i = 0; i < 60; ++i) answer.notes.back().text += fmt::format("word{} ", i);
  for (auto* draw : {&DrawHeatMap, &DrawBipartite, &DrawTimeline}) {
    const std::string svg = (*draw)(answer);
    std::string all;
    for (const std::string& text : TextsOf(svg)) all += text + " ";
    EXPECT_NE(all.find("nothing is classified"), std::string::npos);
    for (int i = 0; i < 60; ++i) EXPECT_NE(all.find(fmt::format("word{} ", i)), std::string::npos) << i;
    EXPECT_EQ(all.find("s:1: Oversight"), std::string::npos) << "columns have their labels";
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(svg.c_str()));
    const double height = document.child("svg").attribute("height").as_double();
    for (const auto& found : document.select_nodes("//text"))
      EXPECT_LE(found.node().attribute("y").as_double(), height);
  }
}

TEST(Picture, ABipartitePictureHasABandForEachNumber) {
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(DrawBipartite(Matrix()).c_str()));
  std::set<std::string> tips;
  double widest = 0;
  for (const auto& found : document.select_nodes("//path")) {
    tips.insert(found.node().child_value("title"));
    widest = std::max(widest, found.node().attribute("stroke-width").as_double());
  }
  EXPECT_EQ(tips, (std::set<std::string>{"Forum \"of\" Nations, Oversight & <audit>: 400",
                                         "Forum \"of\" Nations, s:2: 7", "club, s:2: 93"}));
  EXPECT_DOUBLE_EQ(widest, 12);
}

TEST(Picture, ATimelineLeavesRoomForYearsWithoutARow) {
  Answer answer;
  answer.arguments = {{"topic", "a \x01 topic"}};
  answer.columns = {{"year", "", false}, {"documents", "", true}};
  answer.rows.push_back({{"2019", int64_t{2}}, {}});
  answer.rows.push_back({{"2022", int64_t{4}}, {}});
  const std::string svg = DrawTimeline(answer);
  const auto texts = TextsOf(svg);
  for (const char* year : {"2019", "2020", "2021", "2022"}) EXPECT_EQ(texts.count(year), 1u) << year;
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(svg.c_str()));
  const auto bars = document.select_nodes("//rect[title]");
  ASSERT_EQ(bars.size(), 2u);
  EXPECT_NEAR(bars[1].node().attribute("height").as_double(),
              2 * bars[0].node().attribute("height").as_double(), 0.2);
}

TEST(Picture, NothingToShowIsStillAPicture) {
  Answer none;
  none.columns = {{"row", "", false}, {"name", "", false}};
  TextsOf(DrawHeatMap(none));
  TextsOf(DrawBipartite(none));
  TextsOf(DrawTimeline(none));
}

TEST(Picture, HeatColorsRiseInLightness) {
  const auto light = [](double share) {
    const std::string color = HeatColor(share);
    const auto channel = [&](size_t at) { return std::stoi(color.substr(at, 2), nullptr, 16); };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  };
  for (int i = 1; i <= 20; ++i) EXPECT_GT(light(i / 20.0), light((i - 1) / 20.0));
}

TEST(AnswerCsv, HasALineForEachRowAndEachPassage) {
  Answer answer = Matrix();
  Evidence evidence;
  evidence.column = "s:1";
  evidence.document = "act";
  evidence.quote = "He said \"no\",\n=twice";
  evidence.start = 3;
  evidence.end = 9;
  answer.rows[0].evidence = {evidence};
  EXPECT_EQ(AnswerToCsv(answer),
            "row,name,s:1,s:2\r\nfon,\"Forum \"\"of\"\" Nations\",400,7\r\nclub,,0,93\r\n");
  evidence.page = 12;
  evidence.end = 3;
  answer.rows[1].evidence = {evidence};
  EXPECT_EQ(AnswerToCsv(EvidenceTable(answer)),
            "row,column,document,title,version,section,anchor,page,start,end,source,quote\r\n"
            "fon,s:1,act,,,,,,3,9,,\"He said \"\"no\"\",\n=twice\"\r\n"
            "club,s:1,act,,,,,12,,,,\"He said \"\"no\"\",\n=twice\"\r\n");
}

}  // namespace
}  // namespace concord
