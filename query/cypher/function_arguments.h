// What functions ask of their arguments.
#ifndef CONCORD_QUERY_CYPHER_FUNCTION_ARGUMENTS_H_
#define CONCORD_QUERY_CYPHER_FUNCTION_ARGUMENTS_H_

#include <fmt/format.h>

#include "query/cypher/failure.h"
#include "query/cypher/functions.h"

namespace concord::cypher {

[[noreturn]] inline void FailArgument(const FunctionCall& call, size_t place, std::string_view wanted) {
  FailRuntime("TypeError", "InvalidArgumentValue", call.call.args[place]->position,
              fmt::format("{}() expects {}; found {}", call.call.other, wanted, TypeName(call.args[place])));
}

inline double NumberArgument(const FunctionCall& call, size_t place) {
  if (!call.args[place].is_number()) FailArgument(call, place, "number");
  return call.args[place].as_number();
}

inline int64_t IntArgument(const FunctionCall& call, size_t place) {
  if (call.args[place].type() != ValueType::kInt) FailArgument(call, place, "INTEGER");
  return call.args[place].as_int();
}

inline const std::string& StringArgument(const FunctionCall& call, size_t place) {
  if (call.args[place].type() != ValueType::kString) FailArgument(call, place, "STRING");
  return call.args[place].as_string();
}

inline const ValueList& ListArgument(const FunctionCall& call, size_t place) {
  if (call.args[place].type() != ValueType::kList) FailArgument(call, place, "LIST");
  return call.args[place].as_list();
}

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_FUNCTION_ARGUMENTS_H_
