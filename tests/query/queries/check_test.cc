#include <gtest/gtest.h>

#include <algorithm>

#include "query/check/mapped_items.h"
#include "query/check/store_check.h"
#include "query/query.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

TinyGraph Sound() {
  TinyGraph graph;
  graph.Document("act", "act@1", "Article 1 Größe\nProviders shall test.")
      .Section("act@1:art.1", "act@1", "Article 1", "Größe", "Article 1 Größe\nProviders shall test.")
      .Measure("act@1:art.1#1", "act@1:art.1", "Providers shall test.")
      .Forum("board", "Board")
      .Framework("fw", {"One|text", "Two|text"})
      .Maps("fw:1", "skos:exactMatch", "fw:2");
  return graph;
}

// "kind where" of each finding.
std::vector<std::string> Findings(const Snapshot& snapshot) {
  auto report = CheckStore(snapshot, 100);
  EXPECT_TRUE(report) << report.error().ToString();
  std::vector<std::string> found;
  if (!report) return found;
  for (const CheckFinding& finding : report->findings)
    found.push_back(std::string(finding.kind) + " " + finding.where);
  return found;
}

using Strings = std::vector<std::string>;

TEST(Check, ASoundStoreHasNoFindings) {
  TinyGraph graph = Sound();
  EXPECT_EQ(Findings(graph.Take()), Strings{});
}

TEST(Check, SpansMustLieInTheTextBetweenCharacters) {
  TinyGraph graph = Sound();
  const auto at = static_cast<int64_t>(graph.text("act@1").find("ö"));
  graph.Node("act@1:art.1#2", {"Measure"}, {{"start", at + 1}, {"end", at + 4}})
      .Edge("STATES", "act@1:art.1", "act@1:art.1#2");
  graph.Node("act@1:art.1#3", {"Measure"}, {{"start", 5}, {"end", 5000}})
      .Edge("STATES", "act@1:art.1", "act@1:art.1#3");
  graph.Node("act@1:art.1#4", {"Measure"}, {{"start", 9}, {"end", 5}})
      .Edge("STATES", "act@1:art.1", "act@1:art.1#4");
  EXPECT_EQ(Findings(graph.Take()),
            (Strings{"span act@1:art.1#2", "span act@1:art.1#3", "span act@1:art.1#4"}));
}

TEST(Check, QuotesAndHeadingsMustBeWhatTheTextSays) {
  TinyGraph graph = Sound();
  PropertyMap wrong = graph.Span("act@1", "Providers");
  wrong.Set("quote", "Deployers");
  PropertyMap right = graph.Span("act@1", "Providers");
  right.Set("quote", "Providers");
  graph.Edge("INVOLVES_FORUM", "act@1:art.1#1", "board", wrong)
      .Edge("INVOLVES_FORUM", "act@1:art.1#1", "board", right);
  graph.Section("act@1:art.2", "act@1", "Article 2", "Another heading", "Providers shall test.");
  const Strings found = Findings(graph.Take());
  ASSERT_EQ(found.size(), 2U);
  EXPECT_TRUE(found[0].starts_with("quote ")) << found[0];
  EXPECT_TRUE(found[1].starts_with("quote ")) << found[1];
}

TEST(Check, EdgesMustFitTheSchema) {
  TinyGraph graph = Sound();
  graph.Edge("ISSUED_BY", "act@1:art.1", "board").Edge("SOMETHING_ELSE", "board", "act");
  const Strings found = Findings(graph.Take());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].starts_with("schema edge")) << found[0];
}

TEST(Check, AStoreWithMoreThan64LabelsIsHeldToTheSchemaToo) {
  TinyGraph graph = Sound();
  for (int i = 0; i < 70; ++i) graph.Node("own:" + std::to_string(i), {"Label" + std::to_string(i)});
  EXPECT_EQ(Findings(graph.Take()), Strings{});
  // A forum states nothing, and a node with the 71st label of the store is no measure.
  graph.Edge("STATES", "board", "own:69");
  const auto found = Findings(graph.Take());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].starts_with("schema edge")) << found[0];
}

TEST(Check, EveryPartHangsUnderOneWhole) {
  TinyGraph graph = Sound();
  graph.Node("act@1:lost", {"Section"});
  graph.Edge("STATES", "act@1:art.1", "act@1:art.1#1");
  EXPECT_EQ(Findings(graph.Take()), (Strings{"tree act@1:art.1#1", "tree act@1:lost"}));
}

TEST(Check, MappingsAreCheckedAgainstTheVersionThatTheyName) {
  TinyGraph graph = Sound();
  graph.Maps("fw:1", "skos:exactMatch", "fw:2", {{"version", "fw@1"}, {"start", 0}, {"end", 3}});
  EXPECT_EQ(Findings(graph.Take()), Strings{});
  graph.Maps("fw:1", "skos:exactMatch", "fw:2", {{"version", "fw@1"}, {"start", 0}, {"end", 300}});
  graph.Maps("fw:1", "skos:exactMatch", "fw:2", {{"version", "gone@1"}, {"start", 0}, {"end", 3}});
  EXPECT_EQ(Findings(graph.Take()).size(), 2U);
}

// A snapshot that tells the truth but for one thing.
class Lying : public Snapshot {
 public:
  enum class Lie { kLabelIndex, kKey, kCount, kIncoming, kScan, kEdge };
  Lying(const Snapshot& truth, Lie lie) : truth_(truth), lie_(lie) {}

  Result<std::optional<NodeId>> FindNode(std::string_view key) const override {
    if (lie_ == Lie::kKey && key == "board") return std::nullopt;
    return truth_.FindNode(key);
  }
  Result<Node> GetNode(NodeId id) const override { return truth_.GetNode(id); }
  Result<void> ForEachNode(const Visitor<NodeId>& visit) const override { return truth_.ForEachNode(visit); }
  Result<void> ForEachNodeWithLabel(std::string_view label, const Visitor<NodeId>& visit) const override {
    bool skip = lie_ == Lie::kLabelIndex && label == "Measure";
    return truth_.ForEachNodeWithLabel(label, [&](NodeId id) {
      if (skip) {
        skip = false;
        return true;
      }
      return visit(id);
    });
  }
  Result<void> ForEachNodeWithPrefix(std::string_view prefix, const Visitor<NodeId>& visit) const override {
    return truth_.ForEachNodeWithPrefix(prefix, visit);
  }
  Result<void> ForEachNodeWhere(std::string_view label, std::string_view property, const Value& value,
                                const Visitor<NodeId>& visit) const override {
    return truth_.ForEachNodeWhere(label, property, value, visit);
  }
  Result<Edge> GetEdge(EdgeId id) const override { return truth_.GetEdge(id); }
  Result<void> ForEachEdge(const Visitor<Edge>& visit, EdgeId first, EdgeId limit) const override {
    return truth_.ForEachEdge(
        [&](const Edge& edge) {
          Edge changed = edge;
          if (lie_ == Lie::kEdge && edge.type == "STATES") changed.to = truth_.NodeIdLimit() + 7;
          return visit(changed);
        },
        first, limit);
  }
  Result<void> ForEachAdjacent(NodeId node, Direction direction, std::optional<Symbol> type,
                               const Visitor<Adjacent>& visit) const override {
    if (lie_ == Lie::kIncoming && direction == Direction::kIn && !type) return {};
    return truth_.ForEachAdjacent(node, direction, type, visit);
  }
  Result<void> ScanAdjacency(const std::function<bool(NodeId, const Adjacent&)>& visit, NodeId first,
                             NodeId limit) const override {
    bool skip = lie_ == Lie::kScan;
    return truth_.ScanAdjacency(
        [&](NodeId from, const Adjacent& adjacent) {
          if (skip) {
            skip = false;
            return true;
          }
          return visit(from, adjacent);
        },
        first, limit);
  }
  Result<std::string> GetBlob(NodeId node, std::string_view name, uint64_t offset,
                              uint64_t length) const override {
    return truth_.GetBlob(node, name, offset, length);
  }
  Result<std::optional<uint64_t>> BlobSize(NodeId node, std::string_view name) const override {
    return truth_.BlobSize(node, name);
  }
  Result<std::optional<Unit>> FindUnit(std::string_view name) const override { return truth_.FindUnit(name); }
  Result<std::vector<Unit>> Units() const override { return truth_.Units(); }
  std::optional<Symbol> FindSymbol(std::string_view name) const override { return truth_.FindSymbol(name); }
  std::string_view SymbolName(Symbol symbol) const override { return truth_.SymbolName(symbol); }
  std::vector<std::string> Labels() const override { return truth_.Labels(); }
  std::vector<std::string> EdgeTypes() const override { return truth_.EdgeTypes(); }
  uint64_t NodeCount() const override { return truth_.NodeCount() + (lie_ == Lie::kCount ? 1 : 0); }
  uint64_t EdgeCount() const override { return truth_.EdgeCount(); }
  uint64_t NodeCount(std::string_view label) const override { return truth_.NodeCount(label); }
  uint64_t EdgeCount(std::string_view type) const override { return truth_.EdgeCount(type); }
  NodeId NodeIdLimit() const override { return truth_.NodeIdLimit(); }
  EdgeId EdgeIdLimit() const override { return truth_.EdgeIdLimit(); }

 private:
  const Snapshot& truth_;
  Lie lie_;
};

TEST(Check, AStoreThatContradictsItselfIsFound) {
  TinyGraph graph = Sound();
  const Snapshot& snapshot = graph.Take();
  const std::pair<Lying::Lie, std::string> lies[] = {
      {Lying::Lie::kLabelIndex, "index "}, {Lying::Lie::kKey, "index board"},
      {Lying::Lie::kCount, "count nodes"}, {Lying::Lie::kIncoming, "index "},
      {Lying::Lie::kScan, "index "},       {Lying::Lie::kEdge, "edge "}};
  for (const auto& [lie, expected] : lies) {
    const Strings found = Findings(Lying(snapshot, lie));
    ASSERT_FALSE(found.empty()) << expected;
    EXPECT_TRUE(found[0].starts_with(expected)) << found[0];
  }
}

// An older version read "N/A" and "2, 3" in a crosswalk as items.
TEST(Check, WordsForNoItemAndListsAreNoItems) {
  TinyGraph graph = Sound();
  for (const char* key : {"fw:N/A", "fw:A.2, A.3", "fw:11"}) {
    graph.Node(key, {"Concept"}, {{"scheme", "fw"}});
    graph.Maps("fw:1", "skos:relatedMatch", key);
  }
  auto report = CheckStore(graph.Take(), 100);
  ASSERT_TRUE(report);
  Strings found;
  for (const CheckFinding& finding : report->findings)
    found.push_back(std::string(finding.kind) + " " + finding.where);
  EXPECT_EQ(found, (Strings{"item fw:A.2, A.3", "item fw:N/A"}));
  EXPECT_NE(std::ranges::find(report->notes,
                              "1 ids of mappings are in no catalogue of the store: fw:11 (nearest: fw:1)",
                              &Note::text),
            report->notes.end());
}

// What only case, zeros and marks tell apart is nearer than a slip of the finger.
TEST(Check, TheNearestIdIsTheSameInAnotherSpelling) {
  TinyGraph graph;
  graph.Node("g", {"ConceptScheme"});
  for (const char* key : {"g:AC-2", "g:AC-2(1)", "g:AC-21", "g:NO-1"}) {
    graph.Node(key, {"Concept"}, {{"scheme", "g"}});
    graph.Edge("IN_SCHEME", key, "g");
  }
  for (const char* key : {"g:ac-02 (01)", "g:AC2", "g:NA"}) {
    graph.Node(key, {"Concept"}, {{"scheme", "g"}});
    graph.Maps("g:NO-1", "skos:relatedMatch", key);
  }
  const auto items = DoubtfulItems(graph.Take());
  ASSERT_TRUE(items);
  Strings found;
  for (const DoubtfulItem& item : *items) found.push_back(item.key + " " + item.nearest);
  EXPECT_EQ(found, (Strings{"g:AC2 g:AC-2", "g:NA ", "g:ac-02 (01) g:AC-2(1)"}));
}

}  // namespace
}  // namespace concord
