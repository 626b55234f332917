#include "query/crosswalks/item_gaps.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "query/query.h"
#include "tests/query/tiny_graph.h"

namespace concord::testing {
namespace {

// aa has 5 items, bb has 4; every state stands once at least on each side that can have it.
TinyGraph Crossed() {
  TinyGraph graph;
  graph.Framework("aa", {"One|x", "Two|y", "Three|z", "Four|v", "Five|w"});
  graph.Framework("bb", {"Eins|x", "Zwei|y", "Drei|z", "Vier|v"});
  graph.Node("sssom:NoTermFound", {"Concept"});
  graph.Maps("aa:1", "skos:relatedMatch", "bb:1");
  // A denial beside a statement, in the other direction, takes nothing away.
  graph.Maps("bb:2", "skos:relatedMatch", "aa:1", {{"modifier", "Not"}});
  graph.Maps("aa:2", "skos:exactMatch", "sssom:NoTermFound", {{"object_source", "bb"}});
  graph.Maps("aa:3", "skos:relatedMatch", "bb:3", {{"modifier", "Not"}});
  graph.Maps("aa:4", "skos:exactMatch", "bb:4", {{"modifier", "Not"}});  // anything but the same
  return graph;
}

std::map<std::string, std::string> StatesOf(const Answer& answer) {
  std::map<std::string, std::string> states;
  for (const Row& row : answer.rows) states[row.cells[1].as_string()] = row.cells[3].as_string();
  return states;
}

Answer Gaps(const Snapshot& snapshot, std::string a, std::string b, bool all) {
  Arguments arguments{{std::move(a)}, {{"by", std::move(b)}}};
  if (all) arguments.options["all"] = "true";
  auto answer = FindQuery("gaps")->run(snapshot, arguments);
  EXPECT_TRUE(answer) << answer.error().ToString();
  return answer ? *std::move(answer) : Answer();
}

TEST(ItemGaps, FourStatesOfBothSides) {
  TinyGraph graph = Crossed();
  const Answer answer = Gaps(graph.Take(), "aa", "bb", true);
  const std::map<std::string, std::string> expected = {{"aa:1", "mapped"},
                                                       {"aa:2", "no counterpart found"},
                                                       {"aa:3", "asserted no relationship"},
                                                       {"aa:4", "nobody has looked"},
                                                       {"aa:5", "nobody has looked"},
                                                       {"bb:1", "mapped"},
                                                       {"bb:2", "asserted no relationship"},
                                                       {"bb:3", "asserted no relationship"},
                                                       {"bb:4", "nobody has looked"}};
  EXPECT_EQ(StatesOf(answer), expected);
  EXPECT_EQ(answer.notes.at(0).text,
            "aa: 1 of 5 items are mapped; for 1 item no counterpart was found; for 1 item somebody denies a "
            "relationship; 2 items have not been reviewed");
  EXPECT_EQ(answer.notes.at(1).text,
            "bb: 1 of 4 items are mapped; for 2 items somebody denies a relationship; 1 item has not been "
            "reviewed");
}

TEST(ItemGaps, WithoutAllOnlyTheGaps) {
  TinyGraph graph = Crossed();
  const Snapshot& snapshot = graph.Take();
  std::map<std::string, std::string> gaps = StatesOf(Gaps(snapshot, "aa", "bb", true));
  std::erase_if(gaps, [](const auto& state) { return state.second == "mapped"; });
  EXPECT_EQ(StatesOf(Gaps(snapshot, "aa", "bb", false)), gaps);
}

// Looked at from the other side the same rows say the same, but for "no counterpart", which only subjects
// have.
TEST(ItemGaps, TheOtherSideSeesTheSame) {
  TinyGraph graph = Crossed();
  const Snapshot& snapshot = graph.Take();
  auto here = StatesOf(Gaps(snapshot, "aa", "bb", true)), there = StatesOf(Gaps(snapshot, "bb", "aa", true));
  EXPECT_EQ(there.at("aa:2"), "nobody has looked");
  there["aa:2"] = here["aa:2"];
  EXPECT_EQ(there, here);
}

std::set<std::string> ItemsOf(const Snapshot& snapshot,
                              std::map<std::string, std::string, std::less<>> options) {
  options.emplace("by", "bb");
  auto answer = FindQuery("gaps")->run(snapshot, {{"aa"}, std::move(options)});
  EXPECT_TRUE(answer) << answer.error().ToString();
  std::set<std::string> items;
  for (const Row& row : answer->rows) items.insert(row.cells[1].as_string());
  return items;
}

TEST(ItemGaps, DenialsAreCountedAndProved) {
  TinyGraph graph = Crossed();
  const Answer answer = Gaps(graph.Take(), "aa", "bb", true);
  std::map<std::string, int64_t> denied;
  for (const Row& row : answer.rows) {
    denied[row.cells[1].as_string()] = row.cells[4].as_int();
  }
  const std::map<std::string, int64_t> expected = {{"aa:1", 1}, {"aa:2", 0}, {"aa:3", 1},
                                                   {"aa:4", 1}, {"aa:5", 0}, {"bb:1", 0},
                                                   {"bb:2", 1}, {"bb:3", 1}, {"bb:4", 1}};
  EXPECT_EQ(denied, expected);
}

// aa:2 and aa:3 hang under aa:1; aa:3 only says that it went; "aa:head" is a parent that no row describes.
TEST(ItemGaps, SidesLeavesAndWhatWent) {
  TinyGraph graph;
  graph.Framework("aa", {"One|x", "Two|y", "[Withdrawn: moved to 2]|z"});
  graph.Framework("bb", {"Eins|x"});
  graph.Edge("BROADER", "aa:2", "aa:1").Edge("BROADER", "aa:3", "aa:1").Edge("BROADER", "aa:1", "aa:head");
  graph.Node("aa:head", {"Concept"}, {{"scheme", "aa"}}).Edge("IN_SCHEME", "aa:head", "aa");
  const Snapshot& snapshot = graph.Take();
  using Items = std::set<std::string>;
  EXPECT_EQ(ItemsOf(snapshot, {}), (Items{"aa:1", "aa:2", "aa:3", "bb:1"})) << "and not aa:head";
  EXPECT_EQ(ItemsOf(snapshot, {{"side", "a"}}), (Items{"aa:1", "aa:2", "aa:3"}));
  EXPECT_EQ(ItemsOf(snapshot, {{"side", "b"}}), (Items{"bb:1"}));
  EXPECT_EQ(ItemsOf(snapshot, {{"side", "a"}, {"leaves", ""}}), (Items{"aa:2", "aa:3"}));
  EXPECT_EQ(ItemsOf(snapshot, {{"side", "a"}, {"leaves", ""}, {"live", ""}}), (Items{"aa:2"}));
  EXPECT_EQ(FindQuery("gaps")->run(snapshot, {{"aa"}, {{"by", "bb"}, {"side", "c"}}}).error().code,
            ErrorCode::kUsage);
  // A mapping makes it one.
  graph.Maps("aa:head", "skos:closeMatch", "bb:1");
  EXPECT_EQ(ItemsOf(graph.Take(), {{"side", "a"}, {"all", ""}}), (Items{"aa:1", "aa:2", "aa:3", "aa:head"}));
}

}  // namespace
}  // namespace concord::testing
