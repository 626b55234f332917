// The store on disk at one moment: a snapshot of RocksDB, and the limits that were published in it.
#ifndef CONCORD_GRAPH_ROCKS_SNAPSHOT_H_
#define CONCORD_GRAPH_ROCKS_SNAPSHOT_H_

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "graph/records.h"
#include "graph/rocks_database.h"
#include "graph/snapshot.h"
#include "graph/symbols.h"

namespace concord {

// An element is visible if its id is below the limits of StoreState and no Removal hides it.
class RocksSnapshot : public Snapshot {
 public:
  // The destructor returns `rocks` to the database. `symbols` must contain at least the names that were
  // published when the snapshot was taken.
  RocksSnapshot(const Database& database, const rocksdb::Snapshot* rocks,
                std::shared_ptr<const Symbols> symbols);
  ~RocksSnapshot() override;
  RocksSnapshot(const RocksSnapshot&) = delete;
  RocksSnapshot& operator=(const RocksSnapshot&) = delete;

  const Database& database() const { return database_; }
  const StoreState& state() const { return state_; }
  const Removal& removal() const { return removal_; }
  const Symbols& symbols() const { return *symbols_; }
  const rocksdb::Snapshot* rocks() const { return rocks_; }
  const std::optional<Error>& broken() const { return broken_; }

  Result<std::optional<NodeId>> FindNode(std::string_view key) const override;
  Result<Node> GetNode(NodeId id) const override;
  Result<void> ForEachNode(const Visitor<NodeId>& visit) const override;
  Result<void> ForEachNodeWithLabel(std::string_view label, const Visitor<NodeId>& visit) const override;
  Result<void> ForEachNodeWithPrefix(std::string_view prefix, const Visitor<NodeId>& visit) const override;
  Result<void> ForEachNodeWhere(std::string_view label, std::string_view property, const Value& value,
                                const Visitor<NodeId>& visit) const override;
  Result<Edge> GetEdge(EdgeId id) const override;
  Result<void> ForEachEdge(const Visitor<Edge>& visit, EdgeId first, EdgeId limit) const override;
  Result<void> ForEachAdjacent(NodeId node, Direction direction, std::optional<Symbol> type,
                               const Visitor<Adjacent>& visit) const override;
  Result<void> ScanAdjacency(const std::function<bool(NodeId from, const Adjacent&)>& visit, NodeId first,
                             NodeId limit) const override;
  Result<std::string> GetBlob(NodeId node, std::string_view name, uint64_t offset,
                              uint64_t length) const override;
  Result<std::optional<uint64_t>> BlobSize(NodeId node, std::string_view name) const override;
  Result<std::optional<Unit>> FindUnit(std::string_view name) const override;
  Result<std::vector<Unit>> Units() const override;
  std::optional<Symbol> FindSymbol(std::string_view name) const override;
  std::string_view SymbolName(Symbol symbol) const override;
  std::vector<std::string> Labels() const override { return NamesInUse(state_.labels); }
  std::vector<std::string> EdgeTypes() const override { return NamesInUse(state_.types); }
  uint64_t NodeCount() const override { return state_.nodes; }
  uint64_t EdgeCount() const override { return state_.edges; }
  uint64_t NodeCount(std::string_view label) const override { return CountOf(state_.labels, label); }
  uint64_t EdgeCount(std::string_view type) const override { return CountOf(state_.types, type); }
  NodeId NodeIdLimit() const override { return state_.node_limit; }
  EdgeId EdgeIdLimit() const override { return state_.edge_limit; }

 private:
  using IdleIterators = std::vector<std::unique_ptr<rocksdb::Iterator>>;

  bool Sees(NodeId id) const { return id != 0 && id < state_.node_limit && !removal_.Hides(id); }
  Result<void> Load();
  Result<bool> Get(Family family, std::string_view key, rocksdb::PinnableSlice* value) const;
  Result<Edge> ToEdge(EdgeId id, std::string_view bytes) const;
  // Visits the nodes at the end of all keys with `prefix`. With `sized`, only keys 8 bytes longer.
  Result<void> ForEachTrailingNode(Family family, const std::string& prefix, bool sized,
                                   const Visitor<NodeId>& visit) const;
  std::unique_ptr<rocksdb::Iterator> TakeIterator(Direction direction) const;
  void GiveBack(Direction direction, std::unique_ptr<rocksdb::Iterator> iterator) const;
  std::vector<std::string> NamesInUse(const std::map<Symbol, uint64_t>& counts) const;
  uint64_t CountOf(const std::map<Symbol, uint64_t>& counts, std::string_view name) const;

  const Database& database_;
  const rocksdb::Snapshot* rocks_;
  std::shared_ptr<const Symbols> symbols_;
  StoreState state_;
  Removal removal_;
  std::optional<Error> broken_;  // the answer of every function if the state could not be read

  // Making an iterator costs more than most expansions that use it, so iterators are kept for reuse.
  mutable std::mutex mutex_;
  mutable IdleIterators idle_out_, idle_in_;
};

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_SNAPSHOT_H_
