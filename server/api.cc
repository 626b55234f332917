#include "server/api.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>

#include "app/question.h"
#include "base/text.h"
#include "base/version.h"
#include "query/output/answer_json.h"

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

// "--top is 'x'; it should ..." speaks of the parameter "top", which here is written without hyphens.
std::string ParameterIn(std::string_view message) {
  const size_t at = message.find("--");
  if (at == std::string_view::npos) return {};
  const std::string_view rest = message.substr(at + 2);
  return std::string(rest.substr(0, rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz-")));
}

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
  for (const Query& query : Queries()) {
    json.StartObject();
    Put(json, "name", query.name);
    Put(json, "title", query.title);
    Put(json, "address", fmt::format("{}{}", kRoot, query.name));
    json.EndObject();
  }
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
"rows":{"type":"array","items":{"type":"object"}},"notes":{"type":"array","items":{"type":"string"}}}},
"Problem":{"type":"object","required":["type","title","status","detail"],"properties":{"type":{"type":"string"},
"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},"parameter":{"type":"string"}}}})";

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
      return Fail(
          ErrorCode::kUsage,
          meant.empty()
              ? fmt::format("{} has no parameter '{}'; it has {}", query.name, name, fmt::join(known, ", "))
              : fmt::format("{} has no parameter '{}'; did you mean '{}'?", query.name, name, meant));
    }
    if (!given.emplace(name, value).second)
      return Fail(ErrorCode::kUsage, fmt::format("the parameter '{}' is given twice", name));
  }
  bool last_empty = false;
  for (const WordParameter& word : words) {
    const auto value = given.find(word.name);
    if (value == given.end() || value->second.empty()) {
      if (word.required)
        return Fail(ErrorCode::kUsage, fmt::format("{} needs the parameter '{}'", query.name, word.name));
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
      return Fail(ErrorCode::kUsage,
                  fmt::format("--{} is '{}'; it should be true or false", option.name, value->second));
    }
    arguments.options.emplace(option.name, value->second);
  }
  return arguments;
}

std::string WithoutHyphens(std::string_view message) {
  std::string out;
  for (size_t i = 0; i < message.size(); ++i) {
    const bool option = message.substr(i).starts_with("--") && i + 2 < message.size() &&
                        message[i + 2] >= 'a' && message[i + 2] <= 'z' &&
                        (i == 0 || message[i - 1] == ' ' || message[i - 1] == '(');
    if (option) {
      ++i;
    } else {
      out += message[i];
    }
  }
  return out;
}

HttpResponse ProblemOf(int status, std::string_view title, std::string_view detail) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  Put(json, "type", "about:blank");
  Put(json, "title", title);
  json.Key("status");
  json.Int(status);
  Put(json, "detail", WithoutHyphens(detail));
  if (const std::string parameter = ParameterIn(detail); !parameter.empty())
    Put(json, "parameter", parameter);
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

HttpResponse AnswerApi(const HttpRequest& request, LiveStore* store) {
  if (request.method != "GET") {
    HttpResponse response = ProblemOf(405, "method not allowed", "the API answers GET and HEAD");
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  std::string_view path = request.path;
  if (path == "/api/v1" || path == kRoot) return Json(Index());
  if (path == "/api/v1/openapi.json") return Json(OpenApiDocument());
  if (!path.starts_with(kRoot)) return ProblemOf(404, "not found", "the API begins at /api/v1/");
  const Query* query = FindQuery(path.substr(kRoot.size()));
  if (query == nullptr) {
    std::vector<std::string> names;
    for (const Query& one : Queries()) names.emplace_back(one.name);
    const std::string_view meant = DidYouMean(path.substr(kRoot.size()), names);
    return ProblemOf(404, "not found",
                     meant.empty() ? fmt::format("the queries are {}", fmt::join(names, ", "))
                                   : fmt::format("there is no such query; did you mean '{}'?", meant));
  }
  auto arguments = ArgumentsOf(*query, request.parameters);
  if (!arguments) return Problem(arguments.error());
  const auto state = store->Now();
  if (!state) return Problem(state.error());
  const std::string tag = fmt::format("\"{}\"", (*state)->tag);
  if (request.Header("if-none-match") == tag) {
    HttpResponse same;
    same.status = 304;
    same.headers.emplace_back("ETag", tag);
    return same;
  }
  const Result<Answer> answer = query->run(*(*state)->snapshot, *arguments);
  if (!answer) return Problem(answer.error());
  HttpResponse response;
  if (const std::string_view format = arguments->Get("format"); !format.empty()) {
    Result<std::string> file = WriteAnswer(format, *query, *answer);
    if (!file) return Problem(file.error());
    response.body = *std::move(file);
    const auto type = std::ranges::find(kMediaTypes, format, &MediaType::format);
    response.content_type = std::string(type == kMediaTypes.end() ? "application/octet-stream" : type->type);
  } else {
    response = Json(AnswerToJson(*answer));
  }
  response.headers.emplace_back("ETag", tag);
  return response;
}

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
  for (const Query& query : Queries()) {
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
      if (IsOffered(option))
        WriteParameter(json, option.name, WithoutHyphens(option.help), false, option.value.empty());
    }
    json.EndArray();
    json.Key("responses");
    json.StartObject();
    WriteResponse(json, "200", "the answer", "application/json", "Answer");
    WriteResponse(json, "400", "a parameter is wrong", "application/problem+json", "Problem");
    WriteResponse(json, "404", "what was asked for is not in the store", "application/problem+json",
                  "Problem");
    WriteResponse(json, "500", "the store could not be read", "application/problem+json", "Problem");
    json.EndObject();
    json.EndObject();
    json.EndObject();
  }
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
