#include "server/mcp_calls.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "app/selection_request.h"
#include "base/parameter.h"
#include "base/plural.h"
#include "base/unicode.h"
#include "query/cypher/result_writer.h"
#include "server/api.h"
#include "server/cypher_question.h"
#include "server/export.h"
#include "server/listings.h"

namespace concord {
namespace {

constexpr size_t kMostBytes = 6000;  // of an answer's text: some 1,500 to 2,000 tokens
constexpr uint64_t kMostRows = 200;  // of a query in Cypher
constexpr size_t kTableWidth = 160;

using Given = std::vector<std::pair<std::string, std::string>>;

// A word as a POSIX shell takes it.
std::string ShellWord(std::string_view word) {
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

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
  for (const Note& note : result->notes) text += "note: " + note.text + "\n";
  return {text, false};
}

// A link to the file where a server answers, and the command that writes it; how large it would be.
McpToolText LinkExport(const Given& given, std::string_view host, const PublishedState& state) {
  const std::string dashes(2, '-');  // of an option, on the terminal alone
  std::string address, command = "concord export";
  SelectionRequest request;
  std::string format = "graphml";
  for (const auto& [name, value] : given) {
    if (value.empty()) continue;
    address += fmt::format("{}{}={}", address.empty() ? "?" : "&", name, PercentEncode(value));
    if (name == "key") {
      request.options.roots.push_back(value);
      command += " " + ShellWord(value);
      continue;
    }
    command += fmt::format(" {}{} {}", dashes, name, ShellWord(value));
    if (name == "topic") request.topics.push_back(value);
    if (name == "format") format = value;
    if (name == "hops") {
      const auto read = std::from_chars(value.data(), value.data() + value.size(), request.options.hops);
      if (read.ec != std::errc() || request.options.hops < 0 || request.options.hops > 16)
        return {"hops should be a whole number from 0 to 16", true};
    }
  }
  if (FindExporter(format) == nullptr)
    return {fmt::format("format is '{}'; it should be one of {}", format, fmt::join(ExportFormats(), ", ")),
            true};
  const auto selection = SelectRequested(*state.snapshot, request);
  if (!selection) return {SpellParameters(selection.error().message, Spelling::kHttp), true};
  std::string text = fmt::format("{} and {}, as {}.\n", Counted(selection->nodes.size(), "node"),
                                 Counted(selection->edges.size(), "edge"), format);
  if (!host.empty()) text += fmt::format("http://{}{}{}\n", host, kExportPath, address);
  return {text + fmt::format("{} {}output export/\n", command, dashes), false};
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

McpToolText CallMcpTool(const McpTool& tool, const McpArguments& arguments, std::string_view host,
                        LiveStore* store, AnswerCache* answers) {
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
  if (tool.name == "export") return LinkExport(given, host, **state);
  // `show` lists what the store holds, if it is asked for a listing by name.
  const auto listing = std::ranges::find_if(Listings(), [&](const Query& one) {
    return tool.name == "show" && std::ranges::any_of(given, [&](const auto& argument) {
             return argument.first == "key" && argument.second == one.name;
           });
  });
  const bool list = listing != Listings().end();
  const std::string contains = Take(&given, "contains");
  if (!contains.empty() && !list) return {"contains is for listings, such as key=documents", true};
  if (list) Take(&given, "key");
  const Query* query = list ? &*listing : FindQuestion(tool.name);
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
