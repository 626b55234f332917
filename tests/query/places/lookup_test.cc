#include "query/places/lookup.h"

#include <gtest/gtest.h>

#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

TinyGraph Library() {
  TinyGraph graph;
  graph.Document("csf2", "csf2@1", "One.").Document("harbour-act", "harbour-act@1", "Two.");
  graph.Node("tide-tables", {"Document"}, {{"title", "Tables of Tides 2.0, North Harbour"}});
  graph.Node("tide-gauges", {"Document"}, {{"title", "Gauges for the tide"}});
  return graph;
}

std::string MessageFor(std::string_view name) {
  auto found = FindNamed(Library().Take(), name);
  return found ? std::string("found") : found.error().message;
}

TEST(FindNamed, TakesAKeyItsBeginningOrATitle) {
  TinyGraph graph = Library();
  const Snapshot& snapshot = graph.Take();
  for (const auto& [typed, key] : {std::pair("harb", "harbour-act"),
                                   {"harbour-act@", "harbour-act@1"},
                                   {"Gauges for the tide", "tide-gauges"}}) {
    auto found = FindNamed(snapshot, typed);
    ASSERT_TRUE(found) << found.error().ToString();
    EXPECT_EQ(snapshot.GetNode(*found)->key, key);
  }
}

TEST(FindNamed, NamesWhatASlipOfTheFingerMeant) {
  EXPECT_EQ(MessageFor("harbuor-act"), "there is no 'harbuor-act' in the store; did you mean 'harbour-act'?");
}

// Another spelling shares no prefix and is far by letters, yet it has the same words and numbers.
TEST(FindNamed, NamesWhatHasTheSameWordsInItsTitle) {
  EXPECT_EQ(MessageFor("north-tides-2.0"),
            "there is no 'north-tides-2.0' in the store; did you mean 'tide-tables'?");
  EXPECT_EQ(MessageFor("CSF v2"), "there is no 'CSF v2' in the store; did you mean 'csf2'?");
  EXPECT_EQ(MessageFor("lighthouse statute"), "there is no 'lighthouse statute' in the store");
}

TEST(FindNamed, AsksWhichOneWhenABeginningMeansSeveral) {
  const std::string message = MessageFor("tide-");
  EXPECT_NE(message.find("'tide-gauges' or 'tide-tables'"), std::string::npos) << message;
}

}  // namespace
}  // namespace concord
