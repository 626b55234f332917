// Works out everything that is removed together with units and nodes, before anything is written.
#ifndef CONCORD_GRAPH_ROCKS_REMOVAL_H_
#define CONCORD_GRAPH_ROCKS_REMOVAL_H_

#include <set>
#include <unordered_set>

#include "graph/batch.h"
#include "graph/records.h"
#include "graph/rocks_database.h"

namespace concord {

// For one publication. The first of the batches that are published together plans it, on a store in which
// nothing is staged. Memory: ranges of ids, and the neighbours that may become orphans.
class RemovalPlanner {
 public:
  explicit RemovalPlanner(const Database& database) : database_(&database) {}

  // Plans to remove the owned nodes and all edges of the batch's removed units, its removed nodes and edges,
  // and the edges that touch any of these nodes. Subtracts them from the counts of `state`.
  Result<void> Plan(const GraphBatch& batch, StoreState* state);

  // At the publication: adds the shared nodes that no edge touches any more, except those in `kept`. Staged
  // edges count.
  Result<void> AddOrphans(const std::unordered_set<NodeId>& kept, StoreState* state);

  const Removal& removal() const { return removal_; }
  // Names of the existing units that are removed.
  const std::set<std::string>& units() const { return units_; }

 private:
  Result<void> AddUnit(const std::string& name, StoreState* state);
  void AddEdges(std::vector<EdgeId> ids, const StoreState& state);
  Result<void> AddNodes(const std::vector<std::string>& keys, StoreState* state);
  void AddNode(NodeId id, const std::vector<Symbol>& labels, StoreState* state);
  Result<void> CountEdges(StoreState* state);
  Result<bool> IsOrphan(NodeId id) const;

  const Database* database_;
  Removal removal_;
  std::set<std::string> units_;
  std::unordered_set<NodeId> suspects_;  // nodes that lose an edge, or were made by a removed unit
};

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_REMOVAL_H_
