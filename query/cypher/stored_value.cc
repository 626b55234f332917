// Between the values of the store and those of the language.
#include <fmt/format.h>

#include "query/cypher/failure.h"
#include "query/cypher/temporal_value.h"
#include "query/cypher/working_graph.h"

namespace concord::cypher {
namespace {

[[noreturn]] void FailProperty(const Value& value, Position position) {
  FailRuntime(
      "TypeError", "InvalidPropertyType", position,
      fmt::format("a property cannot hold a {}; it holds booleans, numbers, strings, temporal values and "
                  "lists of them",
                  TypeName(value)));
}

// A date of the store may be a year or a month: it is then the first day of it.
Value FromDate(Date date) {
  temporal::Date day;
  day.year = date.year;
  day.month = date.month == 0 ? int8_t{1} : date.month;
  day.day = date.day == 0 ? int8_t{1} : date.day;
  return FromTemporal(day);
}

}  // namespace

Value FromStored(const concord::Value& value) {
  switch (value.type()) {
    case concord::Value::Type::kNull:
      return {};
    case concord::Value::Type::kBool:
      return Value(value.as_bool());
    case concord::Value::Type::kInt:
      return Value(value.as_int());
    case concord::Value::Type::kDouble:
      return Value(value.as_double());
    case concord::Value::Type::kString:
      return Value(value.as_string());
    case concord::Value::Type::kDate:
      return FromDate(value.as_date());
    case concord::Value::Type::kList: {
      ValueList list;
      for (const concord::Value& item : value.as_list()) list.push_back(FromStored(item));
      return Value(std::move(list));
    }
    case concord::Value::Type::kMap: {
      if (std::optional<Value> temporal = TemporalFromStored(value)) return *std::move(temporal);
      ValueMap map;
      for (const Property& property : value.as_map()) map[property.name] = FromStored(property.value);
      return Value(std::move(map));
    }
  }
  return {};
}

concord::Value ToStored(const Value& value, Position position) {
  switch (value.type()) {
    case ValueType::kBool:
      return concord::Value(value.as_bool());
    case ValueType::kInt:
      return concord::Value(value.as_int());
    case ValueType::kFloat:
      return concord::Value(value.as_float());
    case ValueType::kString:
      return concord::Value(value.as_string());
    case ValueType::kTemporal:
      return StoredTemporal(value.as_temporal());
    case ValueType::kList: {
      List list;
      for (const Value& item : value.as_list()) {
        if (item.type() == ValueType::kList || item.is_null()) FailProperty(item, position);
        list.push_back(ToStored(item, position));
      }
      return concord::Value(std::move(list));
    }
    default:
      FailProperty(value, position);
  }
}

}  // namespace concord::cypher
