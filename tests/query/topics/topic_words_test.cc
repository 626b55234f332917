// Topics that are words: operands, phrases, and what a view says of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "query/query.h"
#include "query/topics/passages.h"
#include "query/topics/topic.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

class TopicWords : public ::testing::Test {
 protected:
  TopicWords() {
    graph_.Forum("fen", "Fen Council").Node("eel", {"Actor"}, {{"name", "Eel Ministry"}});
    Add("drones", "Drones shall be marked. Each owner keeps a log.");
    Add("aircraft", "Unmanned aircraft are counted.\nToys that are drones fly low.");
    Add("order", "An aerial view of the unmanned lock is kept.");
    Add("phrase", "Unmanned aerial systems are tested first.");
    graph_.Edge("ISSUED_BY", "drones", "fen", {{"source", "list.tsv:2"}});
    graph_.Edge("ISSUED_BY", "aircraft", "eel", {{"source", "list.tsv:3"}});
    graph_.Node("stub", {"Document"}, {{"title", "Rules for unmanned aerial systems"}});
  }
  void Add(const std::string& key, const std::string& text) {
    graph_.Document(key, key + "@1", text).Section(key + "@1:1", key + "@1", "1", "", text);
  }
  Result<Topic> Find(std::string_view text) {
    TopicOptions options;
    options.threshold = 1;
    return TopicFinder(graph_.Take(), options).Find(text);
  }
  // Begins of the paragraphs that are on it.
  std::set<std::string> Found(std::string_view text) {
    std::set<std::string> found;
    const auto topic = Find(text);
    EXPECT_TRUE(topic) << topic.error().ToString();
    if (!topic) return found;
    Places places(graph_.Take());
    for (const Passage& passage : topic->found)
      found.insert(places.EvidenceAt(passage.section, passage.span)->quote.substr(0, 12));
    EXPECT_EQ(found.size(), topic->passages) << "each once";
    return found;
  }

  TinyGraph graph_;
};

TEST_F(TopicWords, SignsJoinWordsAsTheyJoinSets) {
  const auto drones = Found("drones"), unmanned = Found("unmanned"), toys = Found("toys");
  EXPECT_EQ(drones.size(), 2U);
  EXPECT_EQ(unmanned.size(), 3U);
  std::set<std::string> both = drones, rest;
  both.insert(unmanned.begin(), unmanned.end());
  EXPECT_EQ(Found("drones + unmanned"), both);
  EXPECT_EQ(Found("unmanned + drones"), both);
  std::ranges::set_difference(both, toys, std::inserter(rest, rest.end()));
  EXPECT_LT(rest.size(), both.size());
  EXPECT_EQ(Found("drones - toys + unmanned"), rest) << "what is taken away is so from all of them";
  EXPECT_EQ(Find("drones +").error().code, ErrorCode::kUsage);
  EXPECT_EQ(Find("drones - drones").error().code, ErrorCode::kNotFound);
}

TEST_F(TopicWords, QuotationMarksAskForWordsSideBySide) {
  EXPECT_EQ(Found("view aerial unmanned").size(), 1U);
  EXPECT_EQ(Found("unmanned aerial").size(), 1U) << "what qualifies a noun stands before it";
  EXPECT_EQ(Found("\"unmanned aerial\""), (std::set<std::string>{"Unmanned aer"}));
  EXPECT_EQ(Found("\"aerial system\""), (std::set<std::string>{"Unmanned aer"})) << "endings do not count";
  EXPECT_EQ(Found("tested \"unmanned aerial\"").size(), 1U) << "words behind it may stand before";
  EXPECT_EQ(Find("\"aerial unmanned\"").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(Found("unmanned \"aerial").size(), 1U) << "a lone mark says nothing";
}

TEST_F(TopicWords, APossessiveIsANameOfOneThing) {
  Add("right", "Rights of the eel are kept.");
  Add("list", "Rights of boats, and care for nets and eels.");
  Add("next", "They keep rights, protecting eels.");
  EXPECT_EQ(Found("eel's rights"), (std::set<std::string>{"Rights of th"}));
  EXPECT_EQ(Found("eels\u2019 rights"), (std::set<std::string>{"Rights of th"}));
}

TEST_F(TopicWords, AHeadingWithAWordOfTheSameStemIsOnAnotherTopic) {
  graph_.Document("seized", "seized@1", "Boats seized on account of piracy\nThey are kept.")
      .Section("seized@1:1", "seized@1", "1", "Boats seized on account of piracy",
               "Boats seized on account of piracy\nThey are kept.");
  graph_.Document("told", "told@1", "Accountability of keepers\nThey are told.")
      .Section("told@1:1", "told@1", "1", "Accountability of keepers",
               "Accountability of keepers\nThey are told.");
  const auto found = Found("accountability");
  EXPECT_FALSE(found.contains("They are kep"));
  EXPECT_FALSE(found.contains("Boats seized"));
  EXPECT_FALSE(found.empty());
}

TEST_F(TopicWords, AnAcronymOfSeveralThingsCountsWhereTheTextSpellsItOut) {
  Add("spelled", "Harbour law (HL) is old.\nThe HL of ports is kept.");
  for (const char* key : {"a", "b", "c", "d", "e", "f", "g"})
    Add(key, "Hull line HL of boat " + std::string(key) + ".");
  EXPECT_EQ(Found("harbour law"), (std::set<std::string>{"Harbour law ", "The HL of po"}));
}

TEST_F(TopicWords, AnAcronymThatMostTextsSpellOutCountsInAll) {
  for (const char* key : {"a", "b", "c", "d", "e"})
    Add(key, "In " + std::string(key) + " harbour law (HL) is old.");
  for (const char* key : {"f", "g", "h"}) Add(key, "In " + std::string(key) + " the HL is kept.");
  EXPECT_EQ(Found("harbour law").size(), 8U);
}

TEST_F(TopicWords, AnOperandThatNothingSpeaksOfIsTold) {
  const auto topic = Find("drones + zeppelins");
  ASSERT_TRUE(topic) << topic.error().ToString();
  EXPECT_EQ(topic->silent, std::vector<std::string>{"zeppelins"});
  graph_.Node("s:1", {"Concept"}, {{"code", "1"}, {"label", "Flight"}});
  EXPECT_EQ(Find("s:1 + drones").error().code, ErrorCode::kUsage);
  EXPECT_EQ(Find("drones + s:1").error().code, ErrorCode::kUsage);
}

TEST_F(TopicWords, WhatStandsInNoSectionIsFound) {
  graph_.Document("bare", "bare@1", "Kites are flown.\nNothing else.");
  graph_.Document("front", "front@1", "Kites come first.\nRules follow.")
      .Section("front@1:1", "front@1", "1", "", "Rules follow.");
  EXPECT_EQ(Found("kites"), (std::set<std::string>{"Kites are fl", "Kites come f"}));
  graph_.Edge("ISSUED_BY", "bare", "fen", {{"source", "list.tsv:4"}});
  const auto answer = FindQuery("forums")->run(graph_.Take(), {{"kites"}, {}});
  ASSERT_TRUE(answer) << answer.error().ToString();
  ASSERT_EQ(answer->rows.size(), 1U);
  EXPECT_EQ(answer->rows[0].evidence.at(0).quote, "Kites are flown.");
}

TEST_F(TopicWords, WhatABodyIssuedIsProvedByTheParagraphOnTheTopic) {
  const auto answer =
      FindQuery("forums")->run(graph_.Take(), {{"drones + unmanned aerial"}, {{"threshold", "1"}}});
  ASSERT_TRUE(answer) << answer.error().ToString();
  ASSERT_EQ(answer->rows.size(), 2U);
  for (const Row& row : answer->rows) {
    const bool fen = row.cells[0].as_string() == "fen";
    ASSERT_EQ(row.evidence.size(), 1U);
    EXPECT_EQ(row.evidence[0].column, "issued");
    EXPECT_EQ(row.evidence[0].quote,
              fen ? "Drones shall be marked. Each owner keeps a log." : "Toys that are drones fly low.");
    EXPECT_EQ(row.evidence[0].source, fen ? "list.tsv:2" : "list.tsv:3") << "who says who issued it";
  }
  const auto says = [&](std::string_view words) {
    return std::ranges::any_of(answer->notes,
                               [&](const Note& note) { return note.text.find(words) != std::string::npos; });
  };
  EXPECT_TRUE(says("1 of these documents has no known issuer and counts for no forum: phrase"));
  EXPECT_TRUE(says("1 more document has the words in its title, but no text in the store: stub"));
}

// The sentences around the first place of `word`.
std::string Around(const std::string& text, const std::string& word, size_t most) {
  const TextSpan span = SentencesAround(text, text.find(word), most);
  return text.substr(span.start, span.end - span.start);
}

TEST(SentencesAround, AbbreviationsEndNothing) {
  const std::string text =
      "Boats are old. See Art. 5 on lamps, e.g. red ones, of No. 7. Nets are new here too.";
  EXPECT_EQ(Around(text, "lamps", 50), "See Art. 5 on lamps, e.g. red ones, of No. 7.");
}

TEST(SentencesAround, ListsAndLinesWithoutBlanksEndAsWell) {
  const std::string text =
      "It shall:(a) keep all of the boats in order;(b) light the lamps;(c) seal the nets.SECTION 2 Boats "
      "float.";
  EXPECT_EQ(Around(text, "lamps", 30), "(b) light the lamps;");
  EXPECT_EQ(Around(text, "float", 40), "SECTION 2 Boats float.");
}

TEST(SentencesAround, LettersOfANameAreNoSentence) {
  const std::string text =
      "The fleet of the U.S. Coast Guard keeps lamps lit. Other boats float in the dark.";
  EXPECT_EQ(Around(text, "lamps", 80), "The fleet of the U.S. Coast Guard keeps lamps lit.");
}

}  // namespace
}  // namespace concord
