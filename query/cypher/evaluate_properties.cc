// What nodes, relationships, maps and temporal values hold.
#include <fmt/format.h>

#include <algorithm>

#include "query/cypher/evaluate.h"
#include "query/cypher/failure.h"
#include "query/cypher/temporal_value.h"

namespace concord::cypher {
namespace {

[[noreturn]] void FailDeleted(Position position) {
  FailRuntime("EntityNotFound", "DeletedEntityAccess", position, "this was deleted earlier in the query");
}

}  // namespace

Value PropertyOf(const Value& value, const std::string& name, Execution& execution, Position position) {
  switch (value.type()) {
    case ValueType::kNull:
      return {};
    case ValueType::kMap: {
      const auto at = value.as_map().find(name);
      return at == value.as_map().end() ? Value() : at->second;
    }
    case ValueType::kNode: {
      if (execution.graph().IsDeletedNode(value.as_node())) FailDeleted(position);
      const auto node = execution.graph().GetNode(value.as_node());
      const concord::Value* found = node->properties.Find(name);
      return found == nullptr ? Value() : FromStored(*found);
    }
    case ValueType::kEdge: {
      if (execution.graph().IsDeletedEdge(value.as_edge())) FailDeleted(position);
      const auto edge = execution.graph().GetEdge(value.as_edge());
      const concord::Value* found = edge->properties.Find(name);
      return found == nullptr ? Value() : FromStored(*found);
    }
    case ValueType::kTemporal:
      return TemporalProperty(value.as_temporal(), name, position);
    default:
      FailRuntime("TypeError", "InvalidArgumentType", position,
                  fmt::format("a {} has no properties such as `{}`", TypeName(value), name));
  }
}

ValueMap PropertiesOf(const Value& value, Execution& execution, Position position) {
  ValueMap map;
  const PropertyMap* properties = nullptr;
  std::shared_ptr<const Node> node;
  std::shared_ptr<const Edge> edge;
  switch (value.type()) {
    case ValueType::kMap:
      return value.as_map();
    case ValueType::kNode:
      if (execution.graph().IsDeletedNode(value.as_node())) FailDeleted(position);
      node = execution.graph().GetNode(value.as_node());
      properties = &node->properties;
      break;
    case ValueType::kEdge:
      if (execution.graph().IsDeletedEdge(value.as_edge())) FailDeleted(position);
      edge = execution.graph().GetEdge(value.as_edge());
      properties = &edge->properties;
      break;
    default:
      FailRuntime("TypeError", "InvalidArgumentType", position,
                  fmt::format("expected a NODE, RELATIONSHIP or MAP, found {}", TypeName(value)));
  }
  for (const Property& property : *properties) map[property.name] = FromStored(property.value);
  return map;
}

bool HasLabels(const Value& value, const std::vector<std::string>& names, Execution& execution) {
  if (value.type() == ValueType::kEdge) {
    const auto edge = execution.graph().GetEdge(value.as_edge());
    return std::all_of(names.begin(), names.end(),
                       [&](const std::string& name) { return edge->type == name; });
  }
  if (value.type() != ValueType::kNode) return false;
  return execution.graph().HasLabels(value.as_node(), names);
}

}  // namespace concord::cypher
