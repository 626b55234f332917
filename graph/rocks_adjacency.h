// Reads the runs of edges of the store (graph/codec.h) as one sorted list for each node and type.
#ifndef CONCORD_GRAPH_ROCKS_ADJACENCY_H_
#define CONCORD_GRAPH_ROCKS_ADJACENCY_H_

#include <rocksdb/iterator.h>

#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/codec.h"

namespace concord {

// The edges of one node, direction and type.
struct AdjacencyGroup {
  NodeId node = 0;
  Symbol type = 0;
  std::vector<RunEdge> edges;  // sorted
};

// Walks over the family kOut or kIn. Skips runs whose first edge is at or above `limit`, because they are not
// published. Borrows the iterator.
class AdjacencyReader {
 public:
  AdjacencyReader(rocksdb::Iterator* iterator, EdgeId limit) : iterator_(*iterator), limit_(limit) {}

  void Seek(std::string_view key);

  // Reads the next group whose keys start with `prefix`. Returns false if there is none.
  Result<bool> Next(std::string_view prefix, AdjacencyGroup* group);

 private:
  rocksdb::Iterator& iterator_;
  EdgeId limit_;
};

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_ADJACENCY_H_
