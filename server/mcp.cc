#include "server/mcp.h"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <array>

#include "base/text.h"
#include "base/version.h"
#include "server/mcp_calls.h"
#include "server/mcp_tools.h"

namespace concord {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

// Of the first era, the newest first.
constexpr auto kVersions =
    std::to_array<std::string_view>({"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"});
constexpr std::string_view kStateless = "2026-07-28";

constexpr std::string_view kMetaVersion = "io.modelcontextprotocol/protocolVersion";
constexpr std::string_view kMetaCapabilities = "io.modelcontextprotocol/clientCapabilities";
constexpr std::string_view kMetaServer = "io.modelcontextprotocol/serverInfo";

// The tools are part of the program: whoever has asked for them need not ask again for an hour.
constexpr int kToolsFreshMs = 3'600'000;

constexpr std::string_view kInstructions =
    "Answers come from documents in the store. Each row ends with a quote and its place; cite both. Start "
    "with search, or with show of 'documents' or 'frameworks', to learn keys.";

enum JsonRpcError : int {
  kParseError = -32700,
  kInvalidRequest = -32600,
  kMethodNotFound = -32601,
  kInvalidParams = -32602,
  kHeaderMismatch = -32020,
  kUnsupportedVersion = -32022,
};

void Put(Writer& json, std::string_view text) {
  json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}
void Put(Writer& json, std::string_view name, std::string_view value) {
  Put(json, name);
  Put(json, value);
}

// A member of an object that is a string; empty when there is none.
std::string_view TextOf(const rapidjson::Value& object, std::string_view name) {
  if (!object.IsObject()) return {};
  const auto member = object.FindMember(
      rapidjson::Value(rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size()))));
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

McpReply ErrorReply(const rapidjson::Value* id, int code, std::string_view text, bool stateless = false) {
  std::string message = Message(id, [&](Writer& json) {
    json.Key("error");
    json.StartObject();
    json.Key("code");
    json.Int(code);
    Put(json, "message", text);
    json.EndObject();
  });
  return {std::move(message), code, stateless};
}

McpReply UnsupportedVersion(const rapidjson::Value* id, std::string_view asked) {
  std::string message = Message(id, [&](Writer& json) {
    json.Key("error");
    json.StartObject();
    json.Key("code");
    json.Int(kUnsupportedVersion);
    Put(json, "message", fmt::format("the protocol version '{}' is not spoken here", asked));
    json.Key("data");
    json.StartObject();
    json.Key("supported");
    json.StartArray();
    Put(json, kStateless);
    json.EndArray();
    Put(json, "requested", asked);
    json.EndObject();
    json.EndObject();
  });
  return {std::move(message), kUnsupportedVersion, true};
}

void WriteServerInfo(Writer& json, std::string_view name) {
  Put(json, name);
  json.StartObject();
  Put(json, "name", "concord");
  Put(json, "title", "Concord");
  Put(json, "version", kVersion);
  json.EndObject();
}

void WriteCapabilities(Writer& json) {
  json.Key("capabilities");
  json.StartObject();
  json.Key("tools");
  json.StartObject();
  json.EndObject();
  json.EndObject();
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

// {"result": {...}}; of the second era with what each of its results says of itself.
template <typename Write>
McpReply ResultReply(const rapidjson::Value* id, bool stateless, int fresh_ms, Write write) {
  std::string message = Message(id, [&](Writer& json) {
    json.Key("result");
    json.StartObject();
    write(json);
    if (stateless) {
      Put(json, "resultType", "complete");
      if (fresh_ms > 0) {
        json.Key("ttlMs");
        json.Int(fresh_ms);
        Put(json, "cacheScope", "public");
      }
      json.Key("_meta");
      json.StartObject();
      WriteServerInfo(json, kMetaServer);
      json.EndObject();
    }
    json.EndObject();
  });
  return {std::move(message), 0, stateless};
}

McpReply Initialize(const rapidjson::Value* id, const rapidjson::Value& parameters) {
  const std::string_view asked = TextOf(parameters, "protocolVersion");
  return ResultReply(id, false, 0, [&](Writer& json) {
    Put(json, "protocolVersion", IsOneOf(asked, kVersions) ? asked : kVersions.front());
    WriteCapabilities(json);
    WriteServerInfo(json, "serverInfo");
    Put(json, "instructions", kInstructions);
  });
}

McpReply Discover(const rapidjson::Value* id) {
  return ResultReply(id, true, kToolsFreshMs, [](Writer& json) {
    json.Key("supportedVersions");
    json.StartArray();
    Put(json, kStateless);
    json.EndArray();
    WriteCapabilities(json);
    Put(json, "instructions", kInstructions);
  });
}

McpReply ListTools(const rapidjson::Value* id, bool stateless) {
  return ResultReply(id, stateless, kToolsFreshMs, [](Writer& json) {
    json.Key("tools");
    json.StartArray();
    for (const McpTool& tool : McpTools()) WriteTool(tool, json);
    json.EndArray();
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

McpReply CallTool(const rapidjson::Value* id, const rapidjson::Value& parameters, bool stateless,
                  std::string_view host, LiveStore* store, AnswerCache* answers) {
  const std::string_view name = TextOf(parameters, "name");
  const McpTool* tool = FindMcpTool(name);
  if (tool == nullptr) {
    std::vector<std::string> names;
    for (const McpTool& one : McpTools()) names.emplace_back(one.name);
    const std::string_view meant = DidYouMean(name, names);
    return ErrorReply(id, kInvalidParams,
                      fmt::format("there is no tool '{}'{}", name,
                                  meant.empty() ? std::string() : fmt::format("; did you mean '{}'?", meant)),
                      stateless);
  }
  const auto member = parameters.FindMember("arguments");
  const bool given = member != parameters.MemberEnd() && !member->value.IsNull();
  if (given && !member->value.IsObject())
    return ErrorReply(id, kInvalidParams, "arguments should be an object", stateless);
  McpArguments arguments;
  if (given) {
    for (const auto& [key, value] : member->value.GetObject())
      arguments.emplace_back(std::string(key.GetString(), key.GetStringLength()), Plain(value));
  }
  const McpToolText called = CallMcpTool(*tool, arguments, host, store, answers);
  return ResultReply(id, stateless, 0, [&](Writer& json) {
    json.Key("content");
    json.StartArray();
    json.StartObject();
    Put(json, "type", "text");
    Put(json, "text", called.text);
    json.EndObject();
    json.EndArray();
    json.Key("isError");
    json.Bool(called.is_error);
  });
}

// A request of the second era says so in its _meta, or at least in its header; `server/discover` is its own.
bool IsStateless(std::string_view method, const rapidjson::Value& meta, const McpHeaders* headers) {
  if (!TextOf(meta, kMetaVersion).empty() || method == "server/discover") return true;
  return headers != nullptr && headers->version && std::string_view(*headers->version) >= kStateless;
}

// What is wrong with the envelope of a request of the second era; nothing when it is well formed.
std::optional<McpReply> RefuseEnvelope(const rapidjson::Value* id, std::string_view method,
                                       const rapidjson::Value& parameters, const rapidjson::Value& meta,
                                       const McpHeaders* headers) {
  const std::string_view version = TextOf(meta, kMetaVersion);
  const auto capabilities = meta.FindMember(rapidjson::Value(rapidjson::StringRef(
      kMetaCapabilities.data(), static_cast<rapidjson::SizeType>(kMetaCapabilities.size()))));
  if (version.empty() || capabilities == meta.MemberEnd() || !capabilities->value.IsObject()) {
    return ErrorReply(
        id, kInvalidParams,
        fmt::format("_meta should have {} (a string) and {} (an object)", kMetaVersion, kMetaCapabilities),
        true);
  }
  if (headers != nullptr) {
    const auto differs = [](const std::optional<std::string>& header, std::string_view body) {
      return !header || Trim(*header) != body;
    };
    std::string_view header;
    if (differs(headers->version, version)) header = "MCP-Protocol-Version";
    if (header.empty() && differs(headers->method, method)) header = "Mcp-Method";
    if (header.empty() && method == "tools/call" && differs(headers->name, TextOf(parameters, "name")))
      header = "Mcp-Name";
    if (!header.empty()) {
      return ErrorReply(id, kHeaderMismatch,
                        fmt::format("the header {} should say what the message says", header), true);
    }
  }
  if (version != kStateless) return UnsupportedVersion(id, version);
  return std::nullopt;
}

}  // namespace

std::optional<McpReply> AnswerMcp(std::string_view message, const McpHeaders* headers, LiveStore* store,
                                  AnswerCache* answers) {
  rapidjson::Document parsed;
  parsed.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(message.data(),
                                                                                       message.size());
  if (parsed.HasParseError()) return ErrorReply(nullptr, kParseError, "this is no JSON");
  if (!parsed.IsObject())
    return ErrorReply(nullptr, kInvalidRequest, "expected one JSON-RPC message, an object");
  const auto id = parsed.FindMember("id");
  const bool has_id = id != parsed.MemberEnd();
  if (has_id && !id->value.IsString() && !id->value.IsInt64())
    return ErrorReply(nullptr, kInvalidRequest, "id should be a string or a whole number");
  const rapidjson::Value* of = has_id ? &id->value : nullptr;
  const std::string_view method = TextOf(parsed, "method");
  if (method.empty()) {
    const bool response = parsed.HasMember("result") || parsed.HasMember("error");
    if (response) return std::nullopt;
    return ErrorReply(of, kInvalidRequest, "the message has no method");
  }
  if (TextOf(parsed, "jsonrpc") != "2.0") return ErrorReply(of, kInvalidRequest, "jsonrpc should be \"2.0\"");
  if (!has_id) return std::nullopt;  // a notification
  static const rapidjson::Value kNone(rapidjson::kObjectType);
  const auto member = parsed.FindMember("params");
  if (member != parsed.MemberEnd() && !member->value.IsObject())
    return ErrorReply(of, kInvalidParams, "params should be an object");
  const rapidjson::Value& parameters = member == parsed.MemberEnd() ? kNone : member->value;
  const auto said = parameters.FindMember("_meta");
  const rapidjson::Value& meta =
      said != parameters.MemberEnd() && said->value.IsObject() ? said->value : kNone;
  const bool stateless = IsStateless(method, meta, headers);
  if (stateless) {
    if (auto refused = RefuseEnvelope(of, method, parameters, meta, headers); refused) return refused;
  }
  if (stateless && method == "server/discover") return Discover(of);
  if (!stateless && method == "initialize") return Initialize(of, parameters);
  if (!stateless && method == "ping") return ResultReply(of, false, 0, [](Writer&) {});
  if (method == "tools/list") return ListTools(of, stateless);
  if (method == "tools/call") {
    const std::string host = headers != nullptr ? headers->host.value_or("") : "";
    return CallTool(of, parameters, stateless, host, store, answers);
  }
  return ErrorReply(of, kMethodNotFound, fmt::format("there is no method '{}'", method), stateless);
}

}  // namespace concord
