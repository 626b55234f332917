#include "server/api.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

#include "app/question.h"
#include "base/parameter.h"
#include "base/text.h"
#include "base/version.h"
#include "query/cypher/result_writer.h"
#include "query/output/answer_json.h"
#include "server/cypher_question.h"
#include "server/export.h"
#include "server/listings.h"
#include "server/openapi.h"

namespace concord {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void Put(Writer& json, std::string_view text) {
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}
void Put(Writer& json, std::string_view name, std::string_view value) {
  Put(json, name);
  Put(json, value);
}

struct MediaType {
  std::string_view format, type;
};
constexpr auto kMediaTypes = std::to_array<MediaType>({
    {"csv", "text/csv; charset=utf-8"},
    {"evidence-csv", "text/csv; charset=utf-8"},
    {"sssom", "text/tab-separated-values; charset=utf-8"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"svg", "image/svg+xml"},
    {"md", "text/markdown; charset=utf-8"},
    {"svg-graph", "image/svg+xml"},
    {"jsonl", "application/jsonl"},
});

HttpResponse Json(std::string body) {
  HttpResponse response;
  response.content_type = "application/json";
  response.body = std::move(body);
  return response;
}

// What the API has: names, titles, parameters.
std::string Index() {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  Put(json, "schema", "concord.api/1");
  Put(json, "version", kVersion);
  Put(json, "openapi", "/api/v1/openapi.json");
  json.Key("queries");
  json.StartArray();
  const auto write = [&](const Query& query) {
    json.StartObject();
    Put(json, "name", query.name);
    Put(json, "title", query.title);
    Put(json, "address", fmt::format("{}{}", kApiRoot, query.name));
    json.EndObject();
  };
  for (const Query& query : Queries()) write(query);
  for (const Query& query : Listings()) write(query);
  json.EndArray();
  Put(json, "export", kExportPath);
  json.EndObject();
  return buffer.GetString();
}

}  // namespace

bool IsOfferedByApi(const QueryOption& option) {
  constexpr std::array<std::string_view, 4> kLocal = {"model-dir", "embedder", "embedder-model", "no-model"};
  return !IsOneOf(option.name, kLocal);
}

std::string_view MediaTypeOf(std::string_view format) {
  const auto type = std::ranges::find(kMediaTypes, format, &MediaType::format);
  return type == kMediaTypes.end() ? "application/octet-stream" : type->type;
}

std::vector<std::string> ApiFormatsOf(const Query& query) {
  std::vector<std::string> formats = {"json", "csv", "evidence-csv", "xlsx"};
  if (query.name == "map") formats.emplace_back("sssom");
  for (const AnswerFormat& format : query.formats) {
    if (std::ranges::find(formats, format.name) == formats.end()) formats.emplace_back(format.name);
  }
  return formats;
}

std::vector<WordParameter> WordParameters(std::string_view words) {
  std::vector<WordParameter> parameters;
  for (std::string_view word : Split(words, ' ')) {
    if (word.empty()) continue;
    WordParameter parameter;
    parameter.required = word.front() != '[';
    parameter.many = word.find("...") != std::string_view::npos;
    for (const char c : word) {
      if (std::isalpha(static_cast<unsigned char>(c)) != 0)
        parameter.name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    parameters.push_back(std::move(parameter));
  }
  // "ITEM ITEM" would be two parameters of one name.
  if (parameters.size() == 2 && parameters[0].name == parameters[1].name) {
    parameters[0].name = "a";
    parameters[1].name = "b";
  }
  return parameters;
}

Result<Arguments> ArgumentsOf(const Query& query,
                              const std::vector<std::pair<std::string, std::string>>& parameters) {
  const std::vector<WordParameter> words = WordParameters(query.words);
  std::map<std::string, std::string, std::less<>> given;
  Arguments arguments;
  std::vector<std::string> known;
  for (const WordParameter& word : words) known.push_back(word.name);
  for (const QueryOption& option : query.options) {
    if (IsOfferedByApi(option)) known.emplace_back(option.name);
  }
  for (const auto& [name, value] : parameters) {
    if (std::ranges::find(known, name) == known.end()) {
      const std::string_view meant = DidYouMean(name, known);
      return Fail(ErrorCode::kUsage,
                  fmt::format("{} has no parameter '{}'; {}it has {}", query.name, MarkParameter(name),
                              meant.empty() ? "" : fmt::format("did you mean '{}'? ", meant),
                              fmt::join(known, ", ")));
    }
    if (!given.emplace(name, value).second)
      return Fail(ErrorCode::kUsage, fmt::format("the parameter '{}' is given twice", MarkParameter(name)));
  }
  bool last_empty = false;
  for (const WordParameter& word : words) {
    const auto value = given.find(word.name);
    if (value == given.end() || value->second.empty()) {
      if (word.required)
        return Fail(ErrorCode::kUsage,
                    fmt::format("{} needs the parameter '{}'", query.name, MarkParameter(word.name)));
      last_empty = true;
      continue;
    }
    if (last_empty)
      return Fail(ErrorCode::kUsage, fmt::format("'{}' needs the parameters before it", word.name));
    if (word.many) {
      for (const std::string_view part : Split(value->second, ' ')) {
        if (!part.empty()) arguments.words.emplace_back(part);
      }
    } else {
      arguments.words.push_back(value->second);
    }
  }
  for (const QueryOption& option : query.options) {
    const auto value = given.find(option.name);
    if (value == given.end() || !IsOfferedByApi(option) || value->second.empty()) continue;
    if (option.value.empty() && value->second == "false") continue;
    if (option.value.empty() && value->second != "true") {
      return FailChoice(option.name, value->second, {"true", "false"});
    }
    arguments.options.emplace(option.name, value->second);
  }
  return arguments;
}

namespace {

// Where a page of rows begins, and how many it has.
struct RowPage {
  size_t from = 0, most = kMostApiRows;
};

// A cursor is the state of the store and a place in its rows: "3f2a-200".
Result<RowPage> PageOf(const HttpRequest& request, std::string_view tag) {
  RowPage page;
  const auto number = [](std::string_view text, size_t* value) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), *value);
    return read.ec == std::errc() && read.ptr == text.data() + text.size();
  };
  if (const std::string_view limit = request.Parameter("limit"); !limit.empty()) {
    if (!number(limit, &page.most) || page.most == 0 || page.most > kMostApiRows) {
      return FailValue("limit", limit, fmt::format("a whole number from 1 to {}", kMostApiRows));
    }
  }
  if (const std::string_view cursor = request.Parameter("cursor"); !cursor.empty()) {
    const size_t dash = cursor.rfind('-');
    if (dash == std::string_view::npos || !number(cursor.substr(dash + 1), &page.from))
      return FailValue("cursor", cursor, "what an answer gave as next");
    if (cursor.substr(0, dash) != tag)
      return Fail(ErrorCode::kUnsupported,
                  PARAMETER("cursor") " belongs to an earlier state of the store; begin again without it");
  }
  return page;
}

// The rows of one page, and where the next begins.
HttpResponse JsonPage(const Visit& visit, const Answer& answer, const RowPage& page) {
  const size_t from = std::min(page.from, answer.rows.size());
  const size_t end = from + std::min(page.most, answer.rows.size() - from);
  Answer part = {.query = answer.query,
                 .arguments = answer.arguments,
                 .columns = answer.columns,
                 .rows = {answer.rows.begin() + static_cast<std::ptrdiff_t>(from),
                          answer.rows.begin() + static_cast<std::ptrdiff_t>(end)},
                 .notes = answer.notes,
                 .nodes = {}};
  SpellParameters(Spelling::kHttp, &part.notes);
  if (from == 0 && end == answer.rows.size()) return Json(AnswerToJson(part));
  std::string json = AnswerToJson(part);
  json.pop_back();
  json += fmt::format(",\"page\":{{\"from\":{},\"rows\":{},\"all\":{}", from, end - from, answer.rows.size());
  std::string next;
  if (end < answer.rows.size()) {
    next = fmt::format("{}-{}", visit.state.tag, end);
    json += fmt::format(",\"next\":\"{}\"", next);
  }
  HttpResponse response = Json(json + "}}");
  if (next.empty()) return response;
  std::string address = visit.request.path + "?";
  for (const auto& [name, value] : visit.request.parameters) {
    if (name != "cursor") address += PercentEncode(name) + "=" + PercentEncode(value) + "&";
  }
  response.headers.emplace_back("Link", fmt::format("<{}cursor={}>; rel=\"next\"", address, next));
  return response;
}

HttpResponse AnswerCypher(const Visit& visit) {
  std::string query, format = "json";
  for (const auto& [name, value] : visit.request.parameters) {
    if (name == "q") {
      query = value;
    } else if (name == "format") {
      format = value;
    } else {
      return Problem(Fail(ErrorCode::kUsage, fmt::format("query has no parameter '{}'; it has q and format",
                                                         MarkParameter(name)))
                         .value());
    }
  }
  if (query.empty())
    return Problem(Fail(ErrorCode::kUsage, "query needs the parameter " PARAMETER("q")).value());
  if (format != "json" && format != "jsonl" && format != "csv")
    return Problem(FailChoice("format", format, {"json", "jsonl", "csv"}).value());
  const auto result = AskCypher(visit.snapshot, query, kMostCypherRows, visit.request.cancelled.get());
  if (!result) {
    const bool limit =
        result.error().error_class == "LimitExceeded" || result.error().error_class == "Cancelled";
    return ProblemOf(limit ? 413 : 400, result.error().error_class, result.error().ToString(query));
  }
  HttpResponse response;
  response.body = format == "csv"     ? cypher::ResultCsv(*result)
                  : format == "jsonl" ? cypher::ResultJsonLines(*result)
                                      : cypher::ResultJson(*result);
  response.content_type = format == "csv"     ? "text/csv; charset=utf-8"
                          : format == "jsonl" ? "application/jsonl"
                                              : "application/json";
  return response;
}

}  // namespace

HttpResponse AnswerApi(const Visit& visit) {
  const HttpRequest& request = visit.request;
  if (request.method != "GET") {
    HttpResponse response = ProblemOf(405, "method not allowed", "the API answers GET and HEAD");
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  const std::string_view path = request.path;
  if (path == "/api/v1" || path == kApiRoot) return Json(Index());
  if (path == "/api/v1/openapi.json") return Json(OpenApiDocument());
  if (!path.starts_with(kApiRoot)) return ProblemOf(404, "not found", "the API begins at /api/v1/");
  if (path == "/api/v1/query") return AnswerCypher(visit);
  const Query* query = FindQuestion(path.substr(kApiRoot.size()));
  if (query == nullptr) {
    std::vector<std::string> names = {"query", "export"};
    for (const Query& one : Queries()) names.emplace_back(one.name);
    for (const Query& one : Listings()) names.emplace_back(one.name);
    const std::string_view meant = DidYouMean(path.substr(kApiRoot.size()), names);
    return ProblemOf(
        404, "not found",
        meant.empty() ? fmt::format("there is no such query; it should be one of {}", fmt::join(names, ", "))
                      : fmt::format("there is no such query; did you mean '{}'?", meant));
  }
  Visit::Parameters parameters = request.parameters;
  // Every table has the common formats; a query that also looks at the format itself is told.
  const bool looks =
      std::ranges::any_of(query->options, [](const QueryOption& one) { return one.name == "format"; });
  const std::string format(request.Parameter("format").empty() ? "json" : request.Parameter("format"));
  std::erase_if(parameters, [&](const auto& one) {
    return one.first == "limit" || one.first == "cursor" ||
           (one.first == "format" && (!looks || one.second == "json"));
  });
  const auto arguments = ArgumentsOf(*query, parameters);
  if (!arguments) return Problem(arguments.error());
  if (const auto formats = ApiFormatsOf(*query); std::ranges::find(formats, format) == formats.end()) {
    return Problem(FailChoice("format", format, formats).value());
  }
  const auto page = PageOf(request, visit.state.tag);
  if (!page) {
    return page.error().code == ErrorCode::kUnsupported ? ProblemOf(410, "gone", page.error().message)
                                                        : Problem(page.error());
  }
  const auto answer = visit.answers.Ask(visit.state, visit.snapshot, *query, *arguments);
  if (!answer) return Problem(answer.error());
  if (format == "json") return JsonPage(visit, **answer, *page);
  HttpResponse response;
  Answer spelled = **answer;
  SpellParameters(Spelling::kHttp, &spelled.notes);
  Result<std::string> file = WriteAnswer(format, *query, spelled);
  if (!file) return Problem(file.error());
  response.body = *std::move(file);
  response.content_type = MediaTypeOf(format);
  return response;
}

}  // namespace concord
