#include <gtest/gtest.h>

#include "tests/query/covered_graph.h"

namespace concord::testing {
namespace {

// Each item of "aa" shares its words with the one of "bb" that the set names, but for the third one.
TinyGraph Mapped() {
  TinyGraph graph;
  graph.Framework("aa", {"Ropes|ropes of the quay", "Lamps|lamps at night", "Bells|bells in fog"});
  graph.Framework("bb", {"Lamps|lamps at night", "Ropes|ropes of the quay", "Nets|nets of boats"});
  graph.Node("walk", {"MappingSet", "Document"}, {{"title", "walk"}});
  const PropertyMap of_set = {{"set", "walk"}};
  graph.Maps("aa:1", "skos:exactMatch", "bb:2", of_set);
  graph.Maps("aa:2", "skos:relatedMatch", "bb:1", of_set);
  graph.Maps("aa:3", "skos:relatedMatch", "bb:3", of_set);
  PropertyMap denied = of_set;
  denied.Set("modifier", "Not");
  graph.Maps("aa:1", "skos:relatedMatch", "bb:3", denied);
  return graph;
}

double Number(const Answer& answer, std::string_view column) {
  const Value& value = answer.rows.at(0).cells.at(ColumnOf(answer, column));
  return value.type() == Value::Type::kInt ? static_cast<double>(value.as_int()) : value.as_double();
}

TEST(Eval, CountsWhatTheSetLists) {
  TinyGraph graph = Mapped();
  const Answer answer = Ask(graph.Take(), "eval", {{"walk"}, {{"no-model", "true"}}});
  ASSERT_EQ(answer.rows.size(), 1U);
  EXPECT_EQ(Number(answer, "subjects"), 3);
  EXPECT_EQ(Number(answer, "objects"), 3);
  EXPECT_EQ(Number(answer, "listed"), 1) << "a denied row lists nothing";
  // The first two are found first; the third one shares no word, so that BM25 does not find it.
  EXPECT_NEAR(Number(answer, "bm25_mrr"), 2.0 / 3, 1e-4);
  EXPECT_NEAR(Number(answer, "gain"), Number(answer, "mrr") - Number(answer, "bm25_mrr"), 2e-4);
  EXPECT_GE(Number(answer, "mrr"), 2.0 / 3 - 1e-4);
}

// Ten of ours were once compared with all that BM25 finds: a right object in place 12 counted for BM25 alone.
TEST(Eval, BothSidesAreRankedInFull) {
  std::vector<std::string> objects;
  for (int i = 0; i < 14; ++i)
    objects.push_back("Lamps|lamps at night on quay " + std::string(1, "abcdefghijklmn"[i]));
  objects.emplace_back("Nets|nets, and one of the lamps there was");
  TinyGraph graph;
  graph.Framework("aa", {"Lamps|lamps at night on quay", "Bells|bells"});
  graph.Framework("bb", objects);
  graph.Node("walk", {"MappingSet", "Document"}, {{"title", "walk"}});
  graph.Maps("aa:1", "skos:exactMatch", "bb:15", {{"set", "walk"}});
  const Answer answer = Ask(graph.Take(), "eval", {{"walk"}, {{"no-model", "true"}}});
  EXPECT_NEAR(Number(answer, "bm25_mrr"), 1.0 / 15, 1e-4);
  EXPECT_NEAR(Number(answer, "mrr"), 1.0 / 15, 1e-4);
  EXPECT_EQ(Number(answer, "recall_10"), 0);
}

TEST(Eval, PairsWithFewSubjectsAreLeftOutAndSaid) {
  TinyGraph graph = Mapped();
  const Answer answer = Ask(graph.Take(), "eval", {{"walk"}, {{"min-subjects", "4"}}});
  EXPECT_TRUE(answer.rows.empty());
  ASSERT_FALSE(answer.notes.empty());
  EXPECT_NE(answer.notes[0].text.find("3 subjects"), std::string::npos);
}

TEST(Eval, ASetThatMapsNothingIsRefused) {
  TinyGraph graph = Mapped();
  const auto answer = FindQuery("eval")->run(graph.Take(), {{"aa"}, {}});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kNotFound);
}

TEST(Eval, ASetThatIsNotThereIsAnsweredWithThoseThatAre) {
  TinyGraph graph = Mapped();
  graph.Node("walks-of-2031", {"MappingSet"});
  const auto answer = FindQuery("eval")->run(graph.Take(), {{"zzzz"}, {}});
  ASSERT_FALSE(answer);
  EXPECT_NE(answer.error().message.find("its mapping sets are"), std::string::npos) << answer.error().message;
  EXPECT_NE(answer.error().message.find("walks-of-2031"), std::string::npos) << answer.error().message;
}

TEST(Eval, CountsWhereALeafComesFirst) {
  TinyGraph graph = Mapped();
  EXPECT_EQ(Number(Ask(graph.Take(), "eval", {{"walk"}, {{"no-model", "true"}}}), "leaf_subjects"), 0)
      << "all are leaves";
  // Nets and lamps hang under ropes: ropes are listed for the first subject, leaves for the others.
  graph.Edge("BROADER", "bb:1", "bb:2").Edge("BROADER", "bb:3", "bb:2");
  const Answer answer = Ask(graph.Take(), "eval", {{"walk"}, {{"no-model", "true"}}});
  EXPECT_EQ(Number(answer, "leaf_subjects"), 1) << "lamps; bells share no word, and nothing is suggested";
  EXPECT_EQ(Number(answer, "leaf_first"), 1) << "lamps share all their words";
  EXPECT_EQ(answer.rows[0].cells[ColumnOf(answer, "shape")].ToString(), "few objects");
}

}  // namespace
}  // namespace concord::testing
