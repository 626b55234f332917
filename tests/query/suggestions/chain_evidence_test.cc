#include "query/suggestions/chain_evidence.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <random>
#include <set>

#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

// By the number of the subject: by the number of the object, its share.
using Shares = std::map<int, std::map<int, double>>;

TinyGraph ThreeFrameworks() {
  TinyGraph graph;
  const std::vector<std::string> items = {"One|x", "Two|y", "Three|z", "Four|u", "Five|v"};
  graph.Framework("aa", items).Framework("bb", items).Framework("mid", items);
  graph.Node("sssom:NoTermFound", {"Concept"});
  return graph;
}

Shares SharesOf(TinyGraph& graph) {
  const Snapshot& snapshot = graph.Take();
  Places places(snapshot);
  const auto a = LoadFramework(snapshot, "aa", false, &places),
             b = LoadFramework(snapshot, "bb", false, &places);
  std::vector<uint32_t> subjects(a->items.size());
  std::iota(subjects.begin(), subjects.end(), 0U);
  const auto reached = ReachedObjects(snapshot, *a, *b, subjects);
  EXPECT_TRUE(reached) << reached.error().ToString();
  Shares shares;
  for (const uint32_t s : subjects) {
    for (const ReachedObject& one : (*reached)[s]) {
      shares[static_cast<int>(s) + 1][static_cast<int>(one.object) + 1] = one.share;
      EXPECT_FALSE(one.through.empty());
    }
  }
  return shares;
}

TEST(ChainEvidence, SharesAreThoseOfAWalk) {
  TinyGraph graph = ThreeFrameworks();
  graph.Maps("aa:1", "skos:relatedMatch", "mid:1").Maps("mid:2", "skos:narrowMatch", "aa:1");
  graph.Maps("mid:1", "skos:exactMatch", "bb:1");
  graph.Maps("mid:2", "skos:relatedMatch", "bb:1").Maps("bb:2", "skos:relatedMatch", "mid:2");
  const Shares shares = SharesOf(graph);
  EXPECT_EQ(shares, (Shares{{1, {{1, 0.75}, {2, 0.25}}}})) << "half over each, and half of that for each end";
}

TEST(ChainEvidence, WhatSaysNothingOrNoMakesNoWay) {
  TinyGraph graph = ThreeFrameworks();
  graph.Maps("aa:1", "skos:exactMatch", "bb:1").Maps("aa:2", "skos:exactMatch", "aa:1");
  graph.Maps("aa:2", "skos:exactMatch", "bb:2").Maps("bb:2", "skos:exactMatch", "bb:3");
  graph.Maps("aa:3", "skos:exactMatch", "sssom:NoTermFound")
      .Maps("bb:3", "skos:exactMatch", "sssom:NoTermFound");
  graph.Maps("aa:4", "skos:relatedMatch", "mid:4", {{"modifier", "Not"}})
      .Maps("mid:4", "skos:exactMatch", "bb:4");
  graph.Maps("aa:5", "skos:exactMatch", "mid:5", {{"rationale", "semantic"}})
      .Maps("mid:5", "skos:exactMatch", "bb:5", {{"rationale", "functional"}});
  EXPECT_EQ(SharesOf(graph), Shares());
}

TEST(ChainEvidence, AMappingOfAnotherEditionLeadsOn) {
  TinyGraph graph = ThreeFrameworks();
  graph.Edge("REVISES", "aa@1:1", "mid@1:2").Maps("mid:2", "skos:exactMatch", "bb:4");
  graph.Edge("REVISES", "mid@1:3", "aa@1:2").Maps("bb:5", "skos:relatedMatch", "mid@1:3");
  graph.Edge("REVISES", "aa@1:3", "bb@1:1").Maps("bb:1", "skos:exactMatch", "bb:2");
  EXPECT_EQ(SharesOf(graph), (Shares{{1, {{4, 1.0}}}, {2, {{5, 1.0}}}}));
}

// Against walks that are told one by one, over rows in either direction and more than once.
TEST(ChainEvidence, RandomGraphsGiveWhatAllWalksGive) {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    TinyGraph graph = ThreeFrameworks();
    std::set<std::pair<int, int>> into, out;  // aa to mid, mid to bb
    for (int row = 0; row < 12; ++row) {
      const int x = 1 + static_cast<int>(random() % 5), y = 1 + static_cast<int>(random() % 5);
      const bool first = random() % 2 == 0, turned = random() % 2 == 0;
      const std::string from = fmt::format("{}:{}", first ? "aa" : "mid", x),
                        to = fmt::format("{}:{}", first ? "mid" : "bb", y);
      graph.Maps(turned ? to : from, "skos:relatedMatch", turned ? from : to, {{"row", row}});
      (first ? into : out).emplace(x, y);
    }
    Shares expected;
    for (int s = 1; s <= 5; ++s) {
      std::vector<std::vector<int>> ways;
      for (const auto& [subject, middle] : into) {
        std::vector<int> ends;
        for (const auto& [from, end] : out) {
          if (from == middle) ends.push_back(end);
        }
        if (subject == s && !ends.empty()) ways.push_back(ends);
      }
      for (const auto& ends : ways) {
        for (const int end : ends)
          expected[s][end] += 1.0 / static_cast<double>(ways.size()) / static_cast<double>(ends.size());
      }
    }
    const Shares found = SharesOf(graph);
    ASSERT_EQ(found.size(), expected.size());
    for (const auto& [s, ends] : expected) {
      double sum = 0;
      ASSERT_EQ(found.at(s).size(), ends.size());
      for (const auto& [end, share] : ends) {
        EXPECT_NEAR(found.at(s).at(end), share, 1e-12);
        sum += share;
      }
      EXPECT_NEAR(sum, 1, 1e-12);
    }
  }
}

}  // namespace
}  // namespace concord
