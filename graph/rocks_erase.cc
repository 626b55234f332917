#include "graph/rocks_erase.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <tuple>
#include <vector>

#include "graph/rocks_adjacency.h"

namespace concord {
namespace {

// Edges of one step: their runs are rewritten once a step, however many of the edges they hold.
constexpr size_t kStepEdges = 50'000;

void ForEachIndexEntry(const Indexes& indexes, const Symbols& symbols, NodeId id, const NodeRecord& node,
                       const std::function<void(const std::string& key)>& visit) {
  for (const Symbol label : node.labels) {
    for (auto at = indexes.lower_bound({label, 0}); at != indexes.end() && at->first == label; ++at) {
      const Value* value = node.properties.Find(symbols.Name(at->second));
      if (value != nullptr) visit(PropertyKey(label, at->second, *value, id));
    }
  }
}

class Eraser {
 public:
  Eraser(Database* database, const StoreState& state, const Symbols& symbols)
      : database_(*database), state_(state), symbols_(symbols) {}

  // The edge is to be taken out of its run at this node. Written with everything else of the step, so
  // that it is never done twice.
  void TakeOut(Family family, NodeId node, Symbol type, EdgeId edge) {
    (family == Family::kOut ? out_ends_ : in_ends_).emplace_back(node, type, edge);
  }

  // Runs and edges have gone before. Not the blobs.
  Result<void> EraseNode(NodeId id, std::string_view bytes) {
    const Result<NodeRecord> node = DecodeNode(bytes, symbols_);
    if (!node) return tl::unexpected(node.error());
    DeleteIndexEntries(database_, state_.indexes, symbols_, id, *node, &batch_);
    // Another node may have taken the key since.
    const Result<bool> found = database_.Get(Family::kKey, node->key, &value_);
    if (!found) return tl::unexpected(found.error());
    if (*found && ParseIdKey(ToView(value_)) == id) Delete(Family::kKey, node->key);
    Delete(Family::kNode, NodeKey(id));
    return FlushWhenFull();
  }

  void Delete(Family family, std::string_view key) { batch_.Delete(database_.family(family), ToSlice(key)); }

  Result<void> FlushWhenFull() {
    const bool is_full =
        batch_.GetDataSize() >= kStepBytes || out_ends_.size() + in_ends_.size() >= kStepEdges;
    return is_full ? Flush() : Result<void>();
  }

  Result<void> Flush() {
    if (auto ok = ShortenRuns(Family::kOut, &out_ends_); !ok) return ok;
    if (auto ok = ShortenRuns(Family::kIn, &in_ends_); !ok) return ok;
    out_ends_.clear();
    in_ends_.clear();
    Result<void> done = batch_.Count() == 0 ? Result<void>() : database_.Write(&batch_, false);
    batch_.Clear();
    return done;
  }

  // Visits all entries of a family whose key starts with a number in the range, as they were at the start.
  using Visitor = std::function<Result<void>(std::string_view key, std::string_view value)>;
  Result<void> ForEach(Family family, const IdRanges& ranges, const Visitor& visit) {
    const auto iterator = database_.NewIterator(family);
    for (const IdRanges::Range& range : ranges.ranges()) {
      for (iterator->Seek(ToSlice(NodeKey(range.first))); iterator->Valid(); iterator->Next()) {
        const std::string_view key = ToView(iterator->key());
        if (key.size() < 8) return Fail(ErrorCode::kCorrupt, "the store holds a key that is too short");
        if (Read64(key.data()) >= range.limit) break;
        if (auto ok = visit(key, ToView(iterator->value())); !ok) return ok;
      }
      if (!iterator->status().ok()) return FromRocks(iterator->status(), "erasing");
    }
    return {};
  }

  Result<void> EraseNodes(const IdRanges& ranges) {
    auto done = ForEach(Family::kBlob, ranges, [&](std::string_view key, std::string_view) {
      Delete(Family::kBlob, key);
      return FlushWhenFull();
    });
    if (!done) return done;
    done = ForEach(Family::kNode, ranges, [&](std::string_view key, std::string_view value) {
      return EraseNode(Read64(key.data()), value);
    });
    return done ? Flush() : done;
  }

 private:
  using End = std::tuple<NodeId, Symbol, EdgeId>;

  Result<void> ShortenRuns(Family family, std::vector<End>* ends) {
    if (ends->empty()) return {};
    std::sort(ends->begin(), ends->end());
    const auto iterator = database_.NewIterator(family);
    std::vector<RunEdge> edges;
    std::string bytes;
    for (auto at = ends->begin(); at != ends->end();) {
      const auto [node, type, first] = *at;
      // The last run that starts at or before the edge is its run.
      iterator->SeekForPrev(ToSlice(RunKey(node, type, first)));
      if (!iterator->status().ok()) return FromRocks(iterator->status(), "reading a run of edges");
      const std::optional<RunKeyParts> run =
          iterator->Valid() ? ParseRunKey(ToView(iterator->key())) : std::nullopt;
      edges.clear();
      if (run && run->node == node && run->type == type) {
        if (auto ok = ReadRun(run->first, ToView(iterator->value()), &edges); !ok) return ok;
      }
      const auto behind = std::upper_bound(at, ends->end(), End{node, type, UINT64_MAX});
      const size_t erased = std::erase_if(edges, [&, node = node, type = type](const RunEdge& edge) {
        return std::binary_search(at, behind, End{node, type, edge.edge});
      });
      if (erased == 0) {
        return Fail(ErrorCode::kCorrupt,
                    fmt::format("the edge {} is not among the edges of the node {}", first, node));
      }
      if (edges.empty()) {
        Delete(family, ToView(iterator->key()));
      } else {
        bytes.clear();
        AppendRun(run->first, edges, &bytes);
        batch_.Put(database_.family(family), iterator->key(), bytes);
      }
      // No other run has edges with ids between those of this one.
      at += static_cast<std::ptrdiff_t>(erased);
    }
    return {};
  }

  Database& database_;
  const StoreState& state_;
  const Symbols& symbols_;
  rocksdb::WriteBatch batch_;
  std::vector<End> out_ends_, in_ends_;
  rocksdb::PinnableSlice value_;
};

}  // namespace

void PutIndexEntries(const Database& database, const Indexes& indexes, const Symbols& symbols, NodeId id,
                     const NodeRecord& node, rocksdb::WriteBatch* batch) {
  for (const Symbol label : node.labels) {
    batch->Put(database.family(Family::kLabel), ToSlice(LabelKey(label, id)), rocksdb::Slice());
  }
  ForEachIndexEntry(indexes, symbols, id, node, [&](const std::string& key) {
    batch->Put(database.family(Family::kProperty), key, rocksdb::Slice());
  });
}

void DeleteIndexEntries(const Database& database, const Indexes& indexes, const Symbols& symbols, NodeId id,
                        const NodeRecord& node, rocksdb::WriteBatch* batch) {
  for (const Symbol label : node.labels) {
    batch->Delete(database.family(Family::kLabel), ToSlice(LabelKey(label, id)));
  }
  ForEachIndexEntry(indexes, symbols, id, node,
                    [&](const std::string& key) { batch->Delete(database.family(Family::kProperty), key); });
}

// An edge is erased with its place in the runs of nodes that stay; runs of nodes that go are erased whole.
// Whatever was done when a program died is not found again: an edge of its own by its record, an edge of a
// node that goes by that node's run.
Result<void> EraseRemoved(Database* database, const StoreState& state, const Symbols& symbols,
                          const Removal& removal) {
  Eraser eraser(database, state, symbols);
  auto done = eraser.ForEach(Family::kEdge, removal.edges,
                             [&](std::string_view key, std::string_view value) -> Result<void> {
                               const Result<EdgeRecord> edge = DecodeEdgeHead(value);
                               if (!edge) return tl::unexpected(edge.error());
                               const EdgeId id = Read64(key.data());
                               if (!removal.Hides(edge->from))
                                 eraser.TakeOut(Family::kOut, edge->from, edge->type, id);
                               if (!removal.Hides(edge->to))
                                 eraser.TakeOut(Family::kIn, edge->to, edge->type, id);
                               eraser.Delete(Family::kEdge, key);
                               return eraser.FlushWhenFull();
                             });
  if (done) done = eraser.Flush();
  if (!done) return done;

  for (const Family family : {Family::kOut, Family::kIn}) {
    const Family other_family = family == Family::kOut ? Family::kIn : Family::kOut;
    std::vector<RunEdge> edges;
    done = eraser.ForEach(
        family, removal.nodes, [&](std::string_view key, std::string_view value) -> Result<void> {
          const std::optional<RunKeyParts> run = ParseRunKey(key);
          if (!run)
            return Fail(ErrorCode::kCorrupt, "the store holds a key of a run of edges with a wrong length");
          edges.clear();
          if (auto ok = ReadRun(run->first, value, &edges); !ok) return ok;
          for (const RunEdge& edge : edges) {
            if (removal.edges.Contains(edge.edge)) continue;  // has gone above
            eraser.Delete(Family::kEdge, EdgeKey(edge.edge));
            if (!removal.Hides(edge.node)) eraser.TakeOut(other_family, edge.node, run->type, edge.edge);
          }
          eraser.Delete(family, key);
          return eraser.FlushWhenFull();
        });
    if (done) done = eraser.Flush();
    if (!done) return done;
  }

  if (done = eraser.EraseNodes(removal.nodes); !done) return done;
  eraser.Delete(Family::kMeta, kRemovalKey);
  return eraser.Flush();
}

// An unpublished run hangs at a node that readers may see, so it is found through its edges: the number in
// its key is the id of one of them, and edges are written before their runs.
Result<void> EraseUnpublished(Database* database, const StoreState& state, const Symbols& symbols) {
  Eraser eraser(database, state, symbols);
  IdRanges edges;
  edges.Add(state.edge_limit, UINT64_MAX);
  auto done =
      eraser.ForEach(Family::kEdge, edges, [&](std::string_view key, std::string_view value) -> Result<void> {
        const Result<EdgeRecord> edge = DecodeEdgeHead(value);
        if (!edge) return tl::unexpected(edge.error());
        const EdgeId id = Read64(key.data());
        eraser.Delete(Family::kOut, RunKey(edge->from, edge->type, id));
        eraser.Delete(Family::kIn, RunKey(edge->to, edge->type, id));
        eraser.Delete(Family::kEdge, key);
        return eraser.FlushWhenFull();
      });
  if (!done) return done;
  IdRanges nodes;
  nodes.Add(state.node_limit, UINT64_MAX);
  if (done = eraser.EraseNodes(nodes); !done) return done;
  for (Symbol symbol = state.symbol_limit; symbol < symbols.limit(); ++symbol) {
    eraser.Delete(Family::kMeta, SymbolKey(symbol));
  }
  return eraser.Flush();
}

}  // namespace concord
