#include "query/suggestions/mapped_often.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

TinyGraph Frameworks() {
  TinyGraph graph;
  graph.Framework("aa", {"One|x", "Two|y", "Three|z"}).Framework("bb", {"Eins|x", "Zwei|y", "Drei|z"});
  std::vector<std::string> items;
  for (int i = 0; i < 30; ++i) items.push_back(fmt::format("Item {}|t", i));
  graph.Framework("cc", items);
  graph.Node("sssom:NoTermFound", {"Concept"});
  return graph;
}

std::vector<float> Often(TinyGraph& graph) {
  const Snapshot& snapshot = graph.Take();
  Places places(snapshot);
  const auto a = LoadFramework(snapshot, "aa", false, &places),
             b = LoadFramework(snapshot, "bb", false, &places);
  const auto often = MappedOften(snapshot, *a, *b);
  EXPECT_TRUE(often) << often.error().ToString();
  return often.value_or(std::vector<float>());
}

TEST(MappedOften, RowsOfOthersCountInBothDirectionsUpToFive) {
  TinyGraph graph = Frameworks();
  for (int i = 1; i <= 18; ++i) graph.Maps(fmt::format("cc:{}", i), "skos:relatedMatch", "bb:1");
  graph.Maps("bb:2", "skos:relatedMatch", "cc:19");
  EXPECT_TRUE(Often(graph).empty()) << "19 rows say too little";
  graph.Maps("cc:20", "skos:relatedMatch", "bb:2");
  const std::vector<float> often = Often(graph);
  ASSERT_EQ(often.size(), 3U);
  const double mean = (5.0 + 2.0 + 0.0) / 3;
  EXPECT_NEAR(often[0], std::log(5.5 / (mean + 0.5)), 1e-6);
  EXPECT_NEAR(often[1], std::log(2.5 / (mean + 0.5)), 1e-6);
  EXPECT_NEAR(often[2], std::log(0.5 / (mean + 0.5)), 1e-6);
}

TEST(MappedOften, RowsBetweenTheTwoAndDenialsAreNotCounted) {
  TinyGraph graph = Frameworks();
  for (int i = 1; i <= 20; ++i) graph.Maps(fmt::format("cc:{}", i), "skos:relatedMatch", "bb:1");
  const std::vector<float> before = Often(graph);
  graph.Maps("aa:1", "skos:exactMatch", "bb:2").Maps("bb:2", "skos:exactMatch", "aa:3");
  graph.Maps("bb:3", "skos:relatedMatch", "bb:2");
  graph.Maps("cc:1", "skos:relatedMatch", "bb:3", {{"modifier", "Not"}});
  graph.Maps("bb:3", "skos:exactMatch", "sssom:NoTermFound", {{"object_source", "cc"}});
  EXPECT_EQ(Often(graph), before);
}

}  // namespace
}  // namespace concord
