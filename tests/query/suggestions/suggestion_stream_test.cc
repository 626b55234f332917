#include "query/suggestions/suggestion_stream.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <sstream>

#include "base/text.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

TinyGraph Frameworks() {
  TinyGraph graph;
  graph.Framework("aa", {"Lamps|Lamps are lit at dusk on every pier", "Ropes|Ropes are coiled and dry"});
  graph.Framework("bb", {"Lighting|Every pier has lamps that are lit at dusk",
                         "Storage|Coiled ropes are kept dry", "Records|The master keeps a log of ships"});
  return graph;
}

// The rows, and what the report counts.
struct Streamed {
  std::vector<std::string> rows;
  SuggestionStreamReport report;
};

Streamed Stream(const std::string& lines, SuggestionStreamOptions options = {}) {
  TinyGraph graph = Frameworks();
  std::istringstream in(lines);
  std::ostringstream out;
  const auto report = SuggestStream(in, out, graph.Take(), options);
  EXPECT_TRUE(report) << report.error().ToString();
  Streamed streamed{{}, report.value_or(SuggestionStreamReport{})};
  const std::string text = out.str();
  for (const std::string_view row : Split(text, '\n')) {
    if (!row.empty()) streamed.rows.emplace_back(row);
  }
  return streamed;
}

std::string Field(const std::string& row, const char* name) {
  rapidjson::Document json;
  json.Parse(row.data(), row.size());
  EXPECT_FALSE(json.HasParseError()) << row;
  if (json.HasParseError() || !json.HasMember(name)) return "";
  return json[name].IsString() ? json[name].GetString() : std::to_string(json[name].GetUint64());
}

TEST(SuggestionStream, ASetIsAnsweredAsItsFrameworkIs) {
  SuggestionStreamOptions options;
  options.against = "bb";
  options.suggestions.top = 1;
  const Streamed stored = Stream("{\"a\": \"aa\"}\n", options);
  const Streamed brought = Stream(
      "{\"items\": [{\"id\": \"aa:1\", \"title\": \"Lamps\", \"text\": \"Lamps are lit at dusk on every "
      "pier\"}, "
      "{\"id\": \"aa:2\", \"title\": \"Ropes\", \"text\": \"Ropes are coiled and dry\"}]}",
      options);
  ASSERT_EQ(stored.rows.size(), 3U);
  EXPECT_EQ(Field(stored.rows[0], "subject") + Field(stored.rows[0], "object"), "aa:1bb:1");
  EXPECT_EQ(Field(stored.rows[1], "subject") + Field(stored.rows[1], "object"), "aa:2bb:2");
  EXPECT_EQ(stored.rows[2], R"({"kind":"end","b":"bb","subjects":2,"suggestions":2})");
  EXPECT_EQ(stored.rows, brought.rows);
}

TEST(SuggestionStream, NamedObjectsAreAllScored) {
  const Streamed best = Stream("{\"a\":\"aa\",\"b\":\"bb\",\"subjects\":[\"aa:1\"]}\n");
  const Streamed pair =
      Stream("{\"id\":\"p\",\"a\":\"aa\",\"b\":\"bb\",\"subjects\":[\"aa:1\"],\"objects\":[\"bb:1\"]}\n");
  ASSERT_EQ(pair.rows.size(), 2U);
  EXPECT_EQ(Field(pair.rows[0], "id"), "p");
  // A confidence counts the other objects too: it is that of the whole ranking.
  EXPECT_EQ(pair.rows[0].substr(pair.rows[0].find("\"subject\"")),
            best.rows.at(0).substr(best.rows.at(0).find("\"subject\"")));
}

TEST(SuggestionStream, ErrorsAreRowsAndTheRestGoesOn) {
  const Streamed streamed = Stream(
      "{\"id\":\"x\",\"a\":\"zz\",\"b\":\"bb\"}\n"
      "nonsense\n"
      "{\"id\":\"y\",\"a\":\"aa\"}\n"
      "{\"id\":\"z\",\"a\":\"aa\",\"b\":\"bb\",\"objects\":[\"bb:9\"]}\n"
      "{\"a\":\"aa\",\"b\":\"bb\"}\n");
  EXPECT_EQ(streamed.report.answered, 1U);
  EXPECT_EQ(streamed.report.refused, 4U);
  ASSERT_GT(streamed.rows.size(), 5U);
  const std::vector<std::string> codes = {"not found", "invalid", "invalid", "not found"};
  for (size_t i = 0; i < codes.size(); ++i) {
    EXPECT_EQ(Field(streamed.rows[i], "kind"), "error");
    EXPECT_EQ(Field(streamed.rows[i], "code"), codes[i]) << streamed.rows[i];
    EXPECT_EQ(Field(streamed.rows[i], "line"), std::to_string(i + 1));
  }
  EXPECT_EQ(Field(streamed.rows[0], "id"), "x");
  EXPECT_EQ(Field(streamed.rows[3], "reason"), "bb has no item 'bb:9'");
  EXPECT_EQ(Field(streamed.rows.back(), "kind"), "end");
  SuggestionStreamOptions narrow;
  narrow.max_line_bytes = 10;
  EXPECT_EQ(Field(Stream("{\"a\":\"aa\",\"b\":\"bb\"}\n", narrow).rows.at(0), "code"), "limit");
}

}  // namespace
}  // namespace concord
