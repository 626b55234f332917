#include "query/cypher/failure.h"

#include <fmt/format.h>

namespace concord::cypher {

std::string QueryError::ToString(std::string_view query) const {
  if (position.line == 0) return fmt::format("{}: {}", error_class, message);
  const size_t at = std::min<size_t>(position.offset, query.size());
  size_t first = at;
  while (first > 0 && query[first - 1] != '\n') --first;
  const size_t end = std::min(query.find('\n', at), query.size());
  std::string marks;
  for (const char c : query.substr(first, at - first)) {
    if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) continue;  // inside a character
    marks += c == '\t' ? '\t' : ' ';
  }
  return fmt::format("{}: {} (line {}, column {})\n  {}\n  {}^", error_class, message, position.line,
                     position.column, query.substr(first, end - first), marks);
}

void FailCompile(std::string error_class, std::string detail, Position position, std::string message) {
  throw Failure(
      {std::move(error_class), ErrorPhase::kCompile, std::move(detail), std::move(message), position});
}

void FailSyntax(std::string detail, Position position, std::string message) {
  FailCompile("SyntaxError", std::move(detail), position, std::move(message));
}

void FailRuntime(std::string error_class, std::string detail, Position position, std::string message) {
  throw Failure(
      {std::move(error_class), ErrorPhase::kRuntime, std::move(detail), std::move(message), position});
}

}  // namespace concord::cypher
