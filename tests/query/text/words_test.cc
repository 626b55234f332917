#include "query/text/words.h"

#include <gtest/gtest.h>

#include "query/text/lexical_match.h"

namespace concord {
namespace {

std::vector<std::string> Stems(WordTable* words, std::string_view text) {
  std::vector<std::string> stems;
  for (const TermId term : words->Read(text)) stems.push_back(words->Name(term));
  return stems;
}

TEST(WordTable, FoldsStemsAndPassesOverStopWords) {
  WordTable words;
  // Stems from the vocabulary that snowballstem.org publishes with the English stemmer.
  EXPECT_EQ(Stems(&words, "The CONSIGNMENT of consigned knackeries"),
            (std::vector<std::string>{"consign", "consign", "knackeri"}));
  EXPECT_EQ(Stems(&words, "Größe grosse"), (std::vector<std::string>{"gross", "gross"}));
  EXPECT_TRUE(Stems(&words, "and of a — … !").empty());
}

TEST(WordTable, WordsOfOtherMeaningAreOtherWords) {
  WordTable words;
  const auto same = [&](std::string_view a, std::string_view b) { return words.Read(a) == words.Read(b); };
  EXPECT_FALSE(same("international", "internal"));
  EXPECT_TRUE(same("international", "internationally"));
  EXPECT_FALSE(same("organisation", "organ"));
  EXPECT_TRUE(same("organisations", "organizational"));
  EXPECT_TRUE(same("standardisation", "standardization"));
  EXPECT_FALSE(same("authority", "author"));
  EXPECT_TRUE(same("authority", "authorities"));
  EXPECT_FALSE(same("universities", "universal"));
  EXPECT_TRUE(same("author", "authors"));
}

TEST(WordTable, TermsKnowWhereTheyStand) {
  WordTable words;
  const std::string text = "A Zürich-based board, reporting";
  std::vector<Term> terms;
  words.Read(text, &terms);
  std::vector<std::string> found;
  for (const Term& term : terms) found.push_back(text.substr(term.start, term.end - term.start));
  EXPECT_EQ(found, (std::vector<std::string>{"Zürich", "based", "board", "reporting"}));
}

TEST(WordTable, AVeryLongWordIsNoWord) {
  WordTable words;
  EXPECT_TRUE(words.Read(std::string(1'000'000, 'a')).empty());
}

TEST(LexicalMatcher, ATextIsNearestToItself) {
  const std::vector<MatchText> items = {{"Access control", "Only who needs it gets in", ""},
                                        {"Incident response", "Answer incidents at once", ""},
                                        {"Backups", "Keep copies of the data", ""},
                                        {"Training", "Teach people about incidents and access", ""}};
  const LexicalMatcher matcher(items, items);
  for (uint32_t i = 0; i < items.size(); ++i) {
    const auto matches = matcher.Match(i, 10);
    ASSERT_FALSE(matches.empty());
    EXPECT_EQ(matches[0].object, i);
    for (size_t k = 1; k < matches.size(); ++k) EXPECT_GE(matches[k - 1].confidence, matches[k].confidence);
  }
}

TEST(LexicalMatcher, EmptySidesAndTextsAreNoTrouble) {
  const std::vector<MatchText> nothing;
  const std::vector<MatchText> empty = {{"", "", ""}, {"of the", "and", ""}};
  EXPECT_TRUE(LexicalMatcher(empty, nothing).Match(0, 5).empty());
  EXPECT_TRUE(LexicalMatcher(empty, empty).Match(1, 5).empty());
}

TEST(Phrases, WordsStandSideBySide) {
  const auto stand = [](std::string_view question, std::string_view text) {
    return Phrases(question).StandIn(text);
  };
  EXPECT_TRUE(stand("\"developing countries\"", "in Developing Country members"));
  EXPECT_FALSE(stand("\"developing countries\"", "the full development of the country"));
  EXPECT_FALSE(stand("\"developing countries\"", "countries developing"));
  EXPECT_TRUE(stand("\"Council of Europe\"", "the Council of Europe"));
  EXPECT_FALSE(stand("\"Council of Europe\"", "the Council, Europe"));
  EXPECT_TRUE(stand("\"the council\"", "Council of Europe")) << "an article at an end asks for nothing";
  EXPECT_TRUE(stand("\"red teaming\" and \"models\"", "Red-teaming of large models"));
  EXPECT_FALSE(stand("\"red teaming\" and \"models\"", "Red-teaming of systems"));
  EXPECT_TRUE(stand("\"the\"", "anything"));
}

}  // namespace
}  // namespace concord
