#include <gtest/gtest.h>

#include <algorithm>

#include "query/query.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

// Two documents: one classified at one of its sections, one at a narrower concept as a whole.
TinyGraph Policies() {
  TinyGraph graph;
  const std::string act =
      "Article 1 Oversight\nStates shall report to the Forum of Nations. The Board hosts meetings.\n"
      "Article 2 Fees\nFees go to the Treasury Club.\n";
  graph.Forum("fon", "Forum of Nations").Forum("board", "The Board").Forum("club", "Treasury Club");
  graph.Node("parliament", {"Actor"}, {{"name", "Parliament"}});
  graph.Document("act", "act@1", act).Edge("ISSUED_BY", "act", "parliament", {{"source", "list.tsv:2"}});
  graph.Section("act@1:art.1", "act@1", "Article 1", "Oversight", act.substr(0, act.find("Article 2")));
  graph.Section("act@1:art.2", "act@1", "Article 2", "Fees", act.substr(act.find("Article 2")));
  graph.Measure("act@1:art.1#1", "act@1:art.1", "States shall report to the Forum of Nations.");
  graph.Measure("act@1:art.2#1", "act@1:art.2", "Fees go to the Treasury Club.");
  graph.Involves("act@1:art.1#1", "fon", "venue", "Forum of Nations");
  graph.Involves("act@1:art.1", "board", "host", "The Board");
  graph.Involves("act@1:art.2#1", "club", "object", "Treasury Club");
  graph.Document("note", "note@1", "Ask the Forum of Nations for advice on audits.")
      .Section("note@1:body", "note@1", "", "", "Ask the Forum of Nations for advice on audits.")
      .Measure("note@1:body#1", "note@1:body", "Ask the Forum of Nations for advice on audits.")
      .Involves("note@1:body#1", "fon", "partner", "Forum of Nations")
      .Edge("ISSUED_BY", "note", "fon", {{"source", "list.tsv:3"}});
  graph.Node("s", {"ConceptScheme"}).Node("z", {"ConceptScheme"});
  graph.Node("s:1", {"Concept"}, {{"code", "1"}, {"label", "Oversight"}, {"scheme", "s"}});
  graph.Node("s:1.1", {"Concept"}, {{"code", "1.1"}, {"label", "Audits"}, {"scheme", "s"}});
  graph.Node("s:2", {"Concept"}, {{"code", "2"}, {"label", "Money"}, {"scheme", "s"}});
  graph.Node("z:2", {"Concept"}, {{"code", "2"}, {"label", "Other"}, {"scheme", "z"}});
  graph.Edge("BROADER", "s:1.1", "s:1");
  graph.Edge("CLASSIFIED_AS", "act@1:art.1", "s:1").Edge("CLASSIFIED_AS", "note", "s:1.1");
  graph.Edge("CLASSIFIED_AS", "act@1:art.2#1", "s:2");
  return graph;
}

Result<Answer> Forums(const Snapshot& snapshot, std::vector<std::string> words) {
  return FindQuery("forums")->run(snapshot, {std::move(words), {}});
}

// Columns: forum, name, issued, named, venue, partner, object, host, issuer, other, documents.
const Row* RowOf(const Answer& answer, std::string_view forum) {
  const auto at = std::find_if(answer.rows.begin(), answer.rows.end(),
                               [&](const Row& row) { return row.cells[0].as_string() == forum; });
  return at == answer.rows.end() ? nullptr : &*at;
}

TEST(Forums, IssuersAndNamedForumsAreKeptApart) {
  TinyGraph graph = Policies();
  const auto answer = Forums(graph.Take(), {"s:1"});
  ASSERT_TRUE(answer);
  const Row* nations = RowOf(*answer, "fon");
  ASSERT_NE(nations, nullptr);
  EXPECT_EQ(answer->rows.front().cells[0].as_string(), "fon") << "the one with most comes first";
  EXPECT_EQ(nations->cells[2].as_int(), 1) << "it issued the note";
  EXPECT_EQ(nations->cells[3].as_int(), 2);
  EXPECT_EQ(nations->cells[4].as_int(), 1) << "venue";
  EXPECT_EQ(nations->cells[5].as_int(), 1) << "partner";
  const Row* parliament = RowOf(*answer, "parliament");
  ASSERT_NE(parliament, nullptr);
  EXPECT_EQ(parliament->cells[2].as_int(), 1);
  EXPECT_EQ(parliament->cells[3].as_int(), 0);
  EXPECT_EQ(parliament->evidence.at(0).source, "list.tsv:2");
  EXPECT_NE(RowOf(*answer, "board"), nullptr);
  EXPECT_EQ(RowOf(*answer, "club"), nullptr) << "it stands in a section on another topic";
}

TEST(Forums, NarrowerConceptsCountAndBroaderOnesDoNot) {
  TinyGraph graph = Policies();
  const auto answer = Forums(graph.Take(), {"1.1"});
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->rows.size(), 1U);
  EXPECT_EQ(answer->rows[0].cells[0].as_string(), "fon");
  EXPECT_EQ(answer->rows[0].cells[3].as_int(), 1);
}

TEST(Forums, CountsEqualTheirEvidenceAndQuotesTheText) {
  TinyGraph graph = Policies();
  const Snapshot& snapshot = graph.Take();
  for (const std::string topic : {"s:1", "s:2", "s:1.1", "forum nations", "fees"}) {
    const auto answer = Forums(snapshot, {topic});
    ASSERT_TRUE(answer) << topic;
    for (const Row& row : answer->rows) {
      EXPECT_EQ(row.evidence.size(), static_cast<size_t>(row.cells[2].as_int() + row.cells[3].as_int()));
      int64_t relations = 0;
      for (size_t i = 4; i < 10; ++i) relations += row.cells[i].as_int();
      EXPECT_EQ(relations, row.cells[3].as_int());
      for (const Evidence& evidence : row.evidence) {
        if (evidence.quote.empty()) continue;
        EXPECT_EQ(graph.text(evidence.version).substr(evidence.start, evidence.end - evidence.start),
                  evidence.quote);
        EXPECT_FALSE(evidence.anchor.empty() && evidence.document != "note");
      }
    }
  }
}

TEST(Forums, FreeTextNeedsEnoughOfItsWords) {
  TinyGraph graph = Policies();
  const Snapshot& snapshot = graph.Take();
  const auto fees = Forums(snapshot, {"fees"});
  ASSERT_TRUE(fees);
  EXPECT_NE(RowOf(*fees, "club"), nullptr);
  EXPECT_EQ(RowOf(*fees, "fon"), nullptr);
  EXPECT_DOUBLE_EQ(fees->arguments.Find("threshold")->as_double(), 0.6);
  EXPECT_EQ(Forums(snapshot, {"fees", "zebra", "giraffe", "okapi"}).error().code, ErrorCode::kNotFound);
}

TEST(Forums, ACodeOfTwoSchemesAsksWhich) {
  TinyGraph graph = Policies();
  const auto answer = Forums(graph.Take(), {"2"});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kUsage);
  EXPECT_NE(answer.error().message.find("'s:2' or 'z:2'"), std::string::npos) << answer.error().message;
}

TEST(Forums, AMistypedConceptGetsASuggestion) {
  TinyGraph graph = Policies();
  const auto answer = Forums(graph.Take(), {"s:1.11"});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kNotFound);
  EXPECT_NE(answer.error().message.find("'s:1.1'"), std::string::npos) << answer.error().message;
}

}  // namespace
}  // namespace concord
