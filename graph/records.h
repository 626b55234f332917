// What the store on disk keeps about itself, in the family `meta`: limits and counts, units, and the removal
// in progress. See graph/keys.h for the keys and docs/store-format.md for the bytes.
#ifndef CONCORD_GRAPH_RECORDS_H_
#define CONCORD_GRAPH_RECORDS_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

// A set of ids as sorted ranges that neither touch nor overlap.
class IdRanges {
 public:
  struct Range {
    uint64_t first = 0;
    uint64_t limit = 0;  // the id after the last

    friend bool operator==(const Range&, const Range&) = default;
  };

  void Add(uint64_t first, uint64_t limit);  // cheap after the last range, linear before it
  void Add(uint64_t id) { Add(id, id + 1); }
  void AddAll(const IdRanges& other);

  bool Contains(uint64_t id) const;  // O(log n)
  bool empty() const { return ranges_.empty(); }
  const std::vector<Range>& ranges() const { return ranges_; }

  friend bool operator==(const IdRanges&, const IdRanges&) = default;

 private:
  std::vector<Range> ranges_;
};

// What is published. Everything with an id (or symbol) at or above the limits is invisible: staged, or left
// over from a program that died.
struct StoreState {
  NodeId node_limit = 1;
  EdgeId edge_limit = 1;
  Symbol symbol_limit = 1;
  uint64_t nodes = 0;
  uint64_t edges = 0;
  std::map<Symbol, uint64_t> labels;            // nodes with each label
  std::map<Symbol, uint64_t> types;             // edges of each type
  std::set<std::pair<Symbol, Symbol>> indexes;  // (label, property)

  friend bool operator==(const StoreState&, const StoreState&) = default;
};

// The ids assigned under the name of a unit: those of its owned nodes, and of some others.
struct UnitRecord {
  std::string fingerprint;
  IdRanges nodes;
  IdRanges edges;
};

// Nodes and edges that are already removed for every reader, but not yet erased from disk. An edge is removed
// if one of its ends is.
struct Removal {
  IdRanges nodes;
  IdRanges edges;

  bool empty() const { return nodes.empty() && edges.empty(); }
  bool Hides(NodeId node) const { return nodes.Contains(node); }
  bool Hides(EdgeId edge, NodeId from, NodeId to) const {
    return edges.Contains(edge) || nodes.Contains(from) || nodes.Contains(to);
  }
};

std::string EncodeState(const StoreState& state);
Result<StoreState> DecodeState(std::string_view bytes);
std::string EncodeUnit(const UnitRecord& unit);
Result<UnitRecord> DecodeUnit(std::string_view bytes);
std::string EncodeRemoval(const Removal& removal);
Result<Removal> DecodeRemoval(std::string_view bytes);

}  // namespace concord

#endif  // CONCORD_GRAPH_RECORDS_H_
