#include "query/cypher/evaluate.h"

#include <fmt/format.h>

#include <algorithm>

#include "query/cypher/failure.h"
#include "query/cypher/functions.h"
#include "query/cypher/operator.h"
#include "query/cypher/pattern_match.h"
#include "query/cypher/temporal_value.h"

namespace concord::cypher {
namespace {

Value Truth(std::optional<bool> truth) { return truth ? Value(*truth) : Value(); }

class Evaluator {
 public:
  Evaluator(Row& row, Execution& execution) : row_(row), execution_(execution) {}

  Value Run(const Expr& expr) {
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
      case ExprKind::kShortestPath:
        return Subplan(expr);
    }
    return {};
  }

  std::optional<bool> Condition(const Expr& expr) {
    const Value value = Run(expr);
    if (value.is_null()) return std::nullopt;
    if (value.type() != ValueType::kBool) {
      FailRuntime("TypeError", "InvalidArgumentType", expr.position,
                  fmt::format("a condition was expected, this is a {}", TypeName(value)));
    }
    return value.as_bool();
  }

 private:
  Value Parameter(const Expr& expr) const {
    const auto at = execution_.parameters().find(expr.name);
    if (at == execution_.parameters().end()) {
      FailRuntime("ParameterMissing", "MissingParameter", expr.position,
                  fmt::format("the parameter ${} is not given", expr.name));
    }
    return at->second;
  }

  Value Index(const Expr& expr, const Value& base, const Value& index) const {
    if (base.is_null()) return {};
    switch (base.type()) {
      case ValueType::kList: {
        if (index.is_null()) return {};
        if (index.type() != ValueType::kInt) {
          FailRuntime("TypeError", "InvalidArgumentType", expr.args[1]->position,
                      fmt::format("a list is indexed by an INTEGER, this is a {}", TypeName(index)));
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
          FailRuntime(
              "TypeError", "MapElementAccessByNonString", expr.args[1]->position,
              fmt::format("a {} is indexed by a STRING, this is a {}", TypeName(base), TypeName(index)));
        }
        return PropertyOf(base, index.as_string(), execution_, expr.position);
      default:
        FailRuntime("TypeError", "InvalidArgumentType", expr.position,
                    fmt::format("a {} cannot be indexed", TypeName(base)));
    }
  }

  Value Slice(const Expr& expr) {
    const Value base = Run(*expr.args[0]);
    std::optional<int64_t> bounds[2];
    for (size_t i = 0; i < 2; ++i) {
      if (expr.args[i + 1] == nullptr) continue;
      const Value bound = Run(*expr.args[i + 1]);
      if (bound.is_null()) return {};
      if (bound.type() != ValueType::kInt) {
        FailRuntime("TypeError", "InvalidArgumentType", expr.args[i + 1]->position,
                    fmt::format("a list is cut at INTEGERs, this is a {}", TypeName(bound)));
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

  Value MapProjection(const Expr& expr) {
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

  // AND and OR: the value that decides wins over null.
  std::optional<bool> Junction(const Expr& expr) {
    const bool decides = expr.kind == ExprKind::kOr;
    bool unknown = false;
    for (const ExprPtr& arg : expr.args) {
      const std::optional<bool> truth = Condition(*arg);
      if (!truth)
        unknown = true;
      else if (*truth == decides)
        return decides;
    }
    return unknown ? std::nullopt : std::optional(!decides);
  }

  static std::optional<bool> CompareTwo(const Value& a, const std::string& op, const Value& b) {
    if (op == "=" || op == "<>") {
      const std::optional<bool> equal = Equals(a, b);
      return equal ? std::optional(*equal == (op == "=")) : std::nullopt;
    }
    if (a.is_null() || b.is_null()) return std::nullopt;
    bool is_nan = false;
    const std::optional<int> order = Compare(a, b, &is_nan);
    if (is_nan) return false;
    if (!order) return std::nullopt;
    if (op == "<") return *order < 0;
    if (op == "<=") return *order <= 0;
    if (op == ">") return *order > 0;
    return *order >= 0;
  }

  // a < b < c is a < b AND b < c.
  std::optional<bool> Comparison(const Expr& expr) {
    bool unknown = false;
    Value left = Run(*expr.args[0]);
    for (size_t i = 0; i < expr.names.size(); ++i) {
      Value right = Run(*expr.args[i + 1]);
      const std::optional<bool> truth = CompareTwo(left, expr.names[i], right);
      if (!truth)
        unknown = true;
      else if (!*truth)
        return false;
      left = std::move(right);
    }
    return unknown ? std::nullopt : std::optional(true);
  }

  std::optional<bool> In(const Expr& expr) {
    const Value item = Run(*expr.args[0]);
    const Value list = Run(*expr.args[1]);
    if (list.is_null()) return std::nullopt;
    if (list.type() != ValueType::kList) {
      FailRuntime("TypeError", "InvalidArgumentType", expr.args[1]->position,
                  fmt::format("IN wants a LIST on its right, this is a {}", TypeName(list)));
    }
    bool unknown = false;
    for (const Value& other : list.as_list()) {
      const std::optional<bool> equal = Equals(item, other);
      if (!equal)
        unknown = true;
      else if (*equal)
        return true;
    }
    return unknown ? std::nullopt : std::optional(false);
  }

  std::optional<bool> TextTest(const Expr& expr) {
    const Value text = Run(*expr.args[0]);
    const Value part = Run(*expr.args[1]);
    if (text.type() != ValueType::kString || part.type() != ValueType::kString) return std::nullopt;
    if (expr.kind == ExprKind::kStartsWith) return text.as_string().starts_with(part.as_string());
    if (expr.kind == ExprKind::kEndsWith) return text.as_string().ends_with(part.as_string());
    return text.as_string().find(part.as_string()) != std::string::npos;
  }

  std::optional<bool> Matches(const Expr& expr) {
    const Value text = Run(*expr.args[0]);
    const Value pattern = Run(*expr.args[1]);
    if (text.type() != ValueType::kString || pattern.type() != ValueType::kString) return std::nullopt;
    return MatchesWholly(text.as_string(), pattern.as_string(), expr.args[1]->position);
  }

  Value LabelTest(const Expr& expr) {
    const Value value = Run(*expr.args[0]);
    if (value.is_null()) return {};
    if (expr.name == "%") {
      return Value(value.type() == ValueType::kNode &&
                   !execution_.graph().GetNode(value.as_node())->labels.empty());
    }
    if (value.type() != ValueType::kNode && value.type() != ValueType::kEdge) {
      FailRuntime("TypeError", "InvalidArgumentType", expr.position,
                  fmt::format("only nodes and relationships have labels, this is a {}", TypeName(value)));
    }
    return Value(HasLabels(value, expr.names, execution_));
  }

  Value Call(const Expr& expr) {
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

  Value Case(const Expr& expr) {
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

  // The list after IN; nothing when it is null.
  std::optional<Value> ListOf(const Expr& expr) {
    Value list = Run(expr);
    if (list.is_null()) return std::nullopt;
    if (list.type() != ValueType::kList) {
      FailRuntime("TypeError", "InvalidArgumentType", expr.position,
                  fmt::format("a LIST was expected, this is a {}", TypeName(list)));
    }
    return list;
  }

  Value ListComprehension(const Expr& expr) {
    const std::optional<Value> list = ListOf(*expr.args[0]);
    if (!list) return {};
    ValueList result;
    for (const Value& item : list->as_list()) {
      execution_.Tick();
      row_[static_cast<size_t>(expr.slot)] = item;
      if (expr.args[1] != nullptr && !Condition(*expr.args[1]).value_or(false)) continue;
      result.push_back(expr.args[2] == nullptr ? item : Run(*expr.args[2]));
    }
    return Value(std::move(result));
  }

  std::optional<bool> Quantifier(const Expr& expr) {
    const std::optional<Value> list = ListOf(*expr.args[0]);
    if (!list) return std::nullopt;
    size_t yes = 0, unknown = 0;
    for (const Value& item : list->as_list()) {
      execution_.Tick();
      row_[static_cast<size_t>(expr.slot)] = item;
      const std::optional<bool> truth =
          expr.args[1] == nullptr ? std::optional(item.is_true()) : Condition(*expr.args[1]);
      if (!truth)
        ++unknown;
      else if (*truth)
        ++yes;
    }
    const size_t size = list->as_list().size();
    if (expr.other == "any")
      return yes > 0 ? std::optional(true) : unknown > 0 ? std::nullopt : std::optional(false);
    if (expr.other == "none")
      return yes > 0 ? std::optional(false) : unknown > 0 ? std::nullopt : std::optional(true);
    if (expr.other == "all") {
      if (yes + unknown < size) return false;
      return unknown > 0 ? std::nullopt : std::optional(true);
    }
    if (yes > 1) return false;  // single
    return unknown > 0 ? std::nullopt : std::optional(yes == 1);
  }

  Value Reduce(const Expr& expr) {
    Value result = Run(*expr.args[0]);
    const std::optional<Value> list = ListOf(*expr.args[1]);
    if (!list) return {};
    for (const Value& item : list->as_list()) {
      execution_.Tick();
      row_[static_cast<size_t>(expr.slot)] = result;
      row_[static_cast<size_t>(expr.other_slot)] = item;
      result = Run(*expr.args[2]);
    }
    return result;
  }

  Value Subplan(const Expr& expr) {
    Operator& plan = execution_.OperatorOf(expr);
    plan.Open(row_);
    switch (expr.kind) {
      case ExprKind::kPatternComprehension: {
        ValueList list;
        while (plan.Next(row_)) list.push_back(Run(*expr.args[1]));
        return Value(std::move(list));
      }
      case ExprKind::kCountSubquery:
        return Value(static_cast<int64_t>(plan.CountRest(row_)));
      case ExprKind::kShortestPath: {
        const bool all = expr.pattern->paths[0].shortest == ShortestKind::kAll;
        ValueList paths;
        while (plan.Next(row_)) {
          paths.push_back(row_[static_cast<size_t>(expr.slot)]);
          if (!all) return paths.back();
        }
        return all ? Value(std::move(paths)) : Value();
      }
      default:
        return Value(plan.Next(row_));
    }
  }

  Row& row_;
  Execution& execution_;
};

[[noreturn]] void FailDeleted(Position position) {
  FailRuntime("EntityNotFound", "DeletedEntityAccess", position, "this was deleted earlier in the query");
}

}  // namespace

Value Evaluate(const Expr& expr, Row& row, Execution& execution) {
  return Evaluator(row, execution).Run(expr);
}

std::optional<bool> EvaluateCondition(const Expr& expr, Row& row, Execution& execution) {
  return Evaluator(row, execution).Condition(expr);
}

Value PropertyOf(const Value& value, const std::string& name, Execution& execution, Position position) {
  switch (value.type()) {
    case ValueType::kNull:
      return {};
    case ValueType::kMap: {
      const auto at = value.as_map().find(name);
      return at == value.as_map().end() ? Value() : at->second;
    }
    case ValueType::kNode: {
      if (execution.graph().IsDeletedNode(value.as_node())) FailDeleted(position);
      const auto node = execution.graph().GetNode(value.as_node());
      const concord::Value* found = node->properties.Find(name);
      return found == nullptr ? Value() : FromStored(*found);
    }
    case ValueType::kEdge: {
      if (execution.graph().IsDeletedEdge(value.as_edge())) FailDeleted(position);
      const auto edge = execution.graph().GetEdge(value.as_edge());
      const concord::Value* found = edge->properties.Find(name);
      return found == nullptr ? Value() : FromStored(*found);
    }
    case ValueType::kTemporal:
      return TemporalProperty(value.as_temporal(), name, position);
    default:
      FailRuntime("TypeError", "InvalidArgumentType", position,
                  fmt::format("a {} has no properties such as `{}`", TypeName(value), name));
  }
}

ValueMap PropertiesOf(const Value& value, Execution& execution, Position position) {
  ValueMap map;
  const PropertyMap* properties = nullptr;
  std::shared_ptr<const Node> node;
  std::shared_ptr<const Edge> edge;
  switch (value.type()) {
    case ValueType::kMap:
      return value.as_map();
    case ValueType::kNode:
      if (execution.graph().IsDeletedNode(value.as_node())) FailDeleted(position);
      node = execution.graph().GetNode(value.as_node());
      properties = &node->properties;
      break;
    case ValueType::kEdge:
      if (execution.graph().IsDeletedEdge(value.as_edge())) FailDeleted(position);
      edge = execution.graph().GetEdge(value.as_edge());
      properties = &edge->properties;
      break;
    default:
      FailRuntime("TypeError", "InvalidArgumentType", position,
                  fmt::format("a NODE, RELATIONSHIP or MAP was expected, this is a {}", TypeName(value)));
  }
  for (const Property& property : *properties) map[property.name] = FromStored(property.value);
  return map;
}

bool HasLabels(const Value& value, const std::vector<std::string>& names, Execution& execution) {
  if (value.type() == ValueType::kEdge) {
    const auto edge = execution.graph().GetEdge(value.as_edge());
    return std::all_of(names.begin(), names.end(),
                       [&](const std::string& name) { return edge->type == name; });
  }
  if (value.type() != ValueType::kNode) return false;
  return execution.graph().HasLabels(value.as_node(), names);
}

}  // namespace concord::cypher
