// The graph in ordered maps: small, slow and plainly right. The tests hold the RocksDB store to it.
//
// A Graph is one state of everything. A snapshot shares the published one; the writer changes that in
// place while nobody reads it and a copy otherwise. What is staged is a copy of its own.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <tuple>
#include <utility>

#include "graph/store.h"
#include "graph/symbols.h"

namespace concord {
namespace {

struct StoredNode {
  std::string key;
  std::set<std::string> labels;
  PropertyMap properties;
  Lifetime lifetime = Lifetime::kOwned;
  std::string unit;  // that made it; "" for none
};

struct StoredEdge {
  NodeId from = 0;
  NodeId to = 0;
  Symbol type = 0;
  PropertyMap properties;
  std::string unit;
};

using Ends = std::set<std::tuple<Symbol, NodeId, EdgeId>>;  // the order of ForEachAdjacent

struct Graph {
  Symbols symbols;
  NodeId next_node = 1;
  EdgeId next_edge = 1;
  std::map<NodeId, StoredNode> nodes;
  std::map<EdgeId, StoredEdge> edges;
  std::map<std::string, NodeId, std::less<>> keys;
  std::map<std::string, std::set<NodeId>, std::less<>> labels;
  std::map<Symbol, uint64_t> types;
  std::map<NodeId, Ends> out;
  std::map<NodeId, Ends> in;
  std::map<std::pair<NodeId, std::string>, std::shared_ptr<const std::string>> blobs;
  std::map<std::string, std::string, std::less<>> units;  // name -> fingerprint

  const StoredNode* Find(std::string_view key) const {
    const auto at = keys.find(key);
    return at == keys.end() ? nullptr : &nodes.at(at->second);
  }
};

// ---- Writing --------------------------------------------------------------------------------------

// Applies one batch that has passed its checks to a graph. `orphans`: nodes that may have lost their last
// edge; those of a staged batch wait for the last one that is published with it.
class Writer {
 public:
  Writer(Graph* graph, std::set<NodeId>* orphans) : graph_(*graph), orphans_(*orphans) {}

  void Apply(const GraphBatch& batch, ApplyMode mode) {
    for (const std::string& name : batch.removed_units) RemoveUnit(name);
    for (const std::string& key : batch.removed_nodes) {
      const auto at = graph_.keys.find(key);
      if (at != graph_.keys.end()) RemoveNode(at->second);
    }
    for (const EdgeId id : batch.removed_edges) {
      if (graph_.edges.contains(id)) RemoveEdge(id);
    }
    InternNames(batch, &graph_.symbols);
    for (const PutNode& node : batch.nodes) Put(node, batch.unit);
    for (const PutBlob& blob : batch.blobs) {
      graph_.blobs[{graph_.keys.at(blob.key), blob.name}] = std::make_shared<const std::string>(blob.bytes);
    }
    for (const ChangeEdge& edge : batch.changed_edges) graph_.edges.at(edge.id).properties = edge.properties;
    for (const PutEdge& edge : batch.edges) Put(edge, batch.unit);
    if (!batch.unit.empty()) {
      std::string& fingerprint = graph_.units[batch.unit];
      if (!batch.fingerprint.empty()) fingerprint = batch.fingerprint;
    }
    if (mode == ApplyMode::kPublish) RemoveOrphans();
  }

 private:
  void Put(const PutNode& put, const std::string& unit) {
    const auto [at, is_new] = graph_.keys.try_emplace(put.key, graph_.next_node);
    const NodeId id = at->second;
    StoredNode& node = graph_.nodes[id];
    if (is_new) {
      ++graph_.next_node;
      node.key = put.key;
      node.lifetime = put.lifetime;
      node.unit = unit;
    }
    node.lifetime = std::max(node.lifetime, put.lifetime);
    for (const std::string& label : put.removed_labels) {
      if (node.labels.erase(label) > 0) graph_.labels[label].erase(id);
    }
    for (const std::string& name : put.removed_properties) node.properties.Remove(name);
    for (const std::string& label : put.labels) {
      node.labels.insert(label);
      graph_.labels[label].insert(id);
    }
    for (const Property& property : put.properties) node.properties.Set(property.name, property.value);
    orphans_.erase(id);
  }

  void Put(const PutEdge& put, const std::string& unit) {
    const EdgeId id = graph_.next_edge++;
    const NodeId from = graph_.keys.at(put.from);
    const NodeId to = graph_.keys.at(put.to);
    const Symbol type = *graph_.symbols.Find(put.type);
    graph_.edges[id] = StoredEdge{from, to, type, put.properties, unit};
    graph_.out[from].emplace(type, to, id);
    graph_.in[to].emplace(type, from, id);
    ++graph_.types[type];
  }

  void RemoveEdge(EdgeId id) {
    const StoredEdge& edge = graph_.edges.at(id);
    graph_.out[edge.from].erase({edge.type, edge.to, id});
    graph_.in[edge.to].erase({edge.type, edge.from, id});
    --graph_.types[edge.type];
    orphans_.insert({edge.from, edge.to});
    graph_.edges.erase(id);
  }

  void RemoveNode(NodeId id) {
    std::set<EdgeId> edges;
    for (const auto& [type, node, edge] : graph_.out[id]) edges.insert(edge);
    for (const auto& [type, node, edge] : graph_.in[id]) edges.insert(edge);
    for (const EdgeId edge : edges) RemoveEdge(edge);
    graph_.out.erase(id);
    graph_.in.erase(id);
    std::erase_if(graph_.blobs, [id](const auto& blob) { return blob.first.first == id; });
    const auto at = graph_.nodes.find(id);
    for (const std::string& label : at->second.labels) graph_.labels[label].erase(id);
    graph_.keys.erase(at->second.key);
    graph_.nodes.erase(at);
  }

  void RemoveUnit(const std::string& name) {
    if (graph_.units.erase(name) == 0) return;
    std::vector<EdgeId> edges;
    for (const auto& [id, edge] : graph_.edges) {
      if (edge.unit == name) edges.push_back(id);
    }
    for (const EdgeId id : edges) RemoveEdge(id);
    std::vector<NodeId> nodes;
    for (auto& [id, node] : graph_.nodes) {
      if (node.unit != name) continue;
      node.unit.clear();
      if (node.lifetime == Lifetime::kOwned) {
        nodes.push_back(id);
      } else {
        orphans_.insert(id);
      }
    }
    for (const NodeId id : nodes) RemoveNode(id);
  }

  void RemoveOrphans() {
    for (const NodeId id : orphans_) {
      const auto at = graph_.nodes.find(id);
      if (at == graph_.nodes.end() || at->second.lifetime != Lifetime::kShared) continue;
      if (graph_.out[id].empty() && graph_.in[id].empty()) RemoveNode(id);
    }
    orphans_.clear();
  }

  Graph& graph_;
  std::set<NodeId>& orphans_;
};

// The keys of nodes that `batch` removes, orphans aside: an orphan that an edge of the batch touches stays.
std::set<std::string_view> RemovedKeys(const Graph& graph, const GraphBatch& batch) {
  std::set<std::string_view> removed(batch.removed_nodes.begin(), batch.removed_nodes.end());
  const std::set<std::string_view> units(batch.removed_units.begin(), batch.removed_units.end());
  for (const auto& [id, node] : graph.nodes) {
    if (!node.unit.empty() && node.lifetime == Lifetime::kOwned && units.contains(node.unit))
      removed.insert(node.key);
  }
  return removed;
}

Result<void> CheckEnds(const Graph& graph, const GraphBatch& batch) {
  std::set<std::string_view> put;
  for (const PutNode& node : batch.nodes) put.insert(node.key);
  const std::set<std::string_view> removed =
      batch.removes() ? RemovedKeys(graph, batch) : std::set<std::string_view>();
  const auto exists = [&](const std::string& key) {
    return put.contains(key) || (graph.Find(key) != nullptr && !removed.contains(key));
  };
  for (const PutBlob& blob : batch.blobs) {
    if (!exists(blob.key)) {
      return Fail(ErrorCode::kInvalid, fmt::format("the blob '{}' has no node '{}'", blob.name, blob.key));
    }
  }
  for (const ChangeEdge& edge : batch.changed_edges) {
    const auto at = graph.edges.find(edge.id);
    const bool is_there = at != graph.edges.end() &&
                          std::ranges::find(batch.removed_edges, edge.id) == batch.removed_edges.end() &&
                          exists(graph.nodes.at(at->second.from).key) &&
                          exists(graph.nodes.at(at->second.to).key);
    if (!is_there)
      return Fail(ErrorCode::kInvalid,
                  fmt::format("the edge {}, which is to be changed, is not there", edge.id));
  }
  for (const PutEdge& edge : batch.edges) {
    if (!exists(edge.from)) {
      return Fail(ErrorCode::kInvalid, fmt::format("an edge {} to '{}' starts at '{}', which does not exist",
                                                   edge.type, edge.to, edge.from));
    }
    if (!exists(edge.to)) {
      return Fail(ErrorCode::kInvalid, fmt::format("an edge {} from '{}' ends at '{}', which does not exist",
                                                   edge.type, edge.from, edge.to));
    }
  }
  return {};
}

// ---- Reading --------------------------------------------------------------------------------------

// A published graph and the number of snapshots that read it.
struct Published {
  Graph graph;
  std::atomic<int> readers = 0;
};

class MemorySnapshot : public Snapshot {
 public:
  explicit MemorySnapshot(std::shared_ptr<Published> published)
      : published_(std::move(published)), graph_(published_->graph) {
    published_->readers.fetch_add(1, std::memory_order_relaxed);
  }
  // Release: the writer that finds no reader must come after everything that this one has read.
  ~MemorySnapshot() override { published_->readers.fetch_sub(1, std::memory_order_release); }
  MemorySnapshot(const MemorySnapshot&) = delete;
  MemorySnapshot& operator=(const MemorySnapshot&) = delete;

  Result<std::optional<NodeId>> FindNode(std::string_view key) const override {
    const auto at = graph_.keys.find(key);
    if (at == graph_.keys.end()) return std::nullopt;
    return at->second;
  }

  Result<Node> GetNode(NodeId id) const override {
    const auto at = graph_.nodes.find(id);
    if (at == graph_.nodes.end()) return Fail(ErrorCode::kNotFound, fmt::format("no node has the id {}", id));
    const StoredNode& node = at->second;
    return Node{id, node.key, {node.labels.begin(), node.labels.end()}, node.properties, node.lifetime};
  }

  Result<void> ForEachNode(const Visitor<NodeId>& visit) const override {
    for (const auto& [id, node] : graph_.nodes) {
      if (!visit(id)) break;
    }
    return {};
  }

  Result<void> ForEachNodeWithLabel(std::string_view label, const Visitor<NodeId>& visit) const override {
    const auto at = graph_.labels.find(label);
    if (at == graph_.labels.end()) return {};
    for (const NodeId id : at->second) {
      if (!visit(id)) break;
    }
    return {};
  }

  Result<void> ForEachNodeWithPrefix(std::string_view prefix, const Visitor<NodeId>& visit) const override {
    for (auto at = graph_.keys.lower_bound(prefix); at != graph_.keys.end() && at->first.starts_with(prefix);
         ++at) {
      if (!visit(at->second)) break;
    }
    return {};
  }

  Result<void> ForEachNodeWhere(std::string_view label, std::string_view property, const Value& value,
                                const Visitor<NodeId>& visit) const override {
    return ForEachNodeWithLabel(label, [&](NodeId id) {
      const Value* found = graph_.nodes.at(id).properties.Find(property);
      return found == nullptr || !(*found == value) || visit(id);
    });
  }

  Result<Edge> GetEdge(EdgeId id) const override {
    const auto at = graph_.edges.find(id);
    if (at == graph_.edges.end()) return Fail(ErrorCode::kNotFound, fmt::format("no edge has the id {}", id));
    return ToEdge(id, at->second);
  }

  Result<void> ForEachEdge(const Visitor<Edge>& visit, EdgeId first, EdgeId limit) const override {
    for (auto at = graph_.edges.lower_bound(first); at != graph_.edges.end() && at->first < limit; ++at) {
      if (!visit(ToEdge(at->first, at->second))) break;
    }
    return {};
  }

  Result<void> ForEachAdjacent(NodeId node, Direction direction, std::optional<Symbol> type,
                               const Visitor<Adjacent>& visit) const override {
    const auto& sides = direction == Direction::kOut ? graph_.out : graph_.in;
    const auto at = sides.find(node);
    if (at == sides.end()) return {};
    for (const auto& [its_type, other, edge] : at->second) {
      if (type && *type != its_type) continue;
      if (!visit(Adjacent{its_type, other, edge})) break;
    }
    return {};
  }

  Result<void> ScanAdjacency(const std::function<bool(NodeId from, const Adjacent&)>& visit, NodeId first,
                             NodeId limit) const override {
    for (auto at = graph_.out.lower_bound(first); at != graph_.out.end() && at->first < limit; ++at) {
      for (const auto& [type, to, edge] : at->second) {
        if (!visit(at->first, Adjacent{type, to, edge})) return {};
      }
    }
    return {};
  }

  Result<std::string> GetBlob(NodeId node, std::string_view name, uint64_t offset,
                              uint64_t length) const override {
    const auto at = graph_.blobs.find({node, std::string(name)});
    if (at == graph_.blobs.end()) {
      return Fail(ErrorCode::kNotFound, fmt::format("the node {} has no blob '{}'", node, name));
    }
    if (offset >= at->second->size()) return std::string();
    return at->second->substr(offset, length);
  }

  Result<std::optional<uint64_t>> BlobSize(NodeId node, std::string_view name) const override {
    const auto at = graph_.blobs.find({node, std::string(name)});
    if (at == graph_.blobs.end()) return std::nullopt;
    return at->second->size();
  }

  Result<std::optional<Unit>> FindUnit(std::string_view name) const override {
    const auto at = graph_.units.find(name);
    if (at == graph_.units.end()) return std::nullopt;
    return Unit{at->first, at->second};
  }

  Result<std::vector<Unit>> Units() const override {
    std::vector<Unit> units;
    for (const auto& [name, fingerprint] : graph_.units) units.push_back({name, fingerprint});
    return units;
  }

  std::optional<Symbol> FindSymbol(std::string_view name) const override { return graph_.symbols.Find(name); }
  std::string_view SymbolName(Symbol symbol) const override { return graph_.symbols.Name(symbol); }

  std::vector<std::string> Labels() const override {
    std::vector<std::string> names;
    for (const auto& [label, nodes] : graph_.labels) {
      if (!nodes.empty()) names.push_back(label);
    }
    return names;
  }

  std::vector<std::string> EdgeTypes() const override {
    std::vector<std::string> names;
    for (const auto& [type, count] : graph_.types) {
      if (count > 0) names.emplace_back(SymbolName(type));
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  uint64_t NodeCount() const override { return graph_.nodes.size(); }
  uint64_t EdgeCount() const override { return graph_.edges.size(); }
  uint64_t NodeCount(std::string_view label) const override {
    const auto at = graph_.labels.find(label);
    return at == graph_.labels.end() ? 0 : at->second.size();
  }
  uint64_t EdgeCount(std::string_view type) const override {
    const std::optional<Symbol> symbol = FindSymbol(type);
    const auto at = symbol ? graph_.types.find(*symbol) : graph_.types.end();
    return at == graph_.types.end() ? 0 : at->second;
  }
  NodeId NodeIdLimit() const override { return graph_.next_node; }
  EdgeId EdgeIdLimit() const override { return graph_.next_edge; }

 private:
  Edge ToEdge(EdgeId id, const StoredEdge& edge) const {
    return Edge{id, edge.from, edge.to, std::string(SymbolName(edge.type)), edge.properties};
  }

  std::shared_ptr<Published> published_;
  const Graph& graph_;
};

class MemoryStore : public GraphStore {
 public:
  MemoryStore() {
    InternSchema(&published_->graph.symbols);
    for (const auto& [label, property] : SchemaIndexes()) indexes_.emplace(label, property);
  }

  Result<void> Apply(const GraphBatch& batch, ApplyMode mode) override {
    const bool removes = batch.removes();
    if (!batch.changed_edges.empty() && (mode == ApplyMode::kStage || staged_ != nullptr))
      return Fail(ErrorCode::kInvalid, "edges can be changed only while nothing is staged");
    if (removes && staged_ != nullptr) {
      return Fail(ErrorCode::kInvalid, "a batch that removes something must be the first of a publication");
    }
    if (auto ok = CheckBatch(batch); !ok) return ok;
    if (auto ok = CheckEnds(staged_ != nullptr ? staged_->graph : published_->graph, batch); !ok) return ok;

    if (mode == ApplyMode::kStage && staged_ == nullptr) staged_ = CopyOfPublished();
    if (staged_ != nullptr) {
      Writer(&staged_->graph, &orphans_).Apply(batch, mode);
      if (mode == ApplyMode::kStage) return {};
      const std::lock_guard lock(mutex_);
      published_ = std::move(staged_);
      return {};
    }
    // Under the lock, so that no snapshot is taken between the look at the readers and the change.
    const std::lock_guard lock(mutex_);
    if (published_->readers.load(std::memory_order_acquire) > 0) published_ = CopyOfPublished();
    Writer(&published_->graph, &orphans_).Apply(batch, mode);
    return {};
  }

  Result<void> DiscardStaged() override {
    staged_.reset();
    orphans_.clear();
    return {};
  }

  // Only the names are kept: every look-up passes over the nodes with the label.
  Result<void> CreateIndex(std::string_view label, std::string_view property) override {
    if (staged_ != nullptr)
      return Fail(ErrorCode::kInvalid, "no index can be made while something is staged");
    if (!indexes_.emplace(label, property).second) return {};
    const std::lock_guard lock(mutex_);
    if (published_->readers.load(std::memory_order_acquire) > 0) published_ = CopyOfPublished();
    published_->graph.symbols.Intern(label);
    published_->graph.symbols.Intern(property);
    return {};
  }

  std::unique_ptr<Snapshot> TakeSnapshot() const override {
    const std::lock_guard lock(mutex_);
    return std::make_unique<MemorySnapshot>(published_);
  }

 private:
  std::shared_ptr<Published> CopyOfPublished() const {
    auto copy = std::make_shared<Published>();
    copy->graph = published_->graph;
    return copy;
  }

  mutable std::mutex mutex_;  // guards published_ and the start of snapshots
  std::shared_ptr<Published> published_ = std::make_shared<Published>();
  std::shared_ptr<Published> staged_;  // the writer's
  std::set<NodeId> orphans_;           // of what is staged
  std::set<std::pair<std::string, std::string>> indexes_;
};

}  // namespace

std::unique_ptr<GraphStore> NewMemoryStore() { return std::make_unique<MemoryStore>(); }

}  // namespace concord
