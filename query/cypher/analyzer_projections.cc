// WITH and RETURN: what they compute, group by, sort by, and leave in scope.
#include <fmt/format.h>

#include <algorithm>

#include "query/cypher/query_analyzer.h"

namespace concord::cypher {

bool SameExpr(const Expr& a, const Expr& b) {
  if (a.kind != b.kind || a.name != b.name || a.names != b.names || a.distinct != b.distinct ||
      a.args.size() != b.args.size() || a.pattern != nullptr || b.pattern != nullptr || a.query != nullptr ||
      b.query != nullptr)
    return false;
  if (a.kind == ExprKind::kLiteral &&
      (a.literal.type() != b.literal.type() || !Equivalent(a.literal, b.literal)))
    return false;
  for (size_t i = 0; i < a.args.size(); ++i) {
    const bool there = a.args[i] != nullptr;
    if (there != (b.args[i] != nullptr)) return false;
    if (there && !SameExpr(*a.args[i], *b.args[i])) return false;
  }
  return true;
}

namespace {

// A variable or a property of one: the only keys of a group that an expression beside an aggregate may name.
bool IsSimple(const Expr& expr) {
  const Expr* at = &expr;
  while (at->kind == ExprKind::kProperty) at = at->args[0].get();
  return at->kind == ExprKind::kVariable;
}

bool IsAggregateCall(const Expr& expr) {
  return expr.kind == ExprKind::kAggregate || expr.kind == ExprKind::kCountStar;
}

bool ContainsAggregate(const Expr& expr) {
  if (IsAggregateCall(expr)) return true;
  return std::any_of(expr.args.begin(), expr.args.end(),
                     [](const ExprPtr& arg) { return arg != nullptr && ContainsAggregate(*arg); });
}

void CollectVariables(const Expr& expr, std::set<std::string>* names) {
  if (expr.kind == ExprKind::kVariable) names->insert(expr.name);
  for (const ExprPtr& arg : expr.args) {
    if (arg != nullptr) CollectVariables(*arg, names);
  }
}

bool HasVariable(const Expr& expr) {
  std::set<std::string> names;
  CollectVariables(expr, &names);
  return !names.empty();
}

ExprPtr SlotReader(const Expr& replaced, Slot slot, std::string name) {
  auto expr = std::make_unique<Expr>();
  expr->kind = ExprKind::kVariable;
  expr->position = replaced.position;
  expr->end = replaced.end;
  expr->name = std::move(name);
  expr->slot = slot;
  return expr;
}

// Puts in the columns that the parts of a sort expression repeat. The whole may repeat any column.
void ReplaceColumns(ExprPtr* expr, const std::vector<ProjectionItem>& items, bool is_whole) {
  for (const ProjectionItem& item : items) {
    const bool fits = is_whole || IsSimple(**expr) || IsAggregateCall(**expr);
    if (!fits || !SameExpr(**expr, *item.expr)) continue;
    *expr = SlotReader(**expr, item.slot, item.name);
    return;
  }
  if (IsAggregateCall(**expr)) return;
  for (ExprPtr& arg : (*expr)->args) {
    if (arg != nullptr) ReplaceColumns(&arg, items, false);
  }
}

}  // namespace

// SKIP and LIMIT.
void QueryAnalyzer::CheckCount(const Expr& expr, std::string_view word) const {
  if (HasVariable(expr)) {
    FailSyntax("NonConstantExpression", expr.position, fmt::format("{} cannot depend on the rows", word));
  }
  if (expr.kind != ExprKind::kLiteral) return;
  if (expr.literal.type() != ValueType::kInt) {
    FailSyntax("InvalidArgumentType", expr.position,
               fmt::format("{} expects an Integer; found {}", word, ToText(expr.literal)));
  }
  if (expr.literal.as_int() < 0) {
    FailSyntax(
        "NegativeIntegerArgument", expr.position,
        fmt::format("{} expects a number that is not negative; found {}", word, expr.literal.as_int()));
  }
}

void QueryAnalyzer::ExpandStar(Clause* clause) const {
  if (!clause->star) return;
  if (scope_.empty() && clause->kind == ClauseKind::kReturn) {
    FailSyntax("NoVariablesInScope", clause->position, "RETURN * has no variables to return");
  }
  std::vector<ProjectionItem> items;
  for (const auto& [name, variable] : scope_) {
    ProjectionItem item;
    item.expr = std::make_unique<Expr>();
    item.expr->kind = ExprKind::kVariable;
    item.expr->name = name;
    item.expr->position = clause->position;
    item.name = name;
    item.position = clause->position;
    items.push_back(std::move(item));
  }
  for (ProjectionItem& item : clause->items) items.push_back(std::move(item));
  clause->items = std::move(items);
}

void QueryAnalyzer::AnalyzeProjection(Clause* clause) {
  ExpandStar(clause);
  const Scope before = scope_;
  Scope after;
  for (ProjectionItem& item : clause->items) {
    const StaticType type = AnalyzeExpr(item.expr.get(), {.aggregates = true, .found = &clause->aggregates});
    if (clause->kind == ClauseKind::kWith && !item.has_alias && item.expr->kind != ExprKind::kVariable) {
      FailSyntax("NoExpressionAlias", item.position,
                 fmt::format("WITH needs a name for this expression: {} AS ...", item.name));
    }
    item.slot = item.expr->kind == ExprKind::kVariable ? item.expr->slot : NewSlot();
    if (!after.try_emplace(item.name, Variable{item.slot, type}).second) {
      FailSyntax("ColumnNameConflict", item.position,
                 fmt::format("two columns have the name `{}`", item.name));
    }
  }
  clause->is_aggregating = !clause->aggregates.empty();
  AnalyzeOrder(clause, before, after);
  if (clause->is_aggregating) GroupItems(clause, before);
  for (const auto& [expr, word] :
       {std::pair{clause->skip.get(), "SKIP"}, std::pair{clause->limit.get(), "LIMIT"}}) {
    if (expr == nullptr) continue;
    scope_ = before;
    CheckCount(*expr, word);
    AnalyzeExpr(expr, {});
  }
  const bool sees_before = !clause->is_aggregating && !clause->distinct;
  scope_ = after;
  if (sees_before && clause->where != nullptr) scope_.insert(before.begin(), before.end());
  if (!sees_before && clause->where != nullptr) ReplaceColumns(&clause->where, clause->items, true);
  AnalyzeWhere(clause->where.get());
  clause->visible = Visible(scope_);
  scope_ = after;
}

void QueryAnalyzer::AnalyzeOrder(Clause* clause, const Scope& before, const Scope& after) {
  const bool narrows = clause->is_aggregating || clause->distinct;
  for (SortItem& item : clause->order) {
    if (!clause->is_aggregating && ContainsAggregate(*item.expr)) {
      FailSyntax("InvalidAggregation", item.expr->position,
                 "ORDER BY can aggregate only where the columns do");
    }
    if (narrows) ReplaceColumns(&item.expr, clause->items, true);
    scope_ = after;
    scope_.insert(before.begin(), before.end());
    std::vector<Expr*> found;
    AnalyzeExpr(item.expr.get(), {.aggregates = clause->is_aggregating, .found = &found});
    if (narrows) RewriteGrouped(&item.expr, *clause, before, true, false);
    clause->aggregates.insert(clause->aggregates.end(), found.begin(), found.end());
  }
}

void QueryAnalyzer::GroupItems(Clause* clause, const Scope& before) {
  for (ProjectionItem& item : clause->items) {
    if (ContainsAggregate(*item.expr)) RewriteGrouped(&item.expr, *clause, before, false, false);
  }
}

// Checks that an expression reads nothing of a single row once the rows are grouped, and lets it read the
// group's keys instead.
void QueryAnalyzer::RewriteGrouped(ExprPtr* expr, const Clause& clause, const Scope& before, bool in_order,
                                   bool in_aggregate) {
  Expr& at = **expr;
  if (IsAggregateCall(at) && !in_order) return;
  if (!in_order && IsSimple(at)) {
    for (const ProjectionItem& item : clause.items) {
      if (ContainsAggregate(*item.expr) || !SameExpr(*item.expr, at)) continue;
      *expr = SlotReader(at, item.slot, item.name);
      return;
    }
  }
  if (at.kind == ExprKind::kVariable) {
    const auto is_key = [&](const ProjectionItem& item) { return item.slot == at.slot; };
    if (std::any_of(clause.items.begin(), clause.items.end(), is_key) || local_.contains(at.slot)) return;
    const auto of_before = before.find(at.name);
    if (of_before == before.end() || of_before->second.slot != at.slot) return;
    std::set<std::string> grouped;
    for (const ProjectionItem& item : clause.items) {
      if (!ContainsAggregate(*item.expr)) CollectVariables(*item.expr, &grouped);
    }
    if (!in_order || (clause.is_aggregating && !in_aggregate && grouped.contains(at.name))) {
      FailSyntax("AmbiguousAggregationExpression", at.position,
                 fmt::format(
                     "`{}` is used beside an aggregate, but the rows are not grouped by it; give it a column "
                     "of its own in a WITH before this clause",
                     at.name));
    }
    FailSyntax("UndefinedVariable", at.position,
               fmt::format("the variable `{}` is no longer available after {}", at.name,
                           clause.distinct ? "DISTINCT" : "the rows are grouped"));
  }
  for (ExprPtr& arg : at.args) {
    if (arg != nullptr) RewriteGrouped(&arg, clause, before, in_order, in_aggregate || IsAggregateCall(at));
  }
}

}  // namespace concord::cypher
