#include "app/selection_request.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "base/parameter.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;
using Keys = std::set<std::string>;

constexpr std::string_view kOld = "Keepers shall trim the wick.";
constexpr std::string_view kNew = "Keepers shall log each ship. The Harbour Board is told.";

// An act with an edition of 2019 and one of 2024, an undated note, and bodies. What rules, sources and people
// say of the new edition has different confidences.
TinyGraph Acts() {
  TinyGraph graph;
  graph.Document("act", "act@2019", std::string(kOld)).Version("act", "act@2024", std::string(kNew));
  graph.Document("note", "note@1", "Nothing here.");
  graph.Section("act@2019:1", "act@2019", "1", "", kOld).Section("act@2024:1", "act@2024", "1", "", kNew);
  graph.Measure("act@2019:1#1", "act@2019:1", kOld)
      .Measure("act@2024:1#1", "act@2024:1", "Keepers shall log each ship.");
  graph.Forum("board", "Harbour Board").Forum("league", "League of Harbours").Forum("club", "Sailing Club");
  graph.Involves("act@2024:1#1", "board", "venue", "Harbour Board");
  graph.batch().edges.back().properties.Set("confidence", 0.6);
  graph.batch().edges.back().properties.Set("method", "rule");
  graph.Edge("MEMBER_OF", "board", "league",
             {{"valid_from", Date{2010, 0, 0}}, {"valid_to", Date{2020, 6, 0}}});
  graph.Node("t", {"ConceptScheme"}).Node("t:1", {"Concept"}).Edge("IN_SCHEME", "t:1", "t");
  graph.Edge("CLASSIFIED_AS", "act@2024:1#1", "t:1", {{"method", "human"}});
  graph.Edge("CLASSIFIED_AS", "act@2019:1#1", "t:1", {{"method", "import"}, {"confidence", 0.9}});
  for (PutNode& node : graph.batch().nodes) {
    if (node.key == "act@2019") node.properties.Set("date", Date{2019, 5, 0});
    if (node.key == "act@2024") node.properties.Set("date", Date{2024, 0, 0});
  }
  return graph;
}

struct Selected {
  Keys nodes, edges;
  std::vector<std::string> notes;
};

Selected Ask(const Snapshot& snapshot, const SelectionRequest& request) {
  const Result<Selection> selection = SelectRequested(snapshot, request);
  EXPECT_TRUE(selection) << selection.error().ToString();
  Selected selected;
  if (!selection) return selected;
  std::set<NodeId> ids;
  for (const NodeId id : selection->nodes) {
    selected.nodes.insert(snapshot.GetNode(id)->key);
    ids.insert(id);
  }
  for (const EdgeId id : selection->edges) {
    const Edge edge = *snapshot.GetEdge(id);
    EXPECT_TRUE(ids.contains(edge.from) && ids.contains(edge.to)) << "an edge without its end";
    selected.edges.insert(edge.type + " " + snapshot.GetNode(edge.from)->key);
  }
  for (const Note& note : selection->notes) selected.notes.push_back(note.text);
  return selected;
}

TEST(SelectionRequestTest, DatesAreThoseOfEditionsAndMemberships) {
  TinyGraph graph = Acts();
  const Snapshot& snapshot = graph.Take();
  SelectionRequest request;
  request.options.filter.since = Date{2024, 7, 0};  // in 2024, as far as its edition says
  const Selected late = Ask(snapshot, request);
  EXPECT_EQ(late.nodes, (Keys{"act", "act@2024", "act@2024:1", "act@2024:1#1", "board", "t", "t:1"}))
      << "the club and the league have no edge any more";
  EXPECT_EQ(late.notes,
            (std::vector<std::string>{"1 edition is left out, because the store has no date of it"}));
  request.options.filter = {.until = Date{2019, 0, 0}};
  EXPECT_EQ(Ask(snapshot, request).nodes,
            (Keys{"act", "act@2019", "act@2019:1", "act@2019:1#1", "board", "league", "t", "t:1"}));
  request.options.filter = {.since = Date{2025, 0, 0}};
  request.options.roots = {"act"};
  EXPECT_FALSE(SelectRequested(snapshot, request));
}

TEST(SelectionRequestTest, AFilterInWordsIsReadOrRefusedByName) {
  const Result<RecordFilter> filter = ParseFilter(
      {.since = "2019", .until = "2024-03", .review = {"stated", "reviewed"}, .min_confidence = 0.5});
  ASSERT_TRUE(filter) << filter.error().ToString();
  EXPECT_EQ(filter->since, (Date{2019, 0, 0}));
  EXPECT_EQ(filter->until, (Date{2024, 3, 0}));
  EXPECT_EQ(filter->states, (std::vector{ReviewState::kStated, ReviewState::kReviewed}));
  EXPECT_EQ(filter->least_confidence, 0.5);
  EXPECT_TRUE(ParseFilter({})->empty());
  const std::pair<std::string, FilterWords> wrong[] = {
      {"since", {.since = "soon"}},
      {"until", {.until = "2024-13"}},
      {"review", {.review = {"liked"}}},
      {"min-confidence", {.min_confidence = 1.5}},
      {"min-confidence", {.min_confidence = std::numeric_limits<double>::quiet_NaN()}}};
  for (const auto& [name, words] : wrong) {
    const Result<RecordFilter> refused = ParseFilter(words);
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(ParameterOf(refused.error().message).name, name);
  }
}

TEST(SelectionRequestTest, ConfidenceAndReviewStates) {
  TinyGraph graph = Acts();
  const Snapshot& snapshot = graph.Take();
  SelectionRequest request;
  request.options.roots = {"act"};
  request.options.hops = 1;
  request.options.filter.least_confidence = 0.7;
  const Keys sure = Ask(snapshot, request).edges;
  EXPECT_FALSE(sure.contains("INVOLVES_FORUM act@2024:1#1"));
  EXPECT_TRUE(sure.contains("CLASSIFIED_AS act@2019:1#1"));
  EXPECT_TRUE(sure.contains("CLASSIFIED_AS act@2024:1#1")) << "states no confidence";
  const auto with = [&](ReviewState state) {
    request.options.filter = {.states = {state}};
    Keys edges = Ask(snapshot, request).edges;
    EXPECT_TRUE(edges.contains("STATES act@2024:1")) << "the parts of a document stay";
    std::erase_if(edges, [](const std::string& edge) {
      return !edge.starts_with("CLASS") && !edge.starts_with("INVOLVES");
    });
    return edges;
  };
  EXPECT_EQ(with(ReviewState::kReviewed), (Keys{"CLASSIFIED_AS act@2024:1#1"}));
  EXPECT_EQ(with(ReviewState::kStated), (Keys{"CLASSIFIED_AS act@2019:1#1"}));
  EXPECT_EQ(with(ReviewState::kProposed), (Keys{"INVOLVES_FORUM act@2024:1#1"}));
}

TEST(SelectionRequestTest, EvidenceBringsTheWholeOfEachPart) {
  TinyGraph graph = Acts();
  const Snapshot& snapshot = graph.Take();
  SelectionRequest request;
  request.forums = {"Harbour Board"};
  request.options.edge_types = {"INVOLVES_FORUM"};
  EXPECT_EQ(Ask(snapshot, request).nodes, (Keys{"act@2024:1#1", "board", "league"}));
  request.options.evidence = true;
  const Selected all = Ask(snapshot, request);
  EXPECT_EQ(all.nodes, (Keys{"act", "act@2024", "act@2024:1", "act@2024:1#1", "board", "league"}));
  EXPECT_EQ(all.edges, (Keys{"HAS_SECTION act@2024", "HAS_VERSION act", "INVOLVES_FORUM act@2024:1#1",
                             "STATES act@2024:1"}));
}

TEST(SelectionRequestTest, AQueryBringsTheRelationshipsThatItReturns) {
  TinyGraph graph = Acts();
  const Snapshot& snapshot = graph.Take();
  SelectionRequest request;
  request.query = "MATCH p = (:Measure)-[:CLASSIFIED_AS {method: $m}]->() RETURN p";
  request.parameters = {"m=human"};
  EXPECT_EQ(Ask(snapshot, request).edges, (Keys{"CLASSIFIED_AS act@2024:1#1"}));
  request.options.evidence = true;
  EXPECT_EQ(Ask(snapshot, request).edges, (Keys{"CLASSIFIED_AS act@2024:1#1", "HAS_SECTION act@2024",
                                                "HAS_VERSION act", "STATES act@2024:1"}));
}

TEST(SelectionRequestTest, ADocumentThatAQueryReturnsComesWithoutItsParts) {
  TinyGraph graph = Acts();
  const Snapshot& snapshot = graph.Take();
  SelectionRequest request;
  request.query = "MATCH p = (:Document)-[:HAS_VERSION]->(v) WHERE v.date IS NOT NULL RETURN p";
  EXPECT_EQ(Ask(snapshot, request).nodes, (Keys{"act", "act@2019", "act@2024"}));
  // What is named beside it does.
  request.options.roots = {"note"};
  EXPECT_EQ(Ask(snapshot, request).nodes, (Keys{"act", "act@2019", "act@2024", "note", "note@1"}));
}

TEST(SelectionRequestTest, ATopicBringsItsPassages) {
  TinyGraph graph = Acts();
  const Snapshot& snapshot = graph.Take();
  SelectionRequest request;
  request.topics = {"t:1"};
  const Keys nodes = Ask(snapshot, request).nodes;
  EXPECT_TRUE(nodes.contains("act@2024:1#1"));
  EXPECT_TRUE(nodes.contains("board"));
  EXPECT_FALSE(nodes.contains("note@1"));
}

}  // namespace
}  // namespace concord
