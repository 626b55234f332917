// Works out what goes when units and nodes are removed: all of it, before anything is written.
#ifndef CONCORD_GRAPH_ROCKS_REMOVAL_H_
#define CONCORD_GRAPH_ROCKS_REMOVAL_H_

#include <set>
#include <unordered_set>

#include "graph/batch.h"
#include "graph/records.h"
#include "graph/rocks_database.h"

namespace concord {

// For one batch, on a store in which nothing is staged. Memory: ranges of ids, and the neighbours that may
// be orphans.
class RemovalPlanner {
 public:
  // Takes what goes out of the counts of `state`; both must outlive the planner.
  RemovalPlanner(const Database& database, StoreState* state) : database_(database), state_(*state) {}

  // The owned nodes and all edges of the batch's removed units, its removed nodes, and the edges that
  // touch any of them.
  Result<void> Plan(const GraphBatch& batch);

  // Then: the shared nodes that no edge touches any more, but for those in `kept`.
  Result<void> AddOrphans(const std::unordered_set<NodeId>& kept);

  const Removal& removal() const { return removal_; }
  // Names of the units that exist and go.
  const std::set<std::string>& units() const { return units_; }

 private:
  Result<void> AddUnit(const std::string& name);
  Result<void> AddNodes(const std::vector<std::string>& keys);
  void AddNode(NodeId id, const std::vector<Symbol>& labels);
  Result<void> CountEdges();
  Result<bool> IsOrphan(NodeId id) const;

  const Database& database_;
  StoreState& state_;
  Removal removal_;
  std::set<std::string> units_;
  std::unordered_set<NodeId> suspects_;  // that lose an edge, or were made by a unit that goes
};

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_REMOVAL_H_
