// The Model Context Protocol: the questions as tools for an agent. One message in, at most one message out;
// stdio and HTTP carry them.
//
// Two eras of the protocol: up to 2025-11-25 a client begins with `initialize`; from 2026-07-28 on every
// request says in its `_meta` which version it speaks, and nothing is remembered between two of them. Which
// one a request belongs to stands in the request, so both are answered at one address.
#ifndef CONCORD_SERVER_MCP_H_
#define CONCORD_SERVER_MCP_H_

#include <optional>
#include <string>
#include <string_view>

#include "server/answer_cache.h"
#include "server/live_store.h"

namespace concord {

// What the HTTP headers MCP-Protocol-Version, Mcp-Method and Mcp-Name say; nothing where one is missing.
struct McpHeaders {
  std::optional<std::string> version, method, name;
};

struct McpReply {
  std::string message;
  int error = 0;           // JSON-RPC's code; 0: a result
  bool stateless = false;  // of the second era, whose errors have a status of HTTP
};

// Answers one JSON-RPC message. Nothing for a notification or a response. A message that is no JSON-RPC gets
// a JSON-RPC error, a question that fails a tool result with isError, so that the agent can mend its call.
// Answers are cut at some 2,000 tokens, and say what was left out and how to get it. `headers` is null on
// stdio. For any thread.
std::optional<McpReply> AnswerMcp(std::string_view message, const McpHeaders* headers, LiveStore* store,
                                  AnswerCache* answers);

}  // namespace concord

#endif  // CONCORD_SERVER_MCP_H_
