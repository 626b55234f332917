// The graph as a statement sees it: one snapshot, and on top of it what the statement itself has written.
#ifndef CONCORD_QUERY_CYPHER_WORKING_GRAPH_H_
#define CONCORD_QUERY_CYPHER_WORKING_GRAPH_H_

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/batch.h"
#include "graph/snapshot.h"
#include "graph/view.h"
#include "query/cypher/failure.h"
#include "query/cypher/value.h"

namespace concord::cypher {

// What a statement has changed.
struct Counters {
  uint64_t nodes_created = 0, nodes_deleted = 0;
  uint64_t edges_created = 0, edges_deleted = 0;
  uint64_t properties_set = 0;
  uint64_t labels_added = 0, labels_removed = 0;

  bool any() const {
    return (nodes_created | nodes_deleted | edges_created | edges_deleted | properties_set | labels_added |
            labels_removed) != 0;
  }
};

// The types that an edge pattern asks for, looked up once.
struct EdgeTypes {
  bool any = true;                 // no type was asked for
  std::vector<std::string> names;  // without repetitions
  std::vector<Symbol> symbols;     // in the snapshot
  std::vector<uint16_t> places;    // in the view, when there is one
};

// For one thread. Failures of the snapshot come out as Failure.
class WorkingGraph {
 public:
  explicit WorkingGraph(const Snapshot& snapshot);
  ~WorkingGraph();
  WorkingGraph(const WorkingGraph&) = delete;
  WorkingGraph& operator=(const WorkingGraph&) = delete;

  struct Hop {
    EdgeId edge;
    NodeId node;  // at the other end
  };

  // A view of the whole of the same snapshot, borrowed, makes walking faster; it may be null. To be set
  // before anything is read.
  void set_view(const GraphView* view) { view_ = view; }

  // ---- Reading ----

  const Snapshot& snapshot() const { return snapshot_; }
  const GraphView* view() const { return view_; }
  // Rises with every write.
  uint64_t version() const { return version_; }

  void AllNodes(std::vector<NodeId>* nodes) const;
  void NodesWithLabel(const std::string& label, std::vector<NodeId>* nodes) const;
  // Only for string values: equality of other types is wider than the store's.
  void NodesWhere(const std::string& label, const std::string& property, const std::string& value,
                  std::vector<NodeId>* nodes) const;
  void NodesWithKey(const std::string& key, std::vector<NodeId>* nodes) const;
  // Estimates: what the statement wrote is not counted.
  uint64_t CountNodes() const { return snapshot_.NodeCount(); }
  uint64_t CountNodes(const std::string& label) const { return snapshot_.NodeCount(label); }
  uint64_t CountEdges() const { return snapshot_.EdgeCount(); }
  uint64_t CountEdges(const std::string& type) const { return snapshot_.EdgeCount(type); }

  EdgeTypes TypesOf(std::span<const std::string> names) const;
  // Adds the edges of a node in one direction.
  void Hops(NodeId node, Direction direction, const EdgeTypes& types, std::vector<Hop>* hops) const;
  uint64_t CountHops(NodeId node, Direction direction, const EdgeTypes& types) const;

  // Whether a node has all of the labels. Cheaper than reading the node.
  bool HasLabels(NodeId node, std::span<const std::string> labels) const;
  // No node has an id at or above this, not even one that the statement makes until it writes again.
  NodeId NodeIdLimit() const { return next_node_; }

  std::shared_ptr<const Node> GetNode(NodeId id) const;
  std::shared_ptr<const Edge> GetEdge(EdgeId id) const;
  bool IsDeletedNode(NodeId id) const { return deleted_nodes_.contains(id); }
  bool IsDeletedEdge(EdgeId id) const { return deleted_edges_.contains(id); }

  // ---- Writing ----

  NodeId CreateNode(std::vector<std::string> labels, PropertyMap properties);
  EdgeId CreateEdge(const std::string& type, NodeId from, NodeId to, PropertyMap properties);
  // A null value takes the property away.
  void SetProperty(NodeRef node, const std::string& name, concord::Value value);
  void SetProperty(EdgeRef edge, const std::string& name, concord::Value value);
  void AddLabel(NodeId node, const std::string& label);
  void RemoveLabel(NodeId node, const std::string& label);
  void Delete(NodeRef node, bool detach);
  void Delete(EdgeRef edge);

  // Fails with DeleteConnectedNode when a deleted node still has edges.
  void CheckDeleted() const;
  const Counters& counters() const { return counters_; }
  // What the statement wrote.
  GraphBatch Batch() const;

 private:
  struct NewEdges {
    std::vector<EdgeId> out, in;
  };

  Node& Writable(NodeId id);
  Edge& Writable(EdgeId id, int);
  bool IsNewNode(NodeId id) const { return id >= first_new_node_; }
  bool IsNewEdge(EdgeId id) const { return id >= first_new_edge_; }
  void AddChanged(std::vector<NodeId>* nodes, const std::string& label) const;

  // The vertices with a label, in the view. `first` to `last` without a gap when there are that many.
  struct LabelVertices {
    std::string label;
    std::span<const VertexId> vertices;
    bool is_run = false;
  };
  const LabelVertices& VerticesOf(const std::string& label) const;

  const Snapshot& snapshot_;
  const GraphView* view_ = nullptr;
  const NodeId first_new_node_;
  const EdgeId first_new_edge_;
  NodeId next_node_;
  EdgeId next_edge_;
  uint64_t version_ = 0;
  Counters counters_;

  // New and changed, as they are now.
  std::map<NodeId, std::shared_ptr<Node>> nodes_;
  std::map<EdgeId, std::shared_ptr<Edge>> edges_;
  std::unordered_map<NodeId, NewEdges> new_edges_;  // by their ends
  std::set<NodeId> deleted_nodes_;
  std::set<NodeId> detached_nodes_;
  std::set<EdgeId> deleted_edges_;

  mutable std::vector<LabelVertices> label_vertices_;

  // What was read last; emptied when it grows.
  mutable std::unordered_map<NodeId, std::shared_ptr<const Node>> read_nodes_;
  mutable std::unordered_map<EdgeId, std::shared_ptr<const Edge>> read_edges_;
};

// Between the values of the store and those of the language. ToStored fails with InvalidPropertyType for what
// no property can hold.
Value FromStored(const concord::Value& value);
concord::Value ToStored(const Value& value, Position position);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_WORKING_GRAPH_H_
