#include "query/queries/questions.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "base/parameter.h"
#include "query/output/answer_json.h"
#include "query/query.h"
#include "tests/environment.h"
#include "tests/query/tiny_graph.h"

namespace concord {
namespace {

using testing::TinyGraph;

constexpr std::string_view kGenerate = ": run python/tools/generate_questions.py";

using Options = std::map<std::string, std::string, std::less<>>;

// A port authority's code in two editions, two small frameworks, and a board that one text names.
TinyGraph Port() {
  TinyGraph graph;
  graph.Document("act", "act@1", "Article 1 Lamps\nBoats shall carry lamps, says the Board.");
  graph.Section("act@1:art.1", "act@1", "Article 1", "Lamps",
                "Article 1 Lamps\nBoats shall carry lamps, says the Board.");
  graph.Measure("act@1:art.1#1", "act@1:art.1", "Boats shall carry lamps");
  graph.Version("act", "act@2", "Article 1 Lamps\nBoats shall carry horns, says the Board.");
  graph.Section("act@2:art.1", "act@2", "Article 1", "Lamps",
                "Article 1 Lamps\nBoats shall carry horns, says the Board.");
  graph.Forum("board", "Board").Involves("act@1:art.1", "board", "venue", "the Board");
  graph.Framework("fw", {"Lamps|Carry lamps.", "Horns|Carry horns."});
  graph.Framework("gw", {"Light|Show a light."}).Maps("fw:1", "skos:exactMatch", "gw:1");
  return graph;
}

// The same by the words of a front end. Both ways have to agree to the byte.
void ExpectSame(const Snapshot& snapshot, const Result<Answer>& typed, std::string_view query,
                std::vector<std::string> words, Options options = {}) {
  const auto by_words = FindQuery(query)->run(snapshot, {std::move(words), std::move(options)});
  ASSERT_TRUE(typed) << query << ": " << typed.error().ToString();
  ASSERT_TRUE(by_words) << query << ": " << by_words.error().ToString();
  EXPECT_EQ(AnswerToJson(*typed), AnswerToJson(*by_words));
}

TEST(Questions, DefaultsAreThoseOfFrontEnds) {
  TinyGraph graph = Port();
  const auto& snapshot = graph.Take();
  ExpectSame(snapshot, AnswerBriefing(snapshot, {.topic = "lamps"}), "briefing", {"lamps"});
  ExpectSame(snapshot, AnswerCheck(snapshot, {}), "check", {});
  ExpectSame(snapshot, AnswerCoverage(snapshot, {.columns = "lamps"}), "coverage", {}, {{"cols", "lamps"}});
  ExpectSame(snapshot, AnswerForums(snapshot, {.topic = "lamps"}), "forums", {"lamps"});
  ExpectSame(snapshot, AnswerMap(snapshot, {.a = "fw", .b = "gw"}), "map", {"fw", "gw"});
  ExpectSame(snapshot, AnswerSearch(snapshot, {.text = "lamps"}), "search", {"lamps"});
  ExpectSame(snapshot, AnswerCompare(snapshot, {.first = "lamps", .second = "horns"}), "compare",
             {"lamps", "horns"});
  ExpectSame(snapshot, AnswerDiff(snapshot, {.a = "act@1", .b = "act@2"}), "diff", {"act@1", "act@2"});
  ExpectSame(snapshot, AnswerForum(snapshot, {.forum = "board"}), "forum", {"board"});
  ExpectSame(snapshot, AnswerForumGaps(snapshot, {.forum = "board"}), "gaps", {}, {{"forum", "board"}});
  ExpectSame(snapshot, AnswerItemGaps(snapshot, {.a = "fw", .b = "gw"}), "gaps", {"fw"}, {{"by", "gw"}});
  ExpectSame(snapshot, AnswerIssuers(snapshot, {}), "issuers", {});
  ExpectSame(snapshot, AnswerNaming(snapshot, {.topic = "lamps"}), "naming", {"lamps"});
  ExpectSame(snapshot, AnswerOverlap(snapshot, {}), "overlap", {});
  ExpectSame(snapshot, AnswerPaths(snapshot, {.a = "fw:1", .b = "gw:1"}), "paths", {"fw:1", "gw:1"});
  ExpectSame(snapshot, AnswerShow(snapshot, {.key = "act"}), "show", {"act"});
  ExpectSame(snapshot, AnswerStats(snapshot), "stats", {});
  ExpectSame(snapshot, AnswerTimeline(snapshot, {.topic = "lamps"}), "timeline", {"lamps"});
  ExpectSame(snapshot, AnswerTopics(snapshot, {}), "topics", {});
  ExpectSame(snapshot, AnswerWhy(snapshot, {.from = "act", .to = "board"}), "why", {"act", "board"});
}

TEST(Questions, OptionsArriveWhereTheWordsOfAFrontEndDo) {
  TinyGraph graph = Port();
  const auto& snapshot = graph.Take();
  ExpectSame(snapshot, AnswerDiff(snapshot, {.a = "act@1", .b = "act@2", .kind = "section", .all = true}),
             "diff", {"act@1", "act@2"}, {{"kind", "section"}, {"all", "true"}});
  ExpectSame(snapshot, AnswerPaths(snapshot, {.a = "fw:1", .b = "gw:1", .steps = 1, .top = 1}), "paths",
             {"fw:1", "gw:1"}, {{"steps", "1"}, {"top", "1"}});
  ExpectSame(snapshot, AnswerShow(snapshot, {.key = "act@1:art.1", .top = 0}), "show", {"act@1:art.1"},
             {{"top", "0"}});
  ExpectSame(snapshot, AnswerItemGaps(snapshot, {.a = "fw", .b = "gw", .side = "a", .mapped = true}), "gaps",
             {"fw"}, {{"by", "gw"}, {"side", "a"}, {"all", "true"}});
  OverlapOptions overlap{.columns = "lamps, horns", .least = 0.5};
  ExpectSame(snapshot, AnswerOverlap(snapshot, overlap), "overlap", {},
             {{"cols", "lamps, horns"}, {"min", "0.5"}});
}

// The generator needs the built module; this tells without it that it should run again.
TEST(Questions, ThePythonMethodsHaveEveryOptionWithItsHelp) {
  const std::string file =
      testing::ReadFileOrDie(testing::SourceDir() / "python" / "concordkg" / "questions.py");
  std::string text;  // without the line breaks of help texts
  for (const char c : file) {
    if (c != ' ' && c != '\n') text += c;
  }
  const auto squeezed = [](std::string_view words) {
    std::string solid;
    for (const char c : words) {
      if (c != ' ' && c != '\n') solid += c;
    }
    return solid;
  };
  size_t from = 0;
  for (const Query& query : Queries()) {
    const std::string call = fmt::format("returnself._ask(\"{}\",", query.name);
    const size_t to = text.find(call, from);
    ASSERT_NE(to, std::string::npos) << query.name << kGenerate;
    const std::string method = text.substr(from, to - from);
    from = to;
    const size_t options = method.find("options={");
    size_t count = 0;
    for (const QueryOption& option : query.options) {
      if (option.name == "format") continue;
      ++count;
      EXPECT_NE(method.find(fmt::format("\"{}\":", option.name), options), std::string::npos)
          << query.name << " " << option.name << kGenerate;
      std::string help = SpellParameters(option.help, Spelling::kPython);
      EXPECT_NE(method.find(":" + squeezed(help)), std::string::npos)
          << query.name << " " << option.name << ": " << help << kGenerate;
    }
    if (count > 0) {
      EXPECT_EQ(std::ranges::count(method.substr(options), ':'), count) << query.name << kGenerate;
    }
  }
}

TEST(Questions, AWrongOptionIsAnErrorOfUse) {
  TinyGraph graph = Port();
  const auto& snapshot = graph.Take();
  const auto kind = AnswerDiff(snapshot, {.a = "act@1", .b = "act@2", .kind = "chapter"});
  ASSERT_FALSE(kind);
  EXPECT_EQ(kind.error().code, ErrorCode::kUsage);
  const auto nobody = AnswerForum(snapshot, {.forum = "harbourmasters"});
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace concord
