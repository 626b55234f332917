#include "graph/batch.h"

#include <fmt/format.h>

#include "base/one_line.h"
#include "base/try.h"
#include "base/unicode.h"

namespace concord {
namespace {

// True when the value nests no deeper than `levels` lists and maps; looks no deeper than that.
bool IsShallow(const Value& value, int levels) {
  if (value.type() == Value::Type::kList) {
    if (levels == 0) return false;
    for (const Value& item : value.as_list()) {
      if (!IsShallow(item, levels - 1)) return false;
    }
  } else if (value.type() == Value::Type::kMap) {
    if (levels == 0) return false;
    for (const Property& property : value.as_map()) {
      if (!IsShallow(property.value, levels - 1)) return false;
    }
  }
  return true;
}

Result<void> CheckName(std::string_view what, std::string_view name) {
  if (name.size() <= kMaxNameBytes) return {};
  return Fail(ErrorCode::kLimit, fmt::format("the {} '{}...' has {} bytes; {} are allowed", what,
                                             name.substr(0, 40), name.size(), kMaxNameBytes));
}

Result<void> CheckKey(std::string_view what, std::string_view key) {
  CONCORD_TRY(CheckName(what, key));
  const size_t at = FindControl(key);
  if (at == std::string_view::npos) return {};
  return Fail(
      ErrorCode::kInvalid,
      fmt::format("the {} '{}...' has a control character or line break at byte {}; it must be one line",
                  what, OneLine(WithReadableBytes(key)).substr(0, 80), at));
}

Result<void> CheckProperties(std::string_view owner, const PropertyMap& properties) {
  for (const Property& property : properties) {
    if (auto ok = CheckName("property name", property.name); !ok) return ok;
    if (!IsShallow(property.value, kMaxValueDepth)) {
      return Fail(ErrorCode::kLimit,
                  fmt::format("the property '{}' of '{}' has lists and maps nested deeper than {} levels",
                              property.name, owner, kMaxValueDepth));
    }
  }
  return {};
}

}  // namespace

Result<void> CheckNode(const PutNode& node) {
  if (node.key.empty()) return Fail(ErrorCode::kInvalid, "a node has an empty key");
  CONCORD_TRY(CheckKey("key", node.key));
  for (const std::string& label : node.labels) {
    if (label.empty())
      return Fail(ErrorCode::kInvalid, fmt::format("the node '{}' has an empty label", node.key));
    if (auto ok = CheckName("label", label); !ok) return ok;
  }
  return CheckProperties(node.key, node.properties);
}

Result<void> CheckEdge(std::string_view type, const PropertyMap& properties) {
  if (auto ok = CheckName("type", type); !ok) return ok;
  return CheckProperties(type, properties);
}

Result<void> CheckBatch(const GraphBatch& batch) {
  CONCORD_TRY(CheckKey("name of the unit", batch.unit));
  for (const PutNode& node : batch.nodes) {
    if (auto ok = CheckNode(node); !ok) return ok;
  }
  for (const PutBlob& blob : batch.blobs) {
    if (auto ok = CheckName("name of the blob", blob.name); !ok) return ok;
  }
  for (const ChangeEdge& edge : batch.changed_edges) {
    if (auto ok = CheckProperties(fmt::format("edge {}", edge.id), edge.properties); !ok) return ok;
  }
  for (const PutEdge& edge : batch.edges) {
    if (edge.type.empty()) {
      return Fail(ErrorCode::kInvalid,
                  fmt::format("an edge from '{}' to '{}' has an empty type", edge.from, edge.to));
    }
    if (auto ok = CheckEdge(edge.type, edge.properties); !ok) return ok;
  }
  return {};
}

}  // namespace concord
