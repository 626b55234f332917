#include <cmath>
#include <numbers>

#include "query/cypher/execution.h"
#include "query/cypher/function_arguments.h"

namespace concord::cypher {
namespace {

template <typename F>
Value OfNumber(const FunctionCall& call, F function) {
  return Value(static_cast<double>(function(NumberArgument(call, 0))));
}

}  // namespace

Value MathAbs(const FunctionCall& call) {
  const double number = NumberArgument(call, 0);
  if (call.args[0].type() == ValueType::kFloat) return Value(std::abs(number));
  const int64_t whole = call.args[0].as_int();
  if (whole == INT64_MIN) {
    FailRuntime("ArithmeticError", "NumberOutOfRange", call.call.position,
                "the result does not fit into 64 bits");
  }
  return Value(whole < 0 ? -whole : whole);
}

Value MathSign(const FunctionCall& call) {
  const double number = NumberArgument(call, 0);
  return Value(int64_t{number > 0 ? 1 : number < 0 ? -1 : 0});
}

// Half-way cases go up, as in other implementations: round(-1.5) is -1.
Value MathRound(const FunctionCall& call) {
  const double number = NumberArgument(call, 0);
  const double scale = call.args.size() > 1 ? std::pow(10.0, NumberArgument(call, 1)) : 1.0;
  return Value(std::floor(number * scale + 0.5) / scale);
}

Value MathCeil(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return std::ceil(x); });
}
Value MathFloor(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return std::floor(x); });
}
Value MathSqrt(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return std::sqrt(x); });
}
Value MathExp(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return std::exp(x); });
}
Value MathLog(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return std::log(x); });
}
Value MathLog10(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return std::log10(x); });
}
Value MathSin(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return std::sin(x); });
}
Value MathCos(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return std::cos(x); });
}
Value MathTan(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return std::tan(x); });
}
Value MathCot(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return 1 / std::tan(x); });
}
Value MathAsin(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return std::asin(x); });
}
Value MathAcos(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return std::acos(x); });
}
Value MathAtan(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return std::atan(x); });
}
Value MathAtan2(const FunctionCall& call) {
  return Value(std::atan2(NumberArgument(call, 0), NumberArgument(call, 1)));
}
Value MathDegrees(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return x * 180 / std::numbers::pi; });
}
Value MathRadians(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return x * std::numbers::pi / 180; });
}
Value MathHaversin(const FunctionCall& call) {
  return OfNumber(call, [](double x) { return (1 - std::cos(x)) / 2; });
}
Value MathIsNan(const FunctionCall& call) { return Value(std::isnan(NumberArgument(call, 0))); }
Value MathPi(const FunctionCall&) { return Value(std::numbers::pi); }
Value MathE(const FunctionCall&) { return Value(std::numbers::e); }

Value MathRand(const FunctionCall& call) {
  return Value(static_cast<double>(call.execution.random()() >> 11) * 0x1p-53);
}

}  // namespace concord::cypher
