// Runs the questions of docs/query-language.md, as they are printed there, on the sample.
#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/cli/subprocess.h"

namespace concord::testing {
namespace {

// Texts of fenced blocks marked `cypher`.
std::vector<std::string> QueriesOf(std::string_view page) {
  std::vector<std::string> queries;
  bool inside = false;
  for (const std::string_view line : Split(page, '\n')) {
    if (line.starts_with("```")) {
      inside = line == "```cypher";
      if (inside) queries.emplace_back();
    } else if (inside) {
      queries.back() += std::string(line) + "\n";
    }
  }
  return queries;
}

TEST(CookbookTest, EveryQuestionHasAnAnswer) {
  const Workplace workplace;
  const std::filesystem::path sample = SourceDir() / "datasets" / "sample";
  ASSERT_EQ(workplace.Run({"init"}).exit_code, 0);
  const Outcome ingested =
      workplace.Run({"ingest", sample.string(), "--manifest", (sample / "MANIFEST.tsv").string()});
  ASSERT_EQ(ingested.exit_code, 0) << Describe(ingested);
  const std::vector<std::string> queries =
      QueriesOf(ReadFileOrDie(SourceDir() / "docs" / "query-language.md"));
  EXPECT_EQ(queries.size(), 20u);
  size_t with_rows = 0;
  for (const std::string& query : queries) {
    SCOPED_TRACE(query);
    const Outcome outcome = workplace.Run({"query", query, "--format", "csv"});
    EXPECT_EQ(outcome.exit_code, 0) << Describe(outcome);
    with_rows += Split(outcome.out, '\n').size() > 2;  // the head, a row, and what follows the last line
  }
  // The sample is small: a question may find nothing in it, most must not.
  EXPECT_GE(with_rows, 17u);
}

TEST(CookbookTest, QueryRefusesAndExplains) {
  const Workplace workplace;
  ASSERT_EQ(workplace.Run({"init"}).exit_code, 0);
  const Outcome wrong = workplace.Run({"query", "MATCH (n) RETRUN n"});
  EXPECT_EQ(wrong.exit_code, 2) << Describe(wrong);
  EXPECT_NE(wrong.err.find("did you mean RETURN?"), std::string::npos) << Describe(wrong);
  EXPECT_NE(wrong.err.find("\n  MATCH (n) RETRUN n\n            ^\n"), std::string::npos) << Describe(wrong);
  EXPECT_EQ(workplace.Run({"query", "CREATE (:Note)"}).exit_code, 2);
  EXPECT_EQ(
      workplace.Run({"query", "--write", "CREATE (:Note {text: $text})", "--param", "text=Port Meridian"})
          .exit_code,
      0);
  const Outcome found = workplace.Run({"query", "MATCH (n:Note) RETURN n.text AS text", "--format", "jsonl"});
  EXPECT_EQ(found.out, "{\"text\":\"Port Meridian\"}\n") << Describe(found);
  EXPECT_EQ(workplace.Run({"query"}).exit_code, 2);
}

}  // namespace
}  // namespace concord::testing
