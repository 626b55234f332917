// Computes one expression over one row. Only evaluate.h is for others; its functions are in evaluate.cc,
// evaluate_conditions.cc and evaluate_lists.cc.
#ifndef CONCORD_QUERY_CYPHER_EVALUATOR_H_
#define CONCORD_QUERY_CYPHER_EVALUATOR_H_

#include <optional>
#include <string>

#include "query/cypher/execution.h"
#include "query/cypher/list_items.h"

namespace concord::cypher {

class Evaluator {
 public:
  // Borrows both.
  Evaluator(Row& row, Execution& execution) : row_(row), execution_(execution) {}

  Value Run(const Expr& expr);
  std::optional<bool> Condition(const Expr& expr);
  ListItems Items(const Expr& expr);

 private:
  Value Compute(const Expr& expr);
  Value Parameter(const Expr& expr) const;
  Value Index(const Expr& expr, const Value& base, const Value& index) const;
  Value Slice(const Expr& expr);
  Value MapProjection(const Expr& expr);
  Value Call(const Expr& expr);
  Value Case(const Expr& expr);

  // ---- Conditions ----
  std::optional<bool> Junction(const Expr& expr);
  static std::optional<bool> CompareTwo(const Value& a, const std::string& op, const Value& b);
  std::optional<bool> Comparison(const Expr& expr);
  std::optional<bool> In(const Expr& expr);
  std::optional<bool> TextTest(const Expr& expr);
  std::optional<bool> Matches(const Expr& expr);
  Value LabelTest(const Expr& expr);

  // ---- Lists, and what has a plan of its own ----
  std::optional<ListItems> ItemsOf(const Expr& expr);
  Value ListComprehension(const Expr& expr);
  std::optional<bool> Quantifier(const Expr& expr);
  Value Reduce(const Expr& expr);
  Value Subplan(const Expr& expr);

  Row& row_;
  Execution& execution_;
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_EVALUATOR_H_
