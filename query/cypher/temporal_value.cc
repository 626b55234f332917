#include "query/cypher/temporal_value.h"

#include <fmt/format.h>

#include <cstring>

#include "query/cypher/failure.h"
#include "query/cypher/temporal/construct.h"
#include "query/cypher/temporal/functions.h"

namespace concord::cypher {
namespace {

template <typename T>
T OrFail(Result<T> result, Position position) {
  if (!result) FailRuntime("ArgumentError", "InvalidArgumentValue", position, result.error().message);
  return *std::move(result);
}

int Sign(std::strong_ordering order) { return order < 0 ? -1 : order > 0 ? 1 : 0; }

const temporal::Duration* AsDuration(const Value& value) {
  return value.type() == ValueType::kTemporal ? std::get_if<temporal::Duration>(&value.as_temporal().value)
                                              : nullptr;
}

// The key of the map that a property holds: "$datetime". Properties of documents have no such names.
constexpr std::string_view kMark = "$";

}  // namespace

Value FromTemporal(temporal::TemporalValue value) {
  return Value(std::make_shared<const TemporalValue>(TemporalValue{std::move(value)}));
}

std::string_view TemporalTypeName(const TemporalValue& value) {
  switch (temporal::TypeOf(value.value)) {
    case temporal::TemporalType::kDateTime:
      return "DATETIME";
    case temporal::TemporalType::kLocalDateTime:
      return "LOCAL DATETIME";
    case temporal::TemporalType::kDate:
      return "DATE";
    case temporal::TemporalType::kTime:
      return "TIME";
    case temporal::TemporalType::kLocalTime:
      return "LOCAL TIME";
    case temporal::TemporalType::kDuration:
      return "DURATION";
  }
  return "";
}

bool TemporalEquals(const TemporalValue& a, const TemporalValue& b) { return a.value == b.value; }

std::optional<int> TemporalCompare(const TemporalValue& a, const TemporalValue& b) {
  const auto order = temporal::Compare(a.value, b.value);
  return order ? std::optional(Sign(*order)) : std::nullopt;
}

int TemporalOrder(const TemporalValue& a, const TemporalValue& b) {
  return Sign(temporal::Order(a.value, b.value));
}

namespace {

// The fields of each type, in turn; equality compares the same ones.
class KeyWriter {
 public:
  explicit KeyWriter(std::string* bytes) : bytes_(*bytes) {}

  void operator()(const temporal::Date& date) {
    Put(date.year);
    Put(date.month);
    Put(date.day);
  }
  void operator()(const temporal::LocalTime& time) { Put(time.nanos); }
  void operator()(const temporal::LocalDateTime& value) {
    (*this)(value.date);
    (*this)(value.time);
  }
  void operator()(const temporal::Time& time) {
    (*this)(time.local);
    Put(time.offset);
  }
  void operator()(const temporal::DateTime& value) {
    (*this)(value.local);
    Put(value.offset);
    const std::string_view zone =
        value.zone == nullptr ? std::string_view() : std::string_view(temporal::ZoneName(*value.zone));
    Put(static_cast<int64_t>(zone.size()));
    bytes_.append(zone);
  }
  void operator()(const temporal::Duration& duration) {
    Put(duration.months);
    Put(duration.days);
    Put(duration.seconds);
    Put(duration.nanos);
  }

 private:
  void Put(int64_t number) {
    char raw[sizeof number];
    std::memcpy(raw, &number, sizeof number);
    bytes_.append(raw, sizeof raw);
  }

  std::string& bytes_;
};

}  // namespace

void AppendTemporalKey(const TemporalValue& value, std::string* bytes) {
  bytes->push_back(static_cast<char>(value.value.index()));
  std::visit(KeyWriter(bytes), value.value);
}

size_t TemporalHash(const TemporalValue& value) { return temporal::Hash(value.value); }
std::string TemporalText(const TemporalValue& value) { return temporal::ToString(value.value); }

Value TemporalProperty(const TemporalValue& value, const std::string& name, Position position) {
  const temporal::PropertyValue property = OrFail(temporal::Property(value.value, name), position);
  if (const auto* number = std::get_if<int64_t>(&property)) return Value(*number);
  return Value(std::get<std::string>(property));
}

std::optional<Value> TemporalArithmetic(ExprKind kind, const Value& a, const Value& b, Position position) {
  const bool both = a.type() == ValueType::kTemporal && b.type() == ValueType::kTemporal;
  const auto number = [](const Value& value) {
    return value.type() == ValueType::kInt ? temporal::Number(value.as_int())
                                           : temporal::Number(value.as_float());
  };
  switch (kind) {
    case ExprKind::kAdd:
      if (!both) return std::nullopt;
      return FromTemporal(OrFail(temporal::Add(a.as_temporal().value, b.as_temporal().value), position));
    case ExprKind::kSubtract:
      if (!both) return std::nullopt;
      return FromTemporal(OrFail(temporal::Subtract(a.as_temporal().value, b.as_temporal().value), position));
    case ExprKind::kMultiply:
      if (AsDuration(a) != nullptr && b.is_number())
        return FromTemporal(OrFail(temporal::Multiply(*AsDuration(a), number(b)), position));
      if (AsDuration(b) != nullptr && a.is_number())
        return FromTemporal(OrFail(temporal::Multiply(*AsDuration(b), number(a)), position));
      return std::nullopt;
    case ExprKind::kDivide:
      if (AsDuration(a) != nullptr && b.is_number())
        return FromTemporal(OrFail(temporal::Divide(*AsDuration(a), number(b)), position));
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

concord::Value StoredTemporal(const TemporalValue& value) {
  PropertyMap map;
  map.Set(std::string(kMark) + std::string(temporal::FunctionName(temporal::TypeOf(value.value))),
          concord::Value(temporal::ToString(value.value)));
  return concord::Value(std::move(map));
}

std::optional<Value> TemporalFromStored(const concord::Value& value) {
  if (value.type() != concord::Value::Type::kMap || value.as_map().size() != 1) return std::nullopt;
  const Property& property = *value.as_map().begin();
  if (!property.name.starts_with(kMark) || property.value.type() != concord::Value::Type::kString)
    return std::nullopt;
  for (uint8_t type = 0; type <= static_cast<uint8_t>(temporal::TemporalType::kDuration); ++type) {
    const auto its = static_cast<temporal::TemporalType>(type);
    if (property.name.substr(kMark.size()) != temporal::FunctionName(its)) continue;
    Result<temporal::TemporalValue> parsed = temporal::Parse(its, property.value.as_string());
    if (parsed) return FromTemporal(*std::move(parsed));
  }
  return std::nullopt;
}

}  // namespace concord::cypher
