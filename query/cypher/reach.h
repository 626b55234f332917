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
#include "query/cypher/node_set.h"

namespace concord::cypher {

class Reach {
 public:
  // The plan is one of an edge with min_hops 0 or 1.
  Reach(const PlanNode& plan, Execution* execution)
      : plan_(plan), walker_(plan, execution), account_(execution) {}

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
  EdgeWalker walker_;
  Account account_;
  NodeSet ends_;
  NodeSet starts_;
  std::vector<WorkingGraph::Hop> hops_;
};

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_REACH_H_
