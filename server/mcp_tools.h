// The tools that an agent sees: which queries, with which of their options.
#ifndef CONCORD_SERVER_MCP_TOOLS_H_
#define CONCORD_SERVER_MCP_TOOLS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "query/answer.h"

namespace concord {

struct McpParameter {
  std::string_view name;
  std::string_view about;
  enum class Kind : uint8_t { kText, kNumber, kFlag } kind = Kind::kText;
  bool required = false;
};

struct McpTool {
  std::string_view name;   // of the query too, except for export and query
  std::string_view about;  // when to use it, and what comes back
  std::span<const McpParameter> parameters;
};

// Few and small: an agent reads all of them before its first question. All tools also take `offset`.
std::span<const McpTool> McpTools();
const McpTool* FindMcpTool(std::string_view name);  // nullptr when there is none

// An answer as text of at most `most` bytes: rows from `offset`, each with its best quote and its place,
// then the notes. Says how many rows were left out. Never cuts within a character.
std::string AnswerAsText(const Answer& answer, size_t offset, size_t most);

}  // namespace concord

#endif  // CONCORD_SERVER_MCP_TOOLS_H_
