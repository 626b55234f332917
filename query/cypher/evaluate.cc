#include "query/cypher/evaluate.h"

#include <fmt/format.h>

#include <algorithm>

#include "query/cypher/evaluator.h"
#include "query/cypher/failure.h"
#include "query/cypher/functions.h"
#include "query/cypher/temporal_value.h"

namespace concord::cypher {
namespace {

Value Truth(std::optional<bool> truth) { return truth ? Value(*truth) : Value(); }

}  // namespace

Value Evaluator::Run(const Expr& expr) {
  Value value = Compute(expr);
  // What is large takes long to copy and to look at.
  execution_.Tick(value.HeapBytes() / 256);
  return value;
}

Value Evaluator::Compute(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::kLiteral:
      return expr.literal;
    case ExprKind::kParameter:
      return Parameter(expr);
    case ExprKind::kVariable:
      return row_[static_cast<size_t>(expr.slot)];
    case ExprKind::kProperty:
      if (expr.args[0]->kind == ExprKind::kVariable) {
        return PropertyOf(row_[static_cast<size_t>(expr.args[0]->slot)], expr.name, execution_,
                          expr.position);
      }
      return PropertyOf(Run(*expr.args[0]), expr.name, execution_, expr.position);
    case ExprKind::kIndex:
      return Index(expr, Run(*expr.args[0]), Run(*expr.args[1]));
    case ExprKind::kSlice:
      return Slice(expr);
    case ExprKind::kList: {
      ValueList list;
      list.reserve(expr.args.size());
      for (const ExprPtr& arg : expr.args) list.push_back(Run(*arg));
      return Value(std::move(list));
    }
    case ExprKind::kMap: {
      ValueMap map;
      for (size_t i = 0; i < expr.args.size(); ++i) map[expr.names[i]] = Run(*expr.args[i]);
      return Value(std::move(map));
    }
    case ExprKind::kMapProjection:
      return MapProjection(expr);
    case ExprKind::kAnd:
    case ExprKind::kOr:
      return Truth(Junction(expr));
    case ExprKind::kXor: {
      const auto a = Condition(*expr.args[0]);
      const auto b = Condition(*expr.args[1]);
      return a && b ? Value(*a != *b) : Value();
    }
    case ExprKind::kNot: {
      const auto truth = Condition(*expr.args[0]);
      return truth ? Value(!*truth) : Value();
    }
    case ExprKind::kCompare:
      return Truth(Comparison(expr));
    case ExprKind::kIn:
      return Truth(In(expr));
    case ExprKind::kStartsWith:
    case ExprKind::kEndsWith:
    case ExprKind::kContains:
      return Truth(TextTest(expr));
    case ExprKind::kMatches:
      return Truth(Matches(expr));
    case ExprKind::kIsNull:
      return Value(Run(*expr.args[0]).is_null());
    case ExprKind::kIsNotNull:
      return Value(!Run(*expr.args[0]).is_null());
    case ExprKind::kHasLabels:
      return LabelTest(expr);
    case ExprKind::kAdd:
    case ExprKind::kSubtract:
    case ExprKind::kMultiply:
    case ExprKind::kDivide:
    case ExprKind::kModulo:
    case ExprKind::kPower:
    case ExprKind::kConcat: {
      const Value a = Run(*expr.args[0]);
      return Arithmetic(expr.kind, a, Run(*expr.args[1]), expr.position);
    }
    case ExprKind::kNegate:
      return Negate(Run(*expr.args[0]), expr.position);
    case ExprKind::kPlus:
      return Run(*expr.args[0]);
    case ExprKind::kCall:
      return Call(expr);
    case ExprKind::kAggregate:
    case ExprKind::kCountStar:
      return row_[static_cast<size_t>(expr.slot)];
    case ExprKind::kCase:
      return Case(expr);
    case ExprKind::kListComprehension:
      return ListComprehension(expr);
    case ExprKind::kQuantifier:
      return Truth(Quantifier(expr));
    case ExprKind::kReduce:
      return Reduce(expr);
    case ExprKind::kPatternComprehension:
    case ExprKind::kPatternPredicate:
    case ExprKind::kExists:
    case ExprKind::kCountSubquery:
    case ExprKind::kCollectSubquery:
    case ExprKind::kShortestPath:
      return Subplan(expr);
  }
  return {};
}

std::optional<bool> Evaluator::Condition(const Expr& expr) {
  const Value value = Run(expr);
  if (value.is_null()) return std::nullopt;
  if (value.type() != ValueType::kBool) {
    FailRuntime("TypeError", "InvalidArgumentType", expr.position,
                fmt::format("expected a condition, found {}", TypeName(value)));
  }
  return value.as_bool();
}

Value Evaluator::Parameter(const Expr& expr) const {
  const auto at = execution_.parameters().find(expr.name);
  if (at == execution_.parameters().end()) {
    FailRuntime("ParameterMissing", "MissingParameter", expr.position,
                fmt::format("the parameter ${} is not given", expr.name));
  }
  return at->second;
}

Value Evaluator::Index(const Expr& expr, const Value& base, const Value& index) const {
  if (base.is_null()) return {};
  switch (base.type()) {
    case ValueType::kList: {
      if (index.is_null()) return {};
      if (index.type() != ValueType::kInt) {
        FailRuntime("TypeError", "InvalidArgumentType", expr.args[1]->position,
                    fmt::format("a list is indexed by an INTEGER; found {}", TypeName(index)));
      }
      const ValueList& list = base.as_list();
      int64_t at = index.as_int();
      if (at < 0) at += static_cast<int64_t>(list.size());
      if (at < 0 || at >= static_cast<int64_t>(list.size())) return {};
      return list[static_cast<size_t>(at)];
    }
    case ValueType::kMap:
    case ValueType::kNode:
    case ValueType::kEdge:
    case ValueType::kTemporal:
      if (index.is_null()) return {};
      if (index.type() != ValueType::kString) {
        FailRuntime("TypeError", "MapElementAccessByNonString", expr.args[1]->position,
                    fmt::format("a {} is indexed by a STRING; found {}", TypeName(base), TypeName(index)));
      }
      return PropertyOf(base, index.as_string(), execution_, expr.position);
    default:
      FailRuntime("TypeError", "InvalidArgumentType", expr.position,
                  fmt::format("a {} cannot be indexed", TypeName(base)));
  }
}

Value Evaluator::Slice(const Expr& expr) {
  const Value base = Run(*expr.args[0]);
  std::optional<int64_t> bounds[2];
  for (size_t i = 0; i < 2; ++i) {
    if (expr.args[i + 1] == nullptr) continue;
    const Value bound = Run(*expr.args[i + 1]);
    if (bound.is_null()) return {};
    if (bound.type() != ValueType::kInt) {
      FailRuntime("TypeError", "InvalidArgumentType", expr.args[i + 1]->position,
                  fmt::format("a list is cut at INTEGERs; found {}", TypeName(bound)));
    }
    bounds[i] = bound.as_int();
  }
  if (base.is_null()) return {};
  if (base.type() != ValueType::kList) {
    FailRuntime("TypeError", "InvalidArgumentType", expr.position,
                fmt::format("a {} cannot be cut like a list", TypeName(base)));
  }
  const ValueList& list = base.as_list();
  const auto size = static_cast<int64_t>(list.size());
  const auto place = [size](int64_t at) { return std::clamp<int64_t>(at < 0 ? at + size : at, 0, size); };
  const int64_t first = place(bounds[0].value_or(0));
  const int64_t limit = bounds[1] ? place(*bounds[1]) : size;
  if (first >= limit) return Value(ValueList());
  return Value(ValueList(list.begin() + first, list.begin() + limit));
}

Value Evaluator::MapProjection(const Expr& expr) {
  const Value base = Run(*expr.args[0]);
  if (base.is_null()) return {};
  ValueMap map;
  for (size_t i = 0; i < expr.names.size(); ++i) {
    if (expr.args[i + 1] == nullptr) {
      for (auto& [key, value] : PropertiesOf(base, execution_, expr.position)) map[key] = value;
    } else {
      map[expr.names[i]] = Run(*expr.args[i + 1]);
    }
  }
  return Value(std::move(map));
}

Value Evaluator::Call(const Expr& expr) {
  std::vector<Value> args;
  args.reserve(expr.args.size());
  for (const ExprPtr& arg : expr.args) args.push_back(Run(*arg));
  if (expr.function->null_in_null_out) {
    for (const Value& arg : args) {
      if (arg.is_null()) return {};
    }
  }
  return expr.function->run({execution_, args, expr});
}

Value Evaluator::Case(const Expr& expr) {
  const size_t last = expr.args.size() - 1;
  if (expr.args[0] != nullptr) {
    const Value subject = Run(*expr.args[0]);
    for (size_t i = 1; i < last; i += 2) {
      const Value when = Run(*expr.args[i]);
      if (Equals(subject, when).value_or(false)) return Run(*expr.args[i + 1]);
    }
  } else {
    for (size_t i = 1; i < last; i += 2) {
      if (Condition(*expr.args[i]).value_or(false)) return Run(*expr.args[i + 1]);
    }
  }
  return expr.args[last] == nullptr ? Value() : Run(*expr.args[last]);
}

Value Evaluate(const Expr& expr, Row& row, Execution& execution) {
  return Evaluator(row, execution).Run(expr);
}

std::optional<bool> EvaluateCondition(const Expr& expr, Row& row, Execution& execution) {
  return Evaluator(row, execution).Condition(expr);
}

}  // namespace concord::cypher
