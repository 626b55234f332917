#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "query/embedding/text_vectors.h"
#include "query/output/sssom_writer.h"
#include "query/query.h"
#include "tests/query/counting_embedder.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

Answer Map(const Snapshot& snapshot, std::map<std::string, std::string, std::less<>> options = {},
           std::vector<std::string> words = {"aa", "bb"}) {
  auto answer = FindQuery("map")->run(snapshot, {std::move(words), std::move(options)});
  EXPECT_TRUE(answer) << answer.error().ToString();
  return answer ? std::move(*answer) : Answer{};
}

std::string Cell(const Answer& answer, const Row& row, std::string_view column) {
  for (size_t i = 0; i < answer.columns.size(); ++i) {
    if (answer.columns[i].name == column) return row.cells[i].ToString();
  }
  ADD_FAILURE() << "no column " << column;
  return {};
}

// "basis relation predicate" of each row between two items.
std::vector<std::string> Between(const Answer& answer, std::string_view subject, std::string_view object) {
  std::vector<std::string> found;
  for (const Row& row : answer.rows) {
    if (Cell(answer, row, "subject") != subject || Cell(answer, row, "object") != object) continue;
    found.push_back(Cell(answer, row, "basis") + "/" + Cell(answer, row, "relation") + "/" +
                    Cell(answer, row, "predicate"));
  }
  return found;
}

TinyGraph TwoFrameworks() {
  TinyGraph graph;
  graph.Framework("aa", {"Access control|Users get only the rights that they need",
                         "Incident response|Incidents are reported and answered",
                         "Asset inventory|A list of devices and software is kept"});
  graph.Framework("bb", {"Incident reporting|Report incidents without delay",
                         "Rights management|Give users least privilege and control their access",
                         "Backups|Copies of data are made and tried out"});
  return graph;
}

TEST(Map, StatedMappingsAreReadInBothDirections) {
  TinyGraph graph = TwoFrameworks();
  graph.Maps("aa:1", "skos:broadMatch", "bb:2").Maps("bb:1", "skos:broadMatch", "aa:2");
  const Answer answer = Map(graph.Take(), {{"top", "0"}});
  EXPECT_EQ(Between(answer, "aa:1", "bb:2"), std::vector<std::string>{"mapping/subset/skos:broadMatch"});
  EXPECT_EQ(Between(answer, "aa:2", "bb:1"), std::vector<std::string>{"mapping/superset/skos:narrowMatch"});
  EXPECT_EQ(answer.rows.size(), 2U);
  const Answer other_way = Map(graph.Take(), {{"top", "0"}}, {"bb", "aa"});
  EXPECT_EQ(Between(other_way, "bb:2", "aa:1"),
            std::vector<std::string>{"mapping/superset/skos:narrowMatch"});
}

TEST(Map, AssertedNoneAndNoCounterpartAreKeptApart) {
  TinyGraph graph = TwoFrameworks();
  graph.Node("sssom:NoTermFound", {"Concept"});
  graph.Maps("aa:1", "skos:relatedMatch", "bb:3", {{"modifier", "Not"}});
  graph.Maps("aa:3", "skos:exactMatch", "sssom:NoTermFound", {{"object_source", "bb"}});
  graph.Maps("aa:2", "skos:exactMatch", "sssom:NoTermFound", {{"object_source", "elsewhere"}});
  const Answer answer = Map(graph.Take(), {{"top", "0"}});
  EXPECT_EQ(Between(answer, "aa:1", "bb:3"),
            std::vector<std::string>{"mapping/none (asserted)/Not skos:relatedMatch"});
  EXPECT_EQ(Between(answer, "aa:3", "sssom:NoTermFound").size(), 1U);
  EXPECT_TRUE(Between(answer, "aa:2", "sssom:NoTermFound").empty()) << "nobody looked in bb";
  EXPECT_EQ(answer.notes.at(0).text,
            "aa: 0 of 3 items are mapped; for 1 item no counterpart was found; for 1 item somebody denies a "
            "relationship; 1 item has not been reviewed");
}

TEST(Map, ChainsSayWhatFollowsAndNoMore) {
  TinyGraph graph = TwoFrameworks();
  graph.Framework("mid", {"One|x", "Two|y", "Three|z"});
  graph.Maps("aa:1", "skos:broadMatch", "mid:1").Maps("mid:1", "skos:exactMatch", "bb:2");      // subset
  graph.Maps("aa:2", "skos:relatedMatch", "mid:2").Maps("mid:2", "skos:relatedMatch", "bb:1");  // nothing
  graph.Maps("bb:3", "skos:narrowMatch", "mid:3").Maps("aa:3", "skos:narrowMatch", "mid:3");    // overlap
  const Answer answer = Map(graph.Take(), {{"top", "0"}});
  EXPECT_EQ(Between(answer, "aa:1", "bb:2"), std::vector<std::string>{"inferred/subset/skos:broadMatch"});
  EXPECT_TRUE(Between(answer, "aa:2", "bb:1").empty());
  EXPECT_EQ(Between(answer, "aa:3", "bb:3"),
            std::vector<std::string>{"inferred/equal or subset or superset or intersects/skos:relatedMatch"});
  EXPECT_EQ(answer.rows.size(), 2U);
}

TEST(Map, ChainsThatContradictOneAnotherAreReported) {
  TinyGraph graph = TwoFrameworks();
  graph.Framework("mid", {"One|x", "Two|y"});
  graph.Maps("aa:1", "skos:exactMatch", "mid:1").Maps("mid:1", "skos:exactMatch", "bb:2");
  graph.Maps("aa:1", "skos:exactMatch", "mid:2")
      .Maps("mid:2", "skos:relatedMatch", "bb:2", {{"modifier", "Not"}});
  EXPECT_EQ(Between(Map(graph.Take(), {{"top", "0"}}), "aa:1", "bb:2"),
            std::vector<std::string>{"inferred/contradiction/"});
}

TEST(Map, ChainsDoNotMixRationalesUnlessAsked) {
  TinyGraph graph = TwoFrameworks();
  graph.Framework("mid", {"One|x"});
  graph.Maps("aa:1", "skos:exactMatch", "mid:1", {{"rationale", "semantic"}});
  graph.Maps("mid:1", "skos:exactMatch", "bb:2", {{"rationale", "functional"}});
  EXPECT_TRUE(Map(graph.Take(), {{"top", "0"}}).rows.empty());
  EXPECT_EQ(Map(graph.Take(), {{"top", "0"}, {"mix-rationales", "true"}}).rows.size(), 1U);
}

TEST(Map, SuggestOnlyIsTheSameWhateverIsMappedBetweenTheTwo) {
  TinyGraph bare = TwoFrameworks();
  TinyGraph mapped = TwoFrameworks();
  mapped.Maps("aa:1", "skos:exactMatch", "bb:2").Maps("aa:3", "skos:exactMatch", "bb:3");
  // A way over an item of A leads through a row between the two.
  mapped.Maps("aa:2", "skos:exactMatch", "aa:3");
  // Items that nothing but a mapping speaks of must not count either.
  mapped.Node("bb:9", {"Concept"}, {{"label", "Users and incidents"}})
      .Maps("aa:1", "skos:exactMatch", "bb:9");
  std::map<std::string, std::string, std::less<>> options = {{"suggest-only", "true"}, {"top", "10"}};
  const std::string expected = WriteSssom(Map(bare.Take(), options));
  EXPECT_EQ(WriteSssom(Map(mapped.Take(), options)), expected);
  EXPECT_NE(expected.find("aa:1\t"), std::string::npos);

  mapped.Framework("mid", {"One|x"});
  mapped.Maps("aa:2", "skos:exactMatch", "mid:1").Maps("mid:1", "skos:exactMatch", "bb:1");
  EXPECT_NE(WriteSssom(Map(mapped.Take(), options)), expected);
  options.emplace("no-chains", "true");
  EXPECT_EQ(WriteSssom(Map(mapped.Take(), options)), WriteSssom(Map(bare.Take(), options)))
      << "and without chains, whatever is mapped at all";
}

TEST(Map, AChainThatProvesNothingSupportsASuggestion) {
  TinyGraph graph = TwoFrameworks();
  graph.Framework("mid", {"One|x", "Two|y"});
  graph.Maps("aa:2", "skos:relatedMatch", "mid:1").Maps("bb:3", "skos:relatedMatch", "mid:1");
  const Answer answer = Map(graph.Take(), {{"top", "10"}});
  EXPECT_EQ(Between(answer, "aa:2", "bb:3"), std::vector<std::string>{"chain//skos:relatedMatch"});
  const auto row = std::ranges::find_if(
      answer.rows, [&](const Row& one) { return Cell(answer, one, "basis") == "chain"; });
  ASSERT_NE(row, answer.rows.end());
  EXPECT_NE(Cell(answer, *row, "why").find("chains through mid:1"), std::string::npos);
  EXPECT_GE(row->cells[6].as_double(), 0.3) << "all ways lead there";
  const Answer without = Map(graph.Take(), {{"top", "10"}, {"no-chains", "true"}});
  EXPECT_NE(Between(without, "aa:2", "bb:3"), Between(answer, "aa:2", "bb:3"));
}

TEST(Map, SuggestionsPutTheRightItemFirstAndConfidenceNeverRises) {
  TinyGraph graph = TwoFrameworks();
  graph.Node("t:1", {"Concept"}, {{"label", "Oversight"}});
  graph.Edge("CLASSIFIED_AS", "aa@1:3", "t:1").Edge("CLASSIFIED_AS", "bb@1:3", "t:1");
  const Answer answer = Map(graph.Take(), {{"suggest-only", "true"}, {"top", "10"}});
  std::map<std::string, double> last;
  std::map<std::string, std::string> first;
  for (const Row& row : answer.rows) {
    const std::string subject = Cell(answer, row, "subject");
    const double confidence = row.cells[6].as_double();
    first.emplace(subject, Cell(answer, row, "object"));
    const auto [at, fresh] = last.emplace(subject, confidence);
    EXPECT_LE(confidence, fresh ? 1.0 : at->second);
    at->second = confidence;
    EXPECT_GE(confidence, 0);
    EXPECT_LE(confidence, 1);
  }
  EXPECT_EQ(first["aa:1"], "bb:2");
  EXPECT_EQ(first["aa:2"], "bb:1");
  EXPECT_EQ(first["aa:3"], "bb:3") << "they share no word, but a concept";
  EXPECT_EQ(Between(answer, "aa:3", "bb:3"), std::vector<std::string>{"shared concept//skos:relatedMatch"});
}

TEST(Map, StoredPairsAreNotSuggestedAgain) {
  TinyGraph graph = TwoFrameworks();
  graph.Maps("aa:1", "skos:relatedMatch", "bb:2");
  const Answer answer = Map(graph.Take(), {{"top", "10"}});
  EXPECT_EQ(Between(answer, "aa:1", "bb:2").size(), 1U);
}

TEST(Map, MeasuresOfTwoDocumentsAreCompared) {
  TinyGraph graph;
  graph.Document("x", "x@1", "Providers shall report serious incidents.")
      .Section("x@1:1", "x@1", "1", "", "Providers shall report serious incidents.")
      .Measure("x@1:1#1", "x@1:1", "Providers shall report serious incidents.");
  graph.Document("y", "y@1", "Keep logs. Tell us of a serious incident.")
      .Section("y@1:1", "y@1", "1", "", "Keep logs. Tell us of a serious incident.")
      .Measure("y@1:1#1", "y@1:1", "Keep logs.")
      .Measure("y@1:1#2", "y@1:1", "Tell us of a serious incident.");
  const Answer answer = Map(graph.Take(), {}, {"x", "y"});
  ASSERT_EQ(answer.rows.size(), 1U);
  EXPECT_EQ(Cell(answer, answer.rows[0], "object"), "y@1:1#2");
  ASSERT_EQ(answer.rows[0].evidence.size(), 2U);
  EXPECT_EQ(answer.rows[0].evidence[1].quote, "Tell us of a serious incident.");
}

TEST(Map, WrongCallsSayWhatIsWrong) {
  TinyGraph graph = TwoFrameworks();
  const Snapshot& snapshot = graph.Take();
  const auto run = FindQuery("map")->run;
  EXPECT_EQ(run(snapshot, {{"aa"}, {}}).error().code, ErrorCode::kUsage);
  EXPECT_EQ(run(snapshot, {{"aa", "nothing"}, {}}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(run(snapshot, {{"aa", "bb"}, {{"min", "2"}}}).error().code, ErrorCode::kUsage);
  EXPECT_EQ(run(snapshot, {{"aa", "bb"}, {{"subject", "77"}}}).error().code, ErrorCode::kNotFound);
}

// With vectors in which "=N " says what a text means; a single character is no word.
Answer MapWithModel(const Snapshot& snapshot, testing::CountingEmbedder* embedder,
                    std::map<std::string, std::string, std::less<>> options) {
  TextVectors vectors(embedder, {});
  Arguments arguments{{"aa", "bb"}, std::move(options), &vectors};
  auto answer = FindQuery("map")->run(snapshot, arguments);
  EXPECT_TRUE(answer) << answer.error().ToString();
  return answer ? std::move(*answer) : Answer{};
}

TinyGraph FrameworksWithMeanings() {
  TinyGraph graph;
  graph.Framework(
      "aa", {"Kennels|=1 Where hounds sleep", "Stables|=2 Where mares sleep", "Cattery|=3 Where toms sleep"});
  graph.Framework(
      "bb", {"Feline homes|=3 Beds", "Canine homes|=1 Baskets", "Equine homes|=2 Boxes", "Aquaria|=4 Tanks"});
  return graph;
}

TEST(Map, AModelFindsWhatSharesNoWord) {
  TinyGraph graph = FrameworksWithMeanings();
  testing::CountingEmbedder embedder;
  const Answer answer = MapWithModel(graph.Take(), &embedder, {{"suggest-only", "true"}, {"top", "1"}});
  ASSERT_EQ(answer.rows.size(), 3U);
  EXPECT_EQ(Between(answer, "aa:1", "bb:2"), std::vector<std::string>{"model//skos:relatedMatch"});
  EXPECT_EQ(Between(answer, "aa:2", "bb:3"), std::vector<std::string>{"model//skos:relatedMatch"});
  EXPECT_EQ(Between(answer, "aa:3", "bb:1"), std::vector<std::string>{"model//skos:relatedMatch"});
  for (const Row& row : answer.rows) {
    EXPECT_EQ(Cell(answer, row, "justification"), "semapv:SemanticSimilarityThresholdMatching");
    const PropertyMap& scores = row.cells.back().as_map();
    EXPECT_NEAR(scores.Find("cosine")->as_double(), 1, 0.001) << "the same vector";
    EXPECT_EQ(scores.Find("words")->as_double(), 0) << "no word is shared";
    EXPECT_EQ(row.evidence.size(), 2U);
  }
  EXPECT_EQ(answer.arguments.FindString("model"), "counting");
  EXPECT_EQ(embedder.texts, 7U);
}

// With one object there is no other to be better than: all subjects compete for it.
TEST(Map, OneObjectIsAskedWhichSubjectAnswersIt) {
  TinyGraph graph = FrameworksWithMeanings();
  graph.Framework("cc", {"Equine homes|=2 Boxes"});
  const Snapshot& snapshot = graph.Take();
  testing::CountingEmbedder embedder;
  TextVectors vectors(&embedder, {});
  const auto there = FindQuery("map")->run(snapshot, {{"aa", "cc"}, {{"suggest-only", ""}}, &vectors});
  const auto back = FindQuery("map")->run(snapshot, {{"cc", "aa"}, {{"suggest-only", ""}}, &vectors});
  ASSERT_TRUE(there && back);
  ASSERT_EQ(there->rows.size(), 3U);
  std::map<std::string, double> sure, sure_back;
  for (const Row& row : there->rows) sure[Cell(*there, row, "subject")] = row.cells[6].as_double();
  for (const Row& row : back->rows) sure_back[Cell(*back, row, "object")] = row.cells[6].as_double();
  EXPECT_EQ(sure, sure_back);
  EXPECT_GT(sure.at("aa:2"), sure.at("aa:1"));
  EXPECT_GT(sure.at("aa:2"), sure.at("aa:3"));
  const auto one =
      FindQuery("map")->run(snapshot, {{"aa", "cc"}, {{"suggest-only", ""}, {"subject", "3"}}, &vectors});
  ASSERT_TRUE(one);
  ASSERT_EQ(one->rows.size(), 1U);
  EXPECT_EQ(one->rows[0].cells[6].as_double(), sure.at("aa:3"));
}

TEST(Map, StatementsThatCannotHoldAtOnceAreCounted) {
  TinyGraph graph;
  graph.Framework("aa", {"One|x", "Two|y"}).Framework("bb", {"Eins|x", "Zwei|y"});
  graph.Maps("aa:1", "skos:exactMatch", "bb:1").Maps("aa:2", "skos:closeMatch", "bb:2");
  const auto notes = [&](const char* verb) {
    const Arguments arguments{
        verb == std::string("map") ? std::vector<std::string>{"aa", "bb"} : std::vector<std::string>{"aa"},
        {{"by", "bb"}}};
    const auto answer = FindQuery(verb)->run(graph.Take(), arguments);
    EXPECT_TRUE(answer) << answer.error().ToString();
    return std::ranges::count_if(answer->notes, [](const Note& note) {
      return note.text == "1 pair of aa and bb is stated in ways that cannot hold at once (check)";
    });
  };
  for (const char* verb : {"map", "gaps", "coverage"}) EXPECT_EQ(notes(verb), 0) << verb;
  // From the other side: aa:1 lies within bb:1. And what only says more of aa:2.
  graph.Maps("bb:1", "skos:narrowMatch", "aa:1").Maps("aa:2", "skos:broadMatch", "bb:2");
  for (const char* verb : {"map", "gaps", "coverage"}) EXPECT_EQ(notes(verb), 1) << verb;
}

TEST(Map, WhatIsSettledIsNotSuggestedAgain) {
  TinyGraph graph;
  graph.Framework("aa", {"Kennels|Where hounds sleep", "Stables|Where mares sleep"});
  graph.Framework("bb", {"Canine homes|hounds sleep in baskets", "Equine homes|mares sleep in boxes"});
  graph.Node("sssom:NoTermFound", {"Concept"});
  graph.Maps("aa:1", "skos:exactMatch", "sssom:NoTermFound", {{"object_source", "bb"}});
  graph.Maps("aa:2", "skos:exactMatch", "bb:1", {{"modifier", "Not"}, {"decision", "rejected"}});
  const Snapshot& snapshot = graph.Take();
  const auto subjects = [&](std::map<std::string, std::string, std::less<>> options) {
    const auto answer = FindQuery("map")->run(snapshot, {{"aa", "bb"}, std::move(options)});
    std::set<std::string> found;
    for (const Row& row : answer->rows) {
      if (Cell(*answer, row, "basis") == "lexical") found.insert(Cell(*answer, row, "subject"));
      if (Cell(*answer, row, "object") == "bb:1" && Cell(*answer, row, "basis") == "mapping") {
        EXPECT_EQ(Cell(*answer, row, "relation"), "rejected");
      }
    }
    return found;
  };
  EXPECT_EQ(subjects({}), (std::set<std::string>{"aa:2"}));
  EXPECT_EQ(subjects({{"settled", ""}}), (std::set<std::string>{"aa:1", "aa:2"}));
  EXPECT_EQ(subjects({{"suggest-only", ""}}), (std::set<std::string>{"aa:1", "aa:2"}));
}

TEST(Map, AModelsAnswerIsTheSameEveryTimeAndItsConfidenceNeverRises) {
  TinyGraph graph = FrameworksWithMeanings();
  graph.Node("t:1", {"Concept"}, {{"label", "Sleep"}});
  graph.Edge("CLASSIFIED_AS", "aa@1:3", "t:1").Edge("CLASSIFIED_AS", "bb@1:4", "t:1");
  testing::CountingEmbedder embedder;
  const std::map<std::string, std::string, std::less<>> options = {{"suggest-only", "true"}, {"top", "10"}};
  const Answer answer = MapWithModel(graph.Take(), &embedder, options);
  EXPECT_EQ(answer.rows.size(), 12U) << "every pair";
  EXPECT_EQ(WriteSssom(MapWithModel(graph.Take(), &embedder, options)), WriteSssom(answer));
  EXPECT_EQ(Between(answer, "aa:3", "bb:4"), std::vector<std::string>{"shared concept//skos:relatedMatch"});
  std::map<std::string, double> last;
  for (const Row& row : answer.rows) {
    const auto [at, fresh] = last.emplace(Cell(answer, row, "subject"), 1.0);
    EXPECT_LE(row.cells[6].as_double(), at->second);
    at->second = row.cells[6].as_double();
  }
  // A part of the answer is what the whole says there.
  const Answer one =
      MapWithModel(graph.Take(), &embedder, {{"suggest-only", "true"}, {"top", "2"}, {"subject", "aa:2"}});
  ASSERT_EQ(one.rows.size(), 2U);
  size_t next = 0;
  for (const Row& row : answer.rows) {
    if (Cell(answer, row, "subject") != "aa:2" || next == 2) continue;
    EXPECT_EQ(one.rows[next++].cells, row.cells);
  }
}

// Beds over "Kennel beds" and "Stable beds": what a subject about beds at large is nearest to.
TinyGraph Beds() {
  TinyGraph graph;
  graph.Framework("aa", {"Beds|Beds are made of straw for each animal of the house"});
  graph.Framework("bb", {"Beds|Beds are made of straw for each animal of the house",
                         "Kennels|Straw for hounds, changed once a week by the keeper",
                         "Stables|Boxes for mares, swept once a day by the keeper",
                         "Stables|Boxes for mares, swept once a day by the keeper"});
  graph.Edge("BROADER", "bb:2", "bb:1").Edge("BROADER", "bb:3", "bb:1").Edge("BROADER", "bb:4", "bb:1");
  return graph;
}

TEST(Map, TheBestLeafComesBehindAnUpperItemThatIsBetter) {
  TinyGraph graph = Beds();
  const Answer answer = Map(graph.Take(), {{"top", "1"}});
  ASSERT_EQ(answer.rows.size(), 2U);
  EXPECT_EQ(Cell(answer, answer.rows[0], "object"), "bb:1");
  EXPECT_EQ(Cell(answer, answer.rows[0], "object_level"), "upper");
  EXPECT_EQ(Cell(answer, answer.rows[1], "object"), "bb:2");
  EXPECT_EQ(Cell(answer, answer.rows[1], "object_level"), "leaf");
  EXPECT_EQ(Map(graph.Take(), {{"top", "1"}, {"format", "sssom"}}).rows.size(), 1U) << "files have K";
  EXPECT_TRUE(Map(graph.Take(), {{"top", "0"}}).rows.empty());
}

TEST(Map, LeavesAndLevelsChooseAmongTheObjects) {
  TinyGraph graph = Beds();
  const Answer leaves = Map(graph.Take(), {{"top", "9"}, {"leaves", "true"}});
  ASSERT_FALSE(leaves.rows.empty());
  for (const Row& row : leaves.rows) EXPECT_NE(Cell(leaves, row, "object"), "bb:1");
  const Answer top = Map(graph.Take(), {{"top", "9"}, {"level", "1"}});
  ASSERT_EQ(top.rows.size(), 1U);
  EXPECT_EQ(Cell(top, top.rows[0], "object"), "bb:1");
  const auto none = FindQuery("map")->run(graph.Take(), {{"aa", "bb"}, {{"level", "3"}}});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::kNotFound);
  EXPECT_NE(none.error().ToString().find("levels 1 to 2"), std::string::npos) << none.error().ToString();
}

TEST(Map, ItemsOfTheSameTextAreOneRow) {
  TinyGraph graph = Beds();
  graph.Framework("cc", {"Boxes|Boxes for mares are swept"});
  const Answer answer = Map(graph.Take(), {{"top", "9"}}, {"cc", "bb"});
  std::map<std::string, std::string> same;
  for (const Row& row : answer.rows) same[Cell(answer, row, "object")] = Cell(answer, row, "same_text");
  ASSERT_EQ(same.count("bb:3") + same.count("bb:4"), 1U);
  EXPECT_NE(same.begin()->second + same.rbegin()->second, "");
  size_t both = 0;
  const Answer file = Map(graph.Take(), {{"top", "9"}, {"format", "sssom"}}, {"cc", "bb"});
  for (const Row& row : file.rows)
    both += Cell(file, row, "object") == "bb:3" || Cell(file, row, "object") == "bb:4" ? 1 : 0;
  EXPECT_EQ(both, 2U) << "files have the ranking itself";
}

TEST(Map, BeginsWithASummaryAndSaysWhyInWords) {
  TinyGraph graph = TwoFrameworks();
  graph.Maps("aa:1", "skos:relatedMatch", "bb:2");
  const Answer answer = Map(graph.Take(), {{"top", "1"}, {"subject", "2"}, {"sentences", "true"}});
  const List& summary = answer.arguments.Find("summary")->as_list();
  ASSERT_EQ(summary.size(), 3U);
  EXPECT_EQ(summary[1].ToString(), answer.notes[0].text);
  ASSERT_EQ(answer.rows.size(), 1U);
  EXPECT_NE(Cell(answer, answer.rows[0], "why").find("both say"), std::string::npos);
  EXPECT_NE(Cell(answer, answer.rows[0], "object_sentence").find("Report incidents without delay"),
            std::string::npos);
}

TEST(Map, WithdrawnSubjectsGetNoSuggestions) {
  TinyGraph graph;
  graph.Framework("aa", {"[Withdrawn: moved to 2]|", "Ropes|Ropes are coiled on the quay"});
  graph.Framework("bb", {"Lines|Lines and ropes are coiled", "Lamps|Lamps are lit"});
  const Answer answer = Map(graph.Take(), {{"top", "2"}});
  ASSERT_FALSE(answer.rows.empty());
  for (const Row& row : answer.rows) EXPECT_EQ(Cell(answer, row, "subject"), "aa:2");
  EXPECT_NE(std::ranges::find(answer.notes, "no suggestions for 1 item of aa: withdrawn", &Note::text),
            answer.notes.end());
  // Who asks for it by name gets an answer, and a file has the ranking itself.
  const Answer file = Map(graph.Take(), {{"top", "2"}, {"format", "sssom"}});
  EXPECT_EQ(Cell(file, file.rows[0], "subject"), "aa:1");
  EXPECT_FALSE(Map(graph.Take(), {{"top", "2"}, {"subject", "1"}}).rows.empty());
}

TEST(Map, ATitleThatIsACodeIsShownAsTheTextItStandsFor) {
  TinyGraph graph;
  graph.Framework("aa", {"4.1.a|Ropes are coiled on the quay each night"});
  graph.Framework("bb", {"Lines|Lines and ropes are coiled", "Lamps|Lamps are lit"});
  const Answer answer = Map(graph.Take(), {{"top", "1"}});
  ASSERT_EQ(answer.rows.size(), 1U);
  EXPECT_TRUE(
      Cell(answer, answer.rows[0], "subject_title").ends_with("Ropes are coiled on the quay each night"));
  EXPECT_EQ(Cell(answer, answer.rows[0], "object_title"), "Lines");
  const Answer file = Map(graph.Take(), {{"top", "1"}, {"format", "sssom"}});
  EXPECT_EQ(Cell(file, file.rows[0], "subject_title"), "4.1.a") << "a label is what the framework says";
}

}  // namespace
}  // namespace concord
