// + - * / % ^ || and the sign.
#include <fmt/format.h>

#include <cmath>

#include "query/cypher/evaluate.h"
#include "query/cypher/failure.h"
#include "query/cypher/temporal_value.h"
#include "query/cypher/value_limits.h"

namespace concord::cypher {
namespace {

std::string_view SymbolOf(ExprKind kind) {
  switch (kind) {
    case ExprKind::kAdd:
      return "+";
    case ExprKind::kSubtract:
      return "-";
    case ExprKind::kMultiply:
      return "*";
    case ExprKind::kDivide:
      return "/";
    case ExprKind::kModulo:
      return "%";
    case ExprKind::kPower:
      return "^";
    default:
      return "||";
  }
}

[[noreturn]] void FailOverflow(Position position) {
  FailRuntime("ArithmeticError", "NumberOutOfRange", position, "the result does not fit into 64 bits");
}

Value OfInts(ExprKind kind, int64_t a, int64_t b, Position position) {
  int64_t result = 0;
  switch (kind) {
    case ExprKind::kAdd:
      if (__builtin_add_overflow(a, b, &result)) FailOverflow(position);
      return Value(result);
    case ExprKind::kSubtract:
      if (__builtin_sub_overflow(a, b, &result)) FailOverflow(position);
      return Value(result);
    case ExprKind::kMultiply:
      if (__builtin_mul_overflow(a, b, &result)) FailOverflow(position);
      return Value(result);
    case ExprKind::kDivide:
    case ExprKind::kModulo:
      if (b == 0) FailRuntime("ArithmeticError", "DivisionByZero", position, "division by zero");
      if (b == -1) {
        if (kind == ExprKind::kModulo) return Value(int64_t{0});
        if (a == INT64_MIN) FailOverflow(position);
        return Value(-a);
      }
      return Value(kind == ExprKind::kDivide ? a / b : a % b);
    default:
      return Value(std::pow(static_cast<double>(a), static_cast<double>(b)));
  }
}

Value OfFloats(ExprKind kind, double a, double b) {
  switch (kind) {
    case ExprKind::kAdd:
      return Value(a + b);
    case ExprKind::kSubtract:
      return Value(a - b);
    case ExprKind::kMultiply:
      return Value(a * b);
    case ExprKind::kDivide:
      return Value(a / b);
    case ExprKind::kModulo:
      return Value(std::fmod(a, b));
    default:
      return Value(std::pow(a, b));
  }
}

// Lists are joined; anything else is added at the end or the beginning.
Value JoinLists(const Value& a, const Value& b, Position position) {
  const auto items = [](const Value& value) {
    return value.type() == ValueType::kList ? value.as_list().size() : size_t{1};
  };
  CheckJoinedItems(items(a) + items(b), position);
  ValueList list;
  if (a.type() == ValueType::kList)
    list = a.as_list();
  else
    list.push_back(a);
  if (b.type() == ValueType::kList)
    list.insert(list.end(), b.as_list().begin(), b.as_list().end());
  else
    list.push_back(b);
  return Value(std::move(list));
}

bool IsText(const Value& value) {
  return value.type() == ValueType::kString || value.is_number() || value.type() == ValueType::kBool;
}

std::string PlainText(const Value& value) {
  return value.type() == ValueType::kString ? value.as_string() : ToText(value);
}

}  // namespace

Value Arithmetic(ExprKind kind, const Value& a, const Value& b, Position position) {
  const bool adds = kind == ExprKind::kAdd || kind == ExprKind::kConcat;
  if (adds && (a.type() == ValueType::kList || b.type() == ValueType::kList)) {
    // A list and null is null, as everything else with null.
    if (a.is_null() || b.is_null()) return {};
    return JoinLists(a, b, position);
  }
  if (a.is_null() || b.is_null()) return {};
  if (a.type() == ValueType::kInt && b.type() == ValueType::kInt && kind != ExprKind::kConcat)
    return OfInts(kind, a.as_int(), b.as_int(), position);
  if (a.is_number() && b.is_number() && kind != ExprKind::kConcat)
    return OfFloats(kind, a.as_number(), b.as_number());
  if (adds && (a.type() == ValueType::kString || b.type() == ValueType::kString) && IsText(a) && IsText(b)) {
    std::string text = PlainText(a);
    const std::string more = PlainText(b);
    CheckTextBytes(text.size() + more.size(), position);
    return Value(text += more);
  }
  if (a.type() == ValueType::kTemporal || b.type() == ValueType::kTemporal) {
    if (std::optional<Value> result = TemporalArithmetic(kind, a, b, position)) return *std::move(result);
  }
  FailRuntime("TypeError", "InvalidArgumentType", position,
              fmt::format("{} cannot be done with a {} and a {}", SymbolOf(kind), TypeName(a), TypeName(b)));
}

Value Negate(const Value& value, Position position) {
  switch (value.type()) {
    case ValueType::kNull:
      return {};
    case ValueType::kInt:
      return Arithmetic(ExprKind::kSubtract, Value(int64_t{0}), value, position);
    case ValueType::kFloat:
      return Value(-value.as_float());
    case ValueType::kTemporal:
      return Arithmetic(ExprKind::kMultiply, value, Value(int64_t{-1}), position);
    default:
      FailRuntime("TypeError", "InvalidArgumentType", position,
                  fmt::format("expected a number after the sign, found {}", TypeName(value)));
  }
}

}  // namespace concord::cypher
