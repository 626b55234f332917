#include "ingest/language/sentences.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "ingest/language/lexicon.h"
#include "tests/ingest/extraction.h"

namespace concord {
namespace {

std::vector<Token> TokensOf(std::string_view text) {
  std::vector<Token> tokens;
  Tokenize(text, {0, static_cast<uint32_t>(text.size())}, testing::BundledExtractors().lexicon().vocabulary,
           &tokens);
  return tokens;
}

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  for (const Token& token : TokensOf(text))
    words.emplace_back(text.substr(token.start, token.end - token.start));
  return words;
}

std::vector<std::string> Sentences(std::string_view text) {
  const std::vector<Token> tokens = TokensOf(text);
  std::vector<std::string> sentences;
  for (const TokenRange range : SplitSentences(text, tokens, {0, static_cast<uint32_t>(tokens.size())})) {
    const Span span = SpanOf(tokens, range);
    sentences.emplace_back(text.substr(span.start, span.size()));
  }
  return sentences;
}

using Strings = std::vector<std::string>;

TEST(TokenizeTest, PossessiveIsATokenOfItsOwn) {
  EXPECT_EQ(Words("The Board's rules"), (Strings{"The", "Board", "'s", "rules"}));
  EXPECT_EQ(Words("The Board\u2019s rules"), (Strings{"The", "Board", "\u2019s", "rules"}));
}

TEST(TokenizeTest, HyphensJoinAndDashesPart) {
  EXPECT_EQ(Words("co-operate now"), (Strings{"co-operate", "now"}));
  EXPECT_EQ(Words("shall\u2014inform"), (Strings{"shall", "\u2014", "inform"}));
  EXPECT_EQ(Words("general.--The"), (Strings{"general", ".", "--", "The"}));
}

TEST(TokenizeTest, VerbFormsAreKnownByRule) {
  const auto tokens = TokensOf("establishes notified planning undertook robustly");
  EXPECT_TRUE(tokens[0].Is(kVerbThird));
  EXPECT_TRUE(tokens[1].Is(kVerbPast));
  EXPECT_TRUE(tokens[2].Is(kVerbIng));
  EXPECT_TRUE(tokens[3].Is(kVerbPast));
  EXPECT_TRUE(tokens[4].Is(kAdverb));
}

TEST(TokenizeTest, ParenthesesNestAndAnUnclosedOneCountsForNothing) {
  const auto nested = TokensOf("a (b (c) d) e");
  EXPECT_EQ(nested[2].nesting, 1);
  EXPECT_EQ(nested[4].nesting, 2);
  EXPECT_EQ(nested.back().nesting, 0);
  for (const Token& token : TokensOf("a (b c d")) EXPECT_EQ(token.nesting, 0);
}

TEST(TokenizeTest, QuotedWordsAreMarked) {
  const auto tokens = TokensOf("say \u201Cyou must go\u201D twice");
  EXPECT_FALSE(tokens[0].quoted);
  EXPECT_TRUE(tokens[3].quoted);
  EXPECT_FALSE(tokens.back().quoted);
  EXPECT_FALSE(TokensOf("five \u201Cor six must go")[3].quoted) << "a mark that nothing closes";
  EXPECT_TRUE(TokensOf("\u201C(2) The Board must go")[5].quoted) << "the first of several quoted paragraphs";
}

TEST(SplitSentencesTest, FullStopsThatEndNothing) {
  EXPECT_EQ(Sentences("See Art. 5 and Sec. 7 of it."), (Strings{"See Art. 5 and Sec. 7 of it."}));
  EXPECT_EQ(Sentences("Tools, e.g. The Checker, help. They do."),
            (Strings{"Tools, e.g. The Checker, help.", "They do."}));
  EXPECT_EQ(Sentences("Version 1.2 is out."), (Strings{"Version 1.2 is out."}));
}

TEST(SplitSentencesTest, RunInHeadingIsASentence) {
  EXPECT_EQ(Sentences("In general.--The Secretary shall act."),
            (Strings{"In general.--", "The Secretary shall act."}));
  EXPECT_EQ(Sentences("In General.\u2014The Secretary shall act."),
            (Strings{"In General.\u2014", "The Secretary shall act."}));
}

TEST(SplitSentencesTest, LostBlankBetweenSentences) {
  EXPECT_EQ(Sentences("It was reviewed.The Board met."), (Strings{"It was reviewed.", "The Board met."}));
}

TEST(TokenizeTest, LostBlankBehindTheLastWordOfAName) {
  const auto words = [](const std::string& text) {
    Strings found;
    for (const Token& token : TokensOf(text))
      found.push_back(text.substr(token.start, token.end - token.start));
    return found;
  };
  EXPECT_EQ(words("Court of Justiceat sea"), (Strings{"Court", "of", "Justice", "at", "sea"}));
  EXPECT_EQ(words("Secretary-Generalof nets"), (Strings{"Secretary-General", "of", "nets"}));
  EXPECT_EQ(words("Generally Stateless Unionist"), (Strings{"Generally", "Stateless", "Unionist"}));
}

TEST(SplitSentencesTest, CoversEveryTokenOnceInAnyText) {
  std::mt19937 random(7);
  const Strings pieces = {"The ", "shall", ". ",     ".",      "(", ")", "\u201C", "\u201D", "e.g.", " U.S. ",
                          "\n",   "--",    "\u2014", "\u7B2C", "1", ";", "?",      "'s",     "x"};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += pieces[random() % pieces.size()];
    const auto tokens = TokensOf(text);
    uint32_t end = 0;
    for (const Token& token : tokens) {
      EXPECT_GE(token.start, end);
      EXPECT_GT(token.end, token.start);
      // Tokens begin and end between characters.
      EXPECT_NE(static_cast<unsigned char>(text[token.start]) & 0xC0, 0x80);
      EXPECT_TRUE(token.end == text.size() || (static_cast<unsigned char>(text[token.end]) & 0xC0) != 0x80);
      end = token.end;
    }
    uint32_t next = 0;
    for (const TokenRange range : SplitSentences(text, tokens, {0, static_cast<uint32_t>(tokens.size())})) {
      EXPECT_EQ(range.first, next);
      EXPECT_FALSE(range.empty());
      next = range.last;
    }
    EXPECT_EQ(next, tokens.size());
  }
}

TEST(SentencesTest, AbbreviationsOfLawAndTradeEndNothing) {
  for (const std::string_view text :
       {"The clerk shall cite 5 U.S.C. App. and 45 C.F.R. Part 46 in it.",
        "The board shall follow Pub. L. No. 116-283 and Exec. Order 13960 here.",
        "A fine under article L. 1114-4 shall be paid.",
        "Harbour Lamps Inc. and Quay Ropes Corp. shall keep a log.",
        "Lamps, incl. those under Abs. 3 and Art. 12 para. 3 no. 2, must be lit.",
        "It shall meet at 10 a.m. Monday.", "The U.S. Department of Ports shall publish it.",
        "Firms, e.g. Quay Ropes Co. Ltd. and others, must not sell it."})
    EXPECT_EQ(Sentences(text), (Strings{std::string(text)}));
}

TEST(SentencesTest, AbbreviationsMayStandAtTheEnd) {
  EXPECT_EQ(Sentences("It belongs to Quay Ropes Inc. The keeper shall light it."),
            (Strings{"It belongs to Quay Ropes Inc.", "The keeper shall light it."}));
  EXPECT_EQ(Sentences("It was made in the U.S. If it fails, mend it."),
            (Strings{"It was made in the U.S.", "If it fails, mend it."}));
  EXPECT_EQ(Sentences("Keep logs for 6 mos. Crews read them.").size(), 2u);
  EXPECT_EQ(Sentences("Keep logs for 6 mos. after that.").size(), 1u);
}

TEST(TokenizeTest, WordsThatLostTheirBlank) {
  EXPECT_EQ(Words("theStates ofthe fens byUnion"),
            (Strings{"the", "States", "of", "the", "fens", "by", "Union"}));
  EXPECT_EQ(Words("toString fromJson iPhone theory often others fortune intake"),
            (Strings{"toString", "fromJson", "iPhone", "theory", "often", "others", "fortune", "intake"}));
}

TEST(TokenizeTest, NamesOfBodiesThatLostTheirBlank) {
  EXPECT_EQ(Words("StatesParties of UnitedNations in PowerPoint"),
            (Strings{"States", "Parties", "of", "United", "Nations", "in", "PowerPoint"}));
}

// A short word without a vowel, or one with a capital and a number behind it, is no whole word.
TEST(SentencesTest, AbbreviationsThatNoListHas) {
  for (const std::string_view text :
       {"The clerk shall, acc. to Abs. 2 Nr. 3 of the Code, light it.",
        "They shall meet on Jan. 5 of each year.", "The tower may, under Cal. Gov. Code sec. 11, close it.",
        "Crews shall follow Qzt. 95 of the book.", "It must, z. B. after dusk, be lit.",
        "The Qtrb. of the Tower shall light it."})
    EXPECT_EQ(Sentences(text), (Strings{std::string(text)}));
  EXPECT_EQ(Sentences("It is lit in Jan. The keeper shall douse it.").size(), 2u);
  EXPECT_EQ(Sentences("It was sold to Sue. The keeper shall douse it.").size(), 2u);
}

}  // namespace
}  // namespace concord
