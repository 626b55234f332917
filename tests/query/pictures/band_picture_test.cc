#include "query/pictures/band_picture.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "query/output/svg.h"
#include "tests/query/covered_graph.h"
#include "tests/query/read_picture.h"

namespace concord::testing {
namespace {

TEST(BandPicture, BandsAddUpToTheRows) {
  TinyGraph graph = Covered();
  const Snapshot& snapshot = graph.Take();
  const Answer answer = Ask(snapshot, "map", {{"aa", "bb"}, {{"top", "1"}, {"format", "svg"}}});
  const Picture picture(DrawBands(answer));
  std::map<std::string, int> drawn, expected;
  for (const std::string& tip : picture.tips) {
    const size_t rows = tip.find(" rows, ");
    if (rows == std::string::npos) continue;
    drawn[tip.substr(rows + 7)] += std::atoi(tip.c_str() + tip.rfind(' ', rows - 1) + 1);
  }
  for (const Row& row : answer.rows) {
    const std::string& basis = row.cells[2].as_string();
    if (basis == "lexical" || basis == "chain") ++expected["suggested, for a reviewer"];
    if (basis == "inferred" && row.cells[3].ToString() == "subset")
      ++expected["an overlap follows from chains"];
  }
  // Stated: aa:1, aa:2 twice, aa:4 (denied), aa:7, aa:8; not aa:3, which has no other end.
  expected["equal"] = 1;
  expected["subset: A within B"] = 2;
  expected["intersects, close"] = 2;
  expected["no relationship (asserted)"] = 1;
  EXPECT_EQ(drawn, expected);
  EXPECT_EQ(expected["an overlap follows from chains"], 1);
}

TEST(BandPicture, AnswersWithoutFamiliesAndHostileNames) {
  EXPECT_GT(Picture(DrawBands(Answer())).height, 0);
  TinyGraph graph;
  graph.Framework("a<b&\"", {"<script>|x", "]]>|y"}).Framework("bb", {"&amp;|x"});
  graph.Maps("a<b&\":1", "skos:exactMatch", "bb:1");
  const Answer answer = Ask(graph.Take(), "map", {{"a<b&\"", "bb"}, {{"format", "svg"}}});
  bool named = false;
  const Picture picture(DrawBands(answer));
  for (const std::string& tip : picture.tips) named = named || tip.find("1 <script>") != std::string::npos;
  EXPECT_TRUE(named);
}

// "SYSTEM AND COMMUNICATIONS PROTECTION AND MORE (163)" lost "163)" at the edge.
TEST(BandPicture, NoLabelIsCutAtTheEdge) {
  TinyGraph graph;
  std::vector<std::string> items;
  for (int i = 0; i < 3; ++i)
    items.push_back("SYSTEM AND COMMUNICATIONS MAMMOTH PROTECTION " + std::to_string(i) + "|x");
  graph.Framework("a-framework-with-a-long-name-of-its-own-that-has-no-room-beside-the-boxes", items);
  graph.Framework("bb", items);
  graph.Maps("bb:1", "skos:exactMatch",
             "a-framework-with-a-long-name-of-its-own-that-has-no-room-beside-the-boxes:1");
  const Answer answer =
      Ask(graph.Take(), "map",
          {{"bb", "a-framework-with-a-long-name-of-its-own-that-has-no-room-beside-the-boxes"},
           {{"format", "svg"}}});
  const Picture picture(DrawBands(answer));
  for (const auto& found : picture.xml.select_nodes("//text")) {
    const pugi::xml_node text = found.node();
    const double x = text.attribute("x").as_double(),
                 width = Svg::Width(text.child_value(), text.attribute("font-size").as_double());
    if (std::string_view(text.attribute("text-anchor").value()) == "end")
      EXPECT_GE(x - width, 0) << text.child_value();
    else
      EXPECT_LE(x + width, picture.width) << text.child_value();
  }
}

}  // namespace
}  // namespace concord::testing
