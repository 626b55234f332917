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

// The port's code of 2020 names the league twice and the port itself; the city's note of 2023 names the
// league. A letter without an issuer names it too.
TinyGraph Port() {
  TinyGraph graph;
  graph.Forum("league", "Harbour League").Forum("port", "Port Authority");
  graph.Node("city", {"Actor"}, {{"name", "City"}});
  const auto put = [&](const std::string& key, const std::string& text, int year, const std::string& issuer) {
    graph.Document(key, key + "@1", text);
    graph.Section(key + "@1:1", key + "@1", "1", "", text);
    graph.Node(key + "@1", {"Version"}, {{"date", *Date::Parse(std::to_string(year))}, {"language", "en"}});
    if (!issuer.empty()) graph.Edge("ISSUED_BY", key, issuer, {{"source", "list.tsv:2"}});
  };
  put("code",
      "Harbour lamps follow the rules. The Harbour League hosts talks on harbour lamps, says the Port.", 2020,
      "port");
  put("note", "Harbour lamps burn all night, in the League.", 2023, "city");
  put("letter", "Harbour lamps, dear League.", 2023, "");
  graph.Involves("code@1:1", "league", "host", "The Harbour League hosts");
  graph.Involves("code@1:1", "league", "venue", "Harbour League hosts talks");
  graph.Involves("code@1:1", "port", "other", "the Port.");
  graph.Involves("note@1:1", "league", "venue", "in the League");
  graph.Involves("letter@1:1", "league", "other", "dear League");
  return graph;
}

TEST(Naming, CountsWhoNamesWhomInWhichRole) {
  TinyGraph graph = Port();
  const auto answer = AnswerNaming(graph.Take(), {.topic = "harbour lamps"});
  ASSERT_TRUE(answer) << answer.error().ToString();
  EXPECT_EQ(Lines(*answer, {"who", "whom", "documents", "mentions", "host", "venue", "other", "first"}),
            (Strings{"port league 1 2 1 1 0 2020", "city league 1 1 0 1 0 2023"}));
}

TEST(Naming, SaysHowManyDocumentsHaveNoIssuer) {
  TinyGraph graph = Port();
  const auto answer = AnswerNaming(graph.Take(), {.topic = "harbour lamps"});
  ASSERT_TRUE(answer);
  EXPECT_TRUE(std::ranges::any_of(answer->notes, [](const Note& note) {
    return note.text.find("1 document that names a forum is left out because the issuer is not known") !=
           std::string::npos;
  }));
}

TEST(Naming, QuotesTheWordsThatName) {
  TinyGraph graph = Port();
  NamingOptions options{.topic = "harbour lamps"};
  options.view.quotes = ViewArguments::kAll;
  const auto answer = AnswerNaming(graph.Take(), options);
  ASSERT_TRUE(answer);
  for (const Row& row : answer->rows) {
    EXPECT_EQ(static_cast<int64_t>(row.evidence.size()),
              row.cells.at(ColumnOf(*answer, "mentions")).as_int());
    for (const Evidence& evidence : row.evidence) {
      EXPECT_EQ(graph.text(evidence.version).substr(evidence.start, evidence.end - evidence.start),
                evidence.quote);
      EXPECT_NE(evidence.quote.find("League"), std::string::npos);
    }
  }
}

TEST(Naming, CountsOnlyTextsOnTheTopic) {
  TinyGraph graph = Port();
  const auto answer = AnswerNaming(graph.Take(), {.topic = "burn all night"});
  ASSERT_TRUE(answer) << answer.error().ToString();
  EXPECT_EQ(Lines(*answer, {"who", "whom"}), Strings{"city league"});
}

}  // namespace
}  // namespace concord
