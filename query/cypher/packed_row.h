// Some slots of a row as a few numbers, where they hold nodes, relationships or null: what grouping,
// DISTINCT and combining look up most. Anything else goes by KeyTable (query/cypher/key_table.h).
#ifndef CONCORD_QUERY_CYPHER_PACKED_ROW_H_
#define CONCORD_QUERY_CYPHER_PACKED_ROW_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "query/cypher/execution.h"
#include "query/cypher/value.h"

namespace concord::cypher {

constexpr size_t kMaxPacked = 4;
using PackedRow = std::array<uint64_t, kMaxPacked>;

// The two lowest bits say what it is: null, a node, a relationship, or a count, which no value is packed as.
inline uint64_t PackNode(NodeId id) { return id << 2 | 1; }
inline uint64_t PackEdge(EdgeId id) { return id << 2 | 2; }
inline bool IsPackedNode(uint64_t number) { return (number & 3) == 1; }
inline uint64_t PackCount(int64_t count) { return static_cast<uint64_t>(count) << 2 | 3; }
inline int64_t UnpackCount(uint64_t number) { return static_cast<int64_t>(number >> 2); }

inline bool PackValue(const Value& value, uint64_t* number) {
  switch (value.type()) {
    case ValueType::kNode:
      *number = PackNode(value.as_node());
      return true;
    case ValueType::kEdge:
      *number = PackEdge(value.as_edge());
      return true;
    case ValueType::kNull:
      *number = 0;
      return true;
    default:
      return false;
  }
}

// False when a slot holds anything else, or there are too many.
inline bool Pack(const Row& row, const std::vector<Slot>& slots, PackedRow* packed) {
  if (slots.size() > kMaxPacked) return false;
  for (size_t i = 0; i < slots.size(); ++i) {
    if (!PackValue(row[static_cast<size_t>(slots[i])], &(*packed)[i])) return false;
  }
  return true;
}

inline void UnpackValue(uint64_t number, Value* value) {
  switch (number & 3) {
    case 1:
      value->set_node(number >> 2);
      return;
    case 2:
      value->set_edge(number >> 2);
      return;
    case 3:
      value->set_int(UnpackCount(number));
      return;
    default:
      *value = Value();
  }
}

// Packed rows with a number each, in the order in which they came first. Open addressing.
class PackedTable {
 public:
  struct Entry {
    PackedRow row;
    int64_t number;
  };

  size_t size() const { return entries_.size(); }
  const Entry& operator[](size_t i) const { return entries_[i]; }

  // The entry of the row, made with the number when there is none; whether it was made.
  std::pair<Entry*, bool> Insert(const PackedRow& row, int64_t number) {
    if (2 * (entries_.size() + 1) > places_.size()) Grow();
    uint32_t* place = Find(row);
    if (*place != 0) return {&entries_[*place - 1], false};
    entries_.push_back({row, number});
    *place = static_cast<uint32_t>(entries_.size());
    return {&entries_.back(), true};
  }

  void Clear() {
    if (entries_.empty()) return;
    std::fill(places_.begin(), places_.end(), 0U);
    entries_.clear();
  }

 private:
  static size_t Hash(const PackedRow& row) {
    uint64_t hash = 0;
    for (const uint64_t number : row) hash = (hash ^ number) * 0x9E3779B97F4A7C15u;
    return hash ^ (hash >> 29);
  }

  uint32_t* Find(const PackedRow& row) {
    size_t at = Hash(row) & (places_.size() - 1);
    while (places_[at] != 0 && entries_[places_[at] - 1].row != row) at = (at + 1) & (places_.size() - 1);
    return &places_[at];
  }

  void Grow() {
    places_.assign(std::max<size_t>(16, 2 * places_.size()), 0);
    for (size_t i = 0; i < entries_.size(); ++i) *Find(entries_[i].row) = static_cast<uint32_t>(i + 1);
  }

  std::vector<Entry> entries_;
  std::vector<uint32_t> places_;  // into entries_, counted from 1; 0: free
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_PACKED_ROW_H_
