#include "query/exporters/attribute_text.h"

#include <cmath>

#include "query/exporters/exact_record.h"
#include "query/output/answer_json.h"
#include "query/output/json_text.h"

namespace concord {

std::string_view AttributeType(Value::Type type) {
  switch (type) {
    case Value::Type::kBool:
      return "boolean";
    case Value::Type::kInt:
      return "long";
    case Value::Type::kDouble:
      return "double";
    default:
      return "string";
  }
}

std::string AttributeText(const Value& value) {
  if (value.type() == Value::Type::kDouble && !std::isfinite(value.as_double()))
    return std::isnan(value.as_double()) ? "NaN" : value.as_double() > 0 ? "INF" : "-INF";
  const bool nested = value.type() == Value::Type::kList || value.type() == Value::Type::kMap;
  return nested ? XmlSafeJson(ValueToJson(value)) : value.ToString();
}

void AppendAttributeText(const ValueView& value, std::string* out) {
  if (!AppendBoolOrInt(value, out)) *out += AttributeText(value.ToValue());
}

}  // namespace concord
