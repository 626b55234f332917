// A set of nodes as bits, for searches through the graph; a bit for each node up to the largest.
#ifndef CONCORD_QUERY_CYPHER_NODE_SET_H_
#define CONCORD_QUERY_CYPHER_NODE_SET_H_

#include <cstdint>
#include <vector>

#include "graph/batch.h"

namespace concord::cypher {

// Forgetting its nodes costs as much as remembering them did.
class NodeSet {
 public:
  // False when it was there.
  bool Insert(NodeId node) {
    const size_t word = node / 64;
    if (word >= bits_.size()) bits_.resize(word + word / 2 + 64);
    const uint64_t bit = uint64_t{1} << (node % 64);
    if ((bits_[word] & bit) != 0) return false;
    bits_[word] |= bit;
    nodes_.push_back(node);
    return true;
  }
  bool Contains(NodeId node) const {
    const size_t word = node / 64;
    return word < bits_.size() && (bits_[word] >> (node % 64) & 1) != 0;
  }
  void Clear() {
    for (const NodeId node : nodes_) bits_[node / 64] = 0;
    nodes_.clear();
  }
  const std::vector<NodeId>& nodes() const { return nodes_; }  // in the order of insertion

 private:
  std::vector<uint64_t> bits_;
  std::vector<NodeId> nodes_;
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_NODE_SET_H_
