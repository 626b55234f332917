#include "app/selection_request.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <unordered_set>

#include "app/cypher_query.h"
#include "base/parameter.h"
#include "base/text.h"
#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/cypher/result_writer.h"
#include "query/places/lookup.h"
#include "query/queries/questions.h"
#include "query/query.h"

namespace concord {
namespace {

void Append(const std::vector<NodeId>& nodes, SelectionOptions* options) {
  options->root_nodes.insert(options->root_nodes.end(), nodes.begin(), nodes.end());
}

Result<void> AddTopic(const Snapshot& snapshot, const std::string& topic, SelectionOptions* options) {
  ForumsOptions forums;
  forums.topic = topic;
  forums.view.top = forums.view.quotes = ViewArguments::kAll;
  CONCORD_ASSIGN(const Answer answer, AnswerForums(snapshot, forums));
  if (answer.nodes.empty()) return Fail(ErrorCode::kNotFound, fmt::format("no passage is on '{}'", topic));
  Append(answer.nodes, options);
  return {};
}

Result<void> AddForum(const Snapshot& snapshot, const std::string& name, SelectionOptions* options) {
  constexpr std::array<std::string_view, 1> kBodies = {label::Actor};
  CONCORD_ASSIGN(const NodeId body, FindNamed(snapshot, name, kBodies));
  std::vector<NodeId> nodes = {body};
  for (const Direction direction : {Direction::kIn, Direction::kOut}) {
    CONCORD_TRY(snapshot.ForEachAdjacent(body, direction, std::nullopt, [&nodes](const Adjacent& adjacent) {
      nodes.push_back(adjacent.node);
      return true;
    }));
  }
  Append(nodes, options);
  return {};
}

Result<void> AddAnswer(const Snapshot& snapshot, const std::string& question, SelectionOptions* options) {
  Arguments arguments;
  for (const std::string_view word : Split(question, ' ')) {
    if (!word.empty()) arguments.words.emplace_back(word);
  }
  const std::string name = arguments.words.empty() ? "" : arguments.words.front();
  const Query* query = FindQuery(name);
  if (query == nullptr)
    return FailValue("answer", question, "a question and its words, such as 'forums incident reports'");
  arguments.words.erase(arguments.words.begin());
  CONCORD_ASSIGN(const Answer answer, query->run(snapshot, arguments));
  if (answer.nodes.empty())
    return Fail(ErrorCode::kNotFound, fmt::format("the answer to '{}' is empty", question));
  Append(answer.nodes, options);
  return {};
}

// `only`: nothing else is named, so that the relationships of the rows are all that is wanted.
Result<void> AddQuery(const Snapshot& snapshot, const SelectionRequest& request, bool only,
                      SelectionOptions* options) {
  cypher::QueryOptions query;
  for (const std::string& parameter : request.parameters) {
    const size_t equals = parameter.find('=');
    if (equals == 0 || equals == std::string::npos) return FailValue("param", parameter, "NAME=VALUE");
    query.parameters[parameter.substr(0, equals)] = cypher::ParseParameter(parameter.substr(equals + 1));
  }
  const auto result = AskStoreInCypher(snapshot, request.query, query);
  if (!result)
    return Fail(ErrorCode::kUsage,
                fmt::format(PARAMETER("query") ": {} (line {}, column {})", result.error().message,
                            result.error().position.line, result.error().position.column));
  std::vector<NodeId> nodes;
  for (const auto& [id, node] : result->nodes) nodes.push_back(id);
  if (nodes.empty())
    return Fail(ErrorCode::kNotFound,
                "the rows of the query hold no nodes; return nodes, relationships or paths");
  Append(nodes, options);
  if (only && !result->edges.empty()) {
    options->only_edges.emplace();
    for (const auto& [id, edge] : result->edges) options->only_edges->insert(id);
  }
  return {};
}

Result<std::optional<Date>> ParseDate(std::string_view parameter, const std::string& word) {
  if (word.empty()) return std::nullopt;
  const std::optional<Date> date = Date::Parse(word);
  if (date) return date;
  return FailValue(parameter, word, "a date: 2024, 2024-03 or 2024-03-21");
}

}  // namespace

Result<RecordFilter> ParseFilter(const FilterWords& words) {
  RecordFilter filter;
  CONCORD_ASSIGN(filter.since, ParseDate("since", words.since));
  CONCORD_ASSIGN(filter.until, ParseDate("until", words.until));
  for (const std::string& word : words.review) {
    const std::optional<ReviewState> state = FindReviewState(word);
    if (!state) return FailChoice("review", word, {"reviewed", "stated", "proposed"});
    filter.states.push_back(*state);
  }
  if (!(words.min_confidence >= 0 && words.min_confidence <= 1))
    return FailValue("min-confidence", fmt::format("{}", words.min_confidence), "a number from 0 to 1");
  filter.least_confidence = words.min_confidence;
  return filter;
}

Result<Selection> SelectRequested(const Snapshot& snapshot, SelectionRequest request) {
  SelectionOptions& options = request.options;
  const bool only = options.roots.empty() && options.root_nodes.empty() && request.topics.empty() &&
                    request.forums.empty() && request.answer.empty() && options.hops == 0;
  for (const std::string& topic : request.topics) CONCORD_TRY(AddTopic(snapshot, topic, &options));
  for (const std::string& forum : request.forums) CONCORD_TRY(AddForum(snapshot, forum, &options));
  if (!request.answer.empty()) CONCORD_TRY(AddAnswer(snapshot, request.answer, &options));
  if (!request.query.empty()) CONCORD_TRY(AddQuery(snapshot, request, only, &options));
  return Select(snapshot, options);
}

PropertyMap RequestProperties(const SelectionRequest& request) {
  PropertyMap asked;
  const auto texts = [&asked](std::string_view name, const std::vector<std::string>& some) {
    if (!some.empty()) asked.Set(name, List(some.begin(), some.end()));
  };
  const auto text = [&asked](std::string_view name, const std::string& value) {
    if (!value.empty()) asked.Set(name, value);
  };
  const SelectionOptions& options = request.options;
  texts("roots", options.roots);
  texts("topics", request.topics);
  texts("forums", request.forums);
  texts("edges", options.edge_types);
  text("answer", request.answer);
  text("query", request.query);
  texts("parameters", request.parameters);
  if (options.hops > 0) asked.Set("hops", options.hops);
  if (!options.whole) asked.Set("only", true);
  if (options.filter.since) asked.Set("since", *options.filter.since);
  if (options.filter.until) asked.Set("until", *options.filter.until);
  if (options.filter.least_confidence > 0) asked.Set("least_confidence", options.filter.least_confidence);
  List states;
  for (const ReviewState state : options.filter.states) states.emplace_back(ReviewStateName(state));
  if (!states.empty()) asked.Set("review", std::move(states));
  if (options.evidence) asked.Set("evidence", true);
  if (options.texts) asked.Set("texts", true);
  return asked;
}

}  // namespace concord
