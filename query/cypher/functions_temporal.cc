#include "query/cypher/execution.h"
#include "query/cypher/function_arguments.h"
#include "query/cypher/temporal/construct.h"
#include "query/cypher/temporal/functions.h"
#include "query/cypher/temporal_value.h"

namespace concord::cypher {
namespace {

using temporal::TemporalType;

// The type that a function's name starts with: "date.truncate" is about dates.
TemporalType TypeOfName(std::string_view name) {
  const std::string_view first = name.substr(0, name.find('.'));
  for (uint8_t type = 0; type <= static_cast<uint8_t>(TemporalType::kDuration); ++type) {
    if (temporal::FunctionName(static_cast<TemporalType>(type)) == first)
      return static_cast<TemporalType>(type);
  }
  return TemporalType::kDate;
}

template <typename T>
Value OrFail(Result<T> result, const FunctionCall& call) {
  if (!result)
    FailRuntime("ArgumentError", "InvalidArgumentValue", call.call.position, result.error().message);
  return FromTemporal(temporal::TemporalValue(*std::move(result)));
}

temporal::Moment StatementTime(const FunctionCall& call) {
  const int64_t nanos = call.execution.start_nanos();
  return {nanos / 1'000'000'000, static_cast<int32_t>(nanos % 1'000'000'000)};
}

// Components borrow from the map. A component that is null makes the whole null: nothing then.
std::optional<std::vector<temporal::Component>> ComponentsOf(const FunctionCall& call, size_t place) {
  std::vector<temporal::Component> components;
  if (call.args[place].type() != ValueType::kMap) FailArgument(call, place, "MAP");
  for (const auto& [name, value] : call.args[place].as_map()) {
    switch (value.type()) {
      case ValueType::kNull:
        return std::nullopt;
      case ValueType::kInt:
        components.push_back({name, value.as_int()});
        break;
      case ValueType::kFloat:
        components.push_back({name, value.as_float()});
        break;
      case ValueType::kString:
        components.push_back({name, std::string_view(value.as_string())});
        break;
      case ValueType::kTemporal:
        components.push_back({name, value.as_temporal().value});
        break;
      default:
        FailArgument(call, place, "MAP of components");
    }
  }
  return components;
}

const temporal::TemporalValue& TemporalArgument(const FunctionCall& call, size_t place) {
  if (call.args[place].type() != ValueType::kTemporal) FailArgument(call, place, "temporal value");
  return call.args[place].as_temporal().value;
}

}  // namespace

Value TemporalConstruct(const FunctionCall& call) {
  const TemporalType type = TypeOfName(call.call.name);
  if (call.args.empty()) return OrFail(temporal::Current(type, StatementTime(call)), call);
  const Value& value = call.args[0];
  switch (value.type()) {
    case ValueType::kString:
      return OrFail(temporal::Parse(type, value.as_string()), call);
    case ValueType::kTemporal:
      return OrFail(temporal::Project(type, value.as_temporal().value), call);
    case ValueType::kMap: {
      const auto components = ComponentsOf(call, 0);
      if (!components) return {};
      return OrFail(temporal::Construct(type, *components, StatementTime(call)), call);
    }
    default:
      FailArgument(call, 0, "STRING, MAP or temporal value");
  }
}

Value TemporalNow(const FunctionCall& call) {
  const bool is_real = call.call.name.ends_with(".realtime");
  const temporal::Moment now = is_real ? temporal::Now() : StatementTime(call);
  const TemporalType type = TypeOfName(call.call.name);
  if (call.args.empty()) return OrFail(temporal::Current(type, now), call);
  return OrFail(temporal::Current(type, now, StringArgument(call, 0)), call);
}

Value TemporalTruncate(const FunctionCall& call) {
  const TemporalType type = TypeOfName(call.call.name);
  const std::string& unit = StringArgument(call, 0);
  if (call.args.size() == 1) {
    const auto now = temporal::Current(type, StatementTime(call));
    if (!now) return OrFail(now, call);
    return OrFail(temporal::Truncate(type, unit, *now), call);
  }
  std::vector<temporal::Component> components;
  if (call.args.size() > 2) {
    auto given = ComponentsOf(call, 2);
    if (!given) return {};
    components = *std::move(given);
  }
  return OrFail(temporal::Truncate(type, unit, TemporalArgument(call, 1), components), call);
}

Value TemporalFromEpoch(const FunctionCall& call) {
  if (call.call.name.ends_with("millis"))
    return OrFail(temporal::FromEpochMillis(IntArgument(call, 0)), call);
  return OrFail(temporal::FromEpoch(IntArgument(call, 0), IntArgument(call, 1)), call);
}

Value TemporalBetween(const FunctionCall& call) {
  const temporal::TemporalValue& from = TemporalArgument(call, 0);
  const temporal::TemporalValue& to = TemporalArgument(call, 1);
  const std::string& name = call.call.name;
  if (name.ends_with("inmonths")) return OrFail(temporal::InMonths(from, to), call);
  if (name.ends_with("indays")) return OrFail(temporal::InDays(from, to), call);
  if (name.ends_with("inseconds")) return OrFail(temporal::InSeconds(from, to), call);
  return OrFail(temporal::Between(from, to), call);
}

}  // namespace concord::cypher
