// The keys of some nodes, found by id: what the ends of edges are called in an export.
#ifndef CONCORD_QUERY_EXPORTERS_NODE_KEYS_H_
#define CONCORD_QUERY_EXPORTERS_NODE_KEYS_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

// Takes 16 bytes for each node, beside its key.
class NodeKeys {
 public:
  static Result<NodeKeys> Load(const Snapshot& snapshot, std::span<const NodeId> nodes);

  // Valid as long as this object. Nothing for a node that was not among them.
  std::optional<std::string_view> Find(NodeId id) const;

 private:
  void Add(NodeId id, std::string_view key);

  std::vector<NodeId> ids_;     // rising
  std::vector<uint64_t> ends_;  // beside ids_: in bytes_
  std::string bytes_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_NODE_KEYS_H_
