#include "query/cypher/working_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "query/cypher/failure.h"

namespace concord::cypher {
namespace {

constexpr size_t kMaxRead = 200'000;

[[noreturn]] void FailStore(const Error& error) {
  FailRuntime("StoreError", std::string(ErrorCodeName(error.code)), {}, error.ToString());
}

void Want(const Result<void>& result) {
  if (!result) FailStore(result.error());
}

// A key that no other node has: 122 random bits.
std::string NewKey() {
  static thread_local std::mt19937_64 random{(uint64_t{std::random_device{}()} << 32) ^
                                             std::random_device{}()};
  const uint64_t high = random(), low = random();
  return fmt::format("node:{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}", high >> 32, (high >> 16) & 0xFFFF,
                     high & 0xFFF, 0x8000 | ((low >> 48) & 0x3FFF), low & 0xFFFFFFFFFFFF);
}

}  // namespace

WorkingGraph::WorkingGraph(const Snapshot& snapshot)
    : snapshot_(snapshot),
      first_new_node_(snapshot.NodeIdLimit()),
      first_new_edge_(snapshot.EdgeIdLimit()),
      next_node_(first_new_node_),
      next_edge_(first_new_edge_) {}

WorkingGraph::~WorkingGraph() = default;

void WorkingGraph::AllNodes(std::vector<NodeId>* nodes) const {
  Want(snapshot_.ForEachNode([&](NodeId id) {
    if (!IsDeletedNode(id)) nodes->push_back(id);
    return true;
  }));
  for (auto at = nodes_.lower_bound(first_new_node_); at != nodes_.end(); ++at) {
    if (!IsDeletedNode(at->first)) nodes->push_back(at->first);
  }
}

void WorkingGraph::AddChanged(std::vector<NodeId>* nodes, const std::string& label) const {
  for (const auto& [id, node] : nodes_) {
    if (!IsDeletedNode(id) && node->HasLabel(label)) nodes->push_back(id);
  }
}

void WorkingGraph::NodesWithLabel(const std::string& label, std::vector<NodeId>* nodes) const {
  if (view_ != nullptr && version_ == 0) {
    const std::span<const VertexId> vertices = view_->WithLabel(label);
    nodes->reserve(nodes->size() + vertices.size());
    for (const VertexId vertex : vertices) nodes->push_back(view_->node(vertex));
    return;
  }
  Want(snapshot_.ForEachNodeWithLabel(label, [&](NodeId id) {
    if (!IsDeletedNode(id) && !nodes_.contains(id)) nodes->push_back(id);
    return true;
  }));
  AddChanged(nodes, label);
}

void WorkingGraph::NodesWhere(const std::string& label, const std::string& property, const std::string& value,
                              std::vector<NodeId>* nodes) const {
  Want(snapshot_.ForEachNodeWhere(label, property, concord::Value(value), [&](NodeId id) {
    if (!IsDeletedNode(id) && !nodes_.contains(id)) nodes->push_back(id);
    return true;
  }));
  AddChanged(nodes, label);
}

void WorkingGraph::NodesWithKey(const std::string& key, std::vector<NodeId>* nodes) const {
  const Result<std::optional<NodeId>> found = snapshot_.FindNode(key);
  if (!found) FailStore(found.error());
  if (found->has_value() && !IsDeletedNode(**found)) nodes->push_back(**found);
  for (auto at = nodes_.lower_bound(first_new_node_); at != nodes_.end(); ++at) {
    if (!IsDeletedNode(at->first) && at->second->key == key) nodes->push_back(at->first);
  }
}

EdgeTypes WorkingGraph::TypesOf(std::span<const std::string> names) const {
  EdgeTypes types;
  types.any = names.empty();
  for (const std::string& name : names) {
    if (std::find(types.names.begin(), types.names.end(), name) != types.names.end()) continue;  // -[:A|A]-
    types.names.push_back(name);
    if (const std::optional<Symbol> symbol = snapshot_.FindSymbol(name)) types.symbols.push_back(*symbol);
    if (view_ == nullptr) continue;
    if (const std::optional<uint16_t> place = view_->FindType(name)) types.places.push_back(*place);
  }
  return types;
}

void WorkingGraph::Hops(NodeId node, Direction direction, const EdgeTypes& types,
                        std::vector<Hop>* hops) const {
  const bool out = direction == Direction::kOut;
  if (view_ != nullptr && !IsNewNode(node)) {
    const VertexId vertex = view_->vertex(node);
    const auto add_row = [&](const GraphView::Row& row) {
      hops->reserve(hops->size() + row.size());
      for (size_t i = 0; i < row.size(); ++i) {
        if (!deleted_edges_.empty() && IsDeletedEdge(row.edges[i])) continue;
        hops->push_back({row.edges[i], view_->node(row.vertices[i])});
      }
    };
    if (vertex == kNoVertex) return;
    if (types.any) add_row(out ? view_->Out(vertex) : view_->In(vertex));
    for (const uint16_t type : types.places)
      add_row(out ? view_->Out(vertex, type) : view_->In(vertex, type));
  } else if (!IsNewNode(node)) {
    const auto add = [&](const Adjacent& adjacent) {
      if (!IsDeletedEdge(adjacent.edge)) hops->push_back({adjacent.edge, adjacent.node});
      return true;
    };
    if (types.any) Want(snapshot_.ForEachAdjacent(node, direction, std::nullopt, add));
    for (const Symbol symbol : types.symbols) Want(snapshot_.ForEachAdjacent(node, direction, symbol, add));
  }
  if (new_edges_.empty()) return;
  const auto at = new_edges_.find(node);
  if (at == new_edges_.end()) return;
  for (const EdgeId id : out ? at->second.out : at->second.in) {
    const Edge& edge = *edges_.at(id);
    if (IsDeletedEdge(id)) continue;
    if (!types.any && std::find(types.names.begin(), types.names.end(), edge.type) == types.names.end())
      continue;
    hops->push_back({id, out ? edge.to : edge.from});
  }
}

uint64_t WorkingGraph::CountHops(NodeId node, Direction direction, const EdgeTypes& types) const {
  if (view_ != nullptr && version_ == 0) {
    const VertexId vertex = view_->vertex(node);
    if (vertex == kNoVertex) return 0;
    const bool out = direction == Direction::kOut;
    if (types.any) return (out ? view_->Out(vertex) : view_->In(vertex)).size();
    uint64_t count = 0;
    for (const uint16_t type : types.places)
      count += (out ? view_->Out(vertex, type) : view_->In(vertex, type)).size();
    return count;
  }
  std::vector<Hop> hops;
  Hops(node, direction, types, &hops);
  return hops.size();
}

const WorkingGraph::LabelVertices& WorkingGraph::VerticesOf(const std::string& label) const {
  for (const LabelVertices& known : label_vertices_) {
    if (known.label == label) return known;
  }
  const std::span<const VertexId> vertices = view_->WithLabel(label);
  const bool is_run = !vertices.empty() && vertices.back() - vertices.front() + 1 == vertices.size();
  return label_vertices_.emplace_back(LabelVertices{label, vertices, is_run});
}

bool WorkingGraph::HasLabels(NodeId node, std::span<const std::string> labels) const {
  if (view_ == nullptr || IsNewNode(node) || nodes_.contains(node)) {
    const auto read = GetNode(node);
    return std::all_of(labels.begin(), labels.end(),
                       [&](const std::string& label) { return read->HasLabel(label); });
  }
  const VertexId vertex = view_->vertex(node);
  return std::all_of(labels.begin(), labels.end(), [&](const std::string& label) {
    const LabelVertices& known = VerticesOf(label);
    if (known.vertices.empty() || vertex < known.vertices.front() || vertex > known.vertices.back())
      return false;
    return known.is_run || std::binary_search(known.vertices.begin(), known.vertices.end(), vertex);
  });
}

std::shared_ptr<const Node> WorkingGraph::GetNode(NodeId id) const {
  if (const auto at = nodes_.find(id); at != nodes_.end()) return at->second;
  if (const auto at = read_nodes_.find(id); at != read_nodes_.end()) return at->second;
  Result<Node> node = snapshot_.GetNode(id);
  if (!node) FailStore(node.error());
  if (read_nodes_.size() >= kMaxRead) read_nodes_.clear();
  return read_nodes_[id] = std::make_shared<const Node>(*std::move(node));
}

std::shared_ptr<const Edge> WorkingGraph::GetEdge(EdgeId id) const {
  if (const auto at = edges_.find(id); at != edges_.end()) return at->second;
  if (const auto at = read_edges_.find(id); at != read_edges_.end()) return at->second;
  Result<Edge> edge = snapshot_.GetEdge(id);
  if (!edge) FailStore(edge.error());
  if (read_edges_.size() >= kMaxRead) read_edges_.clear();
  return read_edges_[id] = std::make_shared<const Edge>(*std::move(edge));
}

Node& WorkingGraph::Writable(NodeId id) {
  ++version_;
  auto& node = nodes_[id];
  if (node == nullptr) {
    nodes_.erase(id);
    auto copy = std::make_shared<Node>(*GetNode(id));
    return *(nodes_[id] = std::move(copy));
  }
  // Whoever read it before keeps what was read.
  if (node.use_count() > 1) node = std::make_shared<Node>(*node);
  return *node;
}

Edge& WorkingGraph::Writable(EdgeId id, int) {
  ++version_;
  const auto at = edges_.find(id);
  if (at == edges_.end()) {
    auto copy = std::make_shared<Edge>(*GetEdge(id));
    return *(edges_[id] = std::move(copy));
  }
  if (at->second.use_count() > 1) at->second = std::make_shared<Edge>(*at->second);
  return *at->second;
}

NodeId WorkingGraph::CreateNode(std::vector<std::string> labels, PropertyMap properties) {
  ++version_;
  const NodeId id = next_node_++;
  std::sort(labels.begin(), labels.end());
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
  ++counters_.nodes_created;
  counters_.labels_added += labels.size();
  counters_.properties_set += properties.size();
  nodes_[id] = std::make_shared<Node>(
      Node{id, NewKey(), std::move(labels), std::move(properties), Lifetime::kPermanent});
  return id;
}

EdgeId WorkingGraph::CreateEdge(const std::string& type, NodeId from, NodeId to, PropertyMap properties) {
  ++version_;
  const EdgeId id = next_edge_++;
  ++counters_.edges_created;
  counters_.properties_set += properties.size();
  edges_[id] = std::make_shared<Edge>(Edge{id, from, to, type, std::move(properties)});
  new_edges_[from].out.push_back(id);
  new_edges_[to].in.push_back(id);
  return id;
}

namespace {

bool SetIn(PropertyMap* properties, const std::string& name, concord::Value value) {
  if (value.is_null()) return properties->Remove(name);
  properties->Set(name, std::move(value));
  return true;
}

}  // namespace

void WorkingGraph::SetProperty(NodeRef node, const std::string& name, concord::Value value) {
  if (SetIn(&Writable(node.id).properties, name, std::move(value))) ++counters_.properties_set;
}

void WorkingGraph::SetProperty(EdgeRef edge, const std::string& name, concord::Value value) {
  if (SetIn(&Writable(edge.id, 0).properties, name, std::move(value))) ++counters_.properties_set;
}

void WorkingGraph::AddLabel(NodeId node, const std::string& label) {
  if (GetNode(node)->HasLabel(label)) return;
  std::vector<std::string>& labels = Writable(node).labels;
  labels.insert(std::lower_bound(labels.begin(), labels.end(), label), label);
  ++counters_.labels_added;
}

void WorkingGraph::RemoveLabel(NodeId node, const std::string& label) {
  if (!GetNode(node)->HasLabel(label)) return;
  std::erase(Writable(node).labels, label);
  ++counters_.labels_removed;
}

void WorkingGraph::Delete(EdgeRef edge) {
  ++version_;
  if (deleted_edges_.insert(edge.id).second) ++counters_.edges_deleted;
}

void WorkingGraph::Delete(NodeRef node, bool detach) {
  if (detach) {
    std::vector<Hop> hops;
    Hops(node.id, Direction::kOut, EdgeTypes(), &hops);
    Hops(node.id, Direction::kIn, EdgeTypes(), &hops);
    for (const Hop& hop : hops) Delete(EdgeRef{hop.edge});
  }
  ++version_;
  if (deleted_nodes_.insert(node.id).second) ++counters_.nodes_deleted;
}

void WorkingGraph::CheckDeleted() const {
  std::vector<Hop> hops;
  for (const NodeId node : deleted_nodes_) {
    Hops(node, Direction::kOut, EdgeTypes(), &hops);
    Hops(node, Direction::kIn, EdgeTypes(), &hops);
    if (hops.empty()) continue;
    FailRuntime("ConstraintVerificationFailed", "DeleteConnectedNode", {},
                fmt::format("the node '{}' still has relationships; DETACH DELETE deletes them too",
                            GetNode(node)->key));
  }
}

GraphBatch WorkingGraph::Batch() const {
  GraphBatch batch;
  std::set<NodeId> ends;
  for (const NodeId id : deleted_nodes_) {
    if (!IsNewNode(id)) batch.removed_nodes.push_back(GetNode(id)->key);
  }
  for (const EdgeId id : deleted_edges_) {
    if (!IsNewEdge(id)) batch.removed_edges.push_back(id);
  }
  for (const auto& [id, node] : nodes_) {
    if (IsDeletedNode(id)) continue;
    if (IsNewNode(id)) {
      batch.nodes.push_back({node->key, node->labels, node->properties, node->lifetime});
      continue;
    }
    const Result<Node> before = snapshot_.GetNode(id);
    if (!before) FailStore(before.error());
    PutNode put{node->key, {}, {}, node->lifetime};
    for (const std::string& label : node->labels) {
      if (!before->HasLabel(label)) put.labels.push_back(label);
    }
    for (const std::string& label : before->labels) {
      if (!node->HasLabel(label)) put.removed_labels.push_back(label);
    }
    for (const Property& property : node->properties) {
      const concord::Value* old = before->properties.Find(property.name);
      if (old == nullptr || !(*old == property.value)) put.properties.Set(property.name, property.value);
    }
    for (const Property& property : before->properties) {
      if (node->properties.Find(property.name) == nullptr) put.removed_properties.push_back(property.name);
    }
    batch.nodes.push_back(std::move(put));
  }
  for (const auto& [id, edge] : edges_) {
    if (IsDeletedEdge(id)) continue;
    if (IsNewEdge(id)) {
      batch.edges.push_back({edge->type, GetNode(edge->from)->key, GetNode(edge->to)->key, edge->properties});
    } else {
      batch.changed_edges.push_back({id, edge->properties});
    }
  }
  return batch;
}

}  // namespace concord::cypher
