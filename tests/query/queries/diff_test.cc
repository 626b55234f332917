#include <gtest/gtest.h>

#include <map>

#include "query/query.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

Result<Answer> Diff(const Snapshot& snapshot, std::vector<std::string> words,
                    std::map<std::string, std::string, std::less<>> options = {}) {
  return FindQuery("diff")->run(snapshot, {std::move(words), std::move(options)});
}

const Value& Cell(const Answer& answer, const Row& row, std::string_view column) {
  for (size_t i = 0; i < answer.columns.size(); ++i) {
    if (answer.columns[i].name == column) return row.cells[i];
  }
  ADD_FAILURE() << "no column " << column;
  return row.cells[0];
}

TinyGraph Harbour() {
  TinyGraph graph;
  graph.Document("code", "code@1",
                 "1 Boats. Every boat carries a lamp and a bell.\n"
                 "2 Quays. A quay is swept each morning.\n"
                 "3 Ropes. Ropes are coiled before dusk.\n");
  graph.Version("code", "code@2",
                "1 Boats. Every boat carries a lamp and a horn.\n"
                "2 Cranes. Nobody stands below a crane.\n"
                "3 Quays. A quay is swept each morning.\n");
  graph.Section("code@1:1", "code@1", "1", "Boats.", "1 Boats. Every boat carries a lamp and a bell.");
  graph.Section("code@1:2", "code@1", "2", "Quays.", "2 Quays. A quay is swept each morning.");
  graph.Section("code@1:3", "code@1", "3", "Ropes.", "3 Ropes. Ropes are coiled before dusk.");
  graph.Section("code@2:1", "code@2", "1", "Boats.", "1 Boats. Every boat carries a lamp and a horn.");
  graph.Section("code@2:2", "code@2", "2", "Cranes.", "2 Cranes. Nobody stands below a crane.");
  graph.Section("code@2:3", "code@2", "3", "Quays.", "3 Quays. A quay is swept each morning.");
  graph.Measure("code@1:1#1", "code@1:1", "Every boat carries a lamp and a bell.");
  graph.Measure("code@2:1#1", "code@2:1", "Every boat carries a lamp and a horn.");
  return graph;
}

TEST(Diff, SectionsAndMeasuresWithEvidenceOnBothSides) {
  TinyGraph graph = Harbour();
  const auto answer = Diff(graph.Take(), {"code@1", "code@2"});
  ASSERT_TRUE(answer) << answer.error().ToString();
  std::vector<std::string> rows;
  for (const Row& row : answer->rows) {
    const auto text = [&](std::string_view column) { return Cell(*answer, row, column).ToString(); };
    rows.push_back(text("kind") + " " + text("change") + " " + text("from_key") + " " + text("to_key"));
    for (const Evidence& evidence : row.evidence) {
      EXPECT_EQ(graph.text(evidence.version).substr(evidence.start, evidence.end - evidence.start),
                evidence.quote);
    }
    EXPECT_EQ(row.evidence.size(), text("from_key").empty() || text("to_key").empty() ? 1U : 2U);
  }
  std::sort(rows.begin(), rows.end());
  EXPECT_EQ(rows,
            (std::vector<std::string>{"measure reworded code@1:1#1 code@2:1#1", "section added  code@2:2",
                                      "section removed code@1:3 ", "section renumbered code@1:2 code@2:3",
                                      "section reworded code@1:1 code@2:1"}));
}

TEST(Diff, MappingsOfWhatChangedAreAtRiskAndOthersAreNot) {
  TinyGraph graph;
  // One scheme for each edition, and a section that both keep.
  graph.Framework("aa", {"Lamps|Every boat carries a lamp and a bell", "Quays|A quay is swept each morning"});
  graph.Framework("bb", {"Lamps|Every boat carries a lamp and a horn", "Quays|A quay is swept each morning"});
  graph.Framework("other", {"Light|Show a light", "Order|Keep the place clean"});
  graph.Maps("aa:1", "skos:broadMatch", "other:1", {{"set", "https://example.org/set"}});
  graph.Maps("other:2", "skos:exactMatch", "aa:2");
  graph.Maps("aa:1", "skos:exactMatch", "bb:1");
  const auto answer = Diff(graph.Take(), {"aa@1", "bb@1"}, {{"all", "true"}});
  ASSERT_TRUE(answer) << answer.error().ToString();
  ASSERT_EQ(answer->rows.size(), 2U);
  const Row& lamps = answer->rows[0];
  EXPECT_EQ(Cell(*answer, lamps, "change").ToString(), "reworded");
  ASSERT_EQ(Cell(*answer, lamps, "mappings").as_list().size(), 1U) << "not the one between the editions";
  const PropertyMap& risk = Cell(*answer, lamps, "mappings").as_list()[0].as_map();
  EXPECT_EQ(risk.FindString("other"), "other:1");
  EXPECT_EQ(risk.FindString("predicate"), "skos:broadMatch");
  EXPECT_EQ(risk.FindString("set"), "https://example.org/set");
  EXPECT_EQ(Cell(*answer, answer->rows[1], "change").ToString(), "unchanged");
  EXPECT_EQ(Cell(*answer, answer->rows[1], "at_risk").as_int(), 0);
}

TEST(Diff, OptionsChooseRows) {
  TinyGraph graph = Harbour();
  const Snapshot& snapshot = graph.Take();
  EXPECT_EQ(Diff(snapshot, {"code@1", "code@2"}, {{"kind", "measure"}})->rows.size(), 1U);
  EXPECT_EQ(Diff(snapshot, {"code@1", "code@2"}, {{"change", "added"}})->rows.size(), 1U);
  EXPECT_EQ(Diff(snapshot, {"code@1", "code@1"})->rows.size(), 0U);
  EXPECT_EQ(Diff(snapshot, {"code@1", "code@1"}, {{"all", "true"}})->rows.size(), 4U);
}

TEST(Diff, WrongCallsAreRefusedWithTheChoices) {
  TinyGraph graph = Harbour();
  const Snapshot& snapshot = graph.Take();
  EXPECT_EQ(Diff(snapshot, {"code@1"}).error().code, ErrorCode::kUsage);
  EXPECT_EQ(Diff(snapshot, {"code@1", "code@3"}).error().code, ErrorCode::kNotFound);
  EXPECT_NE(Diff(snapshot, {"code@1", "code@2"}, {{"change", "moved"}}).error().message.find("renumbered"),
            std::string::npos);
  EXPECT_EQ(Diff(snapshot, {"code@1", "code@2"}, {{"kind", "word"}}).error().code, ErrorCode::kUsage);
}

}  // namespace
}  // namespace concord
