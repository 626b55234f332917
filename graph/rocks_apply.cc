// RocksStore::Apply: one batch from external keys to entries of the store.
//
// Check looks up everything and decides whether the batch can be applied; nothing has changed then. Write
// writes what no reader sees, in steps. Publish writes the rest at one instant.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/try.h"
#include "graph/rocks_blob.h"
#include "graph/rocks_erase.h"
#include "graph/rocks_records.h"
#include "graph/rocks_removal.h"
#include "graph/rocks_store.h"

namespace concord {

class BatchWriter {
 public:
  BatchWriter(RocksStore* store, const GraphBatch& batch)
      : store_(*store),
        database_(*store->database_),
        batch_(batch),
        next_(store->next_),
        removal_(store->pending_.removal.value_or(RemovalPlanner(database_))),
        first_node_(next_.node_limit),
        first_edge_(next_.edge_limit) {}

  Result<void> Check(ApplyMode mode) {
    const bool removes = batch_.removes();
    if (!batch_.changed_edges.empty() && (mode == ApplyMode::kStage || store_.is_staged_))
      return Fail(ErrorCode::kInvalid, "edges can be changed only while nothing is staged");
    if (removes && store_.is_staged_) {
      return Fail(ErrorCode::kInvalid, "a batch that removes something must be the first of a publication");
    }
    CONCORD_TRY(CheckBatch(batch_));
    if (removes) CONCORD_TRY(removal_.Plan(batch_, &next_));
    removes_ = removes || store_.pending_.removal.has_value();
    CONCORD_TRY(ResolveNodes());
    CONCORD_TRY(ResolveBlobs());
    CONCORD_TRY(ResolveChanged());
    CONCORD_TRY(ResolveEdges());
    if (removes_ && mode == ApplyMode::kPublish) CONCORD_TRY(removal_.AddOrphans(KeptNodes(), &next_));
    return {};
  }

  Result<void> Write() {
    Symbols symbols = *store_.symbols_;
    if (InternNames(batch_, &symbols)) {
      PutSymbols(database_, *store_.symbols_, symbols, &writes_);
      store_.SetSymbols(std::move(symbols));
    }
    symbols_ = store_.symbols_.get();
    if (auto ok = WriteNodes(); !ok) return ok;
    if (auto ok = WriteBlobs(); !ok) return ok;
    if (auto ok = WriteEdges(); !ok) return ok;
    if (!batch_.unit.empty()) {
      UnitRecord& unit = store_.pending_.units[batch_.unit];
      if (!batch_.fingerprint.empty()) unit.fingerprint = batch_.fingerprint;
      unit.nodes.Add(first_node_, next_.node_limit);
      unit.edges.Add(first_edge_, next_.edge_limit);
    }
    return {};
  }

  Result<void> Stage() {
    CONCORD_TRY(store_.Write(&writes_, false));
    store_.next_ = std::move(next_);
    store_.is_staged_ = true;
    if (removes_) store_.pending_.removal = std::move(removal_);
    return {};
  }

  Result<void> Publish() {
    for (const auto& [id, node] : store_.pending_.nodes) {
      if (auto ok = ReplaceNode(id, node); !ok) return ok;
    }
    for (const auto& [id, edge] : changed_) {
      bytes_.clear();
      AppendEdge(edge, *symbols_, &bytes_);
      writes_.Put(database_.family(Family::kEdge), ToSlice(EdgeKey(id)), bytes_);
    }
    for (const auto& [place, bytes] : store_.pending_.blobs) {
      if (auto ok = WriteBlob(place.first, place.second, bytes, false); !ok) return ok;
    }
    for (const auto& [key, id] : store_.pending_.taken_keys) PutKey(key, id);
    for (const std::string& name : removal_.units())
      writes_.Delete(database_.family(Family::kMeta), UnitKey(name));
    for (const auto& [name, given] : store_.pending_.units) {
      if (auto ok = store_.AddUnit(name, given, removal_.units().contains(name), &writes_); !ok) return ok;
    }
    const Removal& removal = removal_.removal();
    if (!removal.empty()) {
      writes_.Put(database_.family(Family::kMeta), ToSlice(kRemovalKey), EncodeRemoval(removal));
    }
    if (auto ok = store_.Publish(std::move(next_), &writes_); !ok) return ok;
    if (removal.empty()) return {};
    return EraseRemoved(store_.database_.get(), store_.state_, *store_.symbols_, removal);
  }

 private:
  // A key of batch_.nodes.
  struct PutPlan {
    NodeId id = 0;
    bool is_new = false;
    bool takes_key = false;  // from a node that goes: readers see that one until the end
    uint32_t puts = 0;
  };
  struct End {
    NodeId node;
    Symbol type;
    EdgeId edge;
    NodeId other;
  };

  bool IsSeen(NodeId id) const { return id < store_.state_.node_limit; }

  // ---- Looking up ----

  // 0 when the store has no such node, or had one that goes; `*is_taken` tells the two apart.
  Result<NodeId> FindStored(std::string_view key, bool* is_taken) {
    const auto taken = store_.pending_.taken_keys.find(key);
    if (taken != store_.pending_.taken_keys.end()) return taken->second;
    const Result<bool> found = database_.Get(Family::kKey, key, &value_);
    if (!found) return tl::unexpected(found.error());
    if (!*found) return 0;
    const std::optional<NodeId> id = ParseIdKey(ToView(value_));
    if (!id) return Fail(ErrorCode::kCorrupt, fmt::format("the entry of the key '{}' is no id", key));
    *is_taken = removal_.removal().Hides(*id);
    return *is_taken ? 0 : *id;
  }

  Result<void> ResolveNodes() {
    plans_.reserve(batch_.nodes.size());
    for (const PutNode& put : batch_.nodes) {
      const auto [at, is_first] = plans_.try_emplace(put.key);
      PutPlan& plan = at->second;
      ++plan.puts;
      if (!is_first) continue;
      const Result<NodeId> stored = FindStored(put.key, &plan.takes_key);
      if (!stored) return tl::unexpected(stored.error());
      plan.is_new = *stored == 0;
      plan.id = plan.is_new ? next_.node_limit++ : *stored;
    }
    return {};
  }

  Result<NodeId> Resolve(std::string_view key) {
    if (const auto at = plans_.find(key); at != plans_.end()) return at->second.id;
    const auto [at, is_first] = others_.try_emplace(key, 0);
    if (is_first) {
      bool is_taken = false;
      const Result<NodeId> stored = FindStored(key, &is_taken);
      if (!stored) return stored;
      at->second = *stored;
    }
    return at->second;
  }

  Result<void> ResolveBlobs() {
    for (const PutBlob& blob : batch_.blobs) {
      const Result<NodeId> node = Resolve(blob.key);
      if (!node) return tl::unexpected(node.error());
      if (*node == 0) {
        return Fail(ErrorCode::kInvalid, fmt::format("the blob '{}' has no node '{}'", blob.name, blob.key));
      }
      blobs_[{*node, blob.name}] = &blob;
    }
    return {};
  }

  Result<void> ResolveChanged() {
    for (const ChangeEdge& edge : batch_.changed_edges) {
      const Result<bool> found = database_.Get(Family::kEdge, EdgeKey(edge.id), &value_);
      if (!found) return tl::unexpected(found.error());
      Result<EdgeRecord> record = *found && edge.id < store_.state_.edge_limit
                                      ? DecodeEdgeHead(ToView(value_))
                                      : Result<EdgeRecord>(EdgeRecord());
      if (!record) return tl::unexpected(record.error());
      if (record->from == 0 || removal_.removal().Hides(edge.id, record->from, record->to)) {
        return Fail(ErrorCode::kInvalid,
                    fmt::format("the edge {}, which is to be changed, is not there", edge.id));
      }
      record->properties = edge.properties;
      changed_.emplace_back(edge.id, *std::move(record));
    }
    return {};
  }

  Result<void> ResolveEdges() {
    ends_.reserve(batch_.edges.size());
    for (const PutEdge& edge : batch_.edges) {
      const Result<NodeId> from = Resolve(edge.from);
      if (!from) return tl::unexpected(from.error());
      if (*from == 0) {
        return Fail(ErrorCode::kInvalid,
                    fmt::format("an edge {} to '{}' starts at '{}', which does not exist", edge.type, edge.to,
                                edge.from));
      }
      const Result<NodeId> to = Resolve(edge.to);
      if (!to) return tl::unexpected(to.error());
      if (*to == 0) {
        return Fail(ErrorCode::kInvalid,
                    fmt::format("an edge {} from '{}' ends at '{}', which does not exist", edge.type,
                                edge.from, edge.to));
      }
      ends_.emplace_back(*from, *to);
    }
    next_.edge_limit += batch_.edges.size();
    return {};
  }

  // What is put again or tied to an edge is no orphan. Edges that were staged are found in the store.
  std::unordered_set<NodeId> KeptNodes() const {
    std::unordered_set<NodeId> kept;
    for (const auto& [id, node] : store_.pending_.nodes) kept.insert(id);
    for (const auto& [key, plan] : plans_) kept.insert(plan.id);
    for (const auto& [from, to] : ends_) kept.insert({from, to});
    return kept;
  }

  // ---- Nodes ----

  std::vector<Symbol> LabelSymbols(const std::vector<std::string>& labels) const {
    std::vector<Symbol> symbols;
    symbols.reserve(labels.size());
    for (const std::string& label : labels) symbols.push_back(*symbols_->Find(label));
    std::sort(symbols.begin(), symbols.end());
    symbols.erase(std::unique(symbols.begin(), symbols.end()), symbols.end());
    return symbols;
  }

  void Merge(const PutNode& put, NodeRecord* node) const {
    node->lifetime = std::max(node->lifetime, put.lifetime);
    for (const std::string& label : put.removed_labels) {
      if (const std::optional<Symbol> symbol = symbols_->Find(label)) std::erase(node->labels, *symbol);
    }
    for (const std::string& name : put.removed_properties) node->properties.Remove(name);
    const std::vector<Symbol> added = LabelSymbols(put.labels);
    std::vector<Symbol> all;
    std::set_union(node->labels.begin(), node->labels.end(), added.begin(), added.end(),
                   std::back_inserter(all));
    node->labels = std::move(all);
    for (const Property& property : put.properties) node->properties.Set(property.name, property.value);
  }

  void PutKey(std::string_view key, NodeId id) {
    writes_.Put(database_.family(Family::kKey), ToSlice(key), ToSlice(NodeKey(id)));
  }

  // The first record of a new node.
  Result<void> WriteNew(const PutPlan& plan, const NodeRecord& node) {
    bytes_.clear();
    AppendNode(node, *symbols_, &bytes_);
    writes_.Put(database_.family(Family::kNode), ToSlice(NodeKey(plan.id)), bytes_);
    PutIndexEntries(database_, next_.indexes, *symbols_, plan.id, node, &writes_);
    if (plan.takes_key) {
      store_.pending_.taken_keys.emplace(node.key, plan.id);
    } else {
      PutKey(node.key, plan.id);
    }
    ++next_.nodes;
    for (const Symbol label : node.labels) ++next_.labels[label];
    return Step();
  }

  // A new record in place of the one that is on the disk.
  Result<void> ReplaceNode(NodeId id, const NodeRecord& node) {
    const Result<NodeRecord> before = Load(id);
    if (!before) return tl::unexpected(before.error());
    DeleteIndexEntries(database_, next_.indexes, *symbols_, id, *before, &writes_);
    PutIndexEntries(database_, next_.indexes, *symbols_, id, node, &writes_);
    bytes_.clear();
    AppendNode(node, *symbols_, &bytes_);
    writes_.Put(database_.family(Family::kNode), ToSlice(NodeKey(id)), bytes_);
    return {};
  }

  Result<NodeRecord> Load(NodeId id) {
    const Result<bool> found = database_.Get(Family::kNode, NodeKey(id), &value_);
    if (!found) return tl::unexpected(found.error());
    if (!*found)
      return Fail(ErrorCode::kCorrupt, fmt::format("a key leads to the node {}, which is not there", id));
    return DecodeNode(ToView(value_), *symbols_);
  }

  Result<void> WriteNodes() {
    std::unordered_map<std::string_view, NodeRecord> joined;  // of keys that come twice or are there already
    for (const PutNode& put : batch_.nodes) {
      const PutPlan& plan = plans_.at(put.key);
      if (plan.is_new && plan.puts == 1) {
        const NodeRecord node{put.key, put.lifetime, LabelSymbols(put.labels), put.properties};
        if (auto ok = WriteNew(plan, node); !ok) return ok;
        continue;
      }
      const auto [at, is_first] = joined.try_emplace(put.key);
      if (is_first && plan.is_new) {
        at->second.key = put.key;
      } else if (is_first) {
        const auto waiting = store_.pending_.nodes.find(plan.id);
        if (waiting != store_.pending_.nodes.end()) {
          at->second = waiting->second;
        } else {
          Result<NodeRecord> stored = Load(plan.id);
          if (!stored) return tl::unexpected(stored.error());
          at->second = *std::move(stored);
        }
        // What it counts for now; with the new labels it is counted again below.
        for (const Symbol label : at->second.labels) --next_.labels[label];
      }
      Merge(put, &at->second);
    }
    for (auto& [key, node] : joined) {
      const PutPlan& plan = plans_.at(key);
      if (plan.is_new) {
        if (auto ok = WriteNew(plan, node); !ok) return ok;
        continue;
      }
      for (const Symbol label : node.labels) ++next_.labels[label];
      if (IsSeen(plan.id)) {
        store_.pending_.nodes[plan.id] = std::move(node);
      } else {
        if (auto ok = ReplaceNode(plan.id, node); !ok) return ok;
        if (auto ok = Step(); !ok) return ok;
      }
    }
    return {};
  }

  // ---- Blobs ----

  // `in_steps`: no reader sees the node, so the blob need not come in one piece.
  Result<void> WriteBlob(NodeId node, Symbol name, std::string_view bytes, bool in_steps) {
    const Result<std::optional<uint64_t>> before = ReadBlobSize(database_, node, name, nullptr);
    if (!before) return tl::unexpected(before.error());
    const uint32_t chunks = BlobChunkCount(bytes.size());
    for (uint32_t chunk = 0; chunk < chunks; ++chunk) {
      PutBlobChunk(database_, node, name, chunk, bytes, &writes_);
      if (!in_steps) continue;
      if (auto ok = Step(); !ok) return ok;
    }
    for (uint32_t chunk = chunks; chunk < BlobChunkCount(before->value_or(0)); ++chunk) {
      writes_.Delete(database_.family(Family::kBlob), ToSlice(BlobChunkKey(node, name, chunk)));
    }
    PutBlobSize(database_, node, name, bytes.size(), &writes_);
    return {};
  }

  Result<void> WriteBlobs() {
    for (const auto& [place, blob] : blobs_) {
      const Symbol name = *symbols_->Find(blob->name);
      if (IsSeen(place.first)) {
        store_.pending_.blobs[{place.first, name}] = blob->bytes;
      } else if (auto ok = WriteBlob(place.first, name, blob->bytes, true); !ok) {
        return ok;
      }
    }
    return {};
  }

  // ---- Edges ----

  Result<void> WriteEdges() {
    std::vector<End> ends;
    ends.reserve(batch_.edges.size());
    EdgeId id = first_edge_;
    for (const PutEdge& edge : batch_.edges) {
      const auto [from, to] = ends_[id - first_edge_];
      const Symbol type = *symbols_->Find(edge.type);
      bytes_.clear();
      AppendEdge(type, from, to, edge.properties, *symbols_, &bytes_);
      writes_.Put(database_.family(Family::kEdge), ToSlice(EdgeKey(id)), bytes_);
      ends.push_back({from, type, id, to});
      ++next_.types[type];
      if (auto ok = Step(); !ok) return ok;
      ++id;
    }
    next_.edges += batch_.edges.size();
    if (auto ok = WriteRuns(Family::kOut, &ends); !ok) return ok;
    for (End& end : ends) std::swap(end.node, end.other);
    return WriteRuns(Family::kIn, &ends);
  }

  // Cut into runs by edge id, each sorted by neighbour: so no two runs share a range of edge ids.
  Result<void> WriteRuns(Family family, std::vector<End>* ends) {
    std::sort(ends->begin(), ends->end(), [](const End& a, const End& b) {
      return std::tie(a.node, a.type, a.edge) < std::tie(b.node, b.type, b.edge);
    });
    std::vector<RunEdge> run;
    for (size_t i = 0; i < ends->size();) {
      const End& first = (*ends)[i];
      run.clear();
      for (; i < ends->size() && run.size() < kMaxRunEdges; ++i) {
        const End& end = (*ends)[i];
        if (end.node != first.node || end.type != first.type) break;
        run.push_back({end.other, end.edge});
      }
      std::sort(run.begin(), run.end());
      bytes_.clear();
      AppendRun(first.edge, run, &bytes_);
      writes_.Put(database_.family(family), ToSlice(RunKey(first.node, first.type, first.edge)), bytes_);
      if (auto ok = Step(); !ok) return ok;
    }
    return {};
  }

  // Everything written so far is unseen: when it has become much, it can go to the disk.
  Result<void> Step() {
    if (writes_.GetDataSize() < kStepBytes) return {};
    Result<void> done = store_.Write(&writes_, false);
    writes_.Clear();
    return done;
  }

  RocksStore& store_;
  const Database& database_;
  const GraphBatch& batch_;
  StoreState next_;
  RemovalPlanner removal_;
  bool removes_ = false;  // this batch, or one that is published with it
  const NodeId first_node_;
  const EdgeId first_edge_;
  const Symbols* symbols_ = nullptr;  // of the store, with the names of the batch

  std::unordered_map<std::string_view, PutPlan> plans_;  // by key, of nodes that are put
  std::unordered_map<std::string_view, NodeId> others_;  // of nodes that are only named; 0: there is none
  std::map<std::pair<NodeId, std::string_view>, const PutBlob*> blobs_;  // the last of each place
  std::vector<std::pair<NodeId, NodeId>> ends_;                          // of batch_.edges
  std::vector<std::pair<EdgeId, EdgeRecord>> changed_;

  rocksdb::WriteBatch writes_;
  rocksdb::PinnableSlice value_;
  std::string bytes_;
};

Result<void> RocksStore::Apply(const GraphBatch& batch, ApplyMode mode) {
  if (auto ok = CheckWritable(); !ok) return ok;
  BatchWriter writer(this, batch);
  if (auto ok = writer.Check(mode); !ok) return ok;
  // From here on the store's own state changes: a failure leaves it to the next Open.
  if (auto ok = Sicken(writer.Write()); !ok) return ok;
  return Sicken(mode == ApplyMode::kStage ? writer.Stage() : writer.Publish());
}

}  // namespace concord
