#include "query/cypher/reach.h"

#include <algorithm>
#include <unordered_map>

namespace concord::cypher {
namespace {

constexpr size_t kBytesOfANode = 2 * sizeof(NodeId);  // that was found, about

}  // namespace

bool Reach::Leads(NodeId from, NodeId to, Row& row) {
  if (from == to && plan_.edge->min_hops > 0 && walker_.is_undirected()) {
    walker_.Start(row);
    account_.Clear();
    return FindRound(from, row);
  }
  Search({from}, row, &to);
  return ends_.Contains(to);
}

// With a target the search stops once that is among the ends.
void Reach::Search(const std::vector<NodeId>& starts, Row& row, const NodeId* target) {
  walker_.Start(row);
  account_.Clear();
  ends_.Clear();
  starts_.Clear();
  const bool has_starts = plan_.edge->min_hops == 0;
  const bool undirected = walker_.is_undirected();
  for (const NodeId start : starts) {
    starts_.Insert(start);
    if (has_starts) ends_.Insert(start);
  }
  if (target != nullptr && ends_.Contains(*target)) return;
  if (has_starts) {
    // The starts are ends too, so that the ends, in the order in which they were found, are the queue.
    size_t at = 0;
    for (uint64_t depth = 1; depth <= plan_.edge->max_hops && at < ends_.nodes().size(); ++depth) {
      account_.Charge((ends_.nodes().size() - at) * kBytesOfANode);
      for (const size_t level_end = ends_.nodes().size(); at < level_end; ++at) {
        bool is_found = false;
        walker_.ForEach(ends_.nodes()[at], false, row, [&](EdgeId, NodeId end) {
          is_found = ends_.Insert(end) && target != nullptr && end == *target;
          return !is_found;
        });
        if (is_found) return;
      }
    }
    return;
  }
  // Nodes of the level that is being left, and where the next one begins among the ends.
  std::vector<NodeId> level = starts_.nodes(), next;
  for (uint64_t depth = 1; depth <= plan_.edge->max_hops && !level.empty(); ++depth) {
    next.clear();
    for (const NodeId node : level) {
      bool is_found = false;
      walker_.ForEach(node, false, row, [&](EdgeId, NodeId end) {
        if (ends_.Contains(end)) return true;
        const bool is_start = starts_.Contains(end);
        // The way back over the same edge is no path; whether there is another, FindRound tells.
        if (is_start && undirected) return true;
        ends_.Insert(end);
        is_found = target != nullptr && end == *target;
        if (!is_start) next.push_back(end);  // what leads on from a start is known already
        return !is_found;
      });
      if (is_found) return;
    }
    account_.Charge(next.size() * kBytesOfANode);
    level.swap(next);
  }
  if (undirected && FindRound(starts.front(), row)) ends_.Insert(starts.front());
}

// Whether some path without a repeated edge leads from the start back to it in no more hops than allowed.
//
// Every node belongs to the branch of the first edge on its shortest way. The shortest way round uses two
// branches, so some edge of it joins nodes of different ones, or a node of one branch to the start by the
// first edge of another; and any such edge closes a way round.
bool Reach::FindRound(NodeId start, Row& row) {
  struct Found {
    EdgeId branch;
    uint64_t depth;
  };
  std::unordered_map<NodeId, Found> found;
  const uint64_t max_hops = plan_.edge->max_hops;
  if (max_hops == 0) return false;
  std::vector<NodeId> level, next;
  walker_.Hops(start, false, row, &hops_);
  for (const WorkingGraph::Hop& hop : hops_) {
    if (hop.node == start) return true;  // a loop
    account_.Charge(sizeof(Found) + 40);
    if (found.try_emplace(hop.node, Found{hop.edge, 1}).second)
      level.push_back(hop.node);
    else if (max_hops >= 2)
      return true;  // two edges to the same node
  }
  for (uint64_t depth = 1; depth < max_hops && !level.empty(); ++depth) {
    next.clear();
    for (const NodeId node : level) {
      const EdgeId branch = found.at(node).branch;
      walker_.Hops(node, false, row, &hops_);
      for (const WorkingGraph::Hop& hop : hops_) {
        if (hop.node == start) {
          if (hop.edge != branch) return true;
          continue;
        }
        const auto [at, is_new] = found.try_emplace(hop.node, Found{branch, depth + 1});
        if (is_new) {
          account_.Charge(sizeof(Found) + 40);
          next.push_back(hop.node);
        } else if (at->second.branch != branch && depth + at->second.depth + 1 <= max_hops) {
          return true;
        }
      }
    }
    level.swap(next);
  }
  return false;
}

}  // namespace concord::cypher
