#include "server/mcp_calls.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/parameter.h"
#include "base/unicode.h"
#include "query/cypher/result_writer.h"
#include "server/api.h"
#include "server/cypher_question.h"
#include "server/listings.h"

namespace concord {
namespace {

constexpr size_t kMostBytes = 6000;  // of an answer's text: some 1,500 to 2,000 tokens
constexpr uint64_t kMostRows = 200;  // of a query in Cypher
constexpr size_t kTableWidth = 160;

using Given = std::vector<std::pair<std::string, std::string>>;

std::string Take(Given* given, std::string_view name) {
  const auto found = std::ranges::find(*given, name, &Given::value_type::first);
  if (found == given->end()) return {};
  std::string value = found->second;
  given->erase(found);
  return value;
}

McpToolText AskInCypher(const std::string& query, const PublishedState& state) {
  const auto result = AskCypher(*state.snapshot, query, kMostRows, nullptr);
  if (!result) return {result.error().ToString(query), true};
  std::string text =
      result->plan.empty() ? cypher::ResultTable(*result, kTableWidth) : cypher::PlanText(result->plan);
  if (text.size() > kMostBytes) {
    const size_t line = text.rfind('\n', kMostBytes);
    text.resize(line == std::string::npos ? 0 : line + 1);
    text += "The other rows do not fit; ask with SKIP and LIMIT, or for less.\n";
  }
  for (const std::string& note : result->notes) text += "note: " + note + "\n";
  return {text, false};
}

// The rows in which the words stand.
Answer Containing(const Answer& answer, std::string_view words) {
  Answer part = answer;
  const std::string wanted = FoldForComparison(words);
  std::erase_if(part.rows, [&](const Row& row) {
    std::string text;
    for (const Value& cell : row.cells) text += cell.ToString() + ' ';
    return FoldForComparison(text).find(wanted) == std::string::npos;
  });
  return part;
}

}  // namespace

McpToolText CallMcpTool(const McpTool& tool, const McpArguments& arguments, LiveStore* store,
                        AnswerCache* answers) {
  Given given;
  size_t offset = 0;
  for (const auto& [name, value] : arguments) {
    if (name == "offset" && value &&
        std::from_chars(value->data(), value->data() + value->size(), offset).ec == std::errc())
      continue;
    const bool known =
        std::ranges::any_of(tool.parameters, [&](const McpParameter& one) { return one.name == name; });
    if (!known || !value) {
      std::string names = "offset";
      for (const McpParameter& one : tool.parameters) names += fmt::format(", {}", one.name);
      return {fmt::format("{} takes no such argument '{}'; it takes {}", tool.name, name, names), true};
    }
    given.emplace_back(name, *value);
  }
  const auto state = store->Now();
  if (!state) return {state.error().ToString(), true};
  if (tool.name == "query") return AskInCypher(Take(&given, "q"), **state);
  const bool list = tool.name == "list";
  const std::string contains = list ? Take(&given, "contains") : "";
  const std::string question = list ? Take(&given, "what") : std::string(tool.name);
  const Query* query = nullptr;
  if (list) {
    std::string names;
    for (const Query& listing : Listings()) {
      if (listing.name == question) query = &listing;
      names += fmt::format("{}{}", names.empty() ? "" : ", ", listing.name);
    }
    if (query == nullptr) return {fmt::format("what is '{}'; it should be one of {}", question, names), true};
  } else {
    query = FindQuestion(question);
  }
  // A tool's first argument is the query's first word, whatever the query calls it.
  const std::vector<WordParameter> words = WordParameters(query->words);
  if (!list && !tool.parameters.empty() && tool.parameters.front().required && !words.empty()) {
    for (auto& [name, value] : given) {
      if (name == tool.parameters.front().name) name = words.front().name;
    }
  }
  const auto asked = ArgumentsOf(*query, given);
  if (!asked) return {SpellParameters(asked.error().message, Spelling::kHttp), true};
  const auto answer = answers->Ask(**state, *(*state)->snapshot, *query, *asked);
  if (!answer) return {SpellParameters(answer.error().message, Spelling::kHttp), true};
  return {AnswerAsText(contains.empty() ? **answer : Containing(**answer, contains), offset, kMostBytes),
          false};
}

}  // namespace concord
