#include "query/crosswalks/framework_coverage.h"

#include <gtest/gtest.h>

#include <map>

#include "query/query.h"
#include "tests/query/covered_graph.h"

namespace concord::testing {
namespace {

std::vector<std::string> ColumnOf(const Answer& answer, size_t column) {
  std::vector<std::string> cells;
  for (const Row& row : answer.rows) {
    if (!row.cells[0].is_null()) cells.push_back(row.cells[column].ToString());
  }
  return cells;
}

TEST(FrameworkCoverage, EachSituationHasItsWord) {
  TinyGraph graph = Covered();
  const Answer answer = Ask(graph.Take(), "coverage", {{"aa"}, {{"by", "bb, cc"}}});
  // Worked out by hand. Five is within Drei because it is Deux, and Deux is; what Six and Zwei share with Un
  // proves nothing.
  const std::vector<std::string> bb = {"equal",    "subset", "no counterpart", "no relationship",
                                       "(subset)", "-",      "subset",         "close"},
                                 cc = {"intersects", "-", "-", "-", "equal", "intersects", "-", "-"},
                                 covered = {"2", "1", "0", "0", "1", "1", "1", "1"};
  EXPECT_EQ(ColumnOf(answer, 2), bb);
  EXPECT_EQ(ColumnOf(answer, 3), cc);
  EXPECT_EQ(ColumnOf(answer, 4), covered);
  std::map<std::string, std::pair<int64_t, int64_t>> sums;
  for (const Row& row : answer.rows) {
    if (row.cells[0].is_null())
      sums[row.cells[1].as_string()] = {row.cells[2].as_int(), row.cells[3].as_int()};
  }
  const std::map<std::string, std::pair<int64_t, int64_t>> expected = {
      {"mapped", {4, 3}},
      {"wholly (equal, subset)", {3, 1}},
      {"no counterpart found", {1, 0}},
      {"nobody has looked", {2, 5}},
      {"asserted no relationship", {1, 0}},
      {"of these, an overlap follows", {1, 0}}};
  EXPECT_EQ(sums, expected);
  EXPECT_EQ(answer.notes.at(0).text, "aa: of 8 items 6 are mapped by one of 2 frameworks at least, 1 by all");
  const PropertyMap& five = answer.rows[4].cells[6].as_map().Find("bb")->as_map();
  EXPECT_EQ(five.FindString("state"), "nobody has looked");
  EXPECT_EQ(five.FindString("class"), "definite");
}

// `gaps` counts the same states by another way.
TEST(FrameworkCoverage, StatesAreThoseOfGaps) {
  TinyGraph graph = Covered();
  const Snapshot& snapshot = graph.Take();
  const Answer coverage = Ask(snapshot, "coverage", {{"aa"}, {{"by", "bb,cc"}}});
  for (const char* other : {"bb", "cc"}) {
    std::map<std::string, std::string> by_gaps, by_coverage;
    for (const Row& row : Ask(snapshot, "gaps", {{"aa"}, {{"by", other}, {"all", "true"}}}).rows) {
      if (row.cells[0].as_string() == "aa") by_gaps[row.cells[1].as_string()] = row.cells[3].as_string();
    }
    for (const Row& row : coverage.rows) {
      if (row.cells[0].is_null()) continue;
      by_coverage[row.cells[0].as_string()] = row.cells[6].as_map().Find(other)->as_map().FindString("state");
    }
    EXPECT_EQ(by_coverage, by_gaps) << other;
  }
}

TEST(FrameworkCoverage, EachCellOpens) {
  TinyGraph graph = Covered();
  // Rows without a text have a source.
  for (PutEdge& edge : graph.batch().edges) {
    if (edge.type == "MAPS_TO") edge.properties.Set("source", "set.tsv");
  }
  const Answer answer = Ask(graph.Take(), "coverage", {{"aa"}, {{"by", "bb,cc"}, {"evidence", "all"}}});
  const std::vector<size_t> expected = {2, 2, 1, 1, 3, 1, 1, 1};  // a chain has two rows
  for (size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(answer.rows[i].evidence.size(), expected[i]) << i;
}

// Six of its items have rows with bb, three with cc; the row about nothing found is not one with another
// framework.
TEST(FrameworkCoverage, WithoutByAllThatCrosswalksJoin) {
  TinyGraph graph = Covered();
  graph.Framework("lonely", {"Alone|x"});
  const Snapshot& snapshot = graph.Take();
  const Answer all = Ask(snapshot, "coverage", {{"aa"}, {}}),
               named = Ask(snapshot, "coverage", {{"aa"}, {{"by", "bb,cc"}}});
  EXPECT_EQ(all.arguments.Find("by")->as_list(), (List{"bb", "cc"}));
  EXPECT_EQ(ColumnOf(all, 2), ColumnOf(named, 2));
  EXPECT_EQ(ColumnOf(all, 3), ColumnOf(named, 3));
  const Answer of_cc = Ask(snapshot, "coverage", {{"cc"}, {}});
  EXPECT_EQ(of_cc.arguments.Find("by")->as_list(), (List{"aa", "bb"}));
  const auto none = FindQuery("coverage")->run(snapshot, {{"lonely"}, {}});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::kNotFound);
}

TEST(FrameworkCoverage, WrongCalls) {
  TinyGraph graph = Covered();
  const Snapshot& snapshot = graph.Take();
  const auto code = [&](Arguments arguments) {
    const auto answer = FindQuery("coverage")->run(snapshot, arguments);
    return answer ? std::string("none") : std::string(ErrorCodeName(answer.error().code));
  };
  EXPECT_EQ(code({{"aa", "bb"}, {}}), "usage");
  EXPECT_EQ(code({{"aa"}, {{"by", ","}}}), "usage");
  EXPECT_EQ(code({{"aa"}, {{"by", "bb,bb"}}}), "usage");
  EXPECT_EQ(code({{"aa"}, {{"by", "aa"}}}), "usage");
  EXPECT_EQ(code({{"aa"}, {{"by", "bb,zz"}}}), "not found");
}

}  // namespace
}  // namespace concord::testing
