#include "server/mcp.h"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <array>

#include "base/text.h"
#include "base/version.h"
#include "query/query.h"
#include "server/api.h"
#include "server/mcp_tools.h"

namespace concord {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

constexpr size_t kMostBytes = 6000;  // of an answer's text: some 1,500 to 2,000 tokens
constexpr auto kVersions =
    std::to_array<std::string_view>({"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"});

enum JsonRpcError : int {
  kParseError = -32700,
  kInvalidRequest = -32600,
  kMethodNotFound = -32601,
  kInvalidParams = -32602,
};

void Put(Writer& json, std::string_view text) {
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}
void Put(Writer& json, std::string_view name, std::string_view value) {
  Put(json, name);
  Put(json, value);
}

// A member of an object that is a string; empty when there is none.
std::string_view TextOf(const rapidjson::Value& object, const char* name) {
  if (!object.IsObject()) return {};
  const auto member = object.FindMember(name);
  if (member == object.MemberEnd() || !member->value.IsString()) return {};
  return {member->value.GetString(), member->value.GetStringLength()};
}

// Writes {"jsonrpc", "id"} around what `write` puts: the member "result" or "error".
template <typename Write>
std::string Message(const rapidjson::Value* id, Write write) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.StartObject();
  Put(json, "jsonrpc", "2.0");
  json.Key("id");
  if (id == nullptr) {
    json.Null();
  } else {
    id->Accept(json);
  }
  write(json);
  json.EndObject();
  return buffer.GetString();
}

std::string ErrorMessage(const rapidjson::Value* id, int code, std::string_view text) {
  return Message(id, [&](Writer& json) {
    json.Key("error");
    json.StartObject();
    json.Key("code");
    json.Int(code);
    Put(json, "message", text);
    json.EndObject();
  });
}

void WriteServerInfo(Writer& json) {
  json.Key("serverInfo");
  json.StartObject();
  Put(json, "name", "concord");
  Put(json, "title", "Concord");
  Put(json, "version", kVersion);
  json.EndObject();
}

std::string Initialize(const rapidjson::Value* id, const rapidjson::Value& parameters) {
  const std::string_view asked = TextOf(parameters, "protocolVersion");
  return Message(id, [&](Writer& json) {
    json.Key("result");
    json.StartObject();
    Put(json, "protocolVersion", IsOneOf(asked, kVersions) ? asked : kVersions.front());
    json.Key("capabilities");
    json.StartObject();
    json.Key("tools");
    json.StartObject();
    json.EndObject();
    json.EndObject();
    WriteServerInfo(json);
    Put(json, "instructions",
        "Answers come from documents in the store. Each row ends with a quote and its place; cite both. "
        "Start with "
        "search or stats to learn keys.");
    json.EndObject();
  });
}

void WriteTool(const McpTool& tool, Writer& json) {
  json.StartObject();
  Put(json, "name", tool.name);
  Put(json, "description", tool.about);
  json.Key("inputSchema");
  json.StartObject();
  Put(json, "type", "object");
  json.Key("properties");
  json.StartObject();
  const auto write = [&json](const McpParameter& parameter) {
    Put(json, parameter.name);
    json.StartObject();
    Put(json, "type",
        parameter.kind == McpParameter::Kind::kNumber ? "integer"
        : parameter.kind == McpParameter::Kind::kFlag ? "boolean"
                                                      : "string");
    Put(json, "description", parameter.about);
    json.EndObject();
  };
  for (const McpParameter& parameter : tool.parameters) write(parameter);
  write({"offset", "rows to pass over", McpParameter::Kind::kNumber, false});
  json.EndObject();
  json.Key("required");
  json.StartArray();
  for (const McpParameter& parameter : tool.parameters) {
    if (parameter.required) Put(json, parameter.name);
  }
  json.EndArray();
  json.EndObject();
  json.Key("annotations");
  json.StartObject();
  json.Key("readOnlyHint");
  json.Bool(true);
  json.Key("openWorldHint");
  json.Bool(false);
  json.EndObject();
  json.EndObject();
}

std::string ToolResult(const rapidjson::Value* id, std::string_view text, bool is_error) {
  return Message(id, [&](Writer& json) {
    json.Key("result");
    json.StartObject();
    json.Key("content");
    json.StartArray();
    json.StartObject();
    Put(json, "type", "text");
    Put(json, "text", text);
    json.EndObject();
    json.EndArray();
    json.Key("isError");
    json.Bool(is_error);
    json.EndObject();
  });
}

// An argument as a parameter of the API: numbers and booleans as they are written.
std::optional<std::string> Plain(const rapidjson::Value& value) {
  if (value.IsString()) return std::string(value.GetString(), value.GetStringLength());
  if (value.IsBool()) return value.GetBool() ? "true" : "false";
  if (value.IsInt64()) return std::to_string(value.GetInt64());
  if (value.IsDouble()) return fmt::format("{}", value.GetDouble());
  return std::nullopt;
}

std::string CallTool(const rapidjson::Value* id, const rapidjson::Value& parameters, LiveStore* store) {
  const std::string_view name = TextOf(parameters, "name");
  const McpTool* tool = FindMcpTool(name);
  if (tool == nullptr) {
    std::vector<std::string> names;
    for (const McpTool& one : McpTools()) names.emplace_back(one.name);
    const std::string_view meant = DidYouMean(name, names);
    return ErrorMessage(
        id, kInvalidParams,
        fmt::format("there is no tool '{}'{}", name,
                    meant.empty() ? std::string() : fmt::format("; did you mean '{}'?", meant)));
  }
  const Query& query = *FindQuery(tool->name);
  std::vector<std::pair<std::string, std::string>> given;
  uint64_t offset = 0;
  const std::vector<WordParameter> words = WordParameters(query.words);
  if (const auto arguments = parameters.FindMember("arguments");
      arguments != parameters.MemberEnd() && arguments->value.IsObject()) {
    for (const auto& [key, value] : arguments->value.GetObject()) {
      const std::string_view parameter(key.GetString(), key.GetStringLength());
      if (parameter == "offset" && value.IsUint64()) {
        offset = value.GetUint64();
        continue;
      }
      const bool known = std::ranges::any_of(tool->parameters,
                                             [&](const McpParameter& one) { return one.name == parameter; });
      const std::optional<std::string> text = Plain(value);
      if (!known || !text) {
        std::string names = "offset";
        for (const McpParameter& one : tool->parameters) names += fmt::format(", {}", one.name);
        return ToolResult(
            id, fmt::format("{} takes no such argument '{}'; it takes {}", tool->name, parameter, names),
            true);
      }
      // A tool's first argument is the query's first word, whatever the query calls it.
      const bool first = !tool->parameters.empty() && parameter == tool->parameters.front().name &&
                         !words.empty() && tool->parameters.front().required;
      given.emplace_back(first ? words.front().name : std::string(parameter), *text);
    }
  }
  const auto arguments = ArgumentsOf(query, given);
  if (!arguments) return ToolResult(id, arguments.error().message, true);
  const auto state = store->Now();
  if (!state) return ToolResult(id, state.error().ToString(), true);
  const Result<Answer> answer = query.run(*(*state)->snapshot, *arguments);
  if (!answer) return ToolResult(id, answer.error().message, true);
  return ToolResult(id, AnswerAsText(*answer, offset, kMostBytes), false);
}

}  // namespace

std::optional<std::string> AnswerMcp(std::string_view message, LiveStore* store) {
  rapidjson::Document parsed;
  parsed.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(message.data(),
                                                                                       message.size());
  if (parsed.HasParseError()) return ErrorMessage(nullptr, kParseError, "this is no JSON");
  if (!parsed.IsObject())
    return ErrorMessage(nullptr, kInvalidRequest, "expected one JSON-RPC message, an object");
  const auto id = parsed.FindMember("id");
  const bool has_id = id != parsed.MemberEnd();
  if (has_id && !id->value.IsString() && !id->value.IsInt64())
    return ErrorMessage(nullptr, kInvalidRequest, "id should be a string or a whole number");
  const rapidjson::Value* of = has_id ? &id->value : nullptr;
  const std::string_view method = TextOf(parsed, "method");
  if (method.empty()) {
    const bool response = parsed.HasMember("result") || parsed.HasMember("error");
    if (response) return std::nullopt;
    return ErrorMessage(of, kInvalidRequest, "the message has no method");
  }
  if (TextOf(parsed, "jsonrpc") != "2.0")
    return ErrorMessage(of, kInvalidRequest, "jsonrpc should be \"2.0\"");
  if (!has_id) return std::nullopt;  // a notification
  static const rapidjson::Value kNone(rapidjson::kObjectType);
  const auto member = parsed.FindMember("params");
  if (member != parsed.MemberEnd() && !member->value.IsObject())
    return ErrorMessage(of, kInvalidParams, "params should be an object");
  const rapidjson::Value& parameters = member == parsed.MemberEnd() ? kNone : member->value;
  if (method == "initialize") return Initialize(of, parameters);
  if (method == "ping") {
    return Message(of, [](Writer& json) {
      json.Key("result");
      json.StartObject();
      json.EndObject();
    });
  }
  if (method == "tools/list") {
    return Message(of, [](Writer& json) {
      json.Key("result");
      json.StartObject();
      json.Key("tools");
      json.StartArray();
      for (const McpTool& tool : McpTools()) WriteTool(tool, json);
      json.EndArray();
      json.EndObject();
    });
  }
  if (method == "tools/call") return CallTool(of, parameters, store);
  return ErrorMessage(of, kMethodNotFound, fmt::format("there is no method '{}'", method));
}

}  // namespace concord
