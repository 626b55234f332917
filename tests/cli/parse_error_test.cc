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
  EXPECT_EQ(Error({"topic"}), "concord: topic needs one of the verbs save, remove\n");
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
  EXPECT_EQ(Error({"map", "a"}),
            "concord: map takes A B; you gave 1 word; `concord map --help` explains them\n");
  EXPECT_EQ(Error({"map", "a", "b", "c"}),
            "concord: map takes A B; you gave 3 words; put quotation marks around words that belong "
            "together\n");
  EXPECT_EQ(Error({"ingest"}), "concord: ingest needs at least 1 word: `concord ingest PATH...`\n");
  EXPECT_EQ(Error({"map"}), "concord: map needs 2 words: `concord map A B`\n");
  EXPECT_EQ(Error({"stats", "extra"}), "concord: stats takes no words; you gave 'extra'\n");
  EXPECT_EQ(Error({"formats", "extra", "words"}),
            "concord: formats takes no words; you gave 'extra words'\n");
  EXPECT_EQ(Error({"topic", "svae", "a"}), "concord: topic has no verb 'svae'; did you mean 'save'?\n");
}

TEST_F(ParseErrorTest, AValueThatAnOptionDoesNotTake) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> calls = {
      {{"ingest", "x", "--jobs", "0"}, "--jobs is '0'; it should be a whole number from 1 to 256"},
      {{"ingest", "x", "--max-depth", "lots"},
       "--max-depth is 'lots'; it should be a whole number from 1 to 100000"},
      {{"ingest", "x", "--max-sections", "lots"},
       "--max-sections is 'lots'; it should be a whole number, 0 or more"},
      {{"extract", "x", "--print", "everything"},
       "--print is 'everything'; it should be document or findings"},
      {{"serve", "--port", "abc"}, "--port is 'abc'; it should be a whole number from 0 to 65535"},
      {{"serve", "--port", "99999"}, "--port is '99999'; it should be a whole number from 0 to 65535"},
      {{"review", "a", "b", "--min", "2"}, "--min is '2'; it should be a number from 0 to 1"},
      {{"query", "RETURN 1", "--timeout", "soon"}, "--timeout is 'soon'; it should be a number"},
      {{"stats", "--width", "5"}, "--width is '5'; it should be a whole number from 40 to 1000"},
      {{"stats", "--json=maybe"}, "--json takes no value; you gave 'maybe'"},
  };
  for (const auto& [words, text] : calls) EXPECT_EQ(Error(words), "concord: " + text + "\n");
}

TEST_F(ParseErrorTest, AnOptionThatIsGivenTwiceOrLacksItsValue) {
  EXPECT_EQ(Error({"--store", "a", "--store", "b", "stats"}), "concord: --store is given twice\n");
  EXPECT_EQ(Error({"ingest", "x", "--jobs"}), "concord: --jobs needs a value: --jobs N\n");
  EXPECT_EQ(Error({"issuer", "accept", "coastal-code", "oecd"}), "concord: issuer accept needs --by NAME\n");
}

// A wrong format was reported once for each file, as if the files were bad.
TEST_F(ParseErrorTest, AFormatThatDoesNotExistIsAWrongCall) {
  workplace_.Write("in/a.txt", "Keep a log.\n");
  workplace_.Write("in/b.txt", "Keep a log.\n");
  EXPECT_EQ(
      Error({"ingest", "in", "--format", "htm"}),
      "concord: --format is 'htm'; it should be one that `concord formats` lists; did you mean 'html'?\n");
  EXPECT_FALSE(std::filesystem::exists(workplace_.store())) << "a wrong call makes no store";
  EXPECT_EQ(Error({"extract", "in/a.txt", "--format", "nonsense"}),
            "concord: --format is 'nonsense'; it should be one that `concord formats` lists\n");
  EXPECT_EQ(Error({"import", "--nodes", "a.csv", "--separator", "abc"}),
            "concord: --separator is 'abc'; it should be one byte, or TAB\n");
  EXPECT_EQ(Error({"query", "RETURN 1", "--format", "xml"}),
            "concord: --format is 'xml'; it should be one of table, json, jsonl, csv, graph\n");
}

// One text served for a folder that is missing, a file, and a folder of other things.
TEST_F(ParseErrorTest, AStoreThatIsNotThere) {
  workplace_.Write("a.txt", "x");
  const auto asked = [&](const std::string& store) {
    const Outcome outcome = workplace_.Run({"--store", store, "stats"});
    EXPECT_EQ(outcome.exit_code, kExitNotFound) << Describe(outcome);
    return outcome.err;
  };
  EXPECT_EQ(asked("absent.db"), "concord: there is no store in 'absent.db'; `concord init` makes one\n");
  EXPECT_EQ(asked("a.txt"), "concord: 'a.txt' is a file; a store is a folder\n");
  const Outcome backup = workplace_.Run({"restore", "absent"});
  EXPECT_EQ(backup.exit_code, kExitNotFound) << Describe(backup);
  EXPECT_EQ(backup.err, "concord: there is no folder 'absent' with backups\n");
}

// --param took the query for its second value, so the query seemed to be missing.
TEST_F(ParseErrorTest, AParameterDoesNotSwallowTheQuery) {
  EXPECT_EQ(Error({"query", "--param", "x", "RETURN $x"}),
            "concord: --param is 'x'; it should be NAME=VALUE\n");
  EXPECT_EQ(workplace_.Run({"init"}).exit_code, kExitOk);
  const Outcome answer = workplace_.Run({"query", "--param", "x=5", "RETURN $x AS x", "--format", "csv"});
  EXPECT_EQ(answer.exit_code, kExitOk) << Describe(answer);
  EXPECT_NE(answer.out.find("5"), std::string::npos);
  const Outcome edges = workplace_.Run({"export", "--edges", "ISSUED_BY", "no-such-key"});
  EXPECT_EQ(edges.exit_code, kExitNotFound) << Describe(edges);
  EXPECT_NE(edges.err.find("no-such-key"), std::string::npos) << Describe(edges);
}

}  // namespace
}  // namespace concord::testing
