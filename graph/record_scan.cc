#include "graph/record_scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "base/try.h"
#include "graph/cancellable_snapshot.h"
#include "graph/codec.h"
#include "graph/rocks_snapshot.h"
#include "graph/value_tags.h"

namespace concord {
namespace {

tl::unexpected<Error> Corrupt(std::string_view what) {
  return Fail(ErrorCode::kCorrupt, "the store holds " + std::string(what) + " that cannot be read");
}

// Reads past a value; accepts what ReadValue does.
void SkipValue(ByteReader* reader) {
  const ByteReader before = *reader;
  switch (reader->Byte()) {
    case kNullTag:
    case kFalseTag:
    case kTrueTag:
      break;
    case kIntTag:
      reader->Varint();
      break;
    case kDoubleTag:
      reader->Bytes(8);
      break;
    case kStringTag:
      reader->Sized();
      break;
    default:  // seldom, and not worth a second way through lists and maps
      *reader = before;
      ReadValue(reader);
  }
}

// The wanted ones of a record's properties.
class PropertyPicker {
 public:
  PropertyPicker(const Snapshot& snapshot, std::span<const std::string_view> names) : values_(names.size()) {
    for (size_t i = 0; i < names.size(); ++i) {
      const std::optional<Symbol> symbol = snapshot.FindSymbol(names[i]);
      if (!symbol) continue;
      if (*symbol >= place_.size()) place_.resize(*symbol + 1, kNone);
      place_[*symbol] = static_cast<uint32_t>(i);
    }
  }

  std::span<const Value> Read(ByteReader* reader) {
    Clear();
    for (uint64_t left = reader->Count(2); left > 0 && reader->ok(); --left) {
      const Symbol name = reader->Varint32();
      const uint32_t place = name < place_.size() ? place_[name] : kNone;
      if (place == kNone) {
        SkipValue(reader);
      } else {
        values_[place] = ReadValue(reader);
      }
    }
    return values_;
  }

  std::span<const Value> Take(const PropertyMap& properties, std::span<const std::string_view> names) {
    Clear();
    for (size_t i = 0; i < names.size(); ++i) {
      if (const Value* value = properties.Find(names[i]); value != nullptr) values_[i] = *value;
    }
    return values_;
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  void Clear() {
    for (Value& value : values_) value = Value();
  }

  std::vector<uint32_t> place_;  // by symbol
  std::vector<Value> values_;
};

std::vector<Symbol> SymbolsOf(const Snapshot& snapshot, std::span<const std::string_view> names) {
  std::vector<Symbol> symbols;
  for (const std::string_view name : names) {
    if (const std::optional<Symbol> symbol = snapshot.FindSymbol(name)) symbols.push_back(*symbol);
  }
  return symbols;
}

// The plain way, for stores in memory.
Result<void> AskForNodes(const Snapshot& snapshot, std::span<const std::string_view> names,
                         const std::function<bool(const ScannedNode&)>& visit, NodeId first, NodeId limit) {
  PropertyPicker picker(snapshot, names);
  std::optional<Error> failed;
  const Result<void> done = snapshot.ForEachNode([&](NodeId id) {
    if (id < first) return true;
    if (id >= limit) return false;
    const Result<Node> node = snapshot.GetNode(id);
    if (!node) {
      failed = node.error();
      return false;
    }
    return visit({id, node->key, picker.Take(node->properties, names)});
  });
  if (failed) return tl::unexpected(*failed);
  return done;
}

// Visits the bytes of the records with these ids, which rise.
Result<void> ReadInTurn(const RocksSnapshot& rocks, Family family, std::span<const uint64_t> ids,
                        const VisitBytes& visit) {
  // Seeking costs as much as going on by so many records.
  constexpr int kSteps = 16;
  const auto iterator = rocks.database().NewIterator(family, rocks.rocks(), nullptr);
  std::optional<uint64_t> at;  // where the iterator is; nothing before the first record and after the last
  const auto look = [&] {
    at = iterator->Valid() ? ParseIdKey(ToView(iterator->key())) : std::optional<uint64_t>();
  };
  for (const uint64_t id : ids) {
    for (int step = 0; step < kSteps && at && *at < id; ++step) {
      iterator->Next();
      look();
    }
    if (!at || *at < id) {
      iterator->Seek(ToSlice(family == Family::kNode ? NodeKey(id) : EdgeKey(id)));
      look();
    }
    if (!iterator->status().ok()) return FromRocks(iterator->status(), "reading records");
    if (at != id) {
      return Fail(ErrorCode::kNotFound,
                  fmt::format("no {} has the id {}", family == Family::kNode ? "node" : "edge", id));
    }
    if (Result<void> visited = visit(id, ToView(iterator->value())); !visited) return visited;
  }
  return {};
}

tl::unexpected<Error> NoNode(NodeId id) {
  return Fail(ErrorCode::kNotFound, fmt::format("no node has the id {}", id));
}
tl::unexpected<Error> NoEdge(EdgeId id) {
  return Fail(ErrorCode::kNotFound, fmt::format("no edge has the id {}", id));
}

// What a store on disk would have, for stores in memory.
void AppendPropertyBytes(const PropertyMap& properties, const Snapshot& snapshot, std::string* out) {
  AppendVarint(properties.size(), out);
  for (const auto& [name, value] : properties) {
    AppendVarint(snapshot.FindSymbol(name).value_or(0), out);
    AppendValue(value, out);
  }
}

std::string BytesOf(const Node& node, const Snapshot& snapshot) {
  std::string out(1, static_cast<char>(node.lifetime));
  AppendSized(node.key, &out);
  std::vector<Symbol> labels;
  for (const std::string& label : node.labels) labels.push_back(snapshot.FindSymbol(label).value_or(0));
  std::ranges::sort(labels);
  AppendVarint(labels.size(), &out);
  for (const Symbol label : labels) AppendVarint(label, &out);
  AppendPropertyBytes(node.properties, snapshot, &out);
  return out;
}

std::string BytesOf(const Edge& edge, const Snapshot& snapshot) {
  std::string out;
  AppendVarint(snapshot.FindSymbol(edge.type).value_or(0), &out);
  AppendVarint(edge.from, &out);
  AppendVarint(edge.to, &out);
  AppendPropertyBytes(edge.properties, snapshot, &out);
  return out;
}

// Null for any other snapshot.
const CancellableSnapshot* AsCancellable(const Snapshot& snapshot) {
  return dynamic_cast<const CancellableSnapshot*>(&snapshot);
}

// Reads so many records between two looks at whether somebody still waits.
template <typename Id, typename Read>
Result<void> InParts(const CancellableSnapshot& snapshot, std::span<const Id> ids, Read read) {
  constexpr size_t kPart = 16'384;
  for (size_t from = 0; from < ids.size() && !snapshot.cancelled(); from += kPart)
    CONCORD_TRY(read(ids.subspan(from, std::min(kPart, ids.size() - from))));
  return snapshot.Ended({});
}

}  // namespace

Result<void> ScanNodes(const Snapshot& snapshot, std::span<const std::string_view> names,
                       const std::function<bool(const ScannedNode&)>& visit, NodeId first, NodeId limit) {
  if (const auto* cancellable = AsCancellable(snapshot)) {
    return cancellable->Ended(ScanNodes(
        cancellable->underlying(), names,
        [&](const ScannedNode& node) { return !cancellable->cancelled() && visit(node); }, first, limit));
  }
  const auto* rocks = dynamic_cast<const RocksSnapshot*>(&snapshot);
  if (rocks == nullptr) return AskForNodes(snapshot, names, visit, first, limit);
  if (rocks->broken()) return tl::unexpected(*rocks->broken());
  PropertyPicker picker(snapshot, names);
  const FixedKey begin = NodeKey(first), end = NodeKey(std::min(limit, rocks->state().node_limit));
  const rocksdb::Slice end_slice = ToSlice(end);
  const auto iterator = rocks->database().NewIterator(Family::kNode, rocks->rocks(), &end_slice);
  for (iterator->Seek(ToSlice(begin)); iterator->Valid(); iterator->Next()) {
    const std::optional<NodeId> id = ParseIdKey(ToView(iterator->key()));
    if (!id) return Corrupt("the key of a node");
    if (rocks->removal().Hides(*id)) continue;
    ByteReader reader(ToView(iterator->value()));
    reader.Byte();  // lifetime
    const std::string_view key = reader.Sized();
    for (uint64_t labels = reader.Count(1); labels > 0 && reader.ok(); --labels) reader.Varint32();
    const std::span<const Value> values = picker.Read(&reader);
    if (!reader.ok()) return Corrupt("a node");
    if (!visit({*id, key, values})) return {};
  }
  if (!iterator->status().ok()) return FromRocks(iterator->status(), "reading nodes");
  return {};
}

Result<void> ScanEdges(const Snapshot& snapshot, std::span<const std::string_view> types,
                       std::span<const std::string_view> names,
                       const std::function<bool(const ScannedEdge&)>& visit, EdgeId first, EdgeId limit) {
  if (const auto* cancellable = AsCancellable(snapshot)) {
    return cancellable->Ended(ScanEdges(
        cancellable->underlying(), types, names,
        [&](const ScannedEdge& edge) { return !cancellable->cancelled() && visit(edge); }, first, limit));
  }
  const std::vector<Symbol> wanted = SymbolsOf(snapshot, types);
  const auto wants = [&](Symbol type) { return std::ranges::find(wanted, type) != wanted.end(); };
  PropertyPicker picker(snapshot, names);
  const auto* rocks = dynamic_cast<const RocksSnapshot*>(&snapshot);
  if (rocks == nullptr) {
    return snapshot.ForEachEdge(
        [&](const Edge& edge) {
          const std::optional<Symbol> type = snapshot.FindSymbol(edge.type);
          if (!type || !wants(*type)) return true;
          return visit({edge.id, edge.from, edge.to, *type, picker.Take(edge.properties, names)});
        },
        first, limit);
  }
  if (rocks->broken()) return tl::unexpected(*rocks->broken());
  const FixedKey begin = EdgeKey(first), end = EdgeKey(std::min(limit, rocks->state().edge_limit));
  const rocksdb::Slice end_slice = ToSlice(end);
  const auto iterator = rocks->database().NewIterator(Family::kEdge, rocks->rocks(), &end_slice);
  for (iterator->Seek(ToSlice(begin)); iterator->Valid(); iterator->Next()) {
    const std::optional<EdgeId> id = ParseIdKey(ToView(iterator->key()));
    if (!id) return Corrupt("the key of an edge");
    ByteReader reader(ToView(iterator->value()));
    const Symbol type = reader.Varint32();
    const NodeId from = reader.Varint(), to = reader.Varint();
    if (!reader.ok()) return Corrupt("an edge");
    if (!wants(type) || rocks->removal().Hides(*id, from, to)) continue;
    const std::span<const Value> values = picker.Read(&reader);
    if (!reader.ok()) return Corrupt("an edge");
    if (!visit({*id, from, to, type, values})) return {};
  }
  if (!iterator->status().ok()) return FromRocks(iterator->status(), "reading edges");
  return {};
}

Result<void> ReadNodes(const Snapshot& snapshot, std::span<const NodeId> ids,
                       const std::function<void(Node)>& visit) {
  if (const auto* cancellable = AsCancellable(snapshot)) {
    return InParts(*cancellable, ids, [&](std::span<const NodeId> part) {
      return ReadNodes(cancellable->underlying(), part, visit);
    });
  }
  const auto* rocks = dynamic_cast<const RocksSnapshot*>(&snapshot);
  if (rocks == nullptr) {
    for (const NodeId id : ids) {
      Result<Node> node = snapshot.GetNode(id);
      if (!node) return tl::unexpected(node.error());
      visit(std::move(*node));
    }
    return {};
  }
  if (rocks->broken()) return tl::unexpected(*rocks->broken());
  return ReadInTurn(*rocks, Family::kNode, ids, [&](NodeId id, std::string_view bytes) -> Result<void> {
    if (id >= rocks->state().node_limit || rocks->removal().Hides(id)) return NoNode(id);
    Result<NodeRecord> record = DecodeNode(bytes, rocks->symbols());
    if (!record) return tl::unexpected(record.error());
    Node node{id, std::move(record->key), {}, std::move(record->properties), record->lifetime};
    node.labels.reserve(record->labels.size());
    for (const Symbol label : record->labels) node.labels.emplace_back(rocks->symbols().Name(label));
    std::ranges::sort(node.labels);
    visit(std::move(node));
    return {};
  });
}

Result<void> ReadEdges(const Snapshot& snapshot, std::span<const EdgeId> ids,
                       const std::function<void(Edge)>& visit) {
  if (const auto* cancellable = AsCancellable(snapshot)) {
    return InParts(*cancellable, ids, [&](std::span<const EdgeId> part) {
      return ReadEdges(cancellable->underlying(), part, visit);
    });
  }
  const auto* rocks = dynamic_cast<const RocksSnapshot*>(&snapshot);
  if (rocks == nullptr) {
    for (const EdgeId id : ids) {
      Result<Edge> edge = snapshot.GetEdge(id);
      if (!edge) return tl::unexpected(edge.error());
      visit(std::move(*edge));
    }
    return {};
  }
  if (rocks->broken()) return tl::unexpected(*rocks->broken());
  return ReadInTurn(*rocks, Family::kEdge, ids, [&](EdgeId id, std::string_view bytes) -> Result<void> {
    Result<EdgeRecord> record = DecodeEdge(bytes, rocks->symbols());
    if (!record) return tl::unexpected(record.error());
    if (id >= rocks->state().edge_limit || rocks->removal().Hides(id, record->from, record->to))
      return NoEdge(id);
    visit({id, record->from, record->to, std::string(rocks->symbols().Name(record->type)),
           std::move(record->properties)});
    return {};
  });
}

Result<void> ReadNodeBytes(const Snapshot& snapshot, std::span<const NodeId> ids, const VisitBytes& visit) {
  if (const auto* cancellable = AsCancellable(snapshot)) {
    return InParts(*cancellable, ids, [&](std::span<const NodeId> part) {
      return ReadNodeBytes(cancellable->underlying(), part, visit);
    });
  }
  const auto* rocks = dynamic_cast<const RocksSnapshot*>(&snapshot);
  if (rocks == nullptr) {
    for (const NodeId id : ids) {
      CONCORD_ASSIGN(const Node node, snapshot.GetNode(id));
      CONCORD_TRY(visit(id, BytesOf(node, snapshot)));
    }
    return {};
  }
  if (rocks->broken()) return tl::unexpected(*rocks->broken());
  return ReadInTurn(*rocks, Family::kNode, ids, [&](NodeId id, std::string_view bytes) -> Result<void> {
    if (id >= rocks->state().node_limit || rocks->removal().Hides(id)) return NoNode(id);
    return visit(id, bytes);
  });
}

Result<void> ReadEdgeBytes(const Snapshot& snapshot, std::span<const EdgeId> ids, const VisitBytes& visit) {
  if (const auto* cancellable = AsCancellable(snapshot)) {
    return InParts(*cancellable, ids, [&](std::span<const EdgeId> part) {
      return ReadEdgeBytes(cancellable->underlying(), part, visit);
    });
  }
  const auto* rocks = dynamic_cast<const RocksSnapshot*>(&snapshot);
  if (rocks == nullptr) {
    for (const EdgeId id : ids) {
      CONCORD_ASSIGN(const Edge edge, snapshot.GetEdge(id));
      CONCORD_TRY(visit(id, BytesOf(edge, snapshot)));
    }
    return {};
  }
  if (rocks->broken()) return tl::unexpected(*rocks->broken());
  return ReadInTurn(*rocks, Family::kEdge, ids, [&](EdgeId id, std::string_view bytes) -> Result<void> {
    if (id >= rocks->state().edge_limit) return NoEdge(id);
    if (!rocks->removal().empty()) {
      CONCORD_ASSIGN(const EdgeRecord edge, DecodeEdgeHead(bytes));
      if (rocks->removal().Hides(id, edge.from, edge.to)) return NoEdge(id);
    }
    return visit(id, bytes);
  });
}

}  // namespace concord
