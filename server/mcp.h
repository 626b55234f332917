// The Model Context Protocol: the questions as tools for an agent. One message in, at most one message out;
// stdio and HTTP carry them.
//
// Two eras of the protocol: up to 2025-11-25 a client begins with `initialize`; from 2026-07-28 on every
// request says in its `_meta` which version it speaks, and nothing is remembered between two of them. Each
// request shows to which era it belongs, so one address answers both.
#ifndef CONCORD_SERVER_MCP_H_
#define CONCORD_SERVER_MCP_H_

#include <optional>
#include <string>
#include <string_view>

#include "server/answer_cache.h"
#include "server/live_store.h"

namespace concord {

// The values of the HTTP headers MCP-Protocol-Version, Mcp-Method, Mcp-Name and Host; nothing for a missing
// one.
struct McpHeaders {
  std::optional<std::string> version, method, name, host;
};

struct McpReply {
  std::string message;
  int error = 0;           // JSON-RPC's code; 0: a result
  bool stateless = false;  // of the second era, whose errors have a status of HTTP
};

// Answers one JSON-RPC message. Nothing for a notification or a response. A message that is not JSON-RPC
// gets a JSON-RPC error. A failed question gives a tool result with isError, so the agent can correct its
// call. Answers are cut at about 2,000 tokens; they say what was left out and how to get it. `headers` is
// null on stdio. For any thread.
std::optional<McpReply> AnswerMcp(std::string_view message, const McpHeaders* headers, LiveStore* store,
                                  AnswerCache* answers);

}  // namespace concord

#endif  // CONCORD_SERVER_MCP_H_
