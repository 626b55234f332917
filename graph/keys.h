// The keys of the store on disk: which column families exist and how each key is made. Nothing else in the
// program knows these bytes; docs/store-format.md describes them.
//
// Numbers are big-endian, so that the byte order of RocksDB is their numeric order. A name, family or tag
// keeps its meaning for ever. A retired one is never used again.
#ifndef CONCORD_GRAPH_KEYS_H_
#define CONCORD_GRAPH_KEYS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/batch.h"
#include "graph/snapshot.h"
#include "graph/value.h"

namespace concord {

// Column families, in the order in which the store keeps their handles.
enum class Family : uint8_t {
  kMeta,      // text (see below)                        -> records of graph/records.h
  kNode,      // node                                    -> NodeRecord
  kKey,       // external key, as it is                  -> node (8 bytes)
  kLabel,     // label, node                             -> nothing
  kProperty,  // label, property, ordered value, node    -> nothing
  kEdge,      // edge                                    -> EdgeRecord
  kOut,       // start, type, first edge of the run      -> run of (end, edge)
  kIn,        // end, type, first edge of the run        -> run of (start, edge)
  kBlob,      // node, name                              -> size (8 bytes); with chunk number -> bytes
};
inline constexpr size_t kFamilyCount = 9;
const char* FamilyName(Family family);

// A key of at most 24 bytes, without allocation. Its bytes are valid as long as the object.
class FixedKey {
 public:
  FixedKey& Add32(uint32_t number);
  FixedKey& Add64(uint64_t number);
  std::string_view view() const { return {bytes_.data(), size_}; }
  operator std::string_view() const { return view(); }

 private:
  std::array<char, 24> bytes_;
  size_t size_ = 0;
};

// Big-endian numbers in a string. The reading functions need at least 4 and 8 bytes.
void Append64(uint64_t number, std::string* out);
uint32_t Read32(const char* bytes);
uint64_t Read64(const char* bytes);

inline FixedKey NodeKey(NodeId node) { return FixedKey().Add64(node); }
inline FixedKey EdgeKey(EdgeId edge) { return FixedKey().Add64(edge); }
inline FixedKey LabelKey(Symbol label, NodeId node) { return FixedKey().Add32(label).Add64(node); }
inline FixedKey LabelPrefix(Symbol label) { return FixedKey().Add32(label); }
inline FixedKey RunKey(NodeId node, Symbol type, EdgeId first) {
  return FixedKey().Add64(node).Add32(type).Add64(first);
}
inline FixedKey RunPrefix(NodeId node) { return FixedKey().Add64(node); }
inline FixedKey RunPrefix(NodeId node, Symbol type) { return FixedKey().Add64(node).Add32(type); }
inline FixedKey BlobKey(NodeId node, Symbol name) { return FixedKey().Add64(node).Add32(name); }
inline FixedKey BlobChunkKey(NodeId node, Symbol name, uint32_t chunk) {
  return FixedKey().Add64(node).Add32(name).Add32(chunk);
}
inline FixedKey PropertyPrefix(Symbol label, Symbol property) {
  return FixedKey().Add32(label).Add32(property);
}

// The parts of a key; nothing if the key has the wrong length.
struct RunKeyParts {
  NodeId node;
  Symbol type;
  EdgeId first;
};
std::optional<uint64_t> ParseIdKey(std::string_view key);  // of kNode and kEdge
std::optional<RunKeyParts> ParseRunKey(std::string_view key);
// The node at the end of a key of kLabel or kProperty.
std::optional<NodeId> ParseTrailingNode(std::string_view key);

// ---- Values in keys -------------------------------------------------------------------------------

// A value in an index takes at most this many bytes. A longer one is cut off there, so a reader who finds a
// value of this length must look at the node itself. Most indexed values are codes and titles.
inline constexpr size_t kMaxOrderedValue = 256;

// Bytes whose order is the order of the values: by type (bool, int, double, string, date, list, map), then by
// value. -0.0 equals 0.0, and all NaNs are equal and come after all numbers. Different values have different
// bytes, and no value's bytes are a prefix of another's, except for values that were cut.
std::string OrderedValue(const Value& value);

// label, property, ordered value, node. Without the node, it is the prefix of all entries of that value.
std::string PropertyValuePrefix(Symbol label, Symbol property, const Value& value);
std::string PropertyKey(Symbol label, Symbol property, const Value& value, NodeId node);

// ---- Keys of kMeta --------------------------------------------------------------------------------

inline constexpr std::string_view kFormatKey = "format";      // the number of the format, 8 bytes
inline constexpr std::string_view kStateKey = "state";        // StoreState
inline constexpr std::string_view kRemovalKey = "removal";    // Removal; absent if none is in progress
inline constexpr std::string_view kUnitPrefix = "unit:";      // + name -> UnitRecord
inline constexpr std::string_view kSymbolPrefix = "symbol:";  // + number (4 bytes) -> name
std::string UnitKey(std::string_view name);
std::string SymbolKey(Symbol symbol);

// The first key after all keys that start with `prefix`; empty if there is none.
std::string PrefixEnd(std::string_view prefix);

}  // namespace concord

#endif  // CONCORD_GRAPH_KEYS_H_
