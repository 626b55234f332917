#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "query/queries/questions.h"
#include "query/query.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;
using Strings = std::vector<std::string>;

Strings Lines(const Answer& answer, const std::vector<std::string_view>& columns) {
  Strings lines;
  for (const Row& row : answer.rows) {
    std::string line;
    for (const std::string_view column : columns)
      line += (line.empty() ? "" : " ") + row.cells.at(ColumnOf(answer, column)).ToString();
    lines.push_back(line);
  }
  return lines;
}

// The port wrote on lamps in 2020 and on horns in 2022, the city on horns in 2024.
TinyGraph Port() {
  TinyGraph graph;
  graph.Forum("league", "Harbour League");
  graph.Node("port", {"Actor"}, {{"name", "Port"}}).Node("city", {"Actor"}, {{"name", "City"}});
  const auto put = [&](const std::string& key, const std::string& text, int year, const std::string& issuer) {
    graph.Document(key, key + "@1", text);
    graph.Section(key + "@1:1", key + "@1", "1", "", text);
    graph.Node(key + "@1", {"Version"}, {{"date", *Date::Parse(std::to_string(year))}, {"language", "en"}});
    if (!issuer.empty()) graph.Edge("ISSUED_BY", key, issuer, {{"source", "list.tsv:2"}});
  };
  put("lamps", "Harbour lamps burn all night.", 2020, "port");
  put("horns", "Harbour horns sound in fog, says the League.", 2022, "port");
  put("city-horns", "Harbour horns are loud.", 2024, "city");
  graph.Involves("horns@1:1", "league", "venue", "says the League");
  return graph;
}

const std::vector<std::string_view> kShown = {"group", "what", "in", "first", "second"};

TEST(Compare, TwoTopics) {
  TinyGraph graph = Port();
  const auto answer = AnswerCompare(graph.Take(), {.first = "harbour lamps", .second = "harbour horns"});
  ASSERT_TRUE(answer) << answer.error().ToString();
  EXPECT_EQ(Lines(*answer, kShown), (Strings{"issuer port both 1 1", "issuer city second 0 1",
                                             "named league second 0 1", "document lamps first 1 0",
                                             "document city-horns second 0 1", "document horns second 0 1"}));
}

TEST(Compare, OneTopicAtTwoDates) {
  TinyGraph graph = Port();
  CompareOptions options{.first = "harbour horns", .second = "harbour horns"};
  options.first_as_of = Date::Parse("2022");
  options.second_as_of = Date::Parse("2024");
  const auto answer = AnswerCompare(graph.Take(), options);
  ASSERT_TRUE(answer) << answer.error().ToString();
  EXPECT_EQ(Lines(*answer, kShown),
            (Strings{"issuer port both 1 1", "issuer city second 0 1", "named league both 1 1",
                     "document horns both 1 1", "document city-horns second 0 1"}));
}

TEST(Compare, ATopicComparedWithItselfHasNothingOfItsOwn) {
  TinyGraph graph = Port();
  const auto answer = AnswerCompare(graph.Take(), {.first = "harbour horns", .second = "harbour horns"});
  ASSERT_TRUE(answer);
  ASSERT_FALSE(answer->rows.empty());
  for (const std::string& in : Lines(*answer, {"in"})) EXPECT_EQ(in, "both");
}

TEST(Compare, WrongCallsSayWhatIsExpected) {
  TinyGraph graph = Port();
  const auto& snapshot = graph.Take();
  const auto run = FindQuery("compare")->run;
  const Arguments calls[] = {{{"harbour", "horns", "lamps"}, {}, nullptr},
                             {{"horns"}, {{"dates", "2024"}}, nullptr}};
  for (const Arguments& arguments : calls) {
    const auto answer = run(snapshot, arguments);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::kUsage);
  }
}

}  // namespace
}  // namespace concord
