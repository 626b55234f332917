#include <gtest/gtest.h>

#include <map>
#include <set>

#include "query/query.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

// A taxonomy of two groups, a catalogue that people have classified, and one that nobody has.
TinyGraph Catalogues(const std::string& method = "human") {
  TinyGraph graph;
  graph.Node("tax", {"ConceptScheme"}, {{"title", "Taxonomy"}});
  const auto code = [&](const std::string& id, const std::string& label, const std::string& above) {
    graph.Node("tax:" + id, {"Concept"}, {{"code", id}, {"label", label}, {"scheme", "tax"}});
    graph.Edge("IN_SCHEME", "tax:" + id, "tax");
    if (!above.empty()) graph.Edge("BROADER", "tax:" + id, "tax:" + above);
  };
  code("1", "People", "");
  code("1.1", "Staff training", "1");
  code("1.2", "Incident reports", "1");
  code("2", "Machines", "");
  code("2.1", "Cooling", "2");
  graph.Framework("old", {"Courses|Engineers attend courses each year", "Outages|Each outage is told at once",
                          "Fans|Fans blow air over the racks"});
  graph.Framework("new", {"Yearly courses|New engineers attend courses", "Racks|Air for the racks"});
  for (const auto& [section, concept_key] : {std::pair("old@1:1", "tax:1.1"), std::pair("old@1:2", "tax:1.2"),
                                             std::pair("old@1:3", "tax:2.1"), std::pair("old@1:3", "tax:2")})
    graph.Edge("CLASSIFIED_AS", section, concept_key, {{"method", method}, {"rank", "primary"}});
  return graph;
}

Answer Codes(const Snapshot& snapshot, const std::string& key,
             std::map<std::string, std::string, std::less<>> options = {}) {
  options.emplace("scheme", "tax");
  auto answer = FindQuery("codes")->run(snapshot, {{key}, std::move(options)});
  EXPECT_TRUE(answer) << answer.error().ToString();
  return answer ? std::move(*answer) : Answer{};
}

// "item code" of each row.
std::vector<std::string> Pairs(const Answer& answer) {
  std::vector<std::string> pairs;
  for (const Row& row : answer.rows) pairs.push_back(row.cells[0].ToString() + " " + row.cells[2].ToString());
  return pairs;
}

TEST(CodesTest, ItemsGetTheCodesOfTheirNearest) {
  auto graph = Catalogues();
  const Snapshot& snapshot = graph.Take();
  const Answer answer = Codes(snapshot, "new", {{"top", "1"}});
  EXPECT_EQ(Pairs(answer), (std::vector<std::string>{"new:1 tax:1.1", "new:2 tax:2.1"}));
  for (const Row& row : answer.rows) {
    EXPECT_EQ(row.cells[5].ToString(), "suggestion");
    // Its own words, then those of what speaks for it.
    ASSERT_EQ(row.evidence.size(), 2U);
    EXPECT_EQ(row.evidence[0].document, "new");
    EXPECT_EQ(row.evidence[1].document, "old");
  }
  EXPECT_TRUE(answer.rows[0].cells[6].ToString().starts_with("old:1 ("));
}

TEST(CodesTest, WhatABroaderCodeSaysToItsNarrowerOneIsNoCodeOfItsOwn) {
  auto graph = Catalogues();
  const Snapshot& snapshot = graph.Take();
  std::set<std::string> codes;
  for (const Row& row : Codes(snapshot, "new", {{"top", "9"}}).rows) codes.insert(row.cells[2].ToString());
  EXPECT_EQ(codes, (std::set<std::string>{"tax:1.1", "tax:1.2", "tax:2.1"}));
}

TEST(CodesTest, WhatHasACodeIsPassedOverUnlessAskedForAgain) {
  auto graph = Catalogues();
  const Snapshot& snapshot = graph.Take();
  EXPECT_TRUE(Codes(snapshot, "old").rows.empty());
  const Answer again = Codes(snapshot, "old", {{"again", "true"}, {"top", "1"}});
  EXPECT_EQ(again.rows.size(), 3U);
  // No other work has classified items, so nothing speaks for a code but its label.
  for (const Row& row : again.rows) EXPECT_TRUE(row.cells[6].is_null());
}

TEST(CodesTest, WhatAModelSaidTeachesNothing) {
  auto graph = Catalogues("model");
  const Snapshot& snapshot = graph.Take();
  for (const Row& row : Codes(snapshot, "new").rows) EXPECT_TRUE(row.cells[6].is_null());
}

TEST(CodesTest, NotSureEnoughIsLeftOut) {
  auto graph = Catalogues();
  const Snapshot& snapshot = graph.Take();
  for (const Row& row : Codes(snapshot, "new", {{"min", "0.4"}}).rows)
    EXPECT_GE(row.cells[4].as_double(), 0.4);
  EXPECT_TRUE(Codes(snapshot, "new", {{"min", "1"}}).rows.empty());
}

TEST(CodesTest, WrongCallsSayWhatIsWrong) {
  auto graph = Catalogues();
  const Snapshot& snapshot = graph.Take();
  const Query* codes = FindQuery("codes");
  EXPECT_EQ(codes->run(snapshot, {{"new"}, {}}).error().code, ErrorCode::kUsage);
  EXPECT_EQ(codes->run(snapshot, {{"new"}, {{"scheme", "nowhere"}}}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(codes->run(snapshot, {{"new"}, {{"scheme", "tax"}, {"item", "7"}}}).error().code,
            ErrorCode::kNotFound);
}

}  // namespace
}  // namespace concord
