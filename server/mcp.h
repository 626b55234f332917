// The Model Context Protocol: the questions as tools for an agent. One message in, at most one message out;
// stdio and HTTP carry them.
#ifndef CONCORD_SERVER_MCP_H_
#define CONCORD_SERVER_MCP_H_

#include <optional>
#include <string>
#include <string_view>

#include "server/live_store.h"

namespace concord {

// Answers one JSON-RPC message. Nothing for a notification or a response. A message that is no JSON-RPC gets
// a JSON-RPC error, a question that fails a tool result with isError, so that the agent can mend its call.
// Answers are cut at some 2,000 tokens, and say what was left out and how to get it. For any thread.
std::optional<std::string> AnswerMcp(std::string_view message, LiveStore* store);

}  // namespace concord

#endif  // CONCORD_SERVER_MCP_H_
