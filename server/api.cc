#include "server/api.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <set>

#include "app/question.h"
#include "base/parameter.h"
#include "base/text.h"
#include "base/version.h"
#include "query/cypher/result_writer.h"
#include "query/output/answer_json.h"
#include "server/cypher_question.h"
#include "server/listings.h"

namespace concord {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

constexpr std::string_view kRoot = "/api/v1/";

void Put(Writer& json, std::string_view text) {
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}
void Put(Writer& json, std::string_view name, std::string_view value) {
  Put(json, name);
  Put(json, value);
}

// Options that name files or services of this machine, or that only a terminal can use, stay with the command
// line.
bool IsOffered(const QueryOption& option) {
  constexpr std::array<std::string_view, 4> kLocal = {"model-dir", "embedder", "embedder-model", "no-model"};
  return !IsOneOf(option.name, kLocal);
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

int StatusOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kUsage:
    case ErrorCode::kInvalid:
      return 400;
    case ErrorCode::kNotFound:
      return 404;
    case ErrorCode::kLimit:
      return 413;
    default:
      return 500;
  }
}

HttpResponse Json(std::string body) {
  HttpResponse response;
  response.content_type = "application/json";
  response.body = std::move(body);
  return response;
}

template <typename Visit>
void ForEachQuestion(Visit visit) {
  for (const Query& query : Queries()) visit(query);
  for (const Query& query : Listings()) visit(query);
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
  ForEachQuestion([&](const Query& query) {
    json.StartObject();
    Put(json, "name", query.name);
    Put(json, "title", query.title);
    Put(json, "address", fmt::format("{}{}", kRoot, query.name));
    json.EndObject();
  });
  json.EndArray();
  json.EndObject();
  return buffer.GetString();
}

void WriteParameter(Writer& json, std::string_view name, std::string_view about, bool required, bool flag) {
  json.StartObject();
  Put(json, "name", name);
  Put(json, "in", "query");
  Put(json, "description", about);
  json.Key("required");
  json.Bool(required);
  json.Key("schema");
  json.StartObject();
  Put(json, "type", flag ? "boolean" : "string");
  if (required) {
    json.Key("minLength");
    json.Int(1);
  }
  json.EndObject();
  json.EndObject();
}

void WriteResponse(Writer& json, std::string_view status, std::string_view about, std::string_view type,
                   std::string_view schema) {
  Put(json, status);
  json.StartObject();
  Put(json, "description", about);
  json.Key("content");
  json.StartObject();
  Put(json, type);
  json.StartObject();
  json.Key("schema");
  json.StartObject();
  Put(json, "$ref", fmt::format("#/components/schemas/{}", schema));
  json.EndObject();
  json.EndObject();
  json.EndObject();
  json.EndObject();
}

constexpr std::string_view kSchemas = R"({
"Answer":{"type":"object","required":["schema","arguments","columns","rows","notes"],"properties":{
"schema":{"type":"string"},"arguments":{"type":"object"},
"columns":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"title":{"type":"string"}}}},
"rows":{"type":"array","items":{"type":"object"}},"notes":{"type":"array","items":{"type":"string"}},
"note_codes":{"type":"array","items":{"type":"object","properties":{"code":{"type":"string"},"values":{"type":"array"}}}},
"page":{"type":"object","properties":{"from":{"type":"integer"},"rows":{"type":"integer"},"all":{"type":"integer"},
"next":{"type":"string"}}}}},
"Result":{"type":"object","required":["schema","columns","rows"],"properties":{"schema":{"type":"string"},
"columns":{"type":"array","items":{"type":"string"}},"rows":{"type":"array","items":{"type":"array"}},
"plan":{"type":"array","items":{"type":"object"}}}},
"Problem":{"type":"object","required":["type","title","status","detail"],"properties":{"type":{"type":"string"},
"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},"parameter":{"type":"string"},"allowed":{"type":"array","items":{"type":"string"}}}}})";

}  // namespace

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
    if (IsOffered(option)) known.emplace_back(option.name);
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
    if (value == given.end() || !IsOffered(option) || value->second.empty()) continue;
    if (option.value.empty() && value->second == "false") continue;
    if (option.value.empty() && value->second != "true") {
      return FailChoice(option.name, value->second, {"true", "false"});
    }
    arguments.options.emplace(option.name, value->second);
  }
  return arguments;
}

HttpResponse ProblemOf(int status, std::string_view title, std::string_view detail) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  Put(json, "type", "about:blank");
  Put(json, "title", title);
  json.Key("status");
  json.Int(status);
  Put(json, "detail", SpellParameters(detail, Spelling::kHttp));
  const NamedParameter named = ParameterOf(detail);
  if (!named.name.empty()) Put(json, "parameter", named.name);
  if (!named.allowed.empty()) {
    json.Key("allowed");
    json.StartArray();
    for (const std::string& value : named.allowed) Put(json, value);
    json.EndArray();
  }
  json.EndObject();
  HttpResponse response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = buffer.GetString();
  return response;
}

HttpResponse Problem(const Error& error) {
  return ProblemOf(StatusOf(error.code), ErrorCodeName(error.code), error.message);
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

std::vector<std::string> FormatsOf(const Query& query) {
  std::vector<std::string> formats = {"json", "csv", "evidence-csv", "xlsx"};
  if (query.name == "map") formats.emplace_back("sssom");
  for (const AnswerFormat& format : query.formats) {
    if (std::ranges::find(formats, format.name) == formats.end()) formats.emplace_back(format.name);
  }
  return formats;
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
  if (path == "/api/v1" || path == kRoot) return Json(Index());
  if (path == "/api/v1/openapi.json") return Json(OpenApiDocument());
  if (!path.starts_with(kRoot)) return ProblemOf(404, "not found", "the API begins at /api/v1/");
  if (path == "/api/v1/query") return AnswerCypher(visit);
  const Query* query = FindQuestion(path.substr(kRoot.size()));
  if (query == nullptr) {
    std::vector<std::string> names = {"query"};
    ForEachQuestion([&](const Query& one) { names.emplace_back(one.name); });
    const std::string_view meant = DidYouMean(path.substr(kRoot.size()), names);
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
  if (const auto formats = FormatsOf(*query); std::ranges::find(formats, format) == formats.end()) {
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
  const auto type = std::ranges::find(kMediaTypes, format, &MediaType::format);
  response.content_type = std::string(type == kMediaTypes.end() ? "application/octet-stream" : type->type);
  return response;
}

namespace {

// The answer: JSON, or a file in one of the formats.
void WriteAnswerContent(Writer& json, std::string_view schema, const std::vector<std::string>& formats) {
  Put(json, "200");
  json.StartObject();
  Put(json, "description", "the answer");
  json.Key("content");
  json.StartObject();
  Put(json, "application/json");
  json.StartObject();
  json.Key("schema");
  json.StartObject();
  Put(json, "$ref", fmt::format("#/components/schemas/{}", schema));
  json.EndObject();
  json.EndObject();
  std::set<std::string_view> types;
  for (const std::string& format : formats) {
    const auto type = std::ranges::find(kMediaTypes, format, &MediaType::format);
    if (type != kMediaTypes.end()) types.insert(type->type.substr(0, type->type.find(';')));
  }
  for (const std::string_view type : types) {
    Put(json, type);
    json.StartObject();
    json.EndObject();
  }
  json.EndObject();
  json.EndObject();
}

void WriteResponses(Writer& json, std::string_view schema, const std::vector<std::string>& formats) {
  json.Key("responses");
  json.StartObject();
  WriteAnswerContent(json, schema, formats);
  for (const auto& [status, about] :
       {std::pair("400", "a parameter is wrong"), std::pair("403", "a page of another origin asks"),
        std::pair("404", "what was asked for is not in the store"),
        std::pair("405", "another method than GET or HEAD"),
        std::pair("410", "the cursor belongs to an earlier state of the store"),
        std::pair("413", "a documented limit was passed"),
        std::pair("421", "the Host header names another server"), std::pair("431", "the header is too long"),
        std::pair("500", "the store could not be read"),
        std::pair("503", "too many questions at once; Retry-After says when to ask again")})
    WriteResponse(json, status, about, "application/problem+json", "Problem");
  Put(json, "304");
  json.StartObject();
  Put(json, "description", "the answer is what If-None-Match names");
  json.EndObject();
  json.EndObject();
}

void WriteChoice(Writer& json, std::string_view name, std::string_view about,
                 const std::vector<std::string>& values) {
  json.StartObject();
  Put(json, "name", name);
  Put(json, "in", "query");
  Put(json, "description", about);
  json.Key("schema");
  json.StartObject();
  Put(json, "type", "string");
  json.Key("enum");
  json.StartArray();
  for (const std::string& value : values) Put(json, value);
  json.EndArray();
  json.EndObject();
  json.EndObject();
}

void WriteOperation(Writer& json, const Query& query) {
  Put(json, fmt::format("{}{}", kRoot, query.name));
  json.StartObject();
  json.Key("get");
  json.StartObject();
  Put(json, "operationId", query.name);
  Put(json, "summary", query.title);
  json.Key("parameters");
  json.StartArray();
  for (const WordParameter& word : WordParameters(query.words))
    WriteParameter(json, word.name, word.many ? "words with blanks between them" : "a key or a name",
                   word.required, false);
  for (const QueryOption& option : query.options) {
    if (IsOffered(option) && option.name != "format")
      WriteParameter(json, option.name, SpellParameters(option.help, Spelling::kHttp), false,
                     option.value.empty());
  }
  WriteChoice(json, "format", "the answer as a file; of JSON alone there are pages", FormatsOf(query));
  WriteParameter(json, "limit", fmt::format("rows of a page, at most {}", kMostApiRows), false, false);
  WriteParameter(json, "cursor", "what the page before gave as `next`", false, false);
  json.EndArray();
  WriteResponses(json, "Answer", FormatsOf(query));
  json.EndObject();
  json.EndObject();
}

}  // namespace

std::string OpenApiDocument() {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  Put(json, "openapi", "3.1.0");
  json.Key("info");
  json.StartObject();
  Put(json, "title", "Concord");
  Put(json, "version", kVersion);
  Put(json, "description",
      "Questions to a graph of policy documents. Every row carries the words that prove it.");
  json.EndObject();
  json.Key("paths");
  json.StartObject();
  ForEachQuestion([&](const Query& query) { WriteOperation(json, query); });
  Put(json, fmt::format("{}query", kRoot));
  json.StartObject();
  json.Key("get");
  json.StartObject();
  Put(json, "operationId", "query");
  Put(json, "summary", "A question in openCypher, which only reads");
  json.Key("parameters");
  json.StartArray();
  WriteParameter(json, "q", "the query", true, false);
  WriteChoice(json, "format", "the form of the result", {"json", "jsonl", "csv"});
  json.EndArray();
  WriteResponses(json, "Result", {"csv", "jsonl"});
  json.EndObject();
  json.EndObject();
  json.EndObject();
  json.Key("components");
  json.StartObject();
  json.Key("schemas");
  json.RawValue(kSchemas.data(), kSchemas.size(), rapidjson::kObjectType);
  json.EndObject();
  json.EndObject();
  return buffer.GetString();
}

}  // namespace concord
