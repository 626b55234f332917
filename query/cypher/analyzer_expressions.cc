#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "query/cypher/foreign_words.h"
#include "query/cypher/functions.h"
#include "query/cypher/query_analyzer.h"

namespace concord::cypher {
namespace {

constexpr StaticType Of(TypeKind kind) { return {kind, TypeKind::kAny}; }

StaticType TypeOfLiteral(const Value& value) {
  switch (value.type()) {
    case ValueType::kNull:
      return Of(TypeKind::kNull);
    case ValueType::kBool:
      return Of(TypeKind::kBool);
    case ValueType::kInt:
      return Of(TypeKind::kInt);
    case ValueType::kFloat:
      return Of(TypeKind::kFloat);
    case ValueType::kString:
      return Of(TypeKind::kString);
    default:
      return Of(TypeKind::kAny);
  }
}

TypeKind Join(TypeKind a, TypeKind b) {
  if (a == b || b == TypeKind::kNull) return a;
  return a == TypeKind::kNull ? b : TypeKind::kAny;
}

}  // namespace

void QueryAnalyzer::WantBool(const Expr& expr, StaticType type) const {
  if (MayBe(type.kind, kBoolSet)) return;
  FailSyntax("InvalidArgumentType", expr.position,
             fmt::format("expected a condition, found {}", NameOf(type.kind)));
}

std::vector<std::string> QueryAnalyzer::NamesInScope() const {
  std::vector<std::string> names;
  for (const auto& [name, variable] : scope_) names.push_back(name);
  return names;
}

StaticType QueryAnalyzer::AnalyzeVariable(Expr* expr) {
  if (expr->slot != kNoSlot) return {};
  const auto at = scope_.find(expr->name);
  if (at == scope_.end()) {
    const std::vector<std::string> names = NamesInScope();
    const std::string_view near = DidYouMean(expr->name, names);
    FailSyntax(
        "UndefinedVariable", expr->position,
        fmt::format("there is no variable `{}`{}", expr->name,
                    unyielded_.contains(expr->name) ? "; CALL ... YIELD " + expr->name + " would bring it in"
                    : near.empty()                  ? ""
                                                    : fmt::format("; did you mean `{}`?", near)));
  }
  expr->slot = at->second.slot;
  return at->second.type;
}

StaticType QueryAnalyzer::AnalyzeExpr(Expr* expr, const Place& place) {
  Place inside = place;
  inside.predicate = false;
  const auto analyze_all = [&] {
    for (const ExprPtr& arg : expr->args) {
      if (arg != nullptr) AnalyzeExpr(arg.get(), inside);
    }
  };
  switch (expr->kind) {
    case ExprKind::kLiteral:
      return TypeOfLiteral(expr->literal);
    case ExprKind::kParameter:
      return {};
    case ExprKind::kVariable:
      return AnalyzeVariable(expr);
    case ExprKind::kProperty:
      return AnalyzeProperty(expr, inside);
    case ExprKind::kList:
      return AnalyzeList(expr, inside);
    case ExprKind::kMap:
    case ExprKind::kMapProjection:
      analyze_all();
      return Of(TypeKind::kMap);
    case ExprKind::kIndex: {
      const StaticType base = AnalyzeExpr(expr->args[0].get(), inside);
      AnalyzeExpr(expr->args[1].get(), inside);
      return base.kind == TypeKind::kList ? Of(base.element) : Of(TypeKind::kAny);
    }
    case ExprKind::kSlice: {
      const StaticType base = AnalyzeExpr(expr->args[0].get(), inside);
      for (size_t i = 1; i < 3; ++i) {
        if (expr->args[i] != nullptr) AnalyzeExpr(expr->args[i].get(), inside);
      }
      return {TypeKind::kList, base.element};
    }
    case ExprKind::kAnd:
    case ExprKind::kOr:
    case ExprKind::kXor:
    case ExprKind::kNot:
      inside.predicate = place.predicate;
      for (const ExprPtr& arg : expr->args) WantBool(*arg, AnalyzeExpr(arg.get(), inside));
      return Of(TypeKind::kBool);
    case ExprKind::kIn: {
      AnalyzeExpr(expr->args[0].get(), inside);
      const StaticType list = AnalyzeExpr(expr->args[1].get(), inside);
      if (!MayBe(list.kind, kListSet)) {
        FailSyntax("InvalidArgumentType", expr->args[1]->position,
                   fmt::format("IN expects a List on its right; found {}", NameOf(list.kind)));
      }
      return Of(TypeKind::kBool);
    }
    case ExprKind::kHasLabels: {
      const StaticType base = AnalyzeExpr(expr->args[0].get(), inside);
      if (!MayBe(base.kind, kNodeSet | kEdgeSet)) {
        FailSyntax("InvalidArgumentType", expr->position,
                   fmt::format("only a Node or Relationship has labels; found {}", NameOf(base.kind)));
      }
      return Of(TypeKind::kBool);
    }
    case ExprKind::kCompare:
    case ExprKind::kStartsWith:
    case ExprKind::kEndsWith:
    case ExprKind::kContains:
    case ExprKind::kMatches:
    case ExprKind::kIsNull:
    case ExprKind::kIsNotNull:
      analyze_all();
      return Of(TypeKind::kBool);
    case ExprKind::kAdd:
    case ExprKind::kSubtract:
    case ExprKind::kMultiply:
    case ExprKind::kDivide:
    case ExprKind::kModulo:
    case ExprKind::kPower:
    case ExprKind::kConcat:
    case ExprKind::kNegate:
    case ExprKind::kPlus:
      return AnalyzeArithmetic(expr, inside);
    case ExprKind::kCall:
      return AnalyzeCall(expr, inside);
    case ExprKind::kAggregate:
    case ExprKind::kCountStar:
      return AnalyzeAggregate(expr, inside);
    case ExprKind::kCase:
      return AnalyzeCase(expr, inside);
    case ExprKind::kListComprehension:
    case ExprKind::kQuantifier:
      return AnalyzeComprehension(expr, inside);
    case ExprKind::kReduce:
      return AnalyzeReduce(expr, inside);
    case ExprKind::kPatternComprehension:
    case ExprKind::kPatternPredicate:
    case ExprKind::kExists:
    case ExprKind::kCountSubquery:
    case ExprKind::kCollectSubquery:
    case ExprKind::kShortestPath:
      return AnalyzeGraphExpr(expr, place);
  }
  return {};
}

StaticType QueryAnalyzer::AnalyzeProperty(Expr* expr, const Place& place) {
  const StaticType base = AnalyzeExpr(expr->args[0].get(), place);
  if (MayBe(base.kind, kNodeSet | kEdgeSet | kMapSet | kTemporalSet)) return {};
  FailCompile(base.kind == TypeKind::kPath ? "SyntaxError" : "TypeError", "InvalidArgumentType",
              expr->position,
              fmt::format("a {} has no properties such as `{}`", NameOf(base.kind), expr->name));
}

StaticType QueryAnalyzer::AnalyzeList(Expr* expr, const Place& place) {
  StaticType type = Of(TypeKind::kList);
  bool is_first = true;
  for (const ExprPtr& arg : expr->args) {
    const TypeKind kind = AnalyzeExpr(arg.get(), place).kind;
    type.element = is_first ? kind : Join(type.element, kind);
    is_first = false;
  }
  if (type.element == TypeKind::kNull) type.element = TypeKind::kAny;
  return type;
}

StaticType QueryAnalyzer::AnalyzeCase(Expr* expr, const Place& place) {
  TypeKind kind = TypeKind::kNull;
  const size_t last = expr->args.size() - 1;
  const bool has_subject = expr->args[0] != nullptr;
  if (has_subject) AnalyzeExpr(expr->args[0].get(), place);
  for (size_t i = 1; i < last; i += 2) {
    Place condition = place;
    condition.predicate = !has_subject;
    const StaticType when = AnalyzeExpr(expr->args[i].get(), condition);
    if (!has_subject) WantBool(*expr->args[i], when);
    kind = Join(kind, AnalyzeExpr(expr->args[i + 1].get(), place).kind);
  }
  if (expr->args[last] != nullptr) kind = Join(kind, AnalyzeExpr(expr->args[last].get(), place).kind);
  return Of(kind);
}

StaticType QueryAnalyzer::AnalyzeArithmetic(Expr* expr, const Place& place) {
  TypeSet allowed = kNumberSet;
  switch (expr->kind) {
    case ExprKind::kAdd:
      allowed = kNumberSet | kStringSet | kListSet | kTemporalSet;
      break;
    case ExprKind::kConcat:
      allowed = kStringSet | kListSet;
      break;
    case ExprKind::kSubtract:
    case ExprKind::kMultiply:
    case ExprKind::kDivide:
    case ExprKind::kNegate:
      allowed = kNumberSet | kTemporalSet;
      break;
    default:
      break;
  }
  std::vector<TypeKind> kinds;
  bool has_list = false;
  for (const ExprPtr& arg : expr->args) {
    kinds.push_back(AnalyzeExpr(arg.get(), place).kind);
    has_list = has_list || kinds.back() == TypeKind::kList;
  }
  // Anything can be added to a list.
  if (has_list && expr->kind == ExprKind::kAdd) return Of(TypeKind::kList);
  for (size_t i = 0; i < kinds.size(); ++i) {
    const bool unknown_other = expr->kind == ExprKind::kAdd && kinds[1 - i] == TypeKind::kAny;
    if (MayBe(kinds[i], allowed) || unknown_other) continue;
    FailSyntax("InvalidArgumentType", expr->args[i]->position,
               fmt::format("arithmetic is not possible here with {}", NameOf(kinds[i])));
  }
  if (kinds.size() == 1) return Of(kinds[0]);
  const bool numbers = MayBe(kinds[0], kNumberSet) && MayBe(kinds[1], kNumberSet) &&
                       kinds[0] != TypeKind::kAny && kinds[1] != TypeKind::kAny &&
                       kinds[0] != TypeKind::kNull && kinds[1] != TypeKind::kNull;
  if (expr->kind == ExprKind::kPower) return Of(TypeKind::kFloat);
  if (numbers) {
    const bool ints = kinds[0] == TypeKind::kInt && kinds[1] == TypeKind::kInt;
    return Of(ints ? TypeKind::kInt : TypeKind::kFloat);
  }
  if (kinds[0] == TypeKind::kString && kinds[1] == TypeKind::kString) return Of(TypeKind::kString);
  return {};
}

std::string HintOf(std::string_view name, const std::vector<std::string>& names) {
  if (const std::string_view near = DidYouMean(name, names); !near.empty())
    return fmt::format("; did you mean {}?", near);
  const std::string_view family = name.substr(0, name.find('.') + 1);
  for (const std::string_view library : {"apoc.", "gds."}) {
    if (family == library) return "; the libraries of other databases do not exist here";
  }
  std::string relatives;
  for (const std::string& relative : names) {
    if (family.empty() || !relative.starts_with(family)) continue;
    relatives += (relatives.empty() ? "; there are " : ", ") + relative;
  }
  return relatives;
}

StaticType QueryAnalyzer::AnalyzeCall(Expr* expr, const Place& place) {
  const Function* function = FindFunction(expr->name);
  if (function == nullptr) {
    const std::string_view instead = InsteadOfFunction(expr->name);
    FailSyntax(
        "UnknownFunction", expr->position,
        fmt::format("there is no function {}{}", expr->other,
                    instead.empty() ? HintOf(expr->name, FunctionNames()) : fmt::format("; {}", instead)));
  }
  expr->function = function;
  const auto given = static_cast<int>(expr->args.size());
  if (given < function->min_args || given > function->max_args) {
    FailSyntax("InvalidNumberOfArguments", expr->position,
               fmt::format("{} takes {} arguments, {} are given", expr->other,
                           function->min_args == function->max_args
                               ? std::to_string(function->min_args)
                               : fmt::format("{} to {}", function->min_args, function->max_args),
                           given));
  }
  // exists(pattern) and exists(n.name) are conditions; what stands in them is not.
  StaticType first;
  for (size_t i = 0; i < expr->args.size(); ++i) {
    const StaticType type = AnalyzeExpr(expr->args[i].get(), place);
    if (i == 0) first = type;
    const TypeSet allowed = i == 0 ? function->first : function->others;
    if (MayBe(type.kind, allowed)) continue;
    FailSyntax("InvalidArgumentType", expr->args[i]->position,
               fmt::format("{} expects {}; found {}", expr->other, NamesOf(allowed), NameOf(type.kind)));
  }
  StaticType result = Of(function->result);
  if (expr->name == "nodes") result.element = TypeKind::kNode;
  if (expr->name == "relationships") result.element = TypeKind::kEdge;
  if (expr->name == "labels" || expr->name == "keys" || expr->name == "split")
    result.element = TypeKind::kString;
  if (expr->name == "range") result.element = TypeKind::kInt;
  if (expr->name == "tail" || expr->name == "reverse") result = first;
  if ((expr->name == "head" || expr->name == "last") && first.kind == TypeKind::kList)
    result = Of(first.element);
  return result;
}

namespace {

bool CallsRand(const Expr& expr) {
  if (expr.kind == ExprKind::kCall && expr.name == "rand") return true;
  return std::any_of(expr.args.begin(), expr.args.end(),
                     [](const ExprPtr& arg) { return arg != nullptr && CallsRand(*arg); });
}

}  // namespace

StaticType QueryAnalyzer::AnalyzeAggregate(Expr* expr, const Place& place) {
  if (place.in_aggregate) {
    FailSyntax("NestedAggregation", expr->position, "an aggregate cannot contain another aggregate");
  }
  if (!place.aggregates) {
    FailSyntax("InvalidAggregation", expr->position,
               "an aggregate is allowed only in the columns of WITH and RETURN, and in their ORDER BY");
  }
  expr->slot = NewSlot();
  if (place.found != nullptr) place.found->push_back(expr);
  if (expr->kind == ExprKind::kCountStar) return Of(TypeKind::kInt);
  const auto wanted = static_cast<size_t>(AggregateArguments(expr->name));
  if (expr->args.size() != wanted) {
    FailSyntax("InvalidNumberOfArguments", expr->position,
               fmt::format("{} takes {} arguments, {} are given", expr->other, wanted, expr->args.size()));
  }
  Place inside = place;
  inside.in_aggregate = true;
  StaticType type;
  for (const ExprPtr& arg : expr->args) {
    const StaticType its = AnalyzeExpr(arg.get(), inside);
    if (arg == expr->args.front()) type = its;
    if (CallsRand(*arg)) {
      FailSyntax("NonConstantExpression", arg->position, "an aggregate cannot contain rand()");
    }
  }
  if (expr->name == "count") return Of(TypeKind::kInt);
  if (expr->name == "collect")
    return {TypeKind::kList, type.kind == TypeKind::kNull ? TypeKind::kAny : type.kind};
  if (expr->name == "min" || expr->name == "max") return Of(type.kind);
  return {};
}

// Aggregates may stand in the list, not in what is done for each of its items.
StaticType QueryAnalyzer::AnalyzeComprehension(Expr* expr, const Place& place) {
  const StaticType list = AnalyzeExpr(expr->args[0].get(), place);
  if (!MayBe(list.kind, kListSet)) {
    FailSyntax("InvalidArgumentType", expr->args[0]->position,
               fmt::format("expected a List after IN, found {}", NameOf(list.kind)));
  }
  const Scope saved = scope_;
  expr->slot = NewSlot();
  local_.insert(expr->slot);
  StaticType element = Of(list.kind == TypeKind::kList ? list.element : TypeKind::kAny);
  scope_[expr->name] = {expr->slot, element};
  if (expr->args[1] != nullptr)
    WantBool(*expr->args[1], AnalyzeExpr(expr->args[1].get(), {.predicate = true}));
  if (expr->kind == ExprKind::kListComprehension && expr->args[2] != nullptr)
    element = AnalyzeExpr(expr->args[2].get(), {});
  scope_ = saved;
  if (expr->kind == ExprKind::kQuantifier) return Of(TypeKind::kBool);
  return {TypeKind::kList, element.kind == TypeKind::kNull ? TypeKind::kAny : element.kind};
}

StaticType QueryAnalyzer::AnalyzeReduce(Expr* expr, const Place& place) {
  AnalyzeExpr(expr->args[0].get(), place);
  const StaticType list = AnalyzeExpr(expr->args[1].get(), place);
  if (!MayBe(list.kind, kListSet)) {
    FailSyntax("InvalidArgumentType", expr->args[1]->position,
               fmt::format("expected a List after IN, found {}", NameOf(list.kind)));
  }
  const Scope saved = scope_;
  expr->slot = NewSlot();
  expr->other_slot = NewSlot();
  local_.insert({expr->slot, expr->other_slot});
  scope_[expr->name] = {expr->slot, {}};
  scope_[expr->other] = {expr->other_slot, Of(list.kind == TypeKind::kList ? list.element : TypeKind::kAny)};
  AnalyzeExpr(expr->args[2].get(), {});
  scope_ = saved;
  return {};
}

StaticType QueryAnalyzer::AnalyzeGraphExpr(Expr* expr, const Place& place) {
  const Scope saved = scope_;
  StaticType result = Of(TypeKind::kBool);
  switch (expr->kind) {
    case ExprKind::kPatternPredicate:
      if (!place.predicate && !expr->in_parentheses) {
        FailSyntax(
            "UnexpectedSyntax", expr->position,
            "a pattern is allowed only where a condition is expected; COUNT { pattern } counts its matches, "
            "[pattern | value] makes a list of them, exists(pattern) is a value");
      }
      AnalyzePattern(expr->pattern.get(), PatternUse::kPredicate);
      break;
    case ExprKind::kShortestPath:
      AnalyzePattern(expr->pattern.get(), PatternUse::kPredicate);
      expr->slot = expr->pattern->paths[0].slot = NewSlot();
      result = Of(expr->pattern->paths[0].shortest == ShortestKind::kAll ? TypeKind::kList : TypeKind::kPath);
      break;
    case ExprKind::kPatternComprehension: {
      AnalyzePattern(expr->pattern.get(), PatternUse::kComprehension);
      AnalyzeWhere(expr->args[0].get());
      const StaticType item = AnalyzeExpr(expr->args[1].get(), {});
      result = {TypeKind::kList, item.kind == TypeKind::kNull ? TypeKind::kAny : item.kind};
      break;
    }
    default:
      if (expr->query != nullptr) {
        const bool wrote = std::exchange(writes_, false);
        AnalyzeUnion(expr->query.get(), saved, false, true);
        if (writes_) {
          FailSyntax("InvalidClauseComposition", expr->position, "a subquery in an expression cannot write");
        }
        writes_ = wrote;
      } else {
        AnalyzePattern(expr->pattern.get(), PatternUse::kComprehension);
        AnalyzeWhere(expr->args[0].get());
      }
      if (expr->kind == ExprKind::kCountSubquery) result = Of(TypeKind::kInt);
      if (expr->kind == ExprKind::kCollectSubquery) {
        if (expr->query->columns.size() != 1) {
          FailSyntax("InvalidClauseComposition", expr->position,
                     "the query in COLLECT { } must return exactly one column");
        }
        result = Of(TypeKind::kList);
      }
  }
  scope_ = saved;
  return result;
}

}  // namespace concord::cypher
