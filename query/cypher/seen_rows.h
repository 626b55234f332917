// The rows that came before, as far as some slots tell them apart.
#ifndef CONCORD_QUERY_CYPHER_SEEN_ROWS_H_
#define CONCORD_QUERY_CYPHER_SEEN_ROWS_H_

#include <vector>

#include "query/cypher/execution.h"
#include "query/cypher/key_table.h"
#include "query/cypher/node_set.h"
#include "query/cypher/packed_row.h"

namespace concord::cypher {

class SeenRows {
 public:
  explicit SeenRows(Execution* execution) : account_(execution), others_(execution) {}
  // False when there was one before. Counts the memory that it takes.
  bool Insert(const Row& row, const std::vector<Slot>& slots);
  void Clear() {
    account_.Clear();
    nodes_.Clear();
    packed_.Clear();
    others_.Clear();
  }

 private:
  Account account_;
  NodeSet nodes_;  // of rows of one node
  PackedTable packed_;
  KeyTable others_;
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_SEEN_ROWS_H_
