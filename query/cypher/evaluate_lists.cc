// Lists made from lists, quantifiers, reduce, and expressions that run a plan.
#include <fmt/format.h>

#include <algorithm>

#include "query/cypher/evaluator.h"
#include "query/cypher/failure.h"
#include "query/cypher/operator.h"

namespace concord::cypher {

ListItems Evaluator::Items(const Expr& expr) {
  if (expr.kind != ExprKind::kCall || expr.function->run != ListRange) return ListItems(Run(expr));
  std::vector<Value> args;
  for (const ExprPtr& arg : expr.args) {
    args.push_back(Run(*arg));
    if (args.back().is_null()) return {};
  }
  return ListItems(RangeOf({execution_, args, expr}));
}

ListItems EvaluateItems(const Expr& expr, Row& row, Execution& execution) {
  return Evaluator(row, execution).Items(expr);
}

// The list after IN; nothing when it is null.
std::optional<ListItems> Evaluator::ItemsOf(const Expr& expr) {
  ListItems items = Items(expr);
  if (items.is_list()) return items;
  if (items.value().is_null()) return std::nullopt;
  FailRuntime("TypeError", "InvalidArgumentType", expr.position,
              fmt::format("expected a LIST, found {}", TypeName(items.value())));
}

namespace {

// Adds to a list that is being made. What it holds counts until it is made; then it is up to those who keep
// it.
void Append(Value item, ValueList* list, Account* account) {
  account->Charge(sizeof(Value) + item.HeapBytes());
  list->push_back(std::move(item));
}

}  // namespace

Value Evaluator::ListComprehension(const Expr& expr) {
  const std::optional<ListItems> list = ItemsOf(*expr.args[0]);
  if (!list) return {};
  ValueList result;
  Account account(&execution_);
  for (uint64_t i = 0; i < list->size(); ++i) {
    execution_.Tick();
    row_[static_cast<size_t>(expr.slot)] = (*list)[i];
    if (expr.args[1] != nullptr && !Condition(*expr.args[1]).value_or(false)) continue;
    Append(expr.args[2] == nullptr ? (*list)[i] : Run(*expr.args[2]), &result, &account);
  }
  return Value(std::move(result));
}

std::optional<bool> Evaluator::Quantifier(const Expr& expr) {
  const std::optional<ListItems> list = ItemsOf(*expr.args[0]);
  if (!list) return std::nullopt;
  uint64_t yes = 0, unknown = 0;
  for (uint64_t i = 0; i < list->size(); ++i) {
    execution_.Tick();
    row_[static_cast<size_t>(expr.slot)] = (*list)[i];
    const std::optional<bool> truth =
        expr.args[1] == nullptr ? std::optional((*list)[i].is_true()) : Condition(*expr.args[1]);
    if (!truth)
      ++unknown;
    else if (*truth)
      ++yes;
  }
  if (expr.other == "any")
    return yes > 0 ? std::optional(true) : unknown > 0 ? std::nullopt : std::optional(false);
  if (expr.other == "none")
    return yes > 0 ? std::optional(false) : unknown > 0 ? std::nullopt : std::optional(true);
  if (expr.other == "all") {
    if (yes + unknown < list->size()) return false;
    return unknown > 0 ? std::nullopt : std::optional(true);
  }
  if (yes > 1) return false;  // single
  return unknown > 0 ? std::nullopt : std::optional(yes == 1);
}

Value Evaluator::Reduce(const Expr& expr) {
  Value result = Run(*expr.args[0]);
  const std::optional<ListItems> list = ItemsOf(*expr.args[1]);
  if (!list) return {};
  for (uint64_t i = 0; i < list->size(); ++i) {
    execution_.Tick();
    row_[static_cast<size_t>(expr.slot)] = result;
    row_[static_cast<size_t>(expr.other_slot)] = (*list)[i];
    result = Run(*expr.args[2]);
  }
  return result;
}

Value Evaluator::Subplan(const Expr& expr) {
  Operator& plan = execution_.OperatorOf(expr);
  plan.Open(row_);
  switch (expr.kind) {
    case ExprKind::kPatternComprehension: {
      ValueList list;
      Account account(&execution_);
      while (plan.Next(row_)) Append(Run(*expr.args[1]), &list, &account);
      return Value(std::move(list));
    }
    case ExprKind::kCollectSubquery: {
      ValueList list;
      Account account(&execution_);
      const auto column = static_cast<size_t>(expr.query->column_slots[0]);
      while (plan.Next(row_)) Append(row_[column], &list, &account);
      return Value(std::move(list));
    }
    case ExprKind::kCountSubquery:
      return Value(static_cast<int64_t>(plan.CountRest(row_)));
    case ExprKind::kShortestPath: {
      const bool all = expr.pattern->paths[0].shortest == ShortestKind::kAll;
      ValueList paths;
      Account account(&execution_);
      while (plan.Next(row_)) {
        Append(row_[static_cast<size_t>(expr.slot)], &paths, &account);
        if (!all) return paths.back();
      }
      return all ? Value(std::move(paths)) : Value();
    }
    default:
      return Value(plan.Next(row_));
  }
}

}  // namespace concord::cypher
