#include "graph/rocks_snapshot.h"

#include <fmt/format.h>

#include <algorithm>

#include "graph/codec.h"
#include "graph/rocks_adjacency.h"
#include "graph/rocks_blob.h"
#include "graph/verify.h"

namespace concord {

RocksSnapshot::RocksSnapshot(const Database& database, const rocksdb::Snapshot* rocks,
                             std::shared_ptr<const Symbols> symbols)
    : database_(database), rocks_(rocks), symbols_(std::move(symbols)) {
  if (auto ok = Load(); !ok) {
    broken_ = ok.error();
    state_ = StoreState();
  }
}

RocksSnapshot::~RocksSnapshot() {
  // Iterators hold on to what the snapshot sees.
  idle_out_.clear();
  idle_in_.clear();
  if (rocks_ != nullptr) database_.rocks()->ReleaseSnapshot(rocks_);
}

Result<void> RocksSnapshot::Load() {
  rocksdb::PinnableSlice value;
  Result<bool> found = Get(Family::kMeta, kStateKey, &value);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return Fail(ErrorCode::kCorrupt, "the store has no record of its limits and counts");
  Result<StoreState> state = DecodeState(ToView(value));
  if (!state) return tl::unexpected(state.error());
  state_ = *std::move(state);
  found = Get(Family::kMeta, kRemovalKey, &value);
  if (!found) return tl::unexpected(found.error());
  if (*found) {
    Result<Removal> removal = DecodeRemoval(ToView(value));
    if (!removal) return tl::unexpected(removal.error());
    removal_ = *std::move(removal);
  }
  return {};
}

Result<bool> RocksSnapshot::Get(Family family, std::string_view key, rocksdb::PinnableSlice* value) const {
  if (broken_) return tl::unexpected(*broken_);
  return database_.Get(family, key, value, rocks_);
}

// ---- Nodes ----------------------------------------------------------------------------------------

Result<std::optional<NodeId>> RocksSnapshot::FindNode(std::string_view key) const {
  rocksdb::PinnableSlice value;
  const Result<bool> found = Get(Family::kKey, key, &value);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::nullopt;
  const std::optional<NodeId> id = ParseIdKey(ToView(value));
  if (!id) return Fail(ErrorCode::kCorrupt, fmt::format("the entry of the key '{}' is no id", key));
  return Sees(*id) ? id : std::nullopt;
}

Result<Node> RocksSnapshot::GetNode(NodeId id) const {
  rocksdb::PinnableSlice value;
  bool found = false;
  if (Sees(id) || broken_) {
    const Result<bool> got = Get(Family::kNode, NodeKey(id), &value);
    if (!got) return tl::unexpected(got.error());
    found = *got;
  }
  if (!found) return Fail(ErrorCode::kNotFound, fmt::format("no node has the id {}", id));
  Result<NodeRecord> record = DecodeNode(ToView(value), *symbols_);
  if (!record) return tl::unexpected(record.error());
  Node node{id, std::move(record->key), {}, std::move(record->properties), record->lifetime};
  node.labels.reserve(record->labels.size());
  for (const Symbol label : record->labels) node.labels.emplace_back(symbols_->Name(label));
  std::sort(node.labels.begin(), node.labels.end());
  return node;
}

Result<void> RocksSnapshot::ForEachTrailingNode(Family family, const std::string& prefix, bool sized,
                                                const Visitor<NodeId>& visit) const {
  if (broken_) return tl::unexpected(*broken_);
  const std::string end = PrefixEnd(prefix);
  const rocksdb::Slice limit = ToSlice(end);
  const auto iterator = database_.NewIterator(family, rocks_, end.empty() ? nullptr : &limit);
  for (iterator->Seek(prefix); iterator->Valid(); iterator->Next()) {
    const std::string_view key = ToView(iterator->key());
    if (sized && key.size() != prefix.size() + 8) continue;
    const std::optional<NodeId> id = family == Family::kNode ? ParseIdKey(key) : ParseTrailingNode(key);
    if (!id) {
      return Fail(ErrorCode::kCorrupt,
                  fmt::format("the store holds a key of '{}' with a wrong length", FamilyName(family)));
    }
    if (Sees(*id) && !visit(*id)) return {};
  }
  if (!iterator->status().ok()) return FromRocks(iterator->status(), "reading nodes");
  return {};
}

Result<void> RocksSnapshot::ForEachNode(const Visitor<NodeId>& visit) const {
  return ForEachTrailingNode(Family::kNode, "", false, visit);
}

Result<void> RocksSnapshot::ForEachNodeWithLabel(std::string_view label, const Visitor<NodeId>& visit) const {
  const std::optional<Symbol> symbol = FindSymbol(label);
  if (!symbol) return broken_ ? Result<void>(tl::unexpected(*broken_)) : Result<void>();
  return ForEachTrailingNode(Family::kLabel, std::string(LabelPrefix(*symbol)), true, visit);
}

Result<void> RocksSnapshot::ForEachNodeWithPrefix(std::string_view prefix,
                                                  const Visitor<NodeId>& visit) const {
  if (broken_) return tl::unexpected(*broken_);
  const std::string end = PrefixEnd(prefix);
  const rocksdb::Slice limit = ToSlice(end);
  const auto iterator = database_.NewIterator(Family::kKey, rocks_, end.empty() ? nullptr : &limit);
  for (iterator->Seek(ToSlice(prefix)); iterator->Valid(); iterator->Next()) {
    const std::optional<NodeId> id = ParseIdKey(ToView(iterator->value()));
    if (!id) {
      return Fail(ErrorCode::kCorrupt,
                  fmt::format("the entry of the key '{}' is no id", ToView(iterator->key())));
    }
    if (Sees(*id) && !visit(*id)) return {};
  }
  if (!iterator->status().ok()) return FromRocks(iterator->status(), "reading keys");
  return {};
}

Result<void> RocksSnapshot::ForEachNodeWhere(std::string_view label, std::string_view property,
                                             const Value& value, const Visitor<NodeId>& visit) const {
  const std::optional<Symbol> label_symbol = FindSymbol(label);
  const std::optional<Symbol> property_symbol = FindSymbol(property);
  // A property that is null is absent, and what is absent equals nothing.
  if (!label_symbol || !property_symbol || value.is_null()) {
    return broken_ ? Result<void>(tl::unexpected(*broken_)) : Result<void>();
  }
  std::optional<Error> failed;
  const auto look = [&](NodeId id) {
    const Result<Node> node = GetNode(id);
    if (!node) {
      failed = node.error();
      return false;
    }
    const Value* found = node->properties.Find(property);
    return found == nullptr || !(*found == value) || visit(id);
  };
  Result<void> done;
  if (!state_.indexes.contains({*label_symbol, *property_symbol})) {
    done = ForEachNodeWithLabel(label, look);
  } else {
    const std::string prefix = PropertyValuePrefix(*label_symbol, *property_symbol, value);
    const bool is_cut = prefix.size() - PropertyPrefix(0, 0).view().size() >= kMaxOrderedValue;
    done = ForEachTrailingNode(Family::kProperty, prefix, true, is_cut ? Visitor<NodeId>(look) : visit);
  }
  if (failed) return tl::unexpected(*failed);
  return done;
}

// ---- Edges ----------------------------------------------------------------------------------------

Result<Edge> RocksSnapshot::ToEdge(EdgeId id, std::string_view bytes) const {
  Result<EdgeRecord> record = DecodeEdge(bytes, *symbols_);
  if (!record) return tl::unexpected(record.error());
  return Edge{id, record->from, record->to, std::string(symbols_->Name(record->type)),
              std::move(record->properties)};
}

Result<Edge> RocksSnapshot::GetEdge(EdgeId id) const {
  if (broken_) return tl::unexpected(*broken_);
  const auto none = [id] { return Fail(ErrorCode::kNotFound, fmt::format("no edge has the id {}", id)); };
  if (id == 0 || id >= state_.edge_limit) return none();
  rocksdb::PinnableSlice value;
  const Result<bool> found = Get(Family::kEdge, EdgeKey(id), &value);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return none();
  Result<Edge> edge = ToEdge(id, ToView(value));
  if (edge && removal_.Hides(id, edge->from, edge->to)) return none();
  return edge;
}

Result<void> RocksSnapshot::ForEachEdge(const Visitor<Edge>& visit, EdgeId first, EdgeId limit) const {
  if (broken_) return tl::unexpected(*broken_);
  const FixedKey begin = EdgeKey(first), end = EdgeKey(std::min(limit, state_.edge_limit));
  const rocksdb::Slice end_slice = ToSlice(end);
  const auto iterator = database_.NewIterator(Family::kEdge, rocks_, &end_slice);
  for (iterator->Seek(ToSlice(begin)); iterator->Valid(); iterator->Next()) {
    const std::optional<EdgeId> id = ParseIdKey(ToView(iterator->key()));
    if (!id) return Fail(ErrorCode::kCorrupt, "the store holds a key of an edge with a wrong length");
    const Result<Edge> edge = ToEdge(*id, ToView(iterator->value()));
    if (!edge) return tl::unexpected(edge.error());
    if (removal_.Hides(*id, edge->from, edge->to)) continue;
    if (!visit(*edge)) return {};
  }
  if (!iterator->status().ok()) return FromRocks(iterator->status(), "reading edges");
  return {};
}

std::unique_ptr<rocksdb::Iterator> RocksSnapshot::TakeIterator(Direction direction) const {
  {
    const std::lock_guard lock(mutex_);
    IdleIterators& idle = direction == Direction::kOut ? idle_out_ : idle_in_;
    if (!idle.empty()) {
      std::unique_ptr<rocksdb::Iterator> iterator = std::move(idle.back());
      idle.pop_back();
      return iterator;
    }
  }
  return database_.NewIterator(direction == Direction::kOut ? Family::kOut : Family::kIn, rocks_);
}

void RocksSnapshot::GiveBack(Direction direction, std::unique_ptr<rocksdb::Iterator> iterator) const {
  if (!iterator->status().ok()) return;
  const std::lock_guard lock(mutex_);
  (direction == Direction::kOut ? idle_out_ : idle_in_).push_back(std::move(iterator));
}

Result<void> RocksSnapshot::ForEachAdjacent(NodeId node, Direction direction, std::optional<Symbol> type,
                                            const Visitor<Adjacent>& visit) const {
  if (broken_) return tl::unexpected(*broken_);
  if (!Sees(node)) return {};
  std::unique_ptr<rocksdb::Iterator> iterator = TakeIterator(direction);
  AdjacencyReader reader(iterator.get(), state_.edge_limit);
  const FixedKey prefix = type ? RunPrefix(node, *type) : RunPrefix(node);
  reader.Seek(prefix);
  AdjacencyGroup group;
  Result<bool> more = true;
  for (bool wanted = true; wanted;) {
    more = reader.Next(prefix, &group);
    if (!more || !*more) break;
    for (const RunEdge& edge : group.edges) {
      // `node` is seen, so only the other end can hide the edge.
      if (!removal_.empty() && removal_.Hides(edge.edge, node, edge.node)) continue;
      wanted = visit(Adjacent{group.type, edge.node, edge.edge});
      if (!wanted) break;
    }
  }
  GiveBack(direction, std::move(iterator));
  if (!more) return tl::unexpected(more.error());
  return {};
}

Result<void> RocksSnapshot::ScanAdjacency(const std::function<bool(NodeId from, const Adjacent&)>& visit,
                                          NodeId first, NodeId limit) const {
  if (broken_) return tl::unexpected(*broken_);
  const FixedKey end = RunPrefix(std::min(limit, state_.node_limit));
  const rocksdb::Slice end_slice = ToSlice(end);
  const auto iterator = database_.NewIterator(Family::kOut, rocks_, &end_slice);
  AdjacencyReader reader(iterator.get(), state_.edge_limit);
  reader.Seek(RunPrefix(first));
  AdjacencyGroup group;
  while (true) {
    const Result<bool> more = reader.Next("", &group);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return {};
    for (const RunEdge& edge : group.edges) {
      if (!removal_.empty() && removal_.Hides(edge.edge, group.node, edge.node)) continue;
      if (!visit(group.node, Adjacent{group.type, edge.node, edge.edge})) return {};
    }
  }
}

// ---- Blobs and units ------------------------------------------------------------------------------

Result<std::optional<uint64_t>> RocksSnapshot::BlobSize(NodeId node, std::string_view name) const {
  if (broken_) return tl::unexpected(*broken_);
  const std::optional<Symbol> symbol = FindSymbol(name);
  if (!symbol || !Sees(node)) return std::nullopt;
  return ReadBlobSize(database_, node, *symbol, rocks_);
}

Result<std::string> RocksSnapshot::GetBlob(NodeId node, std::string_view name, uint64_t offset,
                                           uint64_t length) const {
  const Result<std::optional<uint64_t>> size = BlobSize(node, name);
  if (!size) return tl::unexpected(size.error());
  if (!*size) return Fail(ErrorCode::kNotFound, fmt::format("the node {} has no blob '{}'", node, name));
  return ReadBlob(database_, node, *FindSymbol(name), **size, offset, length, rocks_);
}

Result<std::optional<Unit>> RocksSnapshot::FindUnit(std::string_view name) const {
  rocksdb::PinnableSlice value;
  const Result<bool> found = Get(Family::kMeta, UnitKey(name), &value);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::nullopt;
  const Result<UnitRecord> record = DecodeUnit(ToView(value));
  if (!record) return tl::unexpected(record.error());
  return Unit{std::string(name), record->fingerprint};
}

Result<std::vector<Unit>> RocksSnapshot::Units() const {
  if (broken_) return tl::unexpected(*broken_);
  std::vector<Unit> units;
  const std::string end = PrefixEnd(kUnitPrefix);
  const rocksdb::Slice limit = ToSlice(end);
  const auto iterator = database_.NewIterator(Family::kMeta, rocks_, &limit);
  for (iterator->Seek(ToSlice(kUnitPrefix)); iterator->Valid(); iterator->Next()) {
    const Result<UnitRecord> record = DecodeUnit(ToView(iterator->value()));
    if (!record) return tl::unexpected(record.error());
    units.push_back({std::string(ToView(iterator->key()).substr(kUnitPrefix.size())), record->fingerprint});
  }
  if (!iterator->status().ok()) return FromRocks(iterator->status(), "reading units");
  return units;
}

Result<void> VerifyFiles(const Snapshot& snapshot) {
  const auto* rocks = dynamic_cast<const RocksSnapshot*>(&snapshot);
  return rocks == nullptr ? Result<void>() : rocks->database().VerifyTables();
}

// ---- Names and numbers ----------------------------------------------------------------------------

std::optional<Symbol> RocksSnapshot::FindSymbol(std::string_view name) const {
  const std::optional<Symbol> symbol = symbols_->Find(name);
  return symbol && *symbol < state_.symbol_limit ? symbol : std::nullopt;
}

std::string_view RocksSnapshot::SymbolName(Symbol symbol) const {
  return symbol < state_.symbol_limit ? symbols_->Name(symbol) : std::string_view();
}

std::vector<std::string> RocksSnapshot::NamesInUse(const std::map<Symbol, uint64_t>& counts) const {
  std::vector<std::string> names;
  for (const auto& [symbol, count] : counts) {
    if (count > 0) names.emplace_back(SymbolName(symbol));
  }
  std::sort(names.begin(), names.end());
  return names;
}

uint64_t RocksSnapshot::CountOf(const std::map<Symbol, uint64_t>& counts, std::string_view name) const {
  const std::optional<Symbol> symbol = FindSymbol(name);
  const auto at = symbol ? counts.find(*symbol) : counts.end();
  return at == counts.end() ? 0 : at->second;
}

}  // namespace concord
