// Computes expressions.
#ifndef CONCORD_QUERY_CYPHER_EVALUATE_H_
#define CONCORD_QUERY_CYPHER_EVALUATE_H_

#include <optional>

#include "query/cypher/execution.h"

namespace concord::cypher {

// The row is written to only in the slots of variables within the expression.
Value Evaluate(const Expr& expr, Row& row, Execution& execution);

// True, false or unknown. Fails with a TypeError when the value is no truth value.
std::optional<bool> EvaluateCondition(const Expr& expr, Row& row, Execution& execution);
inline bool Holds(const Expr& expr, Row& row, Execution& execution) {
  return EvaluateCondition(expr, row, execution).value_or(false);
}

// value.name for nodes, relationships, maps and temporal values; null of null.
Value PropertyOf(const Value& value, const std::string& name, Execution& execution, Position position);
// All properties of a node, a relationship or a map.
ValueMap PropertiesOf(const Value& value, Execution& execution, Position position);
bool HasLabels(const Value& value, const std::vector<std::string>& names, Execution& execution);

// ---- evaluate_arithmetic.cc ----

Value Arithmetic(ExprKind kind, const Value& a, const Value& b, Position position);
Value Negate(const Value& value, Position position);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_EVALUATE_H_
