#include <gtest/gtest.h>

#include "query/query.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

TinyGraph Act() {
  TinyGraph graph;
  const std::string text =
      "Article 1 Records\nProviders shall keep logs. Café owners need not.\nArticle 2 Oversight\n(1) Humans "
      "oversee the systems.\n";
  graph.Document("act", "act@1", text);
  graph.Section("act@1:art.1", "act@1", "Article 1", "Records", text.substr(0, text.find("Article 2")));
  graph.Section("act@1:art.2", "act@1", "Article 2", "Oversight", text.substr(text.find("Article 2")));
  graph.Section("act@1:art.2.1", "act@1:art.2", "(1)", "", "(1) Humans oversee the systems.");
  graph.Measure("act@1:art.1#1", "act@1:art.1", "Providers shall keep logs.");
  graph.Measure("act@1:art.2.1#1", "act@1:art.2.1", "Humans oversee the systems.");
  return graph;
}

Answer Ask(const Snapshot& snapshot, std::string_view query, Arguments arguments) {
  auto answer = FindQuery(query)->run(snapshot, arguments);
  EXPECT_TRUE(answer) << answer.error().ToString();
  return answer ? std::move(*answer) : Answer{};
}

TEST(Search, FindsStemsAndQuotesTheText) {
  TinyGraph graph = Act();
  const Answer answer = Ask(graph.Take(), "search", {{"keeping", "log"}, {}});
  ASSERT_FALSE(answer.rows.empty());
  EXPECT_EQ(answer.rows[0].cells[5].as_string(), "act@1:art.1#1");
  EXPECT_EQ(answer.rows[0].cells[3].as_string(), "Article 1 Records");
  for (const Row& row : answer.rows) {
    const Evidence& evidence = row.evidence.at(0);
    EXPECT_EQ(graph.text("act@1").substr(evidence.start, evidence.end - evidence.start), evidence.quote);
  }
}

TEST(Search, QuotationMarksAskForWordsSideBySide) {
  TinyGraph graph = Act();
  const Snapshot& snapshot = graph.Take();
  EXPECT_FALSE(Ask(snapshot, "search", {{"keep owners"}, {}}).rows.empty());
  EXPECT_TRUE(Ask(snapshot, "search", {{"\"keep owners\""}, {}}).rows.empty());
  const Answer answer = Ask(snapshot, "search", {{"\"keeping log\" providers"}, {{"kind", "section"}}});
  ASSERT_EQ(answer.rows.size(), 1U) << "endings do not count";
  EXPECT_EQ(answer.rows[0].cells[5].as_string(), "act@1:art.1");
}

TEST(Search, KindsAndDocumentsNarrowIt) {
  TinyGraph graph = Act();
  graph.Document("other", "other@1", "Logs again.").Section("other@1:1", "other@1", "1", "", "Logs again.");
  const Snapshot& snapshot = graph.Take();
  for (const Row& row : Ask(snapshot, "search", {{"logs"}, {{"kind", "section"}}}).rows) {
    EXPECT_EQ(row.cells[1].as_string(), "section");
  }
  const Answer other = Ask(snapshot, "search", {{"logs"}, {{"document", "other"}}});
  ASSERT_EQ(other.rows.size(), 1U);
  EXPECT_EQ(other.rows[0].cells[2].as_string(), "other");
  EXPECT_EQ(Ask(snapshot, "search", {{"act"}, {{"kind", "document"}}}).rows.size(), 1U);
  EXPECT_EQ(FindQuery("search")->run(snapshot, {{"x"}, {{"kind", "page"}}}).error().code, ErrorCode::kUsage);
}

TEST(Search, APointBelowAnArticleStandsInBrackets) {
  TinyGraph graph = Act();
  const Answer answer = Ask(graph.Take(), "search", {{"humans"}, {{"kind", "measure"}}});
  ASSERT_EQ(answer.rows.size(), 1U);
  EXPECT_EQ(answer.rows[0].cells[3].as_string(), "Article 2(1)");
}

TEST(Show, TellsPropertiesPlaceTextAndEdgesBothWays) {
  TinyGraph graph = Act();
  const Answer answer = Ask(graph.Take(), "show", {{"act@1:art.2.1#1"}, {}});
  const auto value = [&](std::string_view group, std::string_view name) -> std::string {
    for (const Row& row : answer.rows) {
      if (row.cells[0].as_string() == group && row.cells[1].as_string() == name)
        return row.cells[2].ToString();
    }
    return "(none)";
  };
  EXPECT_EQ(value("place", "document"), "act");
  EXPECT_EQ(value("place", "anchor"), "Article 2(1)");
  EXPECT_EQ(value("place", "text"), "Humans oversee the systems.");
  EXPECT_EQ(value("in", "STATES"), "act@1:art.2.1");
}

TEST(Show, AcceptsCuriesAcronymsTitlesAndUniquePrefixes) {
  TinyGraph graph = Act();
  graph.Framework("fw", {"Title|text"});
  graph.Node("oecd-org", {"Actor"}, {{"acronym", "OECD"}});
  const Snapshot& snapshot = graph.Take();
  const auto key = [&](std::string name) {
    return std::string(Ask(snapshot, "show", {{std::move(name)}, {}}).arguments.FindString("key"));
  };
  EXPECT_EQ(key("fw:1"), "fw:1");
  EXPECT_EQ(key("OECD"), "oecd-org");
  EXPECT_EQ(key("oecd"), "oecd-org");
  EXPECT_EQ(key("act@1:art.2.1"), "act@1:art.2.1");
  const auto slip = FindQuery("show")->run(snapshot, {{"oced-org"}, {}});
  ASSERT_FALSE(slip);
  EXPECT_EQ(slip.error().code, ErrorCode::kNotFound);
  EXPECT_NE(slip.error().message.find("'oecd-org'"), std::string::npos);
  const auto both = FindQuery("show")->run(snapshot, {{"act@1:art"}, {}});
  ASSERT_FALSE(both);
  EXPECT_EQ(both.error().code, ErrorCode::kUsage);
}

TEST(Stats, CountsEqualTheGraph) {
  TinyGraph graph = Act();
  const Snapshot& snapshot = graph.Take();
  uint64_t labels = 0, edges = 0;
  for (const Row& row : Ask(snapshot, "stats", {}).rows) {
    if (row.cells[0].as_string() == "edge") edges += static_cast<uint64_t>(row.cells[2].as_int());
    if (row.cells[0].as_string() == "label") labels += static_cast<uint64_t>(row.cells[2].as_int());
  }
  EXPECT_EQ(labels, graph.batch().nodes.size()) << "one label each";
  EXPECT_EQ(edges, graph.batch().edges.size());
}

}  // namespace
}  // namespace concord
