#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "query/coverage/coverage_matrix.h"
#include "query/query.h"
#include "tests/query/proven.h"
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
  graph.Edge("PART_OF", "office", "country:XX").Edge("MEMBER_OF", "country:XX", "forum0");
  graph.Node("iso:1", {"Standard"})
      .Node("iso:1@2020", {"Standard"})
      .Edge("EDITION_OF", "iso:1@2020", "iso:1");
  graph.Edge("PUBLISHED_BY", "iso:1", "forum2");
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
      if (below(3) == 0) {
        PropertyMap reference = graph.Span(version, words);
        reference.Set("dated", below(2) == 0);
        reference.Set("normative", below(2) == 0);
        graph.Edge("REFERENCES", section + "#1", below(2) == 0 ? "iso:1" : "iso:1@2020",
                   std::move(reference));
      }
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
          std::set<std::string> topics;
          for (size_t c = 2; c < answer->columns.size(); ++c) topics.insert(answer->columns[c].name);
          cells += testing::ExpectProven(*answer, topics, graph);
        }
      }
    }
  }
  EXPECT_GT(cells, 1000u);
}

TEST(Views, EveryNumberIsTheCountOfItsEvidence) {
  struct View {
    std::string name;
    Arguments arguments;
    std::set<std::string> counts;
  };
  const std::vector<View> views = {
      {"topics", {{}, {}}, {"classified", "documents"}},
      {"topics", {{"s"}, {}}, {"classified", "documents"}},
      {"topics", {{"s:1.1"}, {}}, {"classified", "documents"}},
      {"timeline", {{"s:0 + s:1"}, {}}, {"documents", "measures", "binding", "named"}},
      {"timeline", {{"three"}, {}}, {"documents", "measures", "binding", "named"}},
      {"gaps", {{}, {{"forum", "forum0"}}}, {"peers", "documents"}},
      {"gaps", {{}, {{"forum", "forum1"}, {"peers", "1"}}}, {"peers", "documents"}},
      {"overlap", {{}, {{"min", "0"}}}, {"topics"}},
      {"forum", {{"forum0"}, {{"top", "100"}}}, {"count"}},
      {"forum", {{"forum2"}, {}}, {"count"}},
      {"standard", {{"iso:1"}, {}}, {"dated", "undated", "normative"}},
      {"coverage", {{}, {{"cols", "three, s:0 + s:1,s:2"}}}, {"three", "s:0 + s:1", "s:2"}},
      {"coverage",
       {{}, {{"cols", "s:0 - s:0.1,two"}, {"rows", "actor"}, {"measure", "measures"}}},
       {"s:0 - s:0.1", "two"}},
  };
  std::map<std::string, size_t> numbers;
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    TinyGraph graph = Random(seed);
    const Snapshot& snapshot = graph.Take();
    for (View view : views) {
      SCOPED_TRACE(std::to_string(seed) + " " + view.name);
      view.arguments.options["evidence"] = "all";
      const auto answer = FindQuery(view.name)->run(snapshot, view.arguments);
      if (!answer) {
        EXPECT_EQ(answer.error().code, ErrorCode::kNotFound) << answer.error().ToString();
        continue;
      }
      numbers[view.name] += testing::ExpectProven(*answer, view.counts, graph);
    }
  }
  for (const View& view : views) EXPECT_GT(numbers[view.name], 20u) << view.name;
}

const Row* RowNamed(const Answer& answer, std::string_view first) {
  for (const Row& row : answer.rows) {
    if (row.cells[0].ToString() == first) return &row;
  }
  return nullptr;
}

// Worked out by hand: a covers 1 and 2, b covers 2 and 3, c covers 3 alone.
TinyGraph Overlapping() {
  TinyGraph graph;
  graph.Node("s", {"ConceptScheme"});
  for (const char* code : {"1", "2", "3"}) {
    const std::string key = std::string("s:") + code;
    graph.Node(key, {"Concept"}, {{"code", code}, {"label", code}}).Edge("IN_SCHEME", key, "s");
  }
  graph.Forum("a", "A").Forum("b", "B").Forum("c", "C").Forum("d", "D");
  const auto issue = [&](const std::string& document, const std::string& forum, const std::string& topic) {
    graph.Document(document, document + "@1", "Text.").Edge("ISSUED_BY", document, forum);
    graph.Edge("CLASSIFIED_AS", document, topic);
  };
  issue("a1", "a", "s:1");
  issue("a2", "a", "s:2");
  issue("b2", "b", "s:2");
  issue("b3", "b", "s:3");
  issue("c3", "c", "s:3");
  return graph;
}

TEST(Gaps, AreWhatAPeerCoversAndTheForumDoesNot) {
  TinyGraph graph = Overlapping();
  const Snapshot& snapshot = graph.Take();
  const auto answer = FindQuery("gaps")->run(snapshot, {{}, {{"forum", "a"}}});
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->rows.size(), 1u) << "c shares nothing with a, b does";
  EXPECT_EQ(answer->rows[0].cells[0].as_string(), "s:3");
  EXPECT_EQ(answer->rows[0].cells[2].as_int(), 1);
  const auto silent = FindQuery("gaps")->run(snapshot, {{}, {{"forum", "d"}}});
  ASSERT_TRUE(silent);
  EXPECT_EQ(silent->rows.size(), 3u) << "who issued nothing lacks what anyone covers";
  EXPECT_EQ(FindQuery("gaps")->run(snapshot, {{}, {}}).error().code, ErrorCode::kUsage);
}

TEST(Overlap, TheForumBetweenTwoOthersIsMostCentral) {
  TinyGraph graph = Overlapping();
  const auto answer = FindQuery("overlap")->run(graph.Take(), {{}, {}});
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->rows.size(), 3u) << "d covers nothing";
  EXPECT_DOUBLE_EQ(RowNamed(*answer, "b")->cells[3].as_double(), 1.0) << "every way from a to c";
  EXPECT_DOUBLE_EQ(RowNamed(*answer, "a")->cells[3].as_double(), 0.0);
  EXPECT_EQ(RowNamed(*answer, "b")->cells[6].as_int(), 2);
  EXPECT_EQ(RowNamed(*answer, "c")->cells[7].as_string(), "b (0.50)");
  double rank = 0;
  for (const Row& row : answer->rows) rank += row.cells[4].as_double();
  EXPECT_NEAR(rank, 3.0, 1e-3) << "of a mean of 1";
}

TEST(Why, ShowsWordsTriggerAndGate) {
  TinyGraph graph;
  graph.Forum("fon", "Forum of Nations");
  graph.Document("act", "act@1", "Work under the Forum.\n")
      .Section("act@1:1", "act@1", "1", "", "Work under the Forum.");
  PropertyMap edge = graph.Span("act@1", "Forum");
  edge.Set("trigger_start", 5);
  edge.Set("trigger_end", 10);
  edge.Set("relation", "venue");
  edge.Set("gate", "definition");
  graph.Edge("INVOLVES_FORUM", "act@1:1", "fon", std::move(edge));
  const Snapshot& snapshot = graph.Take();
  const auto answer = FindQuery("why")->run(snapshot, {{"act", "fon"}, {}});
  ASSERT_TRUE(answer) << answer.error().ToString();
  EXPECT_EQ(RowNamed(*answer, "words")->cells[1].as_string(), "Forum");
  EXPECT_EQ(RowNamed(*answer, "trigger")->cells[1].as_string(), "under");
  EXPECT_EQ(RowNamed(*answer, "gate")->cells[1].as_string(), "definition");
  EXPECT_EQ(RowNamed(*answer, "edge")->evidence.at(0).quote, "Work under the Forum.");
  EXPECT_EQ(FindQuery("why")->run(snapshot, {{"fon", "act"}, {}}).error().code, ErrorCode::kNotFound);
}

// A column of words counts what the timeline of these words counts, year by year.
TEST(Coverage, AColumnMayBeAnyTopic) {
  size_t numbers = 0;
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    TinyGraph graph = Random(seed);
    const Snapshot& snapshot = graph.Take();
    for (const std::string topic : {"three", "s:0 + s:1", "s:1 - s:1.0"}) {
      const auto line = FindQuery("timeline")->run(snapshot, {{topic}, {}});
      const auto matrix = FindQuery("coverage")->run(snapshot, {{}, {{"rows", "year"}, {"cols", topic}}});
      ASSERT_EQ(line.has_value(), matrix.has_value()) << topic;
      if (!line) continue;
      std::map<std::string, int64_t> one, other;
      for (const Row& row : line->rows) {
        if (row.cells[1].as_int() > 0) one[row.cells[0].ToString()] = row.cells[1].as_int();
      }
      for (const Row& row : matrix->rows) other[row.cells[0].ToString()] = row.cells[2].as_int();
      EXPECT_EQ(one, other) << topic;
      numbers += one.size();
    }
  }
  EXPECT_GT(numbers, 50u);
}

// The years and numbers of documents that the timeline of a topic has; empty when no text has the words.
std::map<std::string, int64_t> YearsOf(const Snapshot& snapshot, const std::string& topic) {
  std::map<std::string, int64_t> years;
  const auto line = FindQuery("timeline")->run(snapshot, {{topic}, {}});
  if (!line) return years;
  for (const Row& row : line->rows) years[row.cells[0].ToString()] = row.cells[1].as_int();
  return years;
}

// A scheme that nobody applied is asked for by its labels; one that somebody did is not.
TEST(Coverage, ConceptsThatNobodyAppliedAreAskedAsWords) {
  size_t numbers = 0;
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    TinyGraph graph = Random(seed);
    graph.Node("u", {"ConceptScheme"});
    for (const auto& [key, label] : {std::pair{"u:1", "Three"}, {"u:1.1", "Two"}, {"u:2", "Unheard of"}})
      graph.Node(key, {"Concept"}, {{"label", label}, {"code", key + 2}}).Edge("IN_SCHEME", key, "u");
    graph.Edge("BROADER", "u:1.1", "u:1");
    const Snapshot& snapshot = graph.Take();
    EXPECT_EQ(YearsOf(snapshot, "u:1.1"), YearsOf(snapshot, "two"));
    EXPECT_EQ(YearsOf(snapshot, "u:1 - u:1.1"), YearsOf(snapshot, "three"));
    // Every text has both words in paragraphs of their own.
    EXPECT_EQ(YearsOf(snapshot, "u:1"), YearsOf(snapshot, "two"));
    EXPECT_TRUE(YearsOf(snapshot, "u:2").empty());
    EXPECT_TRUE(FindQuery("timeline")->run(snapshot, {{"u:2"}, {}})) << "silence is an answer";
    for (const auto& [query, arguments, counts] :
         {std::tuple{"coverage", Arguments{{}, {{"cols", "u"}}}, std::set<std::string>{"u:1", "u:2"}},
          {"gaps", Arguments{{}, {{"forum", "forum2"}, {"cols", "u,s"}}}, {"peers", "documents"}},
          {"overlap", Arguments{{}, {{"min", "0"}, {"cols", "u,one"}}}, {"topics"}},
          {"timeline", Arguments{{"u:1"}, {}}, {"documents", "measures", "binding", "named"}}}) {
      SCOPED_TRACE(query);
      Arguments whole = arguments;
      whole.options.emplace("evidence", "all");
      const auto answer = FindQuery(query)->run(snapshot, whole);
      ASSERT_TRUE(answer) << answer.error().ToString();
      numbers += testing::ExpectProven(*answer, counts, graph);
    }
    const auto applied = FindQuery("forums")->run(snapshot, {{"s:1"}, {}});
    if (applied) {
      EXPECT_EQ(applied->arguments.Find("labels_as_words"), nullptr);
    }
  }
  EXPECT_GT(numbers, 100u);
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

TEST(Coverage, BodiesThatWereAskedForKeepRowsOfZeros) {
  TinyGraph graph;
  graph.Forum("fen", "Fen Council").Forum("eel", "Eel Board");
  graph.Document("d", "d@1", "Nets are sealed.").Section("d@1:1", "d@1", "1", "", "Nets are sealed.");
  graph.Edge("ISSUED_BY", "d", "fen");
  const Snapshot& snapshot = graph.Take();
  const auto answer = FindQuery("coverage")->run(snapshot, {{}, {{"cols", "nets"}, {"of", "eel,fen"}}});
  ASSERT_TRUE(answer) << answer.error().ToString();
  ASSERT_EQ(answer->rows.size(), 2U);
  EXPECT_EQ(answer->rows[0].cells[2].as_int(), 1);
  EXPECT_EQ(answer->rows[1].cells[0].as_string(), "eel");
  EXPECT_EQ(answer->rows[1].cells[2].as_int(), 0);
  const auto years =
      FindQuery("coverage")->run(snapshot, {{}, {{"cols", "nets"}, {"of", "eel"}, {"rows", "year"}}});
  EXPECT_EQ(years.error().code, ErrorCode::kUsage);
}

}  // namespace
}  // namespace concord
