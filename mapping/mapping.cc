#include "mapping/mapping.h"

#include <algorithm>

#include "base/sha256.h"
#include "base/text.h"
#include "graph/vocabulary.h"

namespace concord {
namespace {

constexpr std::string_view kLiteralType = "rdfs literal";

// Names of an edge's properties that are no columns.
constexpr std::string_view kOfEdge[] = {"predicate",    "modifier",   "justification", "subject_label",
                                        "object_label", "confidence", "set",           "version",
                                        "method",       "start",      "end",           "columns"};
bool IsOfEdge(std::string_view name) { return std::ranges::find(kOfEdge, name) != std::end(kOfEdge); }

std::string KeyOf(const std::string& id, const std::string& label) {
  return !id.empty() ? id : label.empty() ? std::string() : LiteralKey(label);
}

void SetText(std::string_view name, const std::string& value, PropertyMap* properties) {
  if (!value.empty()) properties->Set(name, value);
}

// The identifier of an end; a literal has none.
std::string IdOf(std::string_view key, const std::string& label, std::string_view type) {
  const bool literal = type == kLiteralType && !label.empty() && key == LiteralKey(label);
  return literal ? std::string() : std::string(key);
}

}  // namespace

std::string LiteralKey(std::string_view label) {
  constexpr size_t kMaxSlug = 60;
  return "literal:" + Slug(label, kMaxSlug) + "-" + Sha256Hex(label).substr(0, 12);
}

std::string SubjectKey(const Mapping& mapping) { return KeyOf(mapping.subject_id, mapping.subject_label); }
std::string ObjectKey(const Mapping& mapping) { return KeyOf(mapping.object_id, mapping.object_label); }

PropertyMap EdgeProperties(const Mapping& mapping) {
  PropertyMap properties, columns;
  for (const auto& [name, value] : mapping.other) (IsOfEdge(name) ? columns : properties).Set(name, value);
  if (!columns.empty()) properties.Set(property::columns, std::move(columns));
  SetText("predicate", mapping.predicate_id, &properties);
  SetText("modifier", mapping.predicate_modifier, &properties);
  SetText("justification", mapping.justification, &properties);
  SetText("subject_label", mapping.subject_label, &properties);
  SetText("object_label", mapping.object_label, &properties);
  if (mapping.confidence) properties.Set(property::confidence, *mapping.confidence);
  return properties;
}

Mapping MappingOf(std::string_view from, std::string_view to, const PropertyMap& edge) {
  Mapping mapping;
  for (const auto& [name, value] : edge) {
    if (!IsOfEdge(name)) mapping.other.Set(name, value);
  }
  if (const Value* columns = edge.Find("columns");
      columns != nullptr && columns->type() == Value::Type::kMap) {
    for (const auto& [name, value] : columns->as_map()) mapping.other.Set(name, value);
  }
  mapping.predicate_id = edge.FindString("predicate");
  mapping.predicate_modifier = edge.FindString("modifier");
  mapping.justification = edge.FindString("justification");
  mapping.subject_label = edge.FindString("subject_label");
  mapping.object_label = edge.FindString("object_label");
  const Value* confidence = edge.Find("confidence");
  if (confidence != nullptr && confidence->type() == Value::Type::kDouble)
    mapping.confidence = confidence->as_double();
  mapping.subject_id = IdOf(from, mapping.subject_label, mapping.other.FindString("subject_type"));
  mapping.object_id = IdOf(to, mapping.object_label, mapping.other.FindString("object_type"));
  return mapping;
}

PropertyMap SetProperties(const MappingSetMetadata& set) {
  PropertyMap properties = set.metadata;
  const auto fill = [&properties](std::string_view name, const std::string& value) {
    if (!value.empty() && properties.Find(name) == nullptr) properties.Set(name, value);
  };
  fill("mapping_set_id", set.id);
  fill("subject_source", set.subject_source);
  fill("object_source", set.object_source);
  PropertyMap prefixes;
  for (const auto& [prefix, expansion] : set.prefixes) prefixes.Set(prefix, expansion);
  if (!prefixes.empty()) properties.Set(property::curie_map, std::move(prefixes));
  return properties;
}

MappingSetMetadata MappingSetOf(const PropertyMap& properties) {
  MappingSetMetadata set;
  set.metadata = properties;
  if (const Value* prefixes = properties.Find(property::curie_map);
      prefixes != nullptr && prefixes->type() == Value::Type::kMap) {
    for (const auto& [prefix, expansion] : prefixes->as_map()) set.prefixes[prefix] = expansion.ToString();
    set.metadata.Remove("curie_map");
  }
  set.id = properties.FindString(property::mapping_set_id);
  set.subject_source = properties.FindString(property::subject_source);
  set.object_source = properties.FindString(property::object_source);
  return set;
}

}  // namespace concord
