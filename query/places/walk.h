// Small steps through the graph that several questions share.
#ifndef CONCORD_QUERY_PLACES_WALK_H_
#define CONCORD_QUERY_PLACES_WALK_H_

#include <array>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "graph/vocabulary.h"

namespace concord {

// The edges from a whole to its parts, from a work down to its measures.
inline constexpr std::array<std::string_view, 5> kPartEdges = {edge::HAS_VERSION, edge::HAS_SECTION,
                                                               edge::HAS_PART, edge::STATES, edge::HAS_ITEM};

// The other ends of the node's edges of one type, in the order of (node, edge). Empty for a type that the
// store does not have.
Result<std::vector<Adjacent>> Neighbours(const Snapshot& snapshot, NodeId node, Direction direction,
                                         std::string_view type);

// `root` and everything below it along kPartEdges, each node once, a whole before its parts.
Result<std::vector<NodeId>> Below(const Snapshot& snapshot, NodeId root);

// All nodes with a label.
Result<std::vector<NodeId>> WithLabel(const Snapshot& snapshot, std::string_view label);

// All nodes whose keys start with `prefix`, in the order of their keys.
Result<std::vector<NodeId>> WithPrefix(const Snapshot& snapshot, std::string_view prefix);

// The edition of a work with the latest date (if several, the one with the last key), or 0 if it has none.
Result<NodeId> LatestVersion(const Snapshot& snapshot, NodeId document);

}  // namespace concord

#endif  // CONCORD_QUERY_PLACES_WALK_H_
