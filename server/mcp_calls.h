// A tool that an agent calls: the question behind it, and its answer as text.
#ifndef CONCORD_SERVER_MCP_CALLS_H_
#define CONCORD_SERVER_MCP_CALLS_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/answer_cache.h"
#include "server/live_store.h"
#include "server/mcp_tools.h"

namespace concord {

struct McpToolText {
  std::string text;
  bool is_error = false;  // for the agent to read: what is wrong with its call
};

// Arguments by their names, numbers and booleans as they are written; nothing for a value of another kind.
using McpArguments = std::vector<std::pair<std::string, std::optional<std::string>>>;
// `host` is the server's name and port, for links; empty on stdio, where there is no server.
McpToolText CallMcpTool(const McpTool& tool, const McpArguments& arguments, std::string_view host,
                        LiveStore* store, AnswerCache* answers);

}  // namespace concord

#endif  // CONCORD_SERVER_MCP_CALLS_H_
