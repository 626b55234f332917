// What an expression or a clause reads of a row.
#include "query/cypher/pattern_planner.h"

namespace concord::cypher {
namespace {

void CollectPatternSlots(const Pattern& pattern, std::set<Slot>* slots) {
  for (const PathPattern& path : pattern.paths) {
    for (const NodePattern& node : path.nodes) {
      if (node.is_bound) slots->insert(node.slot);
      if (node.properties != nullptr) CollectSlots(*node.properties, slots);
      if (node.where != nullptr) CollectSlots(*node.where, slots);
    }
    for (const EdgePattern& edge : path.edges) {
      if (edge.is_bound) slots->insert(edge.slot);
      if (edge.properties != nullptr) CollectSlots(*edge.properties, slots);
      if (edge.where != nullptr) CollectSlots(*edge.where, slots);
    }
  }
}

void CollectQuerySlots(const Query& query, std::set<Slot>* slots) {
  for (const SingleQuery& part : query.parts) {
    for (const Clause& clause : part.clauses) CollectClauseSlots(clause, slots);
  }
}

}  // namespace

void CollectClauseSlots(const Clause& clause, std::set<Slot>* slots) {
  CollectPatternSlots(clause.pattern, slots);
  for (const Expr* expr : {clause.where.get(), clause.expr.get(), clause.skip.get(), clause.limit.get()}) {
    if (expr != nullptr) CollectSlots(*expr, slots);
  }
  for (const ProjectionItem& item : clause.items) CollectSlots(*item.expr, slots);
  for (const SortItem& item : clause.order) CollectSlots(*item.expr, slots);
  for (const ExprPtr& argument : clause.arguments) CollectSlots(*argument, slots);
  if (clause.query != nullptr) CollectQuerySlots(*clause.query, slots);
}

void CollectSlots(const Expr& expr, std::set<Slot>* slots) {
  if (expr.kind == ExprKind::kVariable) slots->insert(expr.slot);
  for (const ExprPtr& arg : expr.args) {
    if (arg != nullptr) CollectSlots(*arg, slots);
  }
  if (expr.pattern != nullptr) CollectPatternSlots(*expr.pattern, slots);
  if (expr.query != nullptr) CollectQuerySlots(*expr.query, slots);
}

}  // namespace concord::cypher
