// The functions of the query language: one row in functions.def each.
#ifndef CONCORD_QUERY_CYPHER_FUNCTIONS_H_
#define CONCORD_QUERY_CYPHER_FUNCTIONS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "query/cypher/ast.h"
#include "query/cypher/static_type.h"

namespace concord::cypher {

class Execution;  // query/cypher/execution.h

// What a function is called with. `call` is for the position of errors.
struct FunctionCall {
  Execution& execution;
  std::span<const Value> args;
  const Expr& call;
};

struct Function {
  std::string_view name;  // lower case
  int min_args;
  int max_args;
  TypeSet first;   // what the first argument may be, as far as that is known before the query runs
  TypeSet others;  // likewise the rest
  TypeKind result;
  bool null_in_null_out;  // null when any argument is null, without being called
  Value (*run)(const FunctionCall& call);
};

// nullptr when there is none. The name is in lower case.
const Function* FindFunction(std::string_view name);
std::vector<std::string> FunctionNames();

// ---- Aggregates ----

bool IsAggregate(std::string_view name);  // in lower case
int AggregateArguments(std::string_view name);

#define FUNCTION(name, run, min, max, first, others, result, nulls) Value run(const FunctionCall& call);
#include "query/cypher/functions.def"
#undef FUNCTION

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_FUNCTIONS_H_
