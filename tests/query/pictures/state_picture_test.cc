#include "query/pictures/state_picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "tests/query/covered_graph.h"
#include "tests/query/read_picture.h"

namespace concord::testing {
namespace {

TEST(StatePicture, ACellForEachItemAndFramework) {
  TinyGraph graph = Covered();
  const Snapshot& snapshot = graph.Take();
  const Answer answer = Ask(snapshot, "coverage", {{"aa"}, {{"by", "bb,cc"}}});
  const Picture picture(DrawStates(answer));
  EXPECT_EQ(picture.tips.size(), 16u);
  const auto says = [&](const char* tip) {
    return std::count(picture.tips.begin(), picture.tips.end(), tip);
  };
  EXPECT_EQ(says("aa:1, bb: mapped: equal"), 1);
  EXPECT_EQ(says("aa:3, bb: no counterpart found"), 1);
  EXPECT_EQ(says("aa:5, bb: nobody has looked; subset follows"), 1);
  const Picture gaps(DrawStates(Ask(snapshot, "gaps", {{"aa"}, {{"by", "bb"}, {"format", "svg"}}})));
  EXPECT_EQ(gaps.tips.size(), 8u + 3u);
}

TEST(StatePicture, ManyItemsAreFamiliesWhoseSharesAddUp) {
  TinyGraph graph;
  std::vector<std::string> items;
  for (int i = 0; i < 300; ++i) items.push_back("Item " + std::to_string(i) + "|text");
  graph.Framework("aa", items).Framework("bb", {"Only|x"});
  for (int i = 0; i < 300; ++i) {  // ten families under items 1 to 10
    if (i >= 10) graph.Edge("BROADER", "aa:" + std::to_string(i + 1), "aa:" + std::to_string(i % 10 + 1));
    if (i % 7 == 0) graph.Maps("aa:" + std::to_string(i + 1), "skos:exactMatch", "bb:1");
  }
  const Answer answer = Ask(graph.Take(), "coverage", {{"aa"}, {{"by", "bb"}}});
  const Picture picture(DrawStates(answer));
  std::map<std::string, std::pair<int, int>> families;  // mapped, nobody
  for (const std::string& tip : picture.tips) {
    const size_t colon = tip.rfind(": ");
    const size_t last = tip.rfind(", ");
    families[tip.substr(0, colon)] = {std::atoi(tip.c_str() + colon + 2), std::atoi(tip.c_str() + last + 2)};
  }
  EXPECT_EQ(families.size(), 10u);
  int mapped = 0, nobody = 0;
  for (const auto& [family, counts] : families) {
    mapped += counts.first;
    nobody += counts.second;
  }
  EXPECT_EQ(mapped, 43);  // multiples of 7 below 300
  EXPECT_EQ(nobody, 257);
  EXPECT_LT(picture.height, 720) << "fits a slide";
}

}  // namespace
}  // namespace concord::testing
