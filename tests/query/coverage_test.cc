#include <gtest/gtest.h>

#include <map>
#include <random>

#include "query/coverage_matrix.h"
#include "query/query.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

// A random graph of works with sections, measures and classifications at every level.
TinyGraph Random(uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](uint32_t n) { return static_cast<uint32_t>(random() % n); };
  TinyGraph graph;
  graph.Node("s", {"ConceptScheme"});
  for (int a = 0; a < 3; ++a) {
    const std::string top = "s:" + std::to_string(a);
    graph.Node(top, {"Concept"}, {{"scheme", "s"}, {"code", std::to_string(a)}}).Edge("IN_SCHEME", top, "s");
    for (int b = 0; b < 2; ++b) {
      const std::string key = top + "." + std::to_string(b);
      graph.Node(key, {"Concept"}, {{"scheme", "s"}, {"code", key.substr(2)}}).Edge("IN_SCHEME", key, "s");
      graph.Edge("BROADER", key, top);
    }
  }
  const auto classify = [&](const std::string& what) {
    while (below(3) == 0) {
      std::string key = "s:" + std::to_string(below(3));
      if (below(2) == 0) key += "." + std::to_string(below(2));
      graph.Edge("CLASSIFIED_AS", what, key);
    }
  };
  for (int f = 0; f < 3; ++f) graph.Forum("forum" + std::to_string(f), "Forum");
  graph.Edge("PART_OF", "forum2", "forum0");
  graph.Node("country:XX", {"Actor"}, {{"name", "X"}}).Node("office", {"Actor"}, {{"name", "Office"}});
  graph.Edge("PART_OF", "office", "country:XX");
  for (int d = 0; d < 5; ++d) {
    const std::string document = "d" + std::to_string(d), version = document + "@1";
    graph.Document(document, version, "One.\nTwo.\nThree.\n");
    if (below(4) != 0) {
      graph.Node(document, {"Document"}, {{"issued", Date{static_cast<int16_t>(2018 + below(3))}}});
    }
    for (const char* issuer : {"forum0", "forum1", "forum2", "office"}) {
      if (below(3) == 0) graph.Edge("ISSUED_BY", document, issuer, {{"source", "list.tsv:1"}});
    }
    classify(document);
    int number = 0;
    for (const char* words : {"One.", "Two.", "Three."}) {
      const std::string section = version + ":s" + std::to_string(number++);
      graph.Section(section, version, "", "", words).Measure(section + "#1", section, words);
      graph.Node(section + "#1", {"Measure"}, {{"strength", below(2) == 0 ? "binding" : "soft"}});
      classify(section);
      classify(section + "#1");
      if (below(2) == 0) graph.Involves(section + "#1", "forum" + std::to_string(below(3)), "venue", words);
    }
  }
  return graph;
}

TEST(Coverage, EveryCellOfAMatrixIsTheCountOfItsEvidence) {
  size_t cells = 0;
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    TinyGraph graph = Random(seed);
    const Snapshot& snapshot = graph.Take();
    for (const char* rows : {"forum", "actor", "document", "jurisdiction", "year"}) {
      for (const char* measure : {"documents", "measures", "strength"}) {
        for (const char* columns : {"s", "s:0, s:0.1,s:2"}) {
          SCOPED_TRACE(std::to_string(seed) + " " + rows + " " + measure + " " + columns);
          const auto answer =
              FindQuery("coverage")
                  ->run(snapshot,
                        {{}, {{"rows", rows}, {"measure", measure}, {"cols", columns}, {"evidence", "all"}}});
          ASSERT_TRUE(answer) << answer.error().ToString();
          for (const Row& row : answer->rows) {
            std::map<std::string, int64_t> counted;
            for (const Evidence& evidence : row.evidence) {
              ++counted[evidence.column];
              if (evidence.quote.empty()) continue;
              EXPECT_EQ(graph.text(evidence.version).substr(evidence.start, evidence.end - evidence.start),
                        evidence.quote);
            }
            for (size_t c = 2; c < answer->columns.size(); ++c) {
              EXPECT_EQ(row.cells[c].as_int(), counted[answer->columns[c].name]);
              cells += row.cells[c].as_int() > 0 ? 1 : 0;
            }
          }
        }
      }
    }
  }
  EXPECT_GT(cells, 1000u);
}

TEST(Coverage, AWholeStateGetsWhatItsOfficesIssue) {
  TinyGraph graph;
  graph.Node("s", {"ConceptScheme"}).Node("s:1", {"Concept"}, {{"code", "1"}}).Edge("IN_SCHEME", "s:1", "s");
  graph.Node("country:XX", {"Actor"}, {{"name", "X"}}).Node("office", {"Actor"}, {{"name", "Office"}});
  graph.Edge("PART_OF", "office", "country:XX");
  graph.Document("d", "d@1", "One.").Edge("ISSUED_BY", "d", "office").Edge("CLASSIFIED_AS", "d", "s:1");
  const auto answer =
      FindQuery("coverage")->run(graph.Take(), {{}, {{"rows", "jurisdiction"}, {"cols", "s"}}});
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->rows.size(), 1u);
  EXPECT_EQ(answer->rows[0].cells[0].as_string(), "country:XX");
  EXPECT_EQ(answer->rows[0].cells[2].as_int(), 1);
}

TEST(Coverage, WrongWordsNameTheRightOnes) {
  TinyGraph graph = Random(1);
  const Snapshot& snapshot = graph.Take();
  const auto rows = FindQuery("coverage")->run(snapshot, {{}, {{"rows", "planet"}, {"cols", "s"}}});
  ASSERT_FALSE(rows);
  EXPECT_NE(rows.error().message.find("forum, actor, document, jurisdiction, year"), std::string::npos);
  EXPECT_EQ(FindQuery("coverage")->run(snapshot, {{}, {}}).error().code, ErrorCode::kUsage);
  EXPECT_EQ(FindQuery("coverage")->run(snapshot, {{}, {{"cols", "s:9"}}}).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace concord
