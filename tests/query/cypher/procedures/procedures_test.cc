#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "query/cypher/cypher.h"
#include "query/cypher/procedures/concord_procedures.h"
#include "query/query.h"
#include "tests/query/tiny_graph.h"

namespace concord::cypher {
namespace {

using testing::TinyGraph;

QueryOutcome<QueryResult> Run(const Snapshot& snapshot, std::string_view query) {
  QueryOptions options;
  options.procedures = &ConcordProcedures();
  return RunCypher(snapshot, query, options);
}

// "a, b; c, d": the cells of a row with commas, rows with semicolons.
std::string Rows(const Snapshot& snapshot, std::string_view query) {
  const auto result = Run(snapshot, query);
  if (!result) return "error: " + result.error().message;
  std::string text;
  for (const ValueList& row : result->rows) {
    text += text.empty() ? "" : "; ";
    for (size_t n = 0; n < row.size(); ++n) {
      const bool is_text = row[n].type() == ValueType::kString;
      text += (n == 0 ? "" : ", ") + (is_text ? row[n].as_string() : ToText(row[n]));
    }
  }
  return text;
}

bool Fails(const Snapshot& snapshot, std::string_view query, std::string_view words) {
  const auto result = Run(snapshot, query);
  return !result && result.error().message.find(words) != std::string::npos;
}

TinyGraph Act() {
  TinyGraph graph;
  graph
      .Document("act", "act@1",
                "Article 1 Providers shall test their machines.\nArticle 2 Buyers may look on.\n")
      .Section("act@1:art.1", "act@1", "Article 1", "", "Article 1 Providers shall test their machines.")
      .Section("act@1:art.2", "act@1", "Article 2", "", "Article 2 Buyers may look on.")
      .Measure("act@1:art.1#1", "act@1:art.1", "Providers shall test their machines.");
  return graph;
}

TEST(ConcordProcedures, SearchYieldsWhatTheQuestionFinds) {
  TinyGraph graph = Act();
  const Snapshot& snapshot = graph.Take();
  EXPECT_EQ(Rows(snapshot, "CALL concord.search('machines') YIELD kind, key, text RETURN kind, key, text"),
            "measure, act@1:art.1#1, Providers shall test their machines.; "
            "section, act@1:art.1, Article 1 Providers shall test their machines.");
  EXPECT_EQ(
      Rows(snapshot,
           "CALL concord.search('buyers', {top: 1}) YIELD node, evidence "
           "RETURN labels(node) AS labels, evidence[0].anchor AS anchor, evidence[0].document AS document"),
      "['Section'], Article 2, act");
  EXPECT_EQ(Rows(snapshot, "CALL concord.search('elephants') YIELD key RETURN count(key) AS n"), "0");
}

TEST(ConcordProcedures, NamesOfTheStoreAreListed) {
  TinyGraph graph = Act();
  const Snapshot& snapshot = graph.Take();
  EXPECT_EQ(
      Rows(snapshot, "CALL db.labels() YIELD label WITH label WHERE label STARTS WITH 'M' RETURN label"),
      "Measure");
  EXPECT_EQ(
      Rows(snapshot,
           "CALL db.relationshipTypes() YIELD relationshipType AS t WITH t WHERE t = 'STATES' RETURN t"),
      "STATES");
  EXPECT_EQ(
      Rows(snapshot,
           "CALL db.propertyKeys() YIELD propertyKey AS k WITH k WHERE k IN ['heading', 'no'] RETURN k"),
      "heading");
  EXPECT_EQ(Rows(snapshot,
                 "CALL dbms.procedures() YIELD name, signature WITH * WHERE name = 'concord.neighbors' "
                 "RETURN signature"),
            "concord.neighbors(node, hops = 1) YIELD neighbor, relationship, distance");
}

TEST(ConcordProcedures, ResultsJoinWithPatterns) {
  TinyGraph graph = Act();
  EXPECT_EQ(Rows(graph.Take(),
                 "CALL concord.search('machines') YIELD node MATCH (s:Section)-[:STATES]->(node) "
                 "RETURN s.number AS number"),
            "Article 1");
}

TEST(ConcordProcedures, EvidenceIsThePassage) {
  TinyGraph graph = Act();
  const Snapshot& snapshot = graph.Take();
  EXPECT_EQ(Rows(snapshot,
                 "MATCH (m:Measure) CALL concord.evidence(m) YIELD quote, anchor, document, version "
                 "RETURN quote, anchor, document, version"),
            "Providers shall test their machines., Article 1, act, act@1");
  EXPECT_EQ(Rows(snapshot, "MATCH (d:Document) CALL concord.evidence(d) YIELD quote RETURN quote"), "");
  EXPECT_EQ(Rows(snapshot, "CALL concord.evidence(null) YIELD quote RETURN quote"), "");
  EXPECT_TRUE(Fails(snapshot, "CALL concord.evidence('act') YIELD quote RETURN quote", "concord.evidence"));
}

TEST(ConcordProcedures, EvidenceOfARelationship) {
  TinyGraph graph = Act();
  graph.Forum("forum:oecd", "OECD");
  graph.Edge("INVOLVES_FORUM", "act@1:art.2", "forum:oecd", graph.Span("act@1", "Buyers may look on."));
  EXPECT_EQ(Rows(graph.Take(),
                 "MATCH ()-[r:INVOLVES_FORUM]->() CALL concord.evidence(r) YIELD quote, anchor "
                 "RETURN quote, anchor"),
            "Buyers may look on., Article 2");
}

TEST(ConcordProcedures, NeighborsComeNearestFirst) {
  TinyGraph graph = Act();
  const Snapshot& snapshot = graph.Take();
  EXPECT_EQ(Rows(snapshot,
                 "MATCH (m:Measure) CALL concord.neighbors(m) YIELD neighbor, relationship, distance "
                 "RETURN key(neighbor) AS key, type(relationship) AS type, distance"),
            "act@1:art.1, STATES, 1");
  EXPECT_EQ(Rows(snapshot,
                 "MATCH (m:Measure) CALL concord.neighbors(m, 3) YIELD neighbor, distance "
                 "RETURN key(neighbor) AS key, distance ORDER BY distance, key"),
            "act@1:art.1, 1; act@1, 2; act, 3; act@1:art.2, 3");
  EXPECT_EQ(Rows(snapshot, "MATCH (m:Measure) CALL concord.neighbors(m, 0) YIELD neighbor RETURN neighbor"),
            "");
  EXPECT_TRUE(Fails(snapshot, "MATCH (m:Measure) CALL concord.neighbors(m, -1) YIELD neighbor RETURN 1 AS x",
                    "hops"));
}

TEST(ConcordProcedures, MapYieldsStatedMappings) {
  TinyGraph graph;
  graph.Framework("fa", {"Testing|Machines are tested.", "Logging|Machines keep logs."})
      .Framework("fb", {"Trials|Machines are tried.", "Records|Machines keep records."})
      .Maps("fa:1", "skos:exactMatch", "fb:1");
  EXPECT_EQ(
      Rows(graph.Take(),
           "CALL concord.map('fa', 'fb') YIELD subject, object, basis, relation, subject_node, object_node "
           "WHERE basis = 'mapping' RETURN subject, object, relation, subject_node.label AS a, "
           "object_node.label AS b"),
      "fa:1, fb:1, equal, Testing, Trials");
}

TEST(ConcordProcedures, WrongCallsSayWhatWouldBeRight) {
  TinyGraph graph = Act();
  const Snapshot& snapshot = graph.Take();
  EXPECT_TRUE(
      Fails(snapshot, "CALL concord.search('x', {topp: 3}) YIELD key RETURN key", "did you mean 'top'"));
  EXPECT_TRUE(
      Fails(snapshot, "CALL concord.search('x', {embedder: 'http://x'}) YIELD key RETURN key", "no option"));
  EXPECT_TRUE(
      Fails(snapshot, "CALL concord.search('x') YIELD score, words RETURN words", "it yields score, kind"));
  EXPECT_TRUE(Fails(snapshot, "CALL concord.gaps('x') YIELD node RETURN node", "{by: ...}"));
  EXPECT_TRUE(Fails(snapshot, "CALL concord.search('x', {top: 'many'}) YIELD key RETURN key", "top"));
  EXPECT_TRUE(
      Fails(snapshot, "CALL concord.map('nothing', 'nowhere') YIELD subject RETURN subject", "nothing"));
  EXPECT_TRUE(
      Fails(snapshot, "CALL concord.pagerank({label: 'X'}) YIELD node RETURN node", "did you mean 'labels'"));
  EXPECT_TRUE(Fails(snapshot, "CALL concord.pagerank({labels: 3}) YIELD node RETURN node", "list of names"));
  EXPECT_TRUE(Fails(snapshot, "CALL concord.pagerank({damping: 2}) YIELD node RETURN node", "damping"));
}

TEST(ConcordProcedures, AlgorithmsRunOnWhatIsSelected) {
  TinyGraph graph;
  for (const char* name : {"a", "b", "c", "d", "e"}) graph.Node(name, {"Thing"});
  graph.Node("x", {"Other"});
  graph.Edge("LEADS_TO", "a", "b")
      .Edge("LEADS_TO", "b", "c")
      .Edge("LEADS_TO", "c", "a")
      .Edge("LEADS_TO", "d", "e");
  graph.Edge("SEES", "c", "d").Edge("SEES", "x", "a");
  const Snapshot& snapshot = graph.Take();
  constexpr std::string_view kThings = "{labels: ['Thing'], types: 'LEADS_TO'}";
  const auto call = [&](std::string_view procedure, std::string_view selection, std::string_view yields) {
    return Rows(snapshot, "CALL concord." + std::string(procedure) + "(" + std::string(selection) +
                              ") YIELD node, " + std::string(yields) + " RETURN key(node) AS key, " +
                              std::string(yields) + " ORDER BY key");
  };
  EXPECT_EQ(call("components", kThings, "component, size"), "a, 1, 3; b, 1, 3; c, 1, 3; d, 2, 2; e, 2, 2");
  EXPECT_EQ(call("components", "{labels: 'Thing'}", "component"), "a, 1; b, 1; c, 1; d, 1; e, 1");
  EXPECT_EQ(call("components", "{labels: 'Thing', strong: true}", "size"), "a, 3; b, 3; c, 3; d, 1; e, 1");
  EXPECT_EQ(call("communities", "{labels: 'Thing'}", "community"), "a, 1; b, 1; c, 1; d, 2; e, 2");
  // From a and b to d and e lead all ways over c, and over d all ways to e.
  EXPECT_EQ(call("betweenness", "{labels: ['Thing']}", "score"), "a, 0.0; b, 0.0; c, 4.0; d, 3.0; e, 0.0");
  EXPECT_EQ(
      Rows(snapshot,
           "CALL concord.pagerank({types: ['SEES']}) YIELD score RETURN round(sum(score) * 1000) AS sum"),
      "1000.0");
  EXPECT_EQ(Rows(snapshot, "CALL concord.pagerank() YIELD score RETURN count(score) AS n"), "6");
}

TEST(ConcordProcedures, ATimeoutEndsAnAlgorithm) {
  TinyGraph graph;
  for (int n = 0; n < 3'000; ++n) graph.Node("n" + std::to_string(n), {"Thing"});
  for (int n = 0; n < 3'000; ++n) {
    for (const int step : {1, 7, 50})
      graph.Edge("LEADS_TO", "n" + std::to_string(n), "n" + std::to_string((n + step) % 3'000));
  }
  QueryOptions options;
  options.procedures = &ConcordProcedures();
  options.timeout = std::chrono::milliseconds(30);
  const auto result =
      RunCypher(graph.Take(), "CALL concord.betweenness() YIELD node RETURN count(node) AS n", options);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().detail, "Timeout") << result.error().message;
}

TEST(ConcordProcedures, AllOfThemHaveAnAboutAndResults) {
  const ProcedureRegistry& registry = ConcordProcedures();
  EXPECT_EQ(registry.Names().size(), 16U);
  for (const std::string& name : registry.Names()) {
    EXPECT_FALSE(registry.Find(name)->about.empty()) << name;
    EXPECT_FALSE(registry.Find(name)->results.empty()) << name;
  }
}

}  // namespace
}  // namespace concord::cypher
