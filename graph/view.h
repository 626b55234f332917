// A snapshot, or a part of it, as arrays: for questions that touch many edges.
//
// Typed compressed sparse rows in both directions. A vertex is a node's rank among the nodes of the view, 0
// to vertex_count() - 1, in the order of node ids. Row v of the out side holds the edges that start at v,
// ordered by (type, end, edge id). The in side works the same way. Everything is in flat arrays, so that the
// view can be written to a file and mapped later. Any number of threads may read it without locks.
//
// An edge has a number too, its place: 0 to edge_count() - 1 in the order of the out side. Weights, or any
// other data about edges, can be kept in a separate array that is indexed by places.
//
// Memory: 32 bytes for each edge, 24 for each vertex and 4 for each label that a vertex has.
// graph/view_boost.h makes the view a model of the Boost.Graph concepts.
#ifndef CONCORD_GRAPH_VIEW_H_
#define CONCORD_GRAPH_VIEW_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/large_array.h"
#include "graph/snapshot.h"

namespace concord {

using VertexId = uint32_t;
inline constexpr VertexId kNoVertex = UINT32_MAX;

// What goes into a view. Empty lists mean everything. An edge is in the view if both its ends are. A label or
// type that the snapshot does not have selects nothing.
struct ViewOptions {
  std::vector<std::string> labels;  // nodes with any of these
  std::vector<std::string> edge_types;
  unsigned threads = 0;  // that read the store and sort in parallel; 0: as many as the machine has
};

class GraphView {
 public:
  // A run of neighbours of one vertex: parallel arrays of equal length. Valid as long as the view.
  struct Row {
    std::span<const VertexId> vertices;
    std::span<const uint16_t> types;  // index into edge_types()
    std::span<const EdgeId> edges;
    size_t size() const { return vertices.size(); }
  };

  VertexId vertex_count() const { return static_cast<VertexId>(nodes_.size()); }
  uint64_t edge_count() const { return out_.vertices.size(); }

  NodeId node(VertexId v) const { return nodes_[v]; }
  VertexId vertex(NodeId id) const;  // kNoVertex if it is not in the view

  // The requested types that are in use, sorted. The number of a type in a row is its index here.
  const std::vector<std::string>& edge_types() const { return edge_types_; }
  std::optional<uint16_t> FindType(std::string_view name) const;

  Row Out(VertexId v) const { return RowOf(out_, v); }
  Row In(VertexId v) const { return RowOf(in_, v); }
  Row Out(VertexId v, uint16_t type) const { return SliceOf(out_, v, type); }  // the part of the row with
  Row In(VertexId v, uint16_t type) const { return SliceOf(in_, v, type); }    // that type: O(log degree)

  // Places of edges. The out row of v has consecutive places from OutPlace(v) on. InPlaces(v) gives the place
  // of each edge in the in row of v.
  uint64_t OutPlace(VertexId v) const { return out_.offsets[v]; }
  std::span<const uint32_t> InPlaces(VertexId v) const {
    return std::span(in_places_).subspan(in_.offsets[v], in_.offsets[v + 1] - in_.offsets[v]);
  }
  // The ends and the id of the edge at a place. O(1), except the start: O(log vertex_count()).
  VertexId SourceAt(uint64_t place) const;
  VertexId TargetAt(uint64_t place) const { return out_.vertices[place]; }
  EdgeId EdgeAt(uint64_t place) const { return out_.edges[place]; }

  // Vertices with a label, in rising order; empty if no vertex has the label.
  std::span<const VertexId> WithLabel(std::string_view label) const;
  bool HasLabel(VertexId v, std::string_view label) const;  // O(log vertices with the label)

 private:
  friend class ViewBuilder;
  struct Side {
    LargeArray<uint64_t> offsets = LargeArray<uint64_t>(1, 0);  // vertex_count() + 1
    LargeArray<VertexId> vertices;
    LargeArray<uint16_t> types;
    LargeArray<EdgeId> edges;
  };
  static Row RowOf(const Side& side, VertexId v) { return Part(side, side.offsets[v], side.offsets[v + 1]); }
  static Row SliceOf(const Side& side, VertexId v, uint16_t type);
  static Row Part(const Side& side, uint64_t first, uint64_t limit) {
    const uint64_t count = limit - first;
    return {{side.vertices.data() + first, count},
            {side.types.data() + first, count},
            {side.edges.data() + first, count}};
  }

  LargeArray<NodeId> nodes_;  // sorted
  std::vector<std::string> edge_types_;
  std::vector<std::string> labels_;            // sorted
  std::vector<uint64_t> label_offsets_ = {0};  // beside labels_, with one more: into label_vertices_
  LargeArray<VertexId> label_vertices_;
  Side out_, in_;
  LargeArray<uint32_t> in_places_;  // parallel to in_
};

// Fails with kLimit above 2^32 - 2 nodes or edges, or 2^16 edge types, and with the snapshot's errors.
Result<GraphView> LoadView(const Snapshot& snapshot, const ViewOptions& options = {});

}  // namespace concord

#endif  // CONCORD_GRAPH_VIEW_H_
