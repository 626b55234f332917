// What an analyst sees who tries the verbs on the sample.
#include <gtest/gtest.h>

#include "cli/command.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

class SampleAnswersTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    workplace_ = new Workplace();
    Ask({"init"});
    Ask({"ingest", "datasets/sample", "--manifest", "datasets/sample/MANIFEST.tsv"});
  }
  static void TearDownTestSuite() { delete workplace_; }
  static std::string Ask(const std::vector<std::string>& words) {
    const Outcome outcome = workplace_->Run(words);
    EXPECT_EQ(outcome.exit_code, kExitOk) << Describe(outcome);
    return outcome.out;
  }
  static bool Has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  }
  static inline Workplace* workplace_ = nullptr;
};

// Its nine documents are issued by parliaments, conferences and companies, none by a forum.
TEST_F(SampleAnswersTest, EmptyTablesOfForumsSayWhyAndWhatHelps) {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"overlap"},
                                                {"overlap", "--cols", "incident reports, audits"},
                                                {"gaps", "--forum", "oecd"},
                                                {"coverage", "--cols", "incident reports, audits"}}) {
    const std::string answer = Ask(words);
    EXPECT_TRUE(Has(answer, "nothing found\n")) << answer;
    EXPECT_TRUE(Has(answer, "no forum issued any of the 9 documents with text")) << answer;
    EXPECT_TRUE(Has(answer, "if its --rows is actor")) << answer;
  }
  const std::string helped = Ask({"coverage", "--cols", "incident reports, audits", "--rows", "actor"});
  EXPECT_TRUE(Has(helped, "new:lakeside-group")) << helped;
}

// An act in Akoma Ntoso has the name of its kind, "act", beside its title.
TEST_F(SampleAnswersTest, ADocumentIsCalledByItsTitleAndNotByItsKind) {
  const std::string answer = Ask({"forum", "new:parliament-of-valdoria", "--width", "200"});
  EXPECT_TRUE(Has(answer, "Automated Services Act")) << answer;
  EXPECT_FALSE(Has(answer, "  act  ")) << answer;
}

// The first command of the README warned of lost words, which were kept as keys.
TEST_F(SampleAnswersTest, TheSampleIsReadWithoutAWarningOfLostWords) {
  Workplace fresh;
  const Outcome read = fresh.Run({"ingest", "datasets/sample", "--manifest", "datasets/sample/MANIFEST.tsv"});
  EXPECT_EQ(read.exit_code, kExitOk) << Describe(read);
  EXPECT_FALSE(Has(read.err, "are not in the text")) << read.err;
}

// "nothing found" left the user to guess that every word was too common.
TEST_F(SampleAnswersTest, ASearchForCommonWordsSaysSo) {
  const std::string answer = Ask({"search", "the of"});
  EXPECT_TRUE(Has(answer, "too common to be searched for")) << answer;
  EXPECT_FALSE(Has(Ask({"search", "the incident"}), "too common"));
}

TEST_F(SampleAnswersTest, CountsAgreeWithTheirNouns) {
  const std::string forums = Ask({"forums", "incident reports"});
  EXPECT_TRUE(Has(forums, "8 documents are on the topic")) << forums;
  EXPECT_FALSE(Has(forums, "are no forums")) << forums;
  const std::string one = Ask({"forums", "meridian convention", "--documents", "valdoria-asa"});
  EXPECT_FALSE(Has(one, " 1 documents")) << one;
  EXPECT_FALSE(Has(one, " 1 paragraphs") || Has(one, "(1 paragraphs")) << one;
}

TEST_F(SampleAnswersTest, StatsTellsTextsFromNames) {
  const std::string answer = Ask({"stats"});
  EXPECT_TRUE(Has(answer, "documents with text          9\n")) << answer;
}

TEST_F(SampleAnswersTest, NoAnswerShowsAMark) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"forums", "incident reports", "--json"},
        {"timeline", "incident reports", "--json"},
        {"coverage", "--cols", "incident reports", "--json"},
        {"topics", "--top", "1", "--json"},
        {"forum", "oecd", "--top", "1", "--json"},
        {"show", "oecd", "--top", "1", "--json"},
        {"briefing", "incident reports"},
        {"forums", "incident reports", "--format", "csv"},
        {"briefing", "incident reports", "--json"}}) {
    const std::string answer = Ask(words);
    EXPECT_FALSE(Has(answer, "\x1A") || Has(answer, "\\u001A")) << answer;
  }
}

TEST_F(SampleAnswersTest, ARestoredStoreSharesNothingAndSaysNothingOfIt) {
  Ask({"backup", "kept"});
  const std::string answer = Ask({"restore", "kept", "--store", "again.db"});
  EXPECT_TRUE(Has(answer, "copied\n")) << answer;
  EXPECT_FALSE(Has(answer, "shared")) << answer;
}

}  // namespace
}  // namespace concord::testing
