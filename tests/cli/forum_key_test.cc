// Questions about real documents, and what a reader answered (forum_key/key.tsv): which forum issued a
// document on the topic, or is named in a paragraph on it, and how.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "cli/command.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

using Triple = std::tuple<std::string, std::string, std::string>;  // forum, relation, document

struct Question {
  std::string query;
  std::string when;  // in the key: rules were made with the first ten in view
  std::set<Triple> wanted, traps, doubts;
};

std::vector<std::string> Words(std::string_view line, char separator) {
  std::vector<std::string> words;
  for (const std::string_view word : Split(line, separator)) words.emplace_back(word);
  return words;
}

class ForumKeyTest : public ::testing::Test {
 protected:
  // Copies what the key speaks of into the workplace, ingests it, and reads the key.
  void Prepare() {
    const auto corpus = SharedDir() / "corpus";
    for (const char* folder : {"txt", "md/oecd"}) {
      std::filesystem::create_directories(workplace_.path() / "corpus" / folder);
      std::filesystem::copy(corpus / folder, workplace_.path() / "corpus" / folder,
                            std::filesystem::copy_options::recursive);
    }
    std::filesystem::copy_file(corpus / "MANIFEST.tsv", workplace_.path() / "corpus" / "MANIFEST.tsv");
    const Outcome outcome =
        workplace_.Run({"ingest", "corpus", "--manifest", "corpus/MANIFEST.tsv", "--json"});
    ASSERT_TRUE(outcome.exit_code == kExitOk || outcome.exit_code == kExitFindings) << Describe(outcome);
    rapidjson::Document report;
    report.Parse(outcome.out.c_str());
    std::map<std::string, std::string> work_of;  // by path
    for (const auto& stored : report["stored"].GetArray()) {
      const std::string version = stored["version"].GetString();
      work_of[stored["path"].GetString()] = version.substr(0, version.find('@'));
    }
    bool head = true;
    for (const std::string& line :
         Words(ReadFileOrDie(SourceDir() / "tests" / "cli" / "forum_key" / "key.tsv"), '\n')) {
      if (line.empty() || line.front() == '#' || std::exchange(head, false)) continue;
      const std::vector<std::string> cells = Words(line, '\t');
      ASSERT_EQ(cells.size(), 7u) << line;
      ASSERT_TRUE(work_of.contains(cells[6])) << cells[6] << " was not read";
      Question& question = questions_[cells[0]];
      question.query = cells[1];
      question.when = cells[2].empty() ? "first" : cells[2];
      auto& kind = cells[5] == "trap"    ? question.traps
                   : cells[5] == "doubt" ? question.doubts
                                         : question.wanted;
      kind.insert({cells[4], cells[5], work_of[cells[6]]});
    }
    for (const std::string& line : Words(ReadFileOrDie(SourceDir() / "datasets" / "forums.tsv"), '\n'))
      forums_.insert(line.substr(0, line.find('\t')));
  }

  // A passage of the key is a paragraph that has all words of the query, and no others for them.
  std::set<Triple> Ask(const std::string& query) {
    std::vector<std::string> words = {"--json", "forums",   "--no-model", "--threshold",
                                      "1",      "--top",    "1000",       "--evidence",
                                      "all",    "--within", "paragraph",  "--no-expand"};
    for (const std::string& word : Words(query, ' ')) words.push_back(word);
    const Outcome outcome = workplace_.Run(words);
    EXPECT_EQ(outcome.exit_code, kExitOk) << Describe(outcome);
    rapidjson::Document answer;
    answer.Parse(outcome.out.c_str());
    std::set<Triple> found;
    if (answer.HasParseError()) return found;
    const std::set<std::string> relations = {"issued", "venue",  "partner", "object",
                                             "host",   "issuer", "other"};
    for (const auto& row : answer["rows"].GetArray()) {
      const std::string forum = row["forum"].GetString();
      if (!forums_.contains(forum)) continue;  // a ministry or parliament
      for (const auto& evidence : row["evidence"].GetArray()) {
        const std::string column = evidence["column"].GetString();
        if (relations.contains(column)) found.insert({forum, column, evidence["document"].GetString()});
      }
    }
    return found;
  }

  Workplace workplace_;
  std::map<std::string, Question> questions_;
  std::set<std::string> forums_;
};

// What was right, wrong and missed, of triples or of pairs without the relation.
struct Score {
  size_t right = 0, wrong = 0, missed = 0;

  double precision() const { return Share(right, wrong); }
  double recall() const { return Share(right, missed); }

 private:
  static double Share(size_t part, size_t rest) {
    return static_cast<double>(part) / static_cast<double>(std::max<size_t>(part + rest, 1));
  }
};

TEST_F(ForumKeyTest, PrecisionAndRecallOfTriples) {
  CONCORD_NEED_SHARED();
  Prepare();
  ASSERT_EQ(questions_.size(), 25u);
  using Pair = std::pair<std::string, std::string>;
  std::map<std::string, Score> triples, pairs;  // by when the question was made
  for (const auto& [name, question] : questions_) {
    SCOPED_TRACE(name);
    const auto pair = [](const Triple& triple) { return Pair(std::get<0>(triple), std::get<2>(triple)); };
    Score& of_triples = triples[question.when];
    Score& of_pairs = pairs[question.when];
    std::set<Pair> doubtful, wanted_pairs, found_pairs;
    for (const Triple& triple : question.doubts) doubtful.insert(pair(triple));
    for (const Triple& triple : question.wanted) wanted_pairs.insert(pair(triple));
    const std::set<Triple> found = Ask(question.query);
    for (const Triple& triple : found) {
      if (doubtful.contains(pair(triple))) continue;
      ++(question.wanted.contains(triple) ? of_triples.right : of_triples.wrong);
      if (found_pairs.insert(pair(triple)).second)
        ++(wanted_pairs.contains(pair(triple)) ? of_pairs.right : of_pairs.wrong);
    }
    for (const Triple& triple : question.wanted) of_triples.missed += found.contains(triple) ? 0 : 1;
    for (const Pair& wanted : wanted_pairs) of_pairs.missed += found_pairs.contains(wanted) ? 0 : 1;
    for (const Triple& trap : question.traps) {
      EXPECT_FALSE(found_pairs.contains(pair(trap))) << "fell for " << std::get<0>(trap);
    }
  }
  for (const auto& [when, of_triples] : triples) {
    std::printf("%s: triples: precision %.3f, recall %.3f (%zu right, %zu wrong, %zu missed); ", when.c_str(),
                of_triples.precision(), of_triples.recall(), of_triples.right, of_triples.wrong,
                of_triples.missed);
    std::printf("without relations: precision %.3f, recall %.3f\n", pairs[when].precision(),
                pairs[when].recall());
    EXPECT_GE(of_triples.precision(), 0.9);
    EXPECT_GE(of_triples.recall(), 0.9);
  }
}

}  // namespace
}  // namespace concord::testing
