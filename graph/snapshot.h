// The graph as it is at one moment. Writers go on beside it and it never changes.
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

// A label, edge type or property name as a small number, given by the store when a name is first used.
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

// One end of an edge as its other end sees it.
struct Adjacent {
  Symbol type = 0;
  NodeId node = 0;
  EdgeId edge = 0;
};

struct Unit {
  std::string name;
  std::string fingerprint;
};

// Visitors return false to stop early. All functions may be called by several threads at once; the
// snapshot must not outlive its store. A failure is kStore or kCorrupt; what does not exist is an empty
// optional where the return type has one, and kNotFound otherwise.
class Snapshot {
 public:
  template <typename T>
  using Visitor = std::function<bool(const T&)>;

  virtual ~Snapshot() = default;

  // Nodes. FindNode is a single read; GetNode reads the whole node.
  virtual Result<std::optional<NodeId>> FindNode(std::string_view key) const = 0;
  virtual Result<Node> GetNode(NodeId id) const = 0;
  // In the order of ids. With a label, through the index of labels.
  virtual Result<void> ForEachNode(const Visitor<NodeId>& visit) const = 0;
  virtual Result<void> ForEachNodeWithLabel(std::string_view label, const Visitor<NodeId>& visit) const = 0;
  // Nodes whose keys start with these bytes, in the order of their keys. Reads no others.
  virtual Result<void> ForEachNodeWithPrefix(std::string_view prefix, const Visitor<NodeId>& visit) const = 0;
  // Nodes with the label whose property equals the value, in the order of ids. Uses the index of (label,
  // property) when there is one, and looks at every node with the label otherwise.
  virtual Result<void> ForEachNodeWhere(std::string_view label, std::string_view property, const Value& value,
                                        const Visitor<NodeId>& visit) const = 0;

  // Edges. The first two in the order of ids, the third by (type, node, edge).
  virtual Result<Edge> GetEdge(EdgeId id) const = 0;
  // With `first` and `limit` only the ids in [first, limit): reading neighbours in a row costs a fifth of
  // asking for each.
  virtual Result<void> ForEachEdge(const Visitor<Edge>& visit, EdgeId first = 0,
                                   EdgeId limit = UINT64_MAX) const = 0;
  // Without a type (nullopt): the edges of all types.
  virtual Result<void> ForEachAdjacent(NodeId node, Direction direction, std::optional<Symbol> type,
                                       const Visitor<Adjacent>& visit) const = 0;
  // Every edge as seen from its start, in the order (start, type, end, edge): what a view is built from.
  // With `first` and `limit` only the starts in [first, limit), so that threads can share the work.
  virtual Result<void> ScanAdjacency(const std::function<bool(NodeId from, const Adjacent&)>& visit,
                                     NodeId first = 0, NodeId limit = UINT64_MAX) const = 0;

  // A piece of the bytes kept beside a node: the whole by default; what lies behind the end is left out.
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

  // Counts, kept with the data.
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
