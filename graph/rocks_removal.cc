#include "graph/rocks_removal.h"

#include <algorithm>

#include "base/try.h"
#include "graph/codec.h"
#include "graph/rocks_adjacency.h"

namespace concord {

Result<void> RemovalPlanner::Plan(const GraphBatch& batch, StoreState* state) {
  for (const std::string& name : batch.removed_units) CONCORD_TRY(AddUnit(name, state));
  CONCORD_TRY(AddNodes(batch.removed_nodes, state));
  AddEdges(batch.removed_edges, *state);
  return CountEdges(state);
}

void RemovalPlanner::AddNode(NodeId id, const std::vector<Symbol>& labels, StoreState* state) {
  removal_.nodes.Add(id);
  --state->nodes;
  for (const Symbol label : labels) --state->labels[label];
}

Result<void> RemovalPlanner::AddUnit(const std::string& name, StoreState* state) {
  rocksdb::PinnableSlice value;
  const Result<bool> found = database_->Get(Family::kMeta, UnitKey(name), &value);
  if (!found) return tl::unexpected(found.error());
  if (!*found || !units_.insert(name).second) return {};
  const Result<UnitRecord> unit = DecodeUnit(ToView(value));
  if (!unit) return tl::unexpected(unit.error());

  removal_.edges.AddAll(unit->edges);
  const auto iterator = database_->NewIterator(Family::kNode);
  for (const IdRanges::Range& range : unit->nodes.ranges()) {
    for (iterator->Seek(ToSlice(NodeKey(range.first))); iterator->Valid(); iterator->Next()) {
      const std::optional<NodeId> id = ParseIdKey(ToView(iterator->key()));
      if (!id) return Fail(ErrorCode::kCorrupt, "the store holds a key of a node with a wrong length");
      if (*id >= range.limit) break;
      const Result<NodeRecord> node = DecodeNodeHead(ToView(iterator->value()));
      if (!node) return tl::unexpected(node.error());
      if (node->lifetime == Lifetime::kOwned) {
        AddNode(*id, node->labels, state);
      } else if (node->lifetime == Lifetime::kShared) {
        suspects_.insert(*id);
      }
    }
    if (!iterator->status().ok()) return FromRocks(iterator->status(), "reading the nodes of a unit");
  }
  return {};
}

Result<void> RemovalPlanner::AddNodes(const std::vector<std::string>& keys, StoreState* state) {
  rocksdb::PinnableSlice value;
  std::vector<NodeId> ids;
  for (const std::string& key : keys) {
    const Result<bool> found = database_->Get(Family::kKey, key, &value);
    if (!found) return tl::unexpected(found.error());
    if (!*found) continue;
    const std::optional<NodeId> id = ParseIdKey(ToView(value));
    if (!id) return Fail(ErrorCode::kCorrupt, "the entry of the key '" + key + "' is no id");
    if (!removal_.Hides(*id)) ids.push_back(*id);
  }
  // Sorted, because adding to the end of the ranges is cheap.
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  for (const NodeId id : ids) {
    const Result<bool> found = database_->Get(Family::kNode, NodeKey(id), &value);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return Fail(ErrorCode::kCorrupt, "a key leads to a node that is not there");
    const Result<NodeRecord> node = DecodeNodeHead(ToView(value));
    if (!node) return tl::unexpected(node.error());
    AddNode(id, node->labels, state);
  }
  return {};
}

void RemovalPlanner::AddEdges(std::vector<EdgeId> ids, const StoreState& state) {
  std::sort(ids.begin(), ids.end());
  for (const EdgeId id : ids) {
    if (id != 0 && id < state.edge_limit && !removal_.edges.Contains(id)) removal_.edges.Add(id);
  }
}

// Each edge once: at its start when that goes, else at its end when that goes, else by its own id.
Result<void> RemovalPlanner::CountEdges(StoreState* state) {
  const auto count = [state](Symbol type) {
    --state->edges;
    --state->types[type];
  };
  for (const Family family : {Family::kOut, Family::kIn}) {
    const auto iterator = database_->NewIterator(family);
    AdjacencyReader reader(iterator.get(), state->edge_limit);
    AdjacencyGroup group;
    for (const IdRanges::Range& range : removal_.nodes.ranges()) {
      reader.Seek(RunPrefix(range.first));
      while (true) {
        const Result<bool> more = reader.Next("", &group);
        if (!more) return tl::unexpected(more.error());
        if (!*more || group.node >= range.limit) break;
        for (const RunEdge& edge : group.edges) {
          const bool is_other_removed = removal_.Hides(edge.node);
          if (!is_other_removed) suspects_.insert(edge.node);
          if (family == Family::kOut || !is_other_removed) count(group.type);
        }
      }
    }
  }
  const auto iterator = database_->NewIterator(Family::kEdge);
  for (const IdRanges::Range& range : removal_.edges.ranges()) {
    for (iterator->Seek(ToSlice(EdgeKey(range.first))); iterator->Valid(); iterator->Next()) {
      const std::optional<EdgeId> id = ParseIdKey(ToView(iterator->key()));
      if (!id) return Fail(ErrorCode::kCorrupt, "the store holds a key of an edge with a wrong length");
      if (*id >= range.limit) break;
      const Result<EdgeRecord> edge = DecodeEdgeHead(ToView(iterator->value()));
      if (!edge) return tl::unexpected(edge.error());
      if (removal_.Hides(edge->from) || removal_.Hides(edge->to)) continue;
      count(edge->type);
      suspects_.insert({edge->from, edge->to});
    }
    if (!iterator->status().ok()) return FromRocks(iterator->status(), "reading the edges of a unit");
  }
  return {};
}

Result<bool> RemovalPlanner::IsOrphan(NodeId id) const {
  std::vector<RunEdge> edges;
  for (const Family family : {Family::kOut, Family::kIn}) {
    const FixedKey prefix = RunPrefix(id);
    const auto iterator = database_->NewIterator(family);
    // Run by run: a node with many edges shows one that stays at once.
    for (iterator->Seek(ToSlice(prefix)); iterator->Valid(); iterator->Next()) {
      const std::string_view key = ToView(iterator->key());
      if (!key.starts_with(prefix.view())) break;
      const std::optional<RunKeyParts> run = ParseRunKey(key);
      if (!run)
        return Fail(ErrorCode::kCorrupt, "the store holds a key of a run of edges with a wrong length");
      edges.clear();
      if (auto ok = ReadRun(run->first, ToView(iterator->value()), &edges); !ok)
        return tl::unexpected(ok.error());
      for (const RunEdge& edge : edges) {
        if (!removal_.Hides(edge.edge, id, edge.node)) return false;
      }
    }
    if (!iterator->status().ok()) return FromRocks(iterator->status(), "reading runs of edges");
  }
  return true;
}

Result<void> RemovalPlanner::AddOrphans(const std::unordered_set<NodeId>& kept, StoreState* state) {
  std::vector<NodeId> suspects;
  for (const NodeId id : suspects_) {
    if (!kept.contains(id) && !removal_.Hides(id)) suspects.push_back(id);
  }
  std::sort(suspects.begin(), suspects.end());
  rocksdb::PinnableSlice value;
  IdRanges orphans;
  for (const NodeId id : suspects) {
    const Result<bool> found = database_->Get(Family::kNode, NodeKey(id), &value);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return Fail(ErrorCode::kCorrupt, "an edge leads to a node that is not there");
    const Result<NodeRecord> node = DecodeNodeHead(ToView(value));
    if (!node) return tl::unexpected(node.error());
    if (node->lifetime != Lifetime::kShared) continue;
    const Result<bool> is_orphan = IsOrphan(id);
    if (!is_orphan) return tl::unexpected(is_orphan.error());
    if (!*is_orphan) continue;
    orphans.Add(id);
    --state->nodes;
    for (const Symbol label : node->labels) --state->labels[label];
  }
  removal_.nodes.AddAll(orphans);
  return {};
}

}  // namespace concord
