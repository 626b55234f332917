// A snapshot whose reads fail once they are cancelled, so that a question ends when nobody waits for its
// answer.
#ifndef CONCORD_GRAPH_CANCELLABLE_SNAPSHOT_H_
#define CONCORD_GRAPH_CANCELLABLE_SNAPSHOT_H_

#include <atomic>
#include <cstdint>

#include "graph/snapshot.h"

namespace concord {

// Borrows all. Every read, and every step of a scan, fails with kLimit after `cancelled` was set. Shows the
// same state as `snapshot`: StampOf and the functions of graph/record_scan.h treat it as that snapshot.
class CancellableSnapshot : public Snapshot {
 public:
  // Counts in `reads`, unless it is null, what is read.
  CancellableSnapshot(const Snapshot& snapshot, const std::atomic<bool>& cancelled,
                      std::atomic<uint64_t>* reads = nullptr)
      : snapshot_(snapshot), cancelled_(cancelled), reads_(reads) {}

  const Snapshot& underlying() const { return snapshot_; }
  // Also counts one read: asked before each.
  bool cancelled() const {
    if (reads_ != nullptr) reads_->fetch_add(1, std::memory_order_relaxed);
    return cancelled_.load(std::memory_order_relaxed);
  }
  // `done` unless cancelled. A scan that was ended early would look like one that found no more.
  Result<void> Ended(Result<void> done) const;

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
  std::optional<Symbol> FindSymbol(std::string_view name) const override {
    return snapshot_.FindSymbol(name);
  }
  std::string_view SymbolName(Symbol symbol) const override { return snapshot_.SymbolName(symbol); }
  std::vector<std::string> Labels() const override { return snapshot_.Labels(); }
  std::vector<std::string> EdgeTypes() const override { return snapshot_.EdgeTypes(); }
  uint64_t NodeCount() const override { return snapshot_.NodeCount(); }
  uint64_t EdgeCount() const override { return snapshot_.EdgeCount(); }
  uint64_t NodeCount(std::string_view label) const override { return snapshot_.NodeCount(label); }
  uint64_t EdgeCount(std::string_view type) const override { return snapshot_.EdgeCount(type); }
  NodeId NodeIdLimit() const override { return snapshot_.NodeIdLimit(); }
  EdgeId EdgeIdLimit() const override { return snapshot_.EdgeIdLimit(); }

 private:
  template <typename T>
  Visitor<T> Watched(const Visitor<T>& visit) const;

  const Snapshot& snapshot_;
  const std::atomic<bool>& cancelled_;
  std::atomic<uint64_t>* const reads_;
};

}  // namespace concord

#endif  // CONCORD_GRAPH_CANCELLABLE_SNAPSHOT_H_
