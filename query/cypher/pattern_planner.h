// The order in which the parts of a pattern are matched: from the most selective node, along the cheaper
// side.
#ifndef CONCORD_QUERY_CYPHER_PATTERN_PLANNER_H_
#define CONCORD_QUERY_CYPHER_PATTERN_PLANNER_H_

#include <optional>
#include <set>
#include <vector>

#include "query/cypher/plan.h"
#include "query/cypher/planner.h"
#include "query/cypher/working_graph.h"

namespace concord::cypher {

// What is done with the rows of a pattern. Rows that agree in all that is read later can be made one.
struct RowUse {
  enum class Repeats : uint8_t {
    kMatter,   // every row is wanted
    kCounted,  // only how many there are is wanted besides: in the slot `*weight`
    kIgnored,  // a row is wanted once
  };
  Repeats repeats = Repeats::kMatter;
  bool knows_needed = false;
  std::set<Slot> needed;   // what is read later, if that is known
  std::set<Slot> varying;  // what was there before the pattern and differs from row to row
  bool continues = false;  // more patterns follow before the rows are grouped
  // Where the number stands that the last step left; kNoSlot: nowhere yet. And how many slots there are: a
  // step that counts takes a new one. Borrowed.
  Slot* weight = nullptr;
  Slot* slots = nullptr;
};

class PatternPlanner {
 public:
  PatternPlanner(const WorkingGraph& graph, const PlannerOptions& options)
      : graph_(graph), options_(options) {}

  // Steps on top of `input` that match the pattern and meet the condition (which may be null).
  PlanPtr Plan(const Pattern& pattern, const Expr* where, PlanPtr input, const RowUse& use = {});

  // Estimates for one row of the input: how many rows there are afterwards, and how many relationships are
  // looked at. Rough: they only say whether it pays to open a view.
  double rows() const { return rows_; }
  double walks() const { return walks_; }

 private:
  struct Link {
    Slot left, right;
    const EdgePattern* edge;
    const PathPattern* path;
    bool done = false;
  };

  // A part of the pattern that can be matched without what is bound.
  struct Apart {
    std::set<Slot> slots;  // its nodes and edges
    std::set<Slot> meets;  // the nodes that are bound already and at which its edges end
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
  double FanOut(const Link& link, Slot from) const;
  std::set<Slot> Live() const;
  std::vector<Slot> LiveBound() const;
  void Slim(const Link& link, PlanNode* node);
  bool OnlyCounts(const Link& link, const PlanNode& node, const std::set<Slot>& live) const;
  void AddWeight(PlanNode* node);
  std::set<Slot> MissingSlots() const;
  bool IsMatchedBefore(const EdgePattern& edge) const;

  // ---- pattern_joins.cc ----

  // All that is not matched yet around a node; nothing when it cannot be matched apart.
  std::optional<Apart> FindApart(Slot start) const;
  // The steps that match it, and about how many rows they give.
  PlanPtr PlanApart(const Apart& apart, double* rows);
  void PushJoin(const Apart& apart, JoinKey key);
  std::optional<JoinKey> FindEquality(const Apart& apart) const;
  // False when it is better to go on without.
  bool PlanEqualityJoin();
  bool PlanMeetingJoin(const Link& link);
  void Combine(const std::vector<Slot>& live_before);

  const WorkingGraph& graph_;
  const PlannerOptions& options_;
  PlanPtr plan_;
  std::vector<Slot> nodes_;  // in the order of the pattern
  std::vector<Link> links_;
  std::vector<Check> checks_;
  std::set<Slot> bound_;
  std::vector<const EdgePattern*> matched_edges_;
  const Pattern* pattern_ = nullptr;
  RowUse use_;
  const Apart* apart_ = nullptr;  // what is being planned, if it is only a part
  double rows_ = 1, walks_ = 0;
};

// The slots that an expression or a clause reads of what was there before it.
void CollectSlots(const Expr& expr, std::set<Slot>* slots);
void CollectClauseSlots(const Clause& clause, std::set<Slot>* slots);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_PATTERN_PLANNER_H_
