#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "query/embedding/text_vectors.h"
#include "query/query.h"
#include "query/topics/saved_topic.h"
#include "query/topics/topic.h"
#include "tests/query/counting_embedder.h"
#include "tests/query/proven.h"
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
  EXPECT_EQ(nations->cells[ColumnOf(*answer, "named_in")].as_int(), 2) << "the act and its own note";
  EXPECT_EQ(nations->cells[ColumnOf(*answer, "venue")].as_int(), 1);
  EXPECT_EQ(nations->cells[ColumnOf(*answer, "partner")].as_int(), 1);
  const Row* parliament = RowOf(*answer, "parliament");
  ASSERT_NE(parliament, nullptr);
  EXPECT_EQ(parliament->cells[2].as_int(), 1);
  EXPECT_EQ(parliament->cells[3].as_int(), 0);
  EXPECT_EQ(parliament->evidence.at(0).source, "list.tsv:2");
  EXPECT_NE(RowOf(*answer, "board"), nullptr);
  EXPECT_EQ(RowOf(*answer, "club"), nullptr) << "it stands in a section on another topic";
}

TEST(Forums, RankByDocumentsAndNotByMentions) {
  TinyGraph graph;
  graph.Forum("often", "Fen Council").Forum("widely", "Eel Board");
  const auto add = [&](const std::string& key, const std::string& text, const std::string& forum) {
    graph.Document(key, key + "@1", text).Section(key + "@1:1", key + "@1", "1", "", text);
    for (size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
      const std::string line = text.substr(at, text.find('\n', at) - at);
      graph.Section(key + "@1:1." + std::to_string(at), key + "@1:1", "", "", line)
          .Involves(key + "@1:1." + std::to_string(at), forum, "venue", line);
    }
  };
  add("one", "Nets with the Fen Council.\nNets of the Fen Council.\nNets under the Fen Council.\n", "often");
  add("two", "Nets, says the Eel Board.\n", "widely");
  add("three", "Nets, writes the Eel Board.\n", "widely");
  const auto answer = Forums(graph.Take(), {"nets"});
  ASSERT_TRUE(answer) << answer.error().ToString();
  ASSERT_EQ(answer->rows.size(), 2U);
  EXPECT_EQ(answer->rows[0].cells[0].as_string(), "widely") << "two documents before three mentions of one";
  EXPECT_EQ(answer->rows[1].cells[ColumnOf(*answer, "named")].as_int(), 3);
  EXPECT_EQ(answer->rows[1].cells[ColumnOf(*answer, "named_in")].as_int(), 1);
}

TEST(Forums, NarrowerConceptsCountAndBroaderOnesDoNot) {
  TinyGraph graph = Policies();
  const auto answer = Forums(graph.Take(), {"1.1"});
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->rows.size(), 1U);
  EXPECT_EQ(answer->rows[0].cells[0].as_string(), "fon");
  EXPECT_EQ(answer->rows[0].cells[3].as_int(), 1);
}

// Every number is the count of its evidence rows, and each quote stands at its offsets.
void ExpectProven(const Answer& answer, TinyGraph& graph) {
  static const std::set<std::string> kCounts = {"issued",   "by_organs", "venue",          "partner",
                                                "object",   "host",      "issuer",         "other",
                                                "binding",  "soft",      "permissive",     "commissive",
                                                "unstated", "members",   "members_active", "standards"};
  static const std::set<std::string> kRelations = {"venue", "partner", "object", "host", "issuer", "other"};
  static const std::set<std::string> kStrengthColumns = {"binding", "soft", "permissive", "commissive",
                                                         "unstated"};
  testing::ExpectProven(answer, kCounts, graph);
  for (const Row& row : answer.rows) {
    int64_t named = 0, relations = 0, measures = 0, strengths = 0;
    for (size_t i = 0; i < answer.columns.size(); ++i) {
      const std::string& column = answer.columns[i].name;
      if (column == "named") named = row.cells[i].as_int();
      if (column == "measures") measures = row.cells[i].as_int();
      if (!kCounts.contains(column)) continue;
      if (kRelations.contains(column)) relations += row.cells[i].as_int();
      if (kStrengthColumns.contains(column)) strengths += row.cells[i].as_int();
    }
    EXPECT_EQ(named, relations);
    EXPECT_EQ(measures, strengths);
  }
}

TEST(Forums, EveryNumberIsTheCountOfItsEvidence) {
  TinyGraph graph = Policies();
  const Snapshot& snapshot = graph.Take();
  for (const std::string topic :
       {"s:1", "s:2", "s:1.1", "forum nations", "fees", "s:1 + s:2", "s:1 - s:1.1", "s:1 + s:2 - s:1.1"}) {
    const auto answer = FindQuery("forums")->run(snapshot, {{topic}, {{"evidence", "all"}}});
    ASSERT_TRUE(answer) << topic;
    EXPECT_FALSE(answer->rows.empty()) << topic;
    ExpectProven(*answer, graph);
  }
}

int64_t Cell(const Answer& answer, std::string_view forum, std::string_view column) {
  const Row* row = RowOf(answer, forum);
  if (row == nullptr) return -1;
  for (size_t i = 0; i < answer.columns.size(); ++i) {
    if (answer.columns[i].name == column) return row->cells[i].as_int();
  }
  return -2;
}

TEST(Forums, DifferenceLeavesOutWhatIsOnTheOther) {
  TinyGraph graph = Policies();
  const auto answer = Forums(graph.Take(), {"s:1", "-", "s:1.1"});
  ASSERT_TRUE(answer);
  EXPECT_EQ(Cell(*answer, "fon", "issued"), 0) << "the note is on s:1.1";
  EXPECT_EQ(Cell(*answer, "fon", "venue"), 1);
  EXPECT_EQ(answer->arguments.Find("topic")->as_string(), "s:1 - s:1.1");
}

// One work in two editions, and the newer one in two languages; organs that came and went.
TinyGraph Editions() {
  TinyGraph graph;
  graph.Node("s", {"ConceptScheme"}).Node("s:1", {"Concept"}, {{"code", "1"}, {"scheme", "s"}});
  graph.Forum("club", "The Club").Forum("bureau", "The Bureau").Forum("hall", "The Hall");
  graph.Node("state", {"Actor"}, {{"name", "State"}}).Node("gone", {"Actor"}, {{"name", "Gone"}});
  graph.Edge("PART_OF", "bureau", "club", {{"valid_from", *Date::Parse("2010")}});
  graph.Edge("PART_OF", "bureau", "hall", {{"valid_to", *Date::Parse("2009")}});
  graph.Edge("MEMBER_OF", "state", "club", {{"valid_from", *Date::Parse("2000")}});
  graph.Edge("MEMBER_OF", "gone", "club", {{"valid_to", *Date::Parse("2015")}});
  graph.Document("code", "code@2012", "States shall count.\n");
  graph.Node("code", {"Document"}, {{"issued", *Date::Parse("2012")}});
  graph.Node("code@2012", {"Version"}, {{"date", *Date::Parse("2012")}});
  graph.Version("code", "code@2020", "States should count.\nStates should check.\n");
  graph.Node("code@2020", {"Version"}, {{"date", *Date::Parse("2020")}});
  graph.Version("code", "code@2020~fr", "Les Etats devraient compter.\n");
  graph.Node("code@2020~fr", {"Version"}, {{"date", *Date::Parse("2020")}, {"language", "fr"}});
  const auto state = [&](const std::string& version, const std::string& words, const std::string& strength) {
    graph.Section(version + ":body", version, "", "", words);
    graph.Measure(version + ":body#1", version + ":body", words);
    graph.Node(version + ":body#1", {"Measure"}, {{"strength", strength}});
  };
  state("code@2012", "States shall count.", "binding");
  state("code@2020", "States should count.", "soft");
  state("code@2020~fr", "Les Etats devraient compter.", "soft");
  graph.Edge("ISSUED_BY", "code", "bureau", {{"source", "list.tsv:1"}});
  graph.Document("law", "law@1", "A law.").Node("law", {"Document"}, {{"issued", *Date::Parse("2016-05")}});
  graph.Edge("ISSUED_BY", "law", "state", {{"source", "list.tsv:2"}});
  graph.Edge("CLASSIFIED_AS", "code", "s:1").Edge("CLASSIFIED_AS", "law", "s:1");
  return graph;
}

TEST(Forums, AWorkCountsOnceAndItsNewestEditionInEnglishSpeaks) {
  TinyGraph graph = Editions();
  const auto answer = FindQuery("forums")->run(graph.Take(), {{"s:1"}, {{"evidence", "all"}}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(Cell(*answer, "bureau", "issued"), 1);
  EXPECT_EQ(Cell(*answer, "bureau", "soft"), 1);
  EXPECT_EQ(Cell(*answer, "bureau", "binding"), 0) << "the edition of 2012 is superseded";
  const auto text = [&](std::string_view column) {
    for (size_t i = 0; i < answer->columns.size(); ++i) {
      if (answer->columns[i].name == column) return RowOf(*answer, "bureau")->cells[i].ToString();
    }
    return std::string();
  };
  EXPECT_EQ(text("first"), "2012") << "when the work was issued";
  EXPECT_EQ(text("last"), "2012");
  EXPECT_EQ(text("trend"), "") << "one work is no trend";
  ExpectProven(*answer, graph);
}

TEST(Forums, ATrendSetsTheLastThreeYearsBesideTheThreeBefore) {
  // Years of a body's works on a topic whose newest work is of 2020.
  const std::vector<std::pair<std::vector<int>, std::string>> cases = {{{2018, 2019, 2020}, "rising"},
                                                                       {{2015, 2016, 2017}, "falling"},
                                                                       {{2016, 2017, 2018, 2019}, "steady"},
                                                                       {{2010, 2011, 2014}, "quiet"},
                                                                       {{2019, 2020}, ""}};
  for (const auto& [years, trend] : cases) {
    TinyGraph graph;
    graph.Node("s:1", {"Concept"}, {{"code", "1"}}).Forum("fen", "Fen Council").Forum("eel", "Eel Board");
    const auto add = [&](const std::string& work, int year, const std::string& forum) {
      graph.Document(work, work + "@1", "It is so.").Edge("CLASSIFIED_AS", work, "s:1");
      graph.Node(work, {"Document"}, {{"issued", *Date::Parse(std::to_string(year))}});
      graph.Edge("ISSUED_BY", work, forum, {{"source", "list.tsv:1"}});
    };
    add("newest", 2020, "eel");
    for (const int year : years) add("of" + std::to_string(year), year, "fen");
    const auto answer = FindQuery("forums")->run(graph.Take(), {{"s:1"}, {}});
    ASSERT_TRUE(answer) << answer.error().ToString();
    EXPECT_EQ(RowOf(*answer, "fen")->cells[ColumnOf(*answer, "trend")].ToString(), trend) << years.front();
  }
}

TEST(Forums, OrgansCountForWhatTheyWerePartOfThen) {
  TinyGraph graph = Editions();
  const auto answer = FindQuery("forums")->run(graph.Take(), {{"s:1"}, {{"evidence", "all"}}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(Cell(*answer, "club", "by_organs"), 1);
  EXPECT_EQ(Cell(*answer, "club", "issued"), 0);
  EXPECT_EQ(Cell(*answer, "club", "measures"), 1);
  EXPECT_EQ(RowOf(*answer, "hall"), nullptr) << "the bureau had left it when the code was issued";
  EXPECT_EQ(Cell(*answer, "club", "members"), 1) << "one left in 2015";
  EXPECT_EQ(Cell(*answer, "club", "members_active"), 1);
}

// A name is quoted with its line, wherever the line stands in a section; of a line that is too long to be a
// quote with some words around it. Letters of two bytes try the edges of what is read.
TEST(Forums, ANameIsQuotedWithItsLine) {
  for (const size_t letters : {1U, 1990U, 1999U, 2000U, 2001U, 3000U, 40000U}) {
    std::string filling;
    for (size_t i = 0; i < letters; ++i) filling += "é";
    for (const bool lines : {true, false}) {
      SCOPED_TRACE(std::to_string(letters) + (lines ? " in lines of their own" : " in the same line"));
      const std::string gap = lines ? "\n" : " ";
      const std::string line = "The Forum meets.";
      const std::string text = filling + gap + line + gap + filling;
      TinyGraph graph;
      graph.Forum("fon", "Forum").Node("s:1", {"Concept"}, {{"code", "1"}});
      graph.Document("act", "act@1", text).Section("act@1:1", "act@1", "1", "", text);
      graph.Involves("act@1:1", "fon", "venue", "Forum").Edge("CLASSIFIED_AS", "act", "s:1");
      const auto answer = FindQuery("forums")->run(graph.Take(), {{"s:1"}, {}});
      ASSERT_TRUE(answer) << answer.error().ToString();
      const Evidence& evidence = RowOf(*answer, "fon")->evidence.at(0);
      EXPECT_EQ(text.substr(evidence.start, evidence.end - evidence.start), evidence.quote);
      const bool short_enough = 2 * filling.size() + line.size() + 2 <= 4000;
      EXPECT_EQ(evidence.quote, !lines && short_enough ? text : line) << "else from blank to blank";
    }
  }
}

TEST(Forums, AsOfADateKnowsNothingLater) {
  TinyGraph graph = Editions();
  const Snapshot& snapshot = graph.Take();
  const auto then = FindQuery("forums")->run(snapshot, {{"s:1"}, {{"as-of", "2014"}, {"evidence", "all"}}});
  ASSERT_TRUE(then);
  EXPECT_EQ(Cell(*then, "bureau", "binding"), 1) << "the edition of 2012 was the newest";
  EXPECT_EQ(Cell(*then, "club", "members"), 2);
  EXPECT_EQ(RowOf(*then, "state"), nullptr) << "its law is of 2016";
  EXPECT_EQ(Cell(*then, "club", "members_active"), 0);
  ExpectProven(*then, graph);
  const auto wrong = FindQuery("forums")->run(snapshot, {{"s:1"}, {{"as-of", "last year"}}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, ErrorCode::kUsage);
}

TEST(Forums, FreeTextNeedsEnoughOfItsWords) {
  TinyGraph graph = Policies();
  const Snapshot& snapshot = graph.Take();
  const auto fees = Forums(snapshot, {"fees"});
  ASSERT_TRUE(fees);
  EXPECT_NE(RowOf(*fees, "club"), nullptr);
  EXPECT_EQ(RowOf(*fees, "fon"), nullptr);
  EXPECT_DOUBLE_EQ(fees->arguments.Find("threshold")->as_double(), TopicOptions().threshold);
  EXPECT_EQ(Forums(snapshot, {"fees", "zebra", "giraffe", "okapi"}).error().code, ErrorCode::kNotFound);
  const auto slip = Forums(snapshot, {"treasurry"});
  ASSERT_FALSE(slip);
  EXPECT_EQ(slip.error().code, ErrorCode::kNotFound);
  EXPECT_NE(slip.error().message.find("'treasuri'"), std::string::npos) << slip.error().message;
}

// "Talks with the Treasury Club" and below it a paragraph that is found: its heading names the club.
TEST(Forums, TheHeadingOfAFoundParagraphIsOnTheTopic) {
  TinyGraph graph;
  const std::string text = "Talks with the Treasury Club\nLevies rest on audits.\nShips rest in harbours.\n";
  graph.Forum("club", "Treasury Club").Document("act", "act@1", text);
  PropertyMap heading = graph.Span("act@1", "Talks with the Treasury Club");
  graph.Section("act@1:1", "act@1", "1", "Talks with the Treasury Club", text,
                {{"heading_start", *heading.Find("start")}, {"heading_end", *heading.Find("end")}});
  graph.Involves("act@1:1", "club", "partner", "Treasury Club");
  const Snapshot& snapshot = graph.Take();
  for (const char* words : {"levies audits", "ships harbours"}) {
    const auto answer = FindQuery("forums")->run(snapshot, {{words}, {{"evidence", "all"}}});
    ASSERT_TRUE(answer) << words;
    EXPECT_EQ(Cell(*answer, "club", "partner"), 1) << words;
    ExpectProven(*answer, graph);
  }
}

// Texts with the same "=MARK" mean the same to this model; the second has one word of three.
TEST(Forums, WithAModelTheNearInMeaningCountToo) {
  TinyGraph graph;
  const std::string text =
      "The Forum talks of levies on ships. =x\nThe Club talks of ships. =x\nThe Hall talks of ships.\n";
  graph.Document("act", "act@1", text).Section("act@1:1", "act@1", "1", "", text);
  for (const auto& [key, name] :
       {std::pair{"forum", "The Forum"}, std::pair{"club", "The Club"}, std::pair{"hall", "The Hall"}}) {
    graph.Forum(key, name).Involves("act@1:1", key, "other", name);
  }
  const Snapshot& snapshot = graph.Take();
  testing::CountingEmbedder embedder;
  TextVectors vectors(&embedder, {});
  Arguments arguments{{"levies on ships =x "}, {{"threshold", "1"}, {"near", "0.99"}, {"evidence", "all"}}};
  const auto words = FindQuery("forums")->run(snapshot, arguments);
  arguments.vectors = &vectors;
  const auto both = FindQuery("forums")->run(snapshot, arguments);
  ASSERT_TRUE(words && both);
  EXPECT_NE(RowOf(*words, "forum"), nullptr);
  EXPECT_EQ(RowOf(*words, "club"), nullptr);
  EXPECT_NE(RowOf(*both, "forum"), nullptr);
  EXPECT_NE(RowOf(*both, "club"), nullptr);
  EXPECT_EQ(RowOf(*both, "hall"), nullptr) << "it shares a word and means something else";
  EXPECT_DOUBLE_EQ(both->arguments.Find("near")->as_double(), 0.99);
  EXPECT_EQ(words->arguments.Find("near"), nullptr);
  ExpectProven(*both, graph);
}

TEST(Forums, ASavedTopicStandsForItsQuery) {
  TinyGraph graph = Policies();
  for (const auto& [name, query] : {std::pair{"oversight", "s:1 - s:1.1"}, std::pair{"levies", "fees"}}) {
    auto batch = SaveTopic(graph.Take(), {name, query});
    ASSERT_TRUE(batch) << batch.error().ToString();
    for (PutNode& node : batch->nodes) graph.batch().nodes.push_back(std::move(node));
  }
  const Snapshot& snapshot = graph.Take();
  for (const auto& [name, query] :
       {std::pair{"oversight", "s:1 - s:1.1"}, std::pair{"topic:oversight", "s:1 - s:1.1"},
        std::pair{"levies", "fees"}}) {
    const auto saved = Forums(snapshot, {name}), asked = Forums(snapshot, {query});
    ASSERT_TRUE(saved && asked) << name;
    ASSERT_EQ(saved->rows.size(), asked->rows.size());
    for (size_t i = 0; i < saved->rows.size(); ++i) EXPECT_EQ(saved->rows[i].cells, asked->rows[i].cells);
    EXPECT_FALSE(saved->arguments.FindString("saved").empty());
  }
  const auto topics = FindQuery("topics")->run(snapshot, {});
  ASSERT_TRUE(topics);
  EXPECT_EQ(topics->arguments.Find("saved")->as_map(),
            (PropertyMap{{"levies", "fees"}, {"oversight", "s:1 - s:1.1"}}));
}

TEST(Forums, NamesOfTopicsThatWouldConfuseAreRefused) {
  TinyGraph graph = Policies();
  graph.Node("topic:levies", {"Topic"}, {{"query", "fees"}});
  const Snapshot& snapshot = graph.Take();
  for (const char* name : {"", "Two Words", "s:1", "1.1", "UPPER"})
    EXPECT_EQ(SaveTopic(snapshot, {name, "fees"}).error().code, ErrorCode::kUsage) << name;
  EXPECT_EQ(SaveTopic(snapshot, {"other", " "}).error().code, ErrorCode::kUsage);
  EXPECT_EQ(SaveTopic(snapshot, {"other", "levies"}).error().code, ErrorCode::kUsage) << "no name of a name";
  EXPECT_TRUE(SaveTopic(snapshot, {"levies", "duties"})) << "another query under the same name";
  const auto wrong = RemoveTopic(snapshot, "levis");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, ErrorCode::kNotFound);
  EXPECT_NE(wrong.error().message.find("levies"), std::string::npos) << wrong.error().message;
  EXPECT_EQ(RemoveTopic(snapshot, "levies")->removed_nodes, (std::vector<std::string>{"topic:levies"}));
}

TEST(Forums, ACodeOfTwoSchemesAsksWhich) {
  TinyGraph graph = Policies();
  const auto answer = Forums(graph.Take(), {"2"});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kUsage);
  EXPECT_NE(answer.error().message.find("'s:2' or 'z:2'"), std::string::npos) << answer.error().message;
}

TEST(Forums, AHeadingProvesOnlyWhereNoSentenceDoes) {
  TinyGraph graph;
  graph.Node("port", {"Actor"}, {{"name", "Port"}});
  const std::string code =
      "Fog horns\nEvery vessel sounds its fog horn twice a minute while it cannot see the quay.\n";
  graph.Document("code", "code@1", code).Edge("ISSUED_BY", "code", "port", {{"source", "list.tsv:2"}});
  graph.Section("code@1:1", "code@1", "", "Fog horns", code);
  graph.Document("plan", "plan@1", "Fog horns\n")
      .Edge("ISSUED_BY", "plan", "port", {{"source", "list.tsv:3"}});
  graph.Section("plan@1:1", "plan@1", "", "Fog horns", "Fog horns\n");
  const auto answer =
      FindQuery("forums")->run(graph.Take(), {{"fog", "horns"}, {{"evidence", "all"}}, nullptr});
  ASSERT_TRUE(answer) << answer.error().ToString();
  std::map<std::string, std::string> quotes;
  for (const Evidence& evidence : answer->rows.at(0).evidence) quotes[evidence.document] = evidence.quote;
  EXPECT_TRUE(quotes["code"].starts_with("Every vessel")) << quotes["code"];
  EXPECT_TRUE(quotes["plan"].starts_with("Fog horns")) << quotes["plan"];
}

TEST(Forums, AMistypedConceptGetsASuggestion) {
  TinyGraph graph = Policies();
  const auto answer = Forums(graph.Take(), {"s:1.11"});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kNotFound);
  EXPECT_NE(answer.error().message.find("'s:1.1'"), std::string::npos) << answer.error().message;
}

// A council and its bureau, which speak in the same note; and a table that has the words.
TinyGraph Family() {
  TinyGraph graph;
  const std::string text = "Eel quotas: the Fen Council and its Fen Bureau meet on eel quotas.";
  graph.Forum("fen", "Fen Council").Forum("bureau", "Fen Bureau").Edge("PART_OF", "bureau", "fen");
  graph.Node("realm", {"Actor"}, {{"name", "Realm"}}).Edge("PART_OF", "fen", "realm");
  graph.Document("note", "note@1", text)
      .Section("note@1:1", "note@1", "1", "", text)
      .Involves("note@1:1", "fen", "partner", "Fen Council")
      .Involves("note@1:1", "bureau", "host", "Fen Bureau")
      .Edge("ISSUED_BY", "note", "fen");
  graph.Document("list", "list@1", "Eel quotas by lake.")
      .Section("list@1:1", "list@1", "1", "", "Eel quotas by lake.")
      .Edge("ISSUED_BY", "list", "bureau");
  graph.Node("list@1", {"Version"}, {{"format", "table"}});
  return graph;
}

TEST(Forums, WordsAreNotLookedForInTablesUnlessAskedTo) {
  TinyGraph graph = Family();
  const Snapshot& snapshot = graph.Take();
  const auto answer = Forums(snapshot, {"eel quotas"});
  ASSERT_TRUE(answer) << answer.error().ToString();
  EXPECT_EQ(RowOf(*answer, "bureau")->cells[2].as_int(), 0);
  EXPECT_EQ(answer->arguments.Find("datasets_left_out")->as_int(), 1);
  const auto any = FindQuery("forums")->run(snapshot, {{"eel quotas"}, {{"type", "any"}}});
  ASSERT_TRUE(any);
  EXPECT_EQ(RowOf(*any, "bureau")->cells[2].as_int(), 1);
  EXPECT_EQ(any->arguments.Find("datasets_left_out"), nullptr);
  const auto tables = FindQuery("forums")->run(snapshot, {{"eel quotas"}, {{"type", "dataset"}}});
  ASSERT_TRUE(tables);
  EXPECT_EQ(RowOf(*tables, "fen")->cells[2].as_int(), 0) << "only by its part";
  EXPECT_EQ(RowOf(*tables, "bureau")->cells[2].as_int(), 1);
}

TEST(Forums, ARegisterCountsForNoTopicWhateverAManifestCallsIt) {
  TinyGraph graph = Family();
  graph.Node("list", {"Document"}, {{"type", "bill"}})
      .Node("list@1", {"Version"}, {{"format", "bill_status"}});
  const auto answer = Forums(graph.Take(), {"eel quotas"});
  ASSERT_TRUE(answer) << answer.error().ToString();
  EXPECT_EQ(RowOf(*answer, "bureau")->cells[2].as_int(), 0);
  EXPECT_EQ(answer->arguments.Find("datasets_left_out")->as_int(), 1);
}

TEST(Forums, ADraftCountsOnlyWhereItsFinalTextDoesNot) {
  TinyGraph graph;
  graph.Forum("fen", "Fen Council").Forum("moor", "Moor Board");
  const auto add = [&](const std::string& key, const std::string& title, const std::string& date,
                       const std::string& issuer) {
    const std::string text = "Eel quotas of " + key + ".";
    graph.Document(key, key + "@1", text)
        .Section(key + "@1:1", key + "@1", "1", "", text)
        .Node(key, {"Document"}, {{"title", title}, {"issued", *Date::Parse(date)}})
        .Edge("ISSUED_BY", key, issuer);
  };
  add("old", "Measures for Quotas of Eels (Draft for Comment)", "2020-04-11", "fen");
  add("new", "Interim Measures for Quotas of Eels", "2020-07-10", "fen");
  add("other", "Draft Measures for Quotas of Eels", "2020-05-01", "moor");
  const Snapshot& snapshot = graph.Take();
  const auto answer = Forums(snapshot, {"eel quotas"});
  ASSERT_TRUE(answer) << answer.error().ToString();
  EXPECT_EQ(RowOf(*answer, "fen")->cells[2].as_int(), 1);
  EXPECT_EQ(RowOf(*answer, "moor")->cells[2].as_int(), 1) << "another body's";
  EXPECT_EQ(answer->arguments.Find("drafts_left_out")->as_list(), List{"old"});
  const auto both = FindQuery("forums")->run(snapshot, {{"eel quotas"}, {{"drafts", "true"}}});
  ASSERT_TRUE(both);
  EXPECT_EQ(RowOf(*both, "fen")->cells[2].as_int(), 2);
  EXPECT_EQ(both->arguments.Find("drafts_left_out"), nullptr);
  const auto before = FindQuery("forums")->run(snapshot, {{"eel quotas"}, {{"as-of", "2020-06"}}});
  ASSERT_TRUE(before);
  EXPECT_EQ(RowOf(*before, "fen")->cells[2].as_int(), 1) << "there was no final text yet";
}

TEST(Forums, ABodyStandsBesideItsWholeThatHasAllItsDocuments) {
  TinyGraph graph = Family();
  const Snapshot& snapshot = graph.Take();
  const auto folded = FindQuery("forums")->run(snapshot, {{"eel quotas"}, {{"fold", "true"}}});
  ASSERT_TRUE(folded) << folded.error().ToString();
  ASSERT_EQ(folded->rows.size(), 1U);
  const size_t with = ColumnOf(*folded, "with");
  EXPECT_EQ(folded->rows[0].cells.at(with).as_list(), (List{"bureau", "realm"}))
      << "the realm by its council";
  const auto all = FindQuery("forums")->run(snapshot, {{"eel quotas"}, {{"fold", "true"}, {"type", "any"}}});
  ASSERT_TRUE(all);
  ASSERT_EQ(all->rows.size(), 1U);
  EXPECT_EQ(all->rows[0].cells[0].as_string(), "bureau") << "it has a list of its own";
  EXPECT_EQ(all->rows[0].cells.at(with).as_list(), (List{"fen", "realm"}));
  EXPECT_EQ(Forums(snapshot, {"eel quotas"})->rows.size(), 3U) << "unless asked for, nobody is folded";
}

TEST(Forums, ASentenceThatOnlyCitesABodySaysNothingOfTheIssuer) {
  TinyGraph graph;
  const std::string purposes =
      "the old purposes of the Fen Council on the keeping of boats and harbours, with all "
      "that was said of them in other years by other people";
  const std::string topic = "Lamps are lit.";
  const std::string cites = "Recalling " + purposes + ".\n" + topic + "\n";
  const std::string says =
      "This code was adopted by the Fen Council in May, after long talks with the people of "
      "all boats, harbours and lakes.";
  graph.Forum("fen", "Fen Council");
  graph.Document("code", "code@1", cites).Section("code@1:1", "code@1", "1", "", topic);
  graph.Document("plan", "plan@1", cites + says).Section("plan@1:1", "plan@1", "1", "", topic);
  graph.Edge("ISSUED_BY", "code", "fen", {{"source", "list.tsv:1"}});
  graph.Edge("ISSUED_BY", "plan", "fen", {{"source", "list.tsv:2"}});
  const auto answer = Forums(graph.Take(), {"lamps"});
  ASSERT_TRUE(answer) << answer.error().ToString();
  std::map<std::string, std::string> said;
  for (const Evidence& evidence : answer->rows.at(0).evidence) {
    if (evidence.column == "says_issuer") said[evidence.document] = evidence.quote;
  }
  EXPECT_EQ(said, (std::map<std::string, std::string>{{"plan", says}}));
}

TEST(Forums, OfAPageWithoutABreakOnlyTheSentencesAroundTheWordsAreOnTheTopic) {
  std::string filler;
  for (int i = 0; i < 60; ++i) filler += " Boats of lake " + std::to_string(i) + " float in the dark.";
  const std::string near = "The Fen Council asks for lamps.", far = "The Eel League counts boats.";
  const std::string page = "Long are the days. " + near + filler + " " + far;
  TinyGraph graph;
  graph.Forum("fen", "Fen Council").Forum("eel", "Eel League");
  graph.Document("code", "code@1", page).Section("code@1:1", "code@1", "1", "", page);
  graph.Involves("code@1:1", "fen", "other", "Fen Council")
      .Involves("code@1:1", "eel", "other", "Eel League");
  const auto answer = Forums(graph.Take(), {"lamps"});
  ASSERT_TRUE(answer) << answer.error().ToString();
  ASSERT_EQ(answer->rows.size(), 1U);
  EXPECT_EQ(answer->rows[0].cells[0].as_string(), "fen");
  const Evidence& proof = answer->rows[0].evidence.at(0);
  EXPECT_TRUE(proof.quote.find(near) != std::string::npos && proof.quote.ends_with(".")) << proof.quote;
  EXPECT_LT(proof.quote.size(), page.size());
}

TEST(Forums, ANameInAHeadingIsQuotedWithTheTopicBelowIt) {
  const std::string heading = "Work with the Fen Council", first = "Boats float.", second = "Lamps are lit.";
  const std::string text = heading + "\n" + first + "\n" + second;
  TinyGraph graph;
  graph.Forum("fen", "Fen Council");
  graph.Document("code", "code@1", text)
      .Section("code@1:1", "code@1", "", heading, text,
               {{"heading_start", int64_t{0}}, {"heading_end", static_cast<int64_t>(heading.size())}});
  graph.Involves("code@1:1", "fen", "partner", "Fen Council");
  const auto answer = Forums(graph.Take(), {"lamps"});
  ASSERT_TRUE(answer) << answer.error().ToString();
  ASSERT_EQ(answer->rows.size(), 1U);
  EXPECT_EQ(answer->rows[0].evidence.at(0).quote, text);
}

TEST(Forums, AHeadingThatAloneIsOnTheTopicIsCited) {
  const std::string names = "The Fen Council counts boats.", text = "Article 3\nLamps at sea\n1. " + names;
  TinyGraph graph;
  graph.Forum("fen", "Fen Council");
  graph.Document("code", "code@1", text)
      .Section("code@1:3", "code@1", "Article 3", "Lamps at sea", text)
      .Section("code@1:3.1", "code@1:3", "1.", "", "1. " + names);
  graph.Involves("code@1:3.1", "fen", "other", "Fen Council");
  const auto answer = Forums(graph.Take(), {"lamps"});
  ASSERT_TRUE(answer) << answer.error().ToString();
  ASSERT_EQ(answer->rows.size(), 1U);
  EXPECT_EQ(answer->rows[0].evidence.at(0).anchor, "Article 3(1), under \"Lamps at sea\"");
}

}  // namespace
}  // namespace concord
