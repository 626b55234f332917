// The graph at one moment. It never changes, even while writers go on.
#ifndef CONCORD_GRAPH_SNAPSHOT_H_
#define CONCORD_GRAPH_SNAPSHOT_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/batch.h"
#include "graph/value.h"

namespace concord {

// A label, edge type or property name as a small number. The store assigns it when a name is first used.
using Symbol = uint32_t;

struct Node {
  NodeId id = 0;
  std::string key;
  std::vector<std::string> labels;  // sorted
  PropertyMap properties;
  Lifetime lifetime = Lifetime::kOwned;

  bool HasLabel(std::string_view label) const;
};

struct Edge {
  EdgeId id = 0;
  NodeId from = 0;
  NodeId to = 0;
  std::string type;
  PropertyMap properties;
};

enum class Direction : uint8_t { kOut, kIn };

// One end of an edge, as seen from its other end.
struct Adjacent {
  Symbol type = 0;
  NodeId node = 0;
  EdgeId edge = 0;
};

struct Unit {
  std::string name;
  std::string fingerprint;
};

// Visitors return false to stop early. Several threads may call all functions at once. The snapshot must not
// outlive its store. Failures are kStore or kCorrupt. If something does not exist, the result is an empty
// optional if the return type has one, and otherwise kNotFound.
class Snapshot {
 public:
  template <typename T>
  using Visitor = std::function<bool(const T&)>;

  virtual ~Snapshot() = default;

  // Nodes. FindNode is a single read. GetNode reads the whole node.
  virtual Result<std::optional<NodeId>> FindNode(std::string_view key) const = 0;
  virtual Result<Node> GetNode(NodeId id) const = 0;
  // In the order of ids. The function with a label uses the index of labels.
  virtual Result<void> ForEachNode(const Visitor<NodeId>& visit) const = 0;
  virtual Result<void> ForEachNodeWithLabel(std::string_view label, const Visitor<NodeId>& visit) const = 0;
  // Nodes whose keys start with these bytes, in the order of their keys. Reads no other nodes.
  virtual Result<void> ForEachNodeWithPrefix(std::string_view prefix, const Visitor<NodeId>& visit) const = 0;
  // Nodes with the label whose property equals the value, in the order of ids. Uses the index of (label,
  // property) if there is one, and otherwise looks at every node with the label.
  virtual Result<void> ForEachNodeWhere(std::string_view label, std::string_view property, const Value& value,
                                        const Visitor<NodeId>& visit) const = 0;

  // Edges. The first two functions go in the order of ids, the third by (type, node, edge).
  virtual Result<Edge> GetEdge(EdgeId id) const = 0;
  // With `first` and `limit`, only the ids in [first, limit). Reading a range costs a fifth of reading edges
  // one by one.
  virtual Result<void> ForEachEdge(const Visitor<Edge>& visit, EdgeId first = 0,
                                   EdgeId limit = UINT64_MAX) const = 0;
  // Without a type (nullopt), the edges of all types.
  virtual Result<void> ForEachAdjacent(NodeId node, Direction direction, std::optional<Symbol> type,
                                       const Visitor<Adjacent>& visit) const = 0;
  // Every edge as seen from its start, in the order (start, type, end, edge). Views are built from it. With
  // `first` and `limit`, only the starts in [first, limit), so that threads can share the work.
  virtual Result<void> ScanAdjacency(const std::function<bool(NodeId from, const Adjacent&)>& visit,
                                     NodeId first = 0, NodeId limit = UINT64_MAX) const = 0;

  // A piece of the bytes that belong to a node, by default all of them. Leaves out whatever is after the end.
  virtual Result<std::string> GetBlob(NodeId node, std::string_view name, uint64_t offset = 0,
                                      uint64_t length = UINT64_MAX) const = 0;
  virtual Result<std::optional<uint64_t>> BlobSize(NodeId node, std::string_view name) const = 0;

  // Units, in the order of their names.
  virtual Result<std::optional<Unit>> FindUnit(std::string_view name) const = 0;
  virtual Result<std::vector<Unit>> Units() const = 0;

  // Names and numbers. Labels, edge types and property names share one numbering.
  virtual std::optional<Symbol> FindSymbol(std::string_view name) const = 0;
  virtual std::string_view SymbolName(Symbol symbol) const = 0;  // lives as long as the snapshot
  virtual std::vector<std::string> Labels() const = 0;           // in use, sorted
  virtual std::vector<std::string> EdgeTypes() const = 0;        // in use, sorted

  // Counts, which the store keeps.
  virtual uint64_t NodeCount() const = 0;
  virtual uint64_t EdgeCount() const = 0;
  virtual uint64_t NodeCount(std::string_view label) const = 0;
  virtual uint64_t EdgeCount(std::string_view type) const = 0;
  // No visible node or edge has an id at or above these.
  virtual NodeId NodeIdLimit() const = 0;
  virtual EdgeId EdgeIdLimit() const = 0;
};

}  // namespace concord

#endif  // CONCORD_GRAPH_SNAPSHOT_H_
