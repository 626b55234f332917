#include "query/exporters/record_json.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "query/exporters/exact_record.h"
#include "query/output/json_text.h"

namespace concord {
namespace {

// `"properties":{...}`, and what JSON cannot say of them.
void AppendPropertyMembers(const std::vector<ExportProperty>& properties, std::string* out) {
  *out += ",\"properties\":{";
  ExactRecord exact;
  for (const ExportProperty& property : properties) {
    if (&property != &properties.front()) *out += ',';
    AppendJsonText(property.name, out);
    *out += ':';
    AppendJson(property.value, out);
    const Value::Type type = property.value.type();
    const bool plain =
        type == Value::Type::kString || type == Value::Type::kInt || type == Value::Type::kBool;
    if (!plain) exact.AddJson(property.name, property.value.ToValue(), false);
  }
  *out += '}';
  if (!exact.empty()) *out += fmt::format(",\"{}\":{}", kExactName, exact.Json());
}

}  // namespace

void AppendNodeMembers(const ExportNodeView& node, std::string* out) {
  *out += "\"key\":";
  AppendJsonText(node.key, out);
  *out += ",\"labels\":[";
  for (const std::string_view& label : node.labels) {
    if (&label != &node.labels.front()) *out += ',';
    AppendJsonText(label, out);
  }
  *out += ']';
  AppendPropertyMembers(node.properties, out);
}

void AppendEdgeMembers(const ExportEdgeView& edge, std::string* out) {
  *out += "\"type\":";
  AppendJsonText(edge.type, out);
  *out += ",\"from\":";
  AppendJsonText(edge.from, out);
  *out += ",\"to\":";
  AppendJsonText(edge.to, out);
  AppendPropertyMembers(edge.properties, out);
}

}  // namespace concord
