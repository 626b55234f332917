// The order in which the parts of a pattern are matched: from the most selective node, along the cheaper
// side.
#ifndef CONCORD_QUERY_CYPHER_PATTERN_PLANNER_H_
#define CONCORD_QUERY_CYPHER_PATTERN_PLANNER_H_

#include <set>
#include <vector>

#include "query/cypher/plan.h"
#include "query/cypher/planner.h"
#include "query/cypher/working_graph.h"

namespace concord::cypher {

class PatternPlanner {
 public:
  PatternPlanner(const WorkingGraph& graph, const PlannerOptions& options)
      : graph_(graph), options_(options) {}

  // Steps on top of `input` that match the pattern and meet the condition (which may be null).
  PlanPtr Plan(const Pattern& pattern, const Expr* where, PlanPtr input);

 private:
  struct Link {
    Slot left, right;
    const EdgePattern* edge;
    const PathPattern* path;
    bool done = false;
  };

  void Collect(const Pattern& pattern);
  void AddConditions(const Expr* where);
  void AddNode(const NodePattern& node);
  bool IsBound(Slot slot) const { return bound_.contains(slot); }
  void ApplyChecks();
  void Push(PlanPtr node);
  void PlanLink(Link* link);
  Link* NextLink();
  void PlanStart();
  double ScanCost(Slot slot, PlanNode* scan) const;
  double LinkCost(const Link& link) const;

  const WorkingGraph& graph_;
  const PlannerOptions& options_;
  PlanPtr plan_;
  std::vector<Slot> nodes_;  // in the order of the pattern
  std::vector<Link> links_;
  std::vector<Check> checks_;
  std::set<Slot> bound_;
  std::vector<Slot> matched_edges_;
};

// The slots that an expression reads.
void CollectSlots(const Expr& expr, std::set<Slot>* slots);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_PATTERN_PLANNER_H_
