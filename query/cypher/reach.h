// Which nodes an edge of variable length leads to, when it does not matter how often and by which ways.
//
// Breadth first, each node once: O(edges around what is reached), where walking every path would be
// exponential. A node is at the end of a path without a repeated edge exactly when it is at the end of a
// shortest one, but for the start itself, which needs a way round; see FindRound.
// Tested by reach_test.cc against walking every path.
#ifndef CONCORD_QUERY_CYPHER_REACH_H_
#define CONCORD_QUERY_CYPHER_REACH_H_

#include <vector>

#include "query/cypher/edge_walker.h"

namespace concord::cypher {

// A set of nodes as bits; forgetting them costs as much as remembering them did.
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

class Reach {
 public:
  // The plan is one of an edge with min_hops 0 or 1.
  Reach(const PlanNode& plan, Execution* execution)
      : plan_(plan), execution_(*execution), walker_(plan, execution) {}

  // The ends of all paths from one of the starts, each once, in no order; valid until the next call. From
  // several starts only when CanMerge().
  const std::vector<NodeId>& Find(const std::vector<NodeId>& starts, Row& row) {
    Search(starts, row, nullptr);
    return ends_.nodes();
  }
  bool CanMerge() const { return plan_.edge->min_hops == 0 || !walker_.is_undirected(); }
  // Whether one node is among the ends.
  bool Leads(NodeId from, NodeId to, Row& row);

 private:
  void Search(const std::vector<NodeId>& starts, Row& row, const NodeId* target);
  bool FindRound(NodeId start, Row& row);

  const PlanNode& plan_;
  Execution& execution_;
  EdgeWalker walker_;
  NodeSet ends_;
  NodeSet starts_;
  std::vector<WorkingGraph::Hop> hops_;
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_REACH_H_
