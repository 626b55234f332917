#include "query/exporters/attribute_text.h"

#include "query/output/answer_json.h"

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
  const bool nested = value.type() == Value::Type::kList || value.type() == Value::Type::kMap;
  return nested ? ValueToJson(value) : value.ToString();
}

}  // namespace concord
