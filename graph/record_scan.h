// Many nodes or edges, in the order of their ids: some properties, from which columns are made, or
// everything.
//
// Reading records in a row and leaving out what is not asked for costs a tenth of GetNode for each.
#ifndef CONCORD_GRAPH_RECORD_SCAN_H_
#define CONCORD_GRAPH_RECORD_SCAN_H_

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "base/result.h"
#include "graph/snapshot.h"
#include "graph/value.h"

namespace concord {

// Valid during the visit.
struct ScannedNode {
  NodeId id = 0;
  std::string_view key;
  std::span<const Value> values;  // beside the names that were asked for; null where there is none
};
struct ScannedEdge {
  EdgeId id = 0;
  NodeId from = 0, to = 0;
  Symbol type = 0;
  std::span<const Value> values;
};

// The nodes with ids in [first, limit). The visitor returns false to stop. Any number of threads may scan one
// snapshot.
Result<void> ScanNodes(const Snapshot& snapshot, std::span<const std::string_view> names,
                       const std::function<bool(const ScannedNode&)>& visit, NodeId first = 0,
                       NodeId limit = UINT64_MAX);
// Likewise edges, of these types alone.
Result<void> ScanEdges(const Snapshot& snapshot, std::span<const std::string_view> types,
                       std::span<const std::string_view> names,
                       const std::function<bool(const ScannedEdge&)>& visit, EdgeId first = 0,
                       EdgeId limit = UINT64_MAX);

// The nodes or edges with these ids, one after the other. The ids must rise. kNotFound if one does not exist.
// Reading records that lie near one another costs a third of GetNode or GetEdge for each.
Result<void> ReadNodes(const Snapshot& snapshot, std::span<const NodeId> ids,
                       const std::function<void(Node)>& visit);
Result<void> ReadEdges(const Snapshot& snapshot, std::span<const EdgeId> ids,
                       const std::function<void(Edge)>& visit);

// The same records as bytes, for ViewNode and ViewEdge (graph/record_view.h). They are valid during the
// visit. The first error of `visit` ends the reading.
using VisitBytes = std::function<Result<void>(uint64_t id, std::string_view bytes)>;
Result<void> ReadNodeBytes(const Snapshot& snapshot, std::span<const NodeId> ids, const VisitBytes& visit);
Result<void> ReadEdgeBytes(const Snapshot& snapshot, std::span<const EdgeId> ids, const VisitBytes& visit);

}  // namespace concord

#endif  // CONCORD_GRAPH_RECORD_SCAN_H_
