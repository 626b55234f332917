#include <charconv>
#include <cmath>

#include "base/text.h"
#include "query/cypher/function_arguments.h"

namespace concord::cypher {
namespace {

// The whole text as a float, as a query would write it; nothing for anything else.
std::optional<double> ParseFloat(std::string_view text) {
  text = Trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  double number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ptr != text.data() + text.size()) return std::nullopt;
  if (parsed.ec == std::errc::result_out_of_range) return std::strtod(std::string(text).c_str(), nullptr);
  if (parsed.ec != std::errc()) return std::nullopt;
  return number;
}

std::optional<int64_t> Truncate(double number) {
  if (!(number > -9223372036854775809.0 && number < 9223372036854775808.0)) return std::nullopt;
  return static_cast<int64_t>(number);
}

std::optional<int64_t> ParseInteger(std::string_view text) {
  text = Trim(text);
  std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
  int64_t number = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (parsed.ec == std::errc() && parsed.ptr == digits.data() + digits.size()) return number;
  const std::optional<double> number_with_point = ParseFloat(text);
  return number_with_point ? Truncate(*number_with_point) : std::nullopt;
}

// Nothing for a value of a type that cannot be converted; null for text that cannot.
std::optional<Value> Boolean(const Value& value) {
  switch (value.type()) {
    case ValueType::kBool:
      return value;
    case ValueType::kString: {
      const std::string text = AsciiLower(Trim(value.as_string()));
      if (text == "true") return Value(true);
      if (text == "false") return Value(false);
      return Value();
    }
    case ValueType::kInt:
      return Value(value.as_int() != 0);
    default:
      return std::nullopt;
  }
}

std::optional<Value> Integer(const Value& value) {
  std::optional<int64_t> number;
  switch (value.type()) {
    case ValueType::kInt:
      return value;
    case ValueType::kFloat:
      number = Truncate(value.as_float());
      break;
    case ValueType::kString:
      number = ParseInteger(value.as_string());
      break;
    case ValueType::kBool:
      number = value.as_bool() ? 1 : 0;
      break;
    default:
      return std::nullopt;
  }
  return number ? Value(*number) : Value();
}

std::optional<Value> Float(const Value& value) {
  switch (value.type()) {
    case ValueType::kFloat:
      return value;
    case ValueType::kInt:
      return Value(value.as_number());
    case ValueType::kString: {
      const std::optional<double> number = ParseFloat(value.as_string());
      return number ? Value(*number) : Value();
    }
    default:
      return std::nullopt;
  }
}

std::optional<Value> String(const Value& value) {
  switch (value.type()) {
    case ValueType::kString:
      return value;
    case ValueType::kBool:
    case ValueType::kInt:
    case ValueType::kFloat:
    case ValueType::kTemporal:
      return Value(ToText(value));
    default:
      return std::nullopt;
  }
}

// What cannot be converted becomes null.
Value ConvertAll(const FunctionCall& call, std::optional<Value> (*convert)(const Value&)) {
  if (call.args[0].type() != ValueType::kList) FailArgument(call, 0, "LIST");
  ValueList converted;
  for (const Value& item : call.args[0].as_list())
    converted.push_back(item.is_null() ? Value() : convert(item).value_or(Value()));
  return Value(std::move(converted));
}

Value OrFail(std::optional<Value> converted, const FunctionCall& call, std::string_view wanted) {
  if (!converted) FailArgument(call, 0, wanted);
  return *std::move(converted);
}

}  // namespace

Value ToBoolean(const FunctionCall& call) { return OrFail(Boolean(call.args[0]), call, "BOOLEAN or STRING"); }
Value ToInteger(const FunctionCall& call) { return OrFail(Integer(call.args[0]), call, "number or STRING"); }
Value ToFloat(const FunctionCall& call) { return OrFail(Float(call.args[0]), call, "number or STRING"); }
Value ToStringFunction(const FunctionCall& call) {
  return OrFail(String(call.args[0]), call, "BOOLEAN, number, STRING or temporal value");
}
Value ToBooleanOrNull(const FunctionCall& call) { return Boolean(call.args[0]).value_or(Value()); }
Value ToIntegerOrNull(const FunctionCall& call) { return Integer(call.args[0]).value_or(Value()); }
Value ToFloatOrNull(const FunctionCall& call) { return Float(call.args[0]).value_or(Value()); }
Value ToStringOrNull(const FunctionCall& call) { return String(call.args[0]).value_or(Value()); }
Value ToBooleanList(const FunctionCall& call) { return ConvertAll(call, Boolean); }
Value ToIntegerList(const FunctionCall& call) { return ConvertAll(call, Integer); }
Value ToFloatList(const FunctionCall& call) { return ConvertAll(call, Float); }
Value ToStringList(const FunctionCall& call) { return ConvertAll(call, String); }
Value ValueTypeFunction(const FunctionCall& call) { return Value(TypeName(call.args[0])); }

}  // namespace concord::cypher
