#include "graph/codec.h"

#include <bit>
#include <cassert>
#include <cstring>

#include "graph/keys.h"
#include "graph/value_tags.h"

namespace concord {
namespace {

Symbol SymbolOf(std::string_view name, const Symbols& symbols) {
  const std::optional<Symbol> symbol = symbols.Find(name);
  assert(symbol && "names are given numbers before records are made");
  return symbol.value_or(0);
}

void AppendProperties(const PropertyMap& properties, const Symbols& symbols, std::string* out) {
  AppendVarint(properties.size(), out);
  for (const Property& property : properties) {
    AppendVarint(SymbolOf(property.name, symbols), out);
    AppendValue(property.value, out);
  }
}

PropertyMap ReadProperties(ByteReader* reader, const Symbols& symbols) {
  PropertyMap properties;
  for (uint64_t left = reader->Count(2); left > 0; --left) {
    const Symbol name = reader->Varint32();
    Value value = ReadValue(reader);
    if (!symbols.Has(name) || value.is_null()) reader->Refuse();
    if (!reader->ok()) break;
    properties.Set(symbols.Name(name), std::move(value));
  }
  return properties;
}

NodeRecord ReadNodeHead(ByteReader* reader) {
  NodeRecord node;
  const uint8_t lifetime = reader->Byte();
  if (lifetime > static_cast<uint8_t>(Lifetime::kPermanent)) reader->Refuse();
  node.lifetime = static_cast<Lifetime>(lifetime);
  node.key = reader->Sized();
  const uint64_t count = reader->Count(1);
  node.labels.reserve(count);
  for (uint64_t i = 0; i < count; ++i) {
    node.labels.push_back(reader->Varint32());
    if (i > 0 && node.labels[i - 1] >= node.labels[i]) reader->Refuse();
    if (!reader->ok()) break;
  }
  return node;
}

EdgeRecord ReadEdgeHead(ByteReader* reader) {
  EdgeRecord edge;
  edge.type = reader->Varint32();
  edge.from = reader->Varint();
  edge.to = reader->Varint();
  if (edge.type == 0 || edge.from == 0 || edge.to == 0) reader->Refuse();
  return edge;
}

Value ReadValueWithin(ByteReader* reader, int levels) {
  const uint8_t tag = reader->Byte();
  if (!reader->ok()) return {};
  switch (tag) {
    case kNullTag:
      return {};
    case kFalseTag:
      return false;
    case kTrueTag:
      return true;
    case kIntTag:
      return reader->SignedVarint();
    case kDoubleTag: {
      const std::string_view bytes = reader->Bytes(8);
      return reader->ok() ? Value(std::bit_cast<double>(Read64(bytes.data()))) : Value();
    }
    case kStringTag:
      return reader->Sized();
    case kDateTag: {
      const int64_t year = reader->SignedVarint();
      const int64_t month = reader->SignedVarint();
      const int64_t day = reader->SignedVarint();
      if (year != static_cast<int16_t>(year) || month != static_cast<int8_t>(month) ||
          day != static_cast<int8_t>(day)) {
        reader->Refuse();
      }
      return Date{static_cast<int16_t>(year), static_cast<int8_t>(month), static_cast<int8_t>(day)};
    }
    case kListTag: {
      List list;
      if (levels == 0) reader->Refuse();
      for (uint64_t left = reader->Count(1); left > 0 && reader->ok(); --left) {
        list.push_back(ReadValueWithin(reader, levels - 1));
      }
      return list;
    }
    case kMapTag: {
      PropertyMap map;
      if (levels == 0) reader->Refuse();
      for (uint64_t left = reader->Count(2); left > 0 && reader->ok(); --left) {
        const std::string_view name = reader->Sized();
        map.Set(name, ReadValueWithin(reader, levels - 1));
      }
      return map;
    }
    default:
      reader->Refuse();
      return {};
  }
}

tl::unexpected<Error> Corrupt(const char* what) {
  return Fail(ErrorCode::kCorrupt, std::string("the store holds ") + what + " that cannot be read");
}

}  // namespace

// ---- Numbers --------------------------------------------------------------------------------------

void AppendVarint(uint64_t number, std::string* out) {
  char bytes[10];
  size_t size = 0;
  for (; number >= 0x80; number >>= 7) bytes[size++] = static_cast<char>(number | 0x80);
  bytes[size++] = static_cast<char>(number);
  out->append(bytes, size);
}

void AppendSignedVarint(int64_t number, std::string* out) {
  AppendVarint(static_cast<uint64_t>(number) << 1 ^ static_cast<uint64_t>(number >> 63), out);
}

void AppendSized(std::string_view bytes, std::string* out) {
  AppendVarint(bytes.size(), out);
  out->append(bytes);
}

uint64_t ByteReader::LongVarint() {
  uint64_t number = 0;
  for (size_t i = 0; i < rest_.size() && i < 10; ++i) {
    const auto byte = static_cast<uint8_t>(rest_[i]);
    // The tenth byte has room for one bit.
    if (i == 9 && byte > 1) break;
    number |= uint64_t{byte & 0x7fu} << (7 * i);
    if (byte < 0x80) {
      rest_.remove_prefix(i + 1);
      return number;
    }
  }
  Refuse();
  return 0;
}

int64_t ByteReader::SignedVarint() {
  const uint64_t number = Varint();
  return static_cast<int64_t>(number >> 1 ^ (~(number & 1) + 1));
}

uint64_t ByteReader::Count(uint64_t least) {
  const uint64_t count = Varint();
  if (count <= rest_.size() / least) return count;
  Refuse();
  return 0;
}

// ---- Nodes and edges ------------------------------------------------------------------------------

void AppendValue(const Value& value, std::string* out) {
  switch (value.type()) {
    case Value::Type::kNull:
      out->push_back(kNullTag);
      return;
    case Value::Type::kBool:
      out->push_back(value.as_bool() ? kTrueTag : kFalseTag);
      return;
    case Value::Type::kInt:
      out->push_back(kIntTag);
      AppendSignedVarint(value.as_int(), out);
      return;
    case Value::Type::kDouble:
      out->push_back(kDoubleTag);
      Append64(std::bit_cast<uint64_t>(value.as_double()), out);
      return;
    case Value::Type::kString:
      out->push_back(kStringTag);
      AppendSized(value.as_string(), out);
      return;
    case Value::Type::kDate:
      out->push_back(kDateTag);
      AppendSignedVarint(value.as_date().year, out);
      AppendSignedVarint(value.as_date().month, out);
      AppendSignedVarint(value.as_date().day, out);
      return;
    case Value::Type::kList:
      out->push_back(kListTag);
      AppendVarint(value.as_list().size(), out);
      for (const Value& item : value.as_list()) AppendValue(item, out);
      return;
    case Value::Type::kMap:
      out->push_back(kMapTag);
      AppendVarint(value.as_map().size(), out);
      for (const Property& property : value.as_map()) {
        AppendSized(property.name, out);
        AppendValue(property.value, out);
      }
      return;
  }
}

Value ReadValue(ByteReader* reader) {
  Value value = ReadValueWithin(reader, kMaxValueDepth);
  return reader->ok() ? value : Value();
}

void AppendNode(std::string_view key, Lifetime lifetime, std::span<const Symbol> labels,
                const PropertyMap& properties, const Symbols& symbols, std::string* out) {
  out->push_back(static_cast<char>(lifetime));
  AppendSized(key, out);
  AppendVarint(labels.size(), out);
  for (const Symbol label : labels) AppendVarint(label, out);
  AppendProperties(properties, symbols, out);
}

void AppendNode(const NodeRecord& node, const Symbols& symbols, std::string* out) {
  AppendNode(node.key, node.lifetime, node.labels, node.properties, symbols, out);
}

void AppendEdge(Symbol type, NodeId from, NodeId to, const PropertyMap& properties, const Symbols& symbols,
                std::string* out) {
  AppendVarint(type, out);
  AppendVarint(from, out);
  AppendVarint(to, out);
  AppendProperties(properties, symbols, out);
}

void AppendEdge(const EdgeRecord& edge, const Symbols& symbols, std::string* out) {
  AppendEdge(edge.type, edge.from, edge.to, edge.properties, symbols, out);
}

Result<NodeRecord> DecodeNode(std::string_view bytes, const Symbols& symbols) {
  ByteReader reader(bytes);
  NodeRecord node = ReadNodeHead(&reader);
  for (const Symbol label : node.labels) {
    if (!symbols.Has(label)) reader.Refuse();
  }
  node.properties = ReadProperties(&reader, symbols);
  if (!reader.ok() || !reader.done()) return Corrupt("a node");
  return node;
}

Result<NodeRecord> DecodeNodeHead(std::string_view bytes) {
  ByteReader reader(bytes);
  NodeRecord node = ReadNodeHead(&reader);
  if (!reader.ok()) return Corrupt("a node");
  return node;
}

Result<EdgeRecord> DecodeEdge(std::string_view bytes, const Symbols& symbols) {
  ByteReader reader(bytes);
  EdgeRecord edge = ReadEdgeHead(&reader);
  edge.properties = ReadProperties(&reader, symbols);
  if (!reader.ok() || !reader.done() || !symbols.Has(edge.type)) return Corrupt("an edge");
  return edge;
}

Result<EdgeRecord> DecodeEdgeHead(std::string_view bytes) {
  ByteReader reader(bytes);
  EdgeRecord edge = ReadEdgeHead(&reader);
  if (!reader.ok()) return Corrupt("an edge");
  return edge;
}

// ---- Runs of edges --------------------------------------------------------------------------------

// The neighbours rise, so each is written as the distance to the one before; edge ids usually do too, but
// need not.
void AppendRun(EdgeId first, std::span<const RunEdge> edges, std::string* out) {
  RunEdge last{0, first};
  for (const RunEdge& edge : edges) {
    AppendVarint(edge.node - last.node, out);
    AppendSignedVarint(static_cast<int64_t>(edge.edge - last.edge), out);
    last = edge;
  }
}

Result<void> ReadRun(EdgeId first, std::string_view bytes, std::vector<RunEdge>* out) {
  ByteReader reader(bytes);
  RunEdge last{0, first};
  while (!reader.done()) {
    const RunEdge edge{last.node + reader.Varint(), last.edge + static_cast<uint64_t>(reader.SignedVarint())};
    // `edge <= last` also catches sums that pass 2^64. The neighbour 0, which is none, stands only in the
    // `last` before the first edge.
    if (!reader.ok() || edge.node == 0 || edge.edge < first || edge <= last) return Corrupt("a run of edges");
    out->push_back(edge);
    last = edge;
  }
  if (!reader.ok()) return Corrupt("a run of edges");
  return {};
}

}  // namespace concord
