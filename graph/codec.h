// The bytes of nodes, edges and runs of edges in the store (docs/store-format.md). The reading functions
// accept any bytes. Bytes that these functions did not write give kCorrupt, and nothing worse.
#ifndef CONCORD_GRAPH_CODEC_H_
#define CONCORD_GRAPH_CODEC_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "graph/symbols.h"

namespace concord {

// Seven bits in each byte, the lowest first; the high bit is set on all but the last. 1 to 10 bytes.
void AppendVarint(uint64_t number, std::string* out);
// Maps small numbers of either sign to small numbers: 0, -1, 1, -2 ... -> 0, 1, 2, 3 ...
void AppendSignedVarint(int64_t number, std::string* out);
void AppendSized(std::string_view bytes, std::string* out);  // a varint, then so many bytes

// Reads from the front of some bytes. After the first missing or wrong element, all functions return zero or
// nothing, and ok() is false. So one check at the end is enough.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  uint8_t Byte() {
    if (rest_.empty()) {
      Refuse();
      return 0;
    }
    const auto byte = static_cast<uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return byte;
  }
  // Most numbers in records take one byte.
  uint64_t Varint() {
    if (rest_.empty() || static_cast<uint8_t>(rest_.front()) >= 0x80) return LongVarint();
    return Byte();
  }
  int64_t SignedVarint();
  uint32_t Varint32() {
    const uint64_t number = Varint();
    if (number <= UINT32_MAX) return static_cast<uint32_t>(number);
    Refuse();
    return 0;
  }
  std::string_view Bytes(uint64_t size) {
    if (size > rest_.size()) {
      Refuse();
      return {};
    }
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }
  std::string_view Sized() { return Bytes(Varint()); }
  // The number of the next elements, of at least `least` bytes each. Rejects impossible numbers.
  uint64_t Count(uint64_t least);
  void Refuse() { rest_ = {}, ok_ = false; }

  bool ok() const { return ok_; }
  bool done() const { return rest_.empty(); }  // also after a failure
  size_t left() const { return rest_.size(); }

 private:
  uint64_t LongVarint();

  std::string_view rest_;
  bool ok_ = true;
};

// ---- Nodes and edges ------------------------------------------------------------------------------

struct NodeRecord {
  std::string key;
  Lifetime lifetime = Lifetime::kOwned;
  std::vector<Symbol> labels;  // sorted, each once
  PropertyMap properties;
};

struct EdgeRecord {
  Symbol type = 0;
  NodeId from = 0;
  NodeId to = 0;
  PropertyMap properties;
};

// Appends the record. The names of properties have numbers in `symbols`.
void AppendNode(const NodeRecord& node, const Symbols& symbols, std::string* out);
void AppendEdge(const EdgeRecord& edge, const Symbols& symbols, std::string* out);
// The same for the contents of a batch, without a copy of its properties.
void AppendNode(std::string_view key, Lifetime lifetime, std::span<const Symbol> labels,
                const PropertyMap& properties, const Symbols& symbols, std::string* out);
void AppendEdge(Symbol type, NodeId from, NodeId to, const PropertyMap& properties, const Symbols& symbols,
                std::string* out);

Result<NodeRecord> DecodeNode(std::string_view bytes, const Symbols& symbols);
Result<EdgeRecord> DecodeEdge(std::string_view bytes, const Symbols& symbols);
// Everything except the properties, which stay empty.
Result<NodeRecord> DecodeNodeHead(std::string_view bytes);
Result<EdgeRecord> DecodeEdgeHead(std::string_view bytes);

void AppendValue(const Value& value, std::string* out);
Value ReadValue(ByteReader* reader);  // null if the reader is not ok afterwards

// ---- Runs of edges --------------------------------------------------------------------------------

// A run holds edges of one node, direction and type that were written together. All its edge ids are at
// least the number in its key and less than that of the next run of the same node, direction and type.
struct RunEdge {
  NodeId node = 0;  // the other end
  EdgeId edge = 0;

  friend auto operator<=>(const RunEdge&, const RunEdge&) = default;
};

// A writer starts a new run after this many edges, because removing an edge rewrites its run.
inline constexpr size_t kMaxRunEdges = 1024;

// `edges` must be sorted; `first` is the number in the key of the run.
void AppendRun(EdgeId first, std::span<const RunEdge> edges, std::string* out);
// Appends the edges of the run, in order.
Result<void> ReadRun(EdgeId first, std::string_view bytes, std::vector<RunEdge>* out);

}  // namespace concord

#endif  // CONCORD_GRAPH_CODEC_H_
