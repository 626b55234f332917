// Comparisons and tests, which are true, false or unknown.
#include <fmt/format.h>

#include <algorithm>

#include "query/cypher/evaluate.h"
#include "query/cypher/evaluator.h"
#include "query/cypher/failure.h"
#include "query/cypher/pattern_match.h"

namespace concord::cypher {

// AND and OR: the value that decides wins over null.
std::optional<bool> Evaluator::Junction(const Expr& expr) {
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

std::optional<bool> Evaluator::CompareTwo(const Value& a, const std::string& op, const Value& b) {
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

namespace {

// Values of these types are never equal and have no order, but whoever compares them expects either.
bool AreMixedUp(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null() || (a.is_number() && b.is_number())) return false;
  const auto is_text_or_number = [](const Value& value) {
    return value.type() == ValueType::kString || value.is_number();
  };
  const auto is_temporal = [](const Value& value) { return value.type() == ValueType::kTemporal; };
  if (is_temporal(a) && is_temporal(b)) return TypeName(a) != TypeName(b);
  return (is_temporal(a) && is_text_or_number(b)) || (is_text_or_number(a) && is_temporal(b)) ||
         (a.type() != b.type() && is_text_or_number(a) && is_text_or_number(b));
}

void NoteMixedUp(const Expr& expr, const Value& a, const Value& b, Execution* execution) {
  if (execution->HasNoted(expr)) return;
  const bool has_date = TypeName(a) == "DATE" || TypeName(b) == "DATE";
  const bool are_temporal = a.type() == b.type();
  const auto with_article = [](const Value& value) {
    return fmt::format("{} {}", value.type() == ValueType::kInt ? "an" : "a", TypeName(value));
  };
  Note note = MakeNote("never-true", "line {}, column {} compares {} with {}, which is never true",
                       expr.position.line, expr.position.column, with_article(a), with_article(b));
  if (has_date) {
    note.text += are_temporal ? "; date(x) is the date of a point in time"
                              : "; date('2023-01-31') is a date, '2023-01-31' a string";
  }
  execution->NoteOnce(expr, std::move(note));
}

}  // namespace

// a < b < c is a < b AND b < c.
std::optional<bool> Evaluator::Comparison(const Expr& expr) {
  bool unknown = false;
  Value left = Run(*expr.args[0]);
  for (size_t i = 0; i < expr.names.size(); ++i) {
    Value right = Run(*expr.args[i + 1]);
    const std::optional<bool> truth = CompareTwo(left, expr.names[i], right);
    if (!truth.value_or(false) && expr.names[i] != "<>" && AreMixedUp(left, right))
      NoteMixedUp(expr, left, right, &execution_);
    if (!truth)
      unknown = true;
    else if (!*truth)
      return false;
    left = std::move(right);
  }
  return unknown ? std::nullopt : std::optional(true);
}

std::optional<bool> Evaluator::In(const Expr& expr) {
  const Value item = Run(*expr.args[0]);
  const Value list = Run(*expr.args[1]);
  if (list.is_null()) return std::nullopt;
  if (list.type() != ValueType::kList) {
    FailRuntime("TypeError", "InvalidArgumentType", expr.args[1]->position,
                fmt::format("IN expects a LIST on its right; found {}", TypeName(list)));
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

std::optional<bool> Evaluator::TextTest(const Expr& expr) {
  const Value text = Run(*expr.args[0]);
  const Value part = Run(*expr.args[1]);
  if (text.type() != ValueType::kString || part.type() != ValueType::kString) return std::nullopt;
  if (expr.kind == ExprKind::kStartsWith) return text.as_string().starts_with(part.as_string());
  if (expr.kind == ExprKind::kEndsWith) return text.as_string().ends_with(part.as_string());
  return text.as_string().find(part.as_string()) != std::string::npos;
}

std::optional<bool> Evaluator::Matches(const Expr& expr) {
  const Value text = Run(*expr.args[0]);
  const Value pattern = Run(*expr.args[1]);
  if (text.type() != ValueType::kString || pattern.type() != ValueType::kString) return std::nullopt;
  return MatchesWholly(text.as_string(), pattern.as_string(), expr.args[1]->position);
}

Value Evaluator::LabelTest(const Expr& expr) {
  const Value value = Run(*expr.args[0]);
  if (value.is_null()) return {};
  if (expr.name == "%") {
    return Value(value.type() == ValueType::kNode &&
                 !execution_.graph().GetNode(value.as_node())->labels.empty());
  }
  if (value.type() != ValueType::kNode && value.type() != ValueType::kEdge) {
    FailRuntime("TypeError", "InvalidArgumentType", expr.position,
                fmt::format("only nodes and relationships have labels; found {}", TypeName(value)));
  }
  return Value(HasLabels(value, expr.names, execution_));
}

}  // namespace concord::cypher
