// Wrong calls are answered in words that say what would be right.
#include <gtest/gtest.h>

#include "cli/command.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

class ParseErrorTest : public ::testing::Test {
 protected:
  std::string Error(const std::vector<std::string>& words) {
    const Outcome outcome = workplace_.Run(words);
    EXPECT_EQ(outcome.exit_code, kExitUsage) << Describe(outcome);
    return outcome.err;
  }
  Workplace workplace_;
};

TEST_F(ParseErrorTest, AVerbThatDoesNotExist) {
  EXPECT_EQ(Error({"mpa", "a", "b"}), "concord: there is no verb 'mpa'; did you mean 'map'?\n");
  EXPECT_EQ(Error({"--store", "map", "qqqqqq"}),
            "concord: there is no verb 'qqqqqq'; `concord --help` lists them\n");
  EXPECT_EQ(Error({}), "concord: give a verb; `concord --help` lists them\n");
  EXPECT_EQ(Error({"topic"}), "concord: topic needs a verb of its own; `concord topic --help` lists them\n");
}

// CLI11 takes an option that it does not know for a word.
TEST_F(ParseErrorTest, AnOptionThatDoesNotExistIsNoWordTooMany) {
  EXPECT_EQ(Error({"map", "a", "b", "--evidence", "2"}),
            "concord: map has no option --evidence; `concord map --help` lists them\n");
  EXPECT_EQ(Error({"forums", "incidents", "--treshold=0.5"}),
            "concord: forums has no option --treshold; did you mean '--threshold'?\n");
  EXPECT_EQ(Error({"topic", "save", "x", "words", "--top", "3"}),
            "concord: topic save has no option --top; `concord topic save --help` lists them\n");
}

TEST_F(ParseErrorTest, WordsThatAreTooManyOrTooFew) {
  EXPECT_EQ(Error({"map", "a"}), "concord: map takes A B; you gave 1 word\n");
  EXPECT_EQ(Error({"map", "a", "b", "c"}),
            "concord: map takes A B; you gave 3 words; put quotation marks around words that belong "
            "together\n");
  EXPECT_EQ(Error({"ingest"}), "concord: ingest needs PATH...\n");
}

}  // namespace
}  // namespace concord::testing
