// Some values of a row as a key of a hash table; keys are equal when the values are equivalent.
#ifndef CONCORD_QUERY_CYPHER_ROW_KEY_H_
#define CONCORD_QUERY_CYPHER_ROW_KEY_H_

#include <unordered_set>
#include <vector>

#include "query/cypher/execution.h"
#include "query/cypher/node_set.h"
#include "query/cypher/packed_row.h"
#include "query/cypher/value.h"

namespace concord::cypher {

struct RowKey {
  std::vector<Value> values;

  friend bool operator==(const RowKey& a, const RowKey& b) {
    for (size_t i = 0; i < a.values.size(); ++i) {
      if (!Equivalent(a.values[i], b.values[i])) return false;
    }
    return true;
  }
};

struct RowKeyHash {
  size_t operator()(const RowKey& key) const {
    size_t hash = key.values.size();
    for (const Value& value : key.values) hash = hash * 0x100000001B3ULL ^ HashOf(value);
    return hash;
  }
};

// The rows that came before, as far as some slots tell them apart.
class SeenRows {
 public:
  explicit SeenRows(Execution* execution) : account_(execution) {}
  // False when there was one before. Counts the memory that it takes.
  bool Insert(const Row& row, const std::vector<Slot>& slots);
  void Clear() {
    account_.Clear();
    nodes_.Clear();
    packed_.Clear();
    others_.clear();
  }

 private:
  Account account_;
  NodeSet nodes_;  // of rows of one node
  PackedTable packed_;
  std::unordered_set<RowKey, RowKeyHash> others_;
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_ROW_KEY_H_
