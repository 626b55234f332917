#include "server/mcp_http.h"

#include "server/api.h"
#include "server/mcp.h"

namespace concord {
namespace {

constexpr int kMethodNotFound = -32601;  // JSON-RPC 2.0

}  // namespace

HttpResponse AnswerMcpRequest(const HttpRequest& request, LiveStore* store, AnswerCache* answers) {
  HttpResponse response;
  if (request.method != "POST") {
    response =
        ProblemOf(405, "method not allowed", "MCP messages come by POST; this server sends none on its own");
    response.headers.emplace_back("Allow", "POST");
    return response;
  }
  McpHeaders headers;
  const auto read = [&](std::string_view name, std::optional<std::string>* value) {
    if (const auto found = request.headers.find(name); found != request.headers.end()) *value = found->second;
  };
  read("mcp-protocol-version", &headers.version);
  read("mcp-method", &headers.method);
  read("mcp-name", &headers.name);
  read("host", &headers.host);
  std::optional<McpReply> reply = AnswerMcp(request.body, &headers, store, answers);
  if (!reply) {
    response.status = 202;
    return response;
  }
  // The first era carries its errors with status 200.
  if (reply->stateless && reply->error != 0) response.status = reply->error == kMethodNotFound ? 404 : 400;
  response.content_type = "application/json";
  response.body = std::move(reply->message);
  return response;
}

}  // namespace concord
