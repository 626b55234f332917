#include "ingest/language/clauses.h"
#include "ingest/language/verb_phrases.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/ingest/extraction.h"
#include "tests/processor_time.h"

namespace concord {
namespace {

using Strings = std::vector<std::string>;

// "subject | verb" of each main clause.
Strings Clauses(std::string_view text) {
  const Lexicon& lexicon = testing::BundledExtractors().lexicon();
  std::vector<Token> tokens;
  Tokenize(text, {0, static_cast<uint32_t>(text.size())}, lexicon.vocabulary, &tokens);
  const auto quote = [&](TokenRange range) {
    const Span span = SpanOf(tokens, range);
    return std::string(text.substr(span.start, span.size()));
  };
  Strings out;
  for (const Clause& clause : FindClauses(lexicon, tokens, {0, static_cast<uint32_t>(tokens.size())}, true)) {
    const bool verb = clause.verb < clause.range.last;
    out.push_back(quote(clause.subject) + " | " + (verb ? quote({clause.verb, clause.verb + 1}) : ""));
  }
  return out;
}

TEST(FindClausesTest, SubordinateModalsPayForTheirOwnClause) {
  EXPECT_EQ(Clauses("Systems that may cause harm shall be tested."),
            (Strings{"Systems that may cause harm | be"}));
  EXPECT_EQ(Clauses("If a tool must be replaced, the operator shall inform its users."),
            (Strings{"the operator | inform"}));
  EXPECT_EQ(Clauses("The firm which sells it must say so."), (Strings{"The firm which sells it | say"}));
  EXPECT_EQ(Clauses("Nobody knows whether it should stop."), (Strings{}));
}

TEST(FindClausesTest, SubjectStandsBehindFrontedAdverbials) {
  EXPECT_EQ(Clauses("Not later than 90 days after the launch, the Minister, in coordination with the "
                    "Treasurer, shall publish a plan."),
            (Strings{"the Minister | publish"}));
  EXPECT_EQ(Clauses("In preparing a report the Minister must be fair."), (Strings{"the Minister | be"}));
  EXPECT_EQ(Clauses("In addition, firms should keep logs."), (Strings{"firms | keep"}));
}

TEST(FindClausesTest, TwoClausesInOneSentence) {
  EXPECT_EQ(Clauses("The firm shall keep logs, and the auditor may inspect them."),
            (Strings{"The firm | keep", "the auditor | inspect"}));
  EXPECT_EQ(Clauses("The Board may hear experts and shall assist the Chair."),
            (Strings{"The Board | hear", " | assist"}));
  EXPECT_EQ(Clauses("Firms should keep logs; they should check them."),
            (Strings{"Firms | keep", "they | check"}));
}

TEST(FindClausesTest, NounsAndMonthsAreNoModals) {
  EXPECT_EQ(Clauses("It entered into force in May 2021."), (Strings{}));
  EXPECT_EQ(Clauses("The will of the people counts."), (Strings{}));
  EXPECT_EQ(Clauses("It costs more should the risk materialise."), (Strings{}));
}

TEST(FindClausesTest, QuotedAndBracketedWordsAreNotSaid) {
  EXPECT_EQ(Clauses("The sign said \u201Cyou must leave\u201D twice."), (Strings{}));
  EXPECT_EQ(Clauses("The plan (which shall be short) exists."), (Strings{}));
}

TEST(FindClausesTest, ReportedClauseSpeaksForItself) {
  EXPECT_EQ(Clauses("We believe that firms should keep logs."), (Strings{"firms | keep"}));
}

TEST(FindClausesTest, WhatNothingSeparatesIsPassedOverUpToTheNextConjunction) {
  EXPECT_EQ(Clauses("The firm shall keep must hold may hear, and the auditor may inspect them."),
            (Strings{"The firm | keep", "the auditor | inspect"}));
  EXPECT_EQ(Clauses("The firm shall keep must hold and shall sell may hear, the auditor may inspect them."),
            (Strings{"The firm | keep", " | sell", "the auditor | inspect"}));
}

// Eight times the text: eight times the work, where work in squares would be sixty-four times.
TEST(FindClausesTest, LongSentencesTakeTimeInProportion) {
  const Lexicon& lexicon = testing::BundledExtractors().lexicon();
  for (const std::string_view words :
       {"shall keep ", "must not ", "shall be ", "we recommend to ", "the firm shall never keep ",
        "and shall ", "if ", "that firms must ", "where ", "and, ", "; and ", "shall (a) "}) {
    std::string text;
    for (int i = 0; i < 32'000; ++i) text += words;
    std::vector<Token> tokens;
    Tokenize(text, {0, static_cast<uint32_t>(text.size())}, lexicon.vocabulary, &tokens);
    const auto size = static_cast<uint32_t>(tokens.size());
    const auto find = [&](uint32_t last) {
      return [&, last] { FindClauses(lexicon, tokens, {0, last}, false); };
    };
    EXPECT_LT(testing::ProcessorTimes(find(size / 8), find(size)), 24) << words;
  }
}

// The parts that SplitVerbs makes of "X shall ...".
Strings Parts(std::string_view text) {
  Strings parts;
  for (const std::string& measure : testing::Measures(text))
    parts.push_back(measure.substr(measure.find("] ") + 2));
  return parts;
}

TEST(SplitVerbsTest, VerbsWithObjectsOfTheirOwnPart) {
  EXPECT_EQ(Parts("Developers should keep logs, share good practices and jointly develop tests."),
            (Strings{"Developers should keep logs", "share good practices", "jointly develop tests"}));
}

TEST(SplitVerbsTest, VerbsThatShareAnObjectStayTogether) {
  EXPECT_EQ(Parts("Developers should identify, assess and mitigate risks."),
            (Strings{"Developers should identify, assess and mitigate risks"}));
}

TEST(SplitVerbsTest, ObjectsAreNoVerbs) {
  EXPECT_EQ(Parts("Developers should provide training, support and tools."),
            (Strings{"Developers should provide training, support and tools"}));
}

TEST(SplitVerbsTest, PurposesStayWithTheirVerb) {
  EXPECT_EQ(Parts("Developers should work with users to find faults and repair them."),
            (Strings{"Developers should work with users to find faults and repair them"}));
}

TEST(SplitVerbsTest, RelativeClausesKeepTheirVerbs) {
  EXPECT_EQ(
      Parts("Developers should not build tools that undermine trust, promote crime, or create fear."),
      (Strings{"Developers should not build tools that undermine trust, promote crime, or create fear"}));
}

}  // namespace
}  // namespace concord
