// What differs between two states of a graph, and the rows with which a copy of the older state becomes the
// newer one.
//
// A store keeps no history of its records, so both states must be there: the older one as a backup, or as any
// other store. They are compared by what an export says of them: a node by its key, an edge by all that it
// says, since edges have no keys.
#ifndef CONCORD_QUERY_EXPORTERS_GRAPH_CHANGES_H_
#define CONCORD_QUERY_EXPORTERS_GRAPH_CHANGES_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/exporters/exporter.h"

namespace concord {

inline constexpr std::string_view kChangesName = "changes.jsonl";

struct GraphState {
  const Snapshot& snapshot;
  const Selection& selection;
};

// Places in the selections, rising: of what is removed in the older one, of all else in the newer one. An
// edge whose properties differ is removed and added.
struct GraphChanges {
  struct Put {
    size_t place = 0;
    bool is_new = false;  // else the node was there and said something else
  };
  std::vector<size_t> removed_nodes = {}, removed_edges = {};
  std::vector<Put> nodes = {};
  std::vector<size_t> added_edges = {};

  size_t new_nodes() const;
  bool empty() const {
    return removed_nodes.empty() && removed_edges.empty() && nodes.empty() && added_edges.empty();
  }
};

// Reads both selections once, side by side. Text policies are honoured, so a text that may not leave is no
// difference.
Result<GraphChanges> CompareStates(const GraphState& before, const GraphState& after);

// Writes kChangesName. Each line is an object of JSON Lines (jsonl_exporter.cc) without evidence, and begins
// with "change": "removed", "changed" or "added". Removed nodes come first, then removed edges, then nodes by
// key, then added edges: no line needs a later one.
Result<void> WriteChanges(const GraphState& before, const GraphState& after, const GraphChanges& changes,
                          const OutputSink& sink);

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_GRAPH_CHANGES_H_
