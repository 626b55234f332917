// Which bodies are shown beside others.
#include "query/coverage/body_families.h"

#include <gtest/gtest.h>

#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

class BodyFamilies : public ::testing::Test {
 protected:
  BodyFamilies() {
    for (const char* key : {"whole", "part", "office", "other"}) graph_.Forum(key, key);
    graph_.Edge("PART_OF", "part", "whole").Edge("PART_OF", "office", "part");
  }
  std::vector<size_t> Fold(const std::vector<std::pair<std::string, std::set<VertexId>>>& bodies) {
    const Snapshot& snapshot = graph_.Take();
    const auto view = LoadView(snapshot);
    std::vector<SpeakingBody> speaking;
    for (const auto& [key, works] : bodies)
      speaking.push_back({view->vertex(**snapshot.FindNode(key)), works});
    return FoldFamilies(*view, speaking);
  }
  TinyGraph graph_;
};

TEST_F(BodyFamilies, APartStandsBesideItsWhole) {
  EXPECT_EQ(Fold({{"whole", {1, 2}}, {"part", {2}}, {"office", {1}}}), (std::vector<size_t>{0, 0, 0}));
}

TEST_F(BodyFamilies, AWholeStandsBesideThePartThatSpeaksMore) {
  EXPECT_EQ(Fold({{"part", {1, 2}}, {"whole", {2}}}), (std::vector<size_t>{0, 0}));
}

TEST_F(BodyFamilies, PartsThatSpeakAsMuchStandBesideTheirWhole) {
  graph_.Edge("PART_OF", "other", "whole");
  EXPECT_EQ(Fold({{"part", {1}}, {"other", {1}}, {"whole", {1}}}), (std::vector<size_t>{2, 2, 2}));
  EXPECT_EQ(Fold({{"office", {1}}, {"part", {1}}, {"whole", {1}}}), (std::vector<size_t>{2, 2, 2}));
}

TEST_F(BodyFamilies, APartThatIssuedWhatItsWholeDidNotKeepsItsRow) {
  const Snapshot& snapshot = graph_.Take();
  const auto view = LoadView(snapshot);
  const auto vertex = [&](std::string_view key) { return view->vertex(**snapshot.FindNode(key)); };
  const std::vector<SpeakingBody> bodies = {{vertex("part"), {1}, {1}}, {vertex("whole"), {1}, {}}};
  EXPECT_EQ(FoldFamilies(*view, bodies), (std::vector<size_t>{0, 0}));
}

TEST_F(BodyFamilies, WhatHasADocumentOfItsOwnHasARow) {
  EXPECT_EQ(Fold({{"whole", {1, 2}}, {"part", {3}}}), (std::vector<size_t>{0, 1}));
}

TEST_F(BodyFamilies, OtherBodiesAndSilentOnesHaveRows) {
  EXPECT_EQ(Fold({{"whole", {1}}, {"other", {1}}, {"part", {}}}), (std::vector<size_t>{0, 1, 2}));
}

TEST_F(BodyFamilies, NobodyStandsBesideOneWithoutARow) {
  // The office has all that its part has, which stands beside the whole.
  EXPECT_EQ(Fold({{"whole", {1, 2}}, {"part", {1}}, {"office", {1}}}), (std::vector<size_t>{0, 0, 0}));
}

}  // namespace
}  // namespace concord
