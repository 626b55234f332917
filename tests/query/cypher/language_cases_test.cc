// The cases in cases/*.txt: each is a query and what it gives, worked out by hand.
//
//   = CREATE ...            empties the graph, then makes this one
//   ? RETURN 1 AS x         a query; a line that begins with two blanks goes on with it
//   | 1                     a row, its values between bars; rows in any order, unless ORDER BY says which
//   ! SyntaxError IntegerOverflow compile      or how it fails
//
// Values are written as ToText writes them. Lines that begin with # say what the next ones are about.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "query/cypher/cypher.h"
#include "tests/environment.h"

namespace concord::cypher {
namespace {

struct Case {
  size_t line = 0;
  std::string graph, query;
  std::vector<std::string> expected;
};

std::vector<Case> ReadCases(const std::filesystem::path& file) {
  std::vector<Case> cases;
  const std::string text = testing::ReadFileOrDie(file);
  std::string graph;
  std::string* open = nullptr;  // what a continued line belongs to
  size_t number = 0;
  for (const std::string_view line : Split(text, '\n')) {
    ++number;
    const std::string rest(line.size() > 2 ? line.substr(2) : "");
    if (line.starts_with("  ") && open != nullptr) {
      *open += "\n" + rest;
    } else if (line.starts_with("= ") || line == "=") {
      graph = rest;
      open = &graph;
    } else if (line.starts_with("? ")) {
      cases.push_back({number, graph, rest, {}});
      open = &cases.back().query;
    } else if (line.starts_with("| ") || line.starts_with("! ")) {
      cases.back().expected.emplace_back(line);
    } else if (!line.empty() && !line.starts_with('#')) {
      ADD_FAILURE() << file << ":" << number << ": " << line;
    }
  }
  return cases;
}

std::vector<std::string> Answer(GraphStore* store, const std::string& query) {
  QueryOptions options;
  options.write = true;
  options.timeout = std::chrono::seconds(10);
  const auto result = RunCypher(*store, query, options);
  if (!result) {
    const QueryError& error = result.error();
    return {fmt::format("! {} {} {}", error.error_class, error.detail,
                        error.phase == ErrorPhase::kCompile ? "compile" : "runtime")};
  }
  std::vector<std::string> rows;
  for (const ValueList& row : result->rows) {
    std::string text;
    for (const Value& value : row) text += "| " + ToText(value) + " ";
    text.pop_back();
    rows.push_back(text);
  }
  return rows;
}

class LanguageCases : public ::testing::TestWithParam<std::string> {};

TEST_P(LanguageCases, GiveWhatTheySay) {
  const std::filesystem::path file =
      testing::SourceDir() / "tests" / "query" / "cypher" / "cases" / (GetParam() + ".txt");
  for (const Case& test : ReadCases(file)) {
    const auto store = NewMemoryStore();
    QueryOptions write;
    write.write = true;
    if (!test.graph.empty()) {
      const auto made = RunCypher(*store, test.graph, write);
      ASSERT_TRUE(made) << file << ":" << test.line << "\n" << made.error().ToString(test.graph);
    }
    std::vector<std::string> expected = test.expected, found = Answer(store.get(), test.query);
    if (test.query.find("ORDER BY") == std::string::npos) {
      std::sort(expected.begin(), expected.end());
      std::sort(found.begin(), found.end());
    }
    EXPECT_EQ(found, expected) << file << ":" << test.line << "\n" << test.query;
  }
}

INSTANTIATE_TEST_SUITE_P(Cypher, LanguageCases,
                         ::testing::Values("aggregation", "clauses", "expressions", "literals", "patterns",
                                           "temporal", "writing"),
                         [](const auto& param) { return param.param; });

}  // namespace
}  // namespace concord::cypher
