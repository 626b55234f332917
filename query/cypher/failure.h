// What can go wrong with a query, in the classes, phases and details that openCypher gives errors.
//
// Inside query/cypher a failure travels as an exception: expressions and operators are small, many, and
// nest deeply, and every one of them can fail. RunCypher (query/cypher/cypher.h) turns it into a value;
// none leaves this folder.
#ifndef CONCORD_QUERY_CYPHER_FAILURE_H_
#define CONCORD_QUERY_CYPHER_FAILURE_H_

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

namespace concord::cypher {

// Where something stands in the text of the query. Line and column count from 1, the column in bytes.
struct Position {
  uint32_t line = 0;  // 0: nowhere in particular
  uint32_t column = 0;
  uint32_t offset = 0;  // in bytes
};

enum class ErrorPhase : uint8_t {
  kCompile,  // before any row was read
  kRuntime,
};

struct QueryError {
  std::string error_class;  // "SyntaxError", "TypeError", "EntityNotFound", ...
  ErrorPhase phase = ErrorPhase::kCompile;
  std::string detail;  // "UndefinedVariable", "InvalidArgumentType", ...
  std::string message;
  Position position;

  // The message with line and column, the line of the query, and a caret below the place.
  std::string ToString(std::string_view query) const;
};

class Failure : public std::exception {
 public:
  explicit Failure(QueryError error) : error_(std::move(error)) {}
  const QueryError& error() const { return error_; }
  const char* what() const noexcept override { return error_.message.c_str(); }

 private:
  QueryError error_;
};

[[noreturn]] void FailSyntax(std::string detail, Position position, std::string message);
[[noreturn]] void FailCompile(std::string error_class, std::string detail, Position position,
                              std::string message);
[[noreturn]] void FailRuntime(std::string error_class, std::string detail, Position position,
                              std::string message);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_FAILURE_H_
