#include "server/openapi.h"

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <set>
#include <utility>
#include <vector>

#include "base/parameter.h"
#include "base/version.h"
#include "server/api.h"
#include "server/export.h"
#include "server/listings.h"

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

// One that may be given several times.
void WriteListParameter(Writer& json, std::string_view name, std::string_view about) {
  json.StartObject();
  Put(json, "name", name);
  Put(json, "in", "query");
  Put(json, "description", about);
  json.Key("schema");
  json.StartObject();
  Put(json, "type", "array");
  json.Key("items");
  json.StartObject();
  Put(json, "type", "string");
  json.EndObject();
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
"Size":{"type":"object","required":["schema","nodes","edges","labels","types"],"properties":{"schema":{"type":"string"},
"nodes":{"type":"integer"},"edges":{"type":"integer"},"labels":{"type":"object"},"types":{"type":"object"}}},
"Problem":{"type":"object","required":["type","title","status","detail"],"properties":{"type":{"type":"string"},
"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},"parameter":{"type":"string"},"allowed":{"type":"array","items":{"type":"string"}}}}})";

// The answer: JSON, or a file in one of the formats.
void WriteAnswerContent(Writer& json, std::string_view schema,
                        const std::vector<std::string_view>& media_types) {
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
  for (const std::string_view type : media_types) {
    Put(json, type);
    json.StartObject();
    json.EndObject();
  }
  json.EndObject();
  json.EndObject();
}

std::vector<std::string_view> MediaTypesOf(const std::vector<std::string>& formats) {
  std::set<std::string_view> types;
  for (const std::string& format : formats) {
    if (format == "json") continue;
    const std::string_view type = MediaTypeOf(format);
    types.insert(type.substr(0, type.find(';')));
  }
  return {types.begin(), types.end()};
}

void WriteResponses(Writer& json, std::string_view schema, std::vector<std::string_view> media_types) {
  json.Key("responses");
  json.StartObject();
  std::erase(media_types, "application/json");  // has the schema
  WriteAnswerContent(json, schema, media_types);
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
  Put(json, fmt::format("{}{}", kApiRoot, query.name));
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
    if (IsOfferedByApi(option) && option.name != "format")
      WriteParameter(json, option.name, SpellParameters(option.help, Spelling::kHttp), false,
                     option.value.empty());
  }
  WriteChoice(json, "format", "the answer as a file; of JSON alone there are pages", ApiFormatsOf(query));
  WriteParameter(json, "limit", fmt::format("rows of a page, at most {}", kMostApiRows), false, false);
  WriteParameter(json, "cursor", "what the page before gave as `next`", false, false);
  json.EndArray();
  std::vector<std::string_view> types = MediaTypesOf(ApiFormatsOf(query));
  types.emplace_back("text/event-stream");
  WriteResponses(json, "Answer", std::move(types));
  json.EndObject();
  json.EndObject();
}

void WriteExport(Writer& json) {
  Put(json, kExportPath);
  json.StartObject();
  json.Key("get");
  json.StartObject();
  Put(json, "operationId", "export");
  Put(json, "summary", "A part of the graph as a file; several files come as a ZIP archive");
  json.Key("parameters");
  json.StartArray();
  for (const ExportParameter& parameter : ExportParameters()) {
    if (parameter.kind == ExportParameter::Kind::kTexts) {
      WriteListParameter(json, parameter.name, parameter.about);
    } else {
      WriteParameter(json, parameter.name, parameter.about, false,
                     parameter.kind == ExportParameter::Kind::kFlag);
    }
  }
  WriteChoice(json, "format", "graphml if not given", ExportFormats());
  json.EndArray();
  WriteResponses(json, "Size", ExportMediaTypes());
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
  for (const Query& query : Queries()) WriteOperation(json, query);
  for (const Query& query : Listings()) WriteOperation(json, query);
  Put(json, fmt::format("{}query", kApiRoot));
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
  WriteResponses(json, "Result", {"text/csv", "application/jsonl", "text/event-stream"});
  json.EndObject();
  json.EndObject();
  WriteExport(json);
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
