// Makes GraphView a graph of Boost.Graph (Siek, Lee, Lumsdaine: The Boost Graph Library, 2002), in place:
// no algorithm needs a copy. Include it where the algorithms are called, and nowhere else.
//
//   GraphView         directed: VertexListGraph, EdgeListGraph, BidirectionalGraph, AdjacencyGraph
//   UndirectedView    the same edges without direction: VertexListGraph, EdgeListGraph,
//                     BidirectionalGraph, AdjacencyGraph, AdjacencyMatrix; for connected components and
//                     matching
//
//   auto index = get(boost::vertex_index, view);
//   std::vector<double> rank(view.vertex_count());
//   boost::graph::page_rank(view, boost::make_iterator_property_map(rank.begin(), index), ...);
//
// Property maps: vertex_index is the vertex itself; edge_index is the edge's place, so that
//   boost::make_iterator_property_map(weights.begin(), get(boost::edge_index, view))
// gives the weights of the edges, whatever side they are reached from. UndirectedView takes the weights
// with it and has edge_weight too. A view, and the weights, must outlive what borrows them.
#ifndef CONCORD_GRAPH_VIEW_BOOST_H_
#define CONCORD_GRAPH_VIEW_BOOST_H_

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "graph/view.h"

namespace concord {

// An edge as Boost.Graph passes it around. Two are equal if they are the same edge, from whichever end.
struct ViewEdge {
  VertexId from = kNoVertex;
  VertexId to = kNoVertex;
  uint32_t place = UINT32_MAX;

  friend bool operator==(const ViewEdge& a, const ViewEdge& b) { return a.place == b.place; }
  friend bool operator<(const ViewEdge& a, const ViewEdge& b) { return a.place < b.place; }
};

// The edges of one row as ViewEdges. On the out side, places are consecutive; on the in side, they are in an
// array.
class OutEdgeIterator
    : public boost::iterator_facade<OutEdgeIterator, ViewEdge, boost::random_access_traversal_tag, ViewEdge> {
 public:
  OutEdgeIterator() = default;
  OutEdgeIterator(const VertexId* end, VertexId from, uint32_t place)
      : end_(end), from_(from), place_(place) {}

 private:
  friend class boost::iterator_core_access;
  ViewEdge dereference() const { return {from_, *end_, place_}; }
  bool equal(const OutEdgeIterator& other) const { return place_ == other.place_; }
  void increment() { advance(1); }
  void decrement() { advance(-1); }
  void advance(ptrdiff_t n) {
    end_ += n;
    place_ = static_cast<uint32_t>(place_ + n);
  }
  ptrdiff_t distance_to(const OutEdgeIterator& other) const { return ptrdiff_t{other.place_} - place_; }

  const VertexId* end_ = nullptr;
  VertexId from_ = kNoVertex;
  uint32_t place_ = 0;
};

class InEdgeIterator
    : public boost::iterator_facade<InEdgeIterator, ViewEdge, boost::random_access_traversal_tag, ViewEdge> {
 public:
  InEdgeIterator() = default;
  InEdgeIterator(const VertexId* start, const uint32_t* place, VertexId to)
      : start_(start), place_(place), to_(to) {}

 private:
  friend class boost::iterator_core_access;
  ViewEdge dereference() const { return {*start_, to_, *place_}; }
  bool equal(const InEdgeIterator& other) const { return place_ == other.place_; }
  void increment() { advance(1); }
  void decrement() { advance(-1); }
  void advance(ptrdiff_t n) {
    start_ += n;
    place_ += n;
  }
  ptrdiff_t distance_to(const InEdgeIterator& other) const { return other.place_ - place_; }

  const VertexId* start_ = nullptr;
  const uint32_t* place_ = nullptr;
  VertexId to_ = kNoVertex;
};

// All edges, by place.
class EdgeIterator
    : public boost::iterator_facade<EdgeIterator, ViewEdge, boost::forward_traversal_tag, ViewEdge> {
 public:
  EdgeIterator() = default;
  EdgeIterator(const GraphView* view, uint32_t place) : view_(view), place_(place) { SkipEmptyRows(); }

 private:
  friend class boost::iterator_core_access;
  ViewEdge dereference() const { return {from_, view_->TargetAt(place_), place_}; }
  bool equal(const EdgeIterator& other) const { return place_ == other.place_; }
  void increment() {
    ++place_;
    SkipEmptyRows();
  }
  void SkipEmptyRows() {
    while (place_ < view_->edge_count() && view_->OutPlace(from_ + 1) <= place_) ++from_;
  }

  const GraphView* view_ = nullptr;
  VertexId from_ = 0;
  uint32_t place_ = 0;
};

// A view whose edges have no direction. A loop occurs twice among the edges of its vertex, as in
// boost::adjacency_list. Borrows the view and the weights (one for each place, or none at all).
class UndirectedView {
 public:
  explicit UndirectedView(const GraphView& view, std::span<const double> weights = {})
      : view_(&view), weights_(weights) {}
  const GraphView& view() const { return *view_; }
  std::span<const double> weights() const { return weights_; }

 private:
  const GraphView* view_;
  std::span<const double> weights_;
};

// The out row of a vertex, then its in row: every edge that touches the vertex, with the vertex as its
// start, or as its end when `kInwards`.
template <bool kInwards>
class IncidentEdgeIterator : public boost::iterator_facade<IncidentEdgeIterator<kInwards>, ViewEdge,
                                                           boost::random_access_traversal_tag, ViewEdge> {
 public:
  IncidentEdgeIterator() = default;
  IncidentEdgeIterator(const GraphView* view, VertexId v, ptrdiff_t at) : view_(view), v_(v), at_(at) {}

 private:
  friend class boost::iterator_core_access;
  ViewEdge dereference() const {
    const GraphView::Row out = view_->Out(v_);
    const auto at = static_cast<size_t>(at_);
    if (at < out.size()) return Make(out.vertices[at], static_cast<uint32_t>(view_->OutPlace(v_) + at));
    return Make(view_->In(v_).vertices[at - out.size()], view_->InPlaces(v_)[at - out.size()]);
  }
  ViewEdge Make(VertexId other, uint32_t place) const {
    return kInwards ? ViewEdge{other, v_, place} : ViewEdge{v_, other, place};
  }
  bool equal(const IncidentEdgeIterator& other) const { return at_ == other.at_; }
  void increment() { ++at_; }
  void decrement() { --at_; }
  void advance(ptrdiff_t n) { at_ += n; }
  ptrdiff_t distance_to(const IncidentEdgeIterator& other) const { return other.at_ - at_; }

  const GraphView* view_ = nullptr;
  VertexId v_ = kNoVertex;
  ptrdiff_t at_ = 0;
};

// The other ends of the edges that `EdgeIterator` gives.
template <typename EdgeIterator>
class NeighbourIterator : public boost::iterator_adaptor<NeighbourIterator<EdgeIterator>, EdgeIterator,
                                                         VertexId, boost::use_default, VertexId> {
 public:
  NeighbourIterator() = default;
  explicit NeighbourIterator(EdgeIterator at) : NeighbourIterator::iterator_adaptor_(at) {}

 private:
  friend class boost::iterator_core_access;
  VertexId dereference() const { return (*this->base()).to; }
};

struct ViewTraversalTag : virtual boost::vertex_list_graph_tag,
                          virtual boost::edge_list_graph_tag,
                          virtual boost::bidirectional_graph_tag,
                          virtual boost::adjacency_graph_tag {};
struct UndirectedTraversalTag : virtual boost::vertex_list_graph_tag,
                                virtual boost::edge_list_graph_tag,
                                virtual boost::bidirectional_graph_tag,
                                virtual boost::adjacency_graph_tag,
                                virtual boost::adjacency_matrix_tag {};

}  // namespace concord

template <>
struct boost::graph_traits<concord::GraphView> {
  using vertex_descriptor = concord::VertexId;
  using edge_descriptor = concord::ViewEdge;
  using directed_category = boost::bidirectional_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using traversal_category = concord::ViewTraversalTag;
  using vertices_size_type = uint32_t;
  using edges_size_type = uint64_t;
  using degree_size_type = size_t;
  using vertex_iterator = boost::counting_iterator<concord::VertexId>;
  using edge_iterator = concord::EdgeIterator;
  using out_edge_iterator = concord::OutEdgeIterator;
  using in_edge_iterator = concord::InEdgeIterator;
  using adjacency_iterator = const concord::VertexId*;
  static vertex_descriptor null_vertex() { return concord::kNoVertex; }
};

template <>
struct boost::graph_traits<concord::UndirectedView> {
  using vertex_descriptor = concord::VertexId;
  using edge_descriptor = concord::ViewEdge;
  using directed_category = boost::undirected_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using traversal_category = concord::UndirectedTraversalTag;
  using vertices_size_type = uint32_t;
  using edges_size_type = uint64_t;
  using degree_size_type = size_t;
  using vertex_iterator = boost::counting_iterator<concord::VertexId>;
  using edge_iterator = concord::EdgeIterator;
  using out_edge_iterator = concord::IncidentEdgeIterator<false>;
  using in_edge_iterator = concord::IncidentEdgeIterator<true>;
  using adjacency_iterator = concord::NeighbourIterator<out_edge_iterator>;
  static vertex_descriptor null_vertex() { return concord::kNoVertex; }
};

// Some algorithms of Boost take the graph as a template argument that may be const.
template <>
struct boost::graph_traits<const concord::GraphView> : boost::graph_traits<concord::GraphView> {};
template <>
struct boost::graph_traits<const concord::UndirectedView> : boost::graph_traits<concord::UndirectedView> {};

namespace concord {

// From an edge to its place. (Boost's own identity map is for vertices.)
struct PlaceMap {
  using key_type = ViewEdge;
  using value_type = uint32_t;
  using reference = uint32_t;
  using category = boost::readable_property_map_tag;
};
inline uint32_t get(PlaceMap, const ViewEdge& edge) { return edge.place; }

// From an edge to its weight.
struct WeightMap {
  using key_type = ViewEdge;
  using value_type = double;
  using reference = double;
  using category = boost::readable_property_map_tag;
  std::span<const double> weights;
};
inline double get(const WeightMap& map, const ViewEdge& edge) { return map.weights[edge.place]; }

using VertexIndexMap = boost::typed_identity_property_map<VertexId>;

// The free functions of the concepts. The compiler finds them through the namespace of the graph.

inline VertexId source(const ViewEdge& edge, const GraphView&) { return edge.from; }
inline VertexId target(const ViewEdge& edge, const GraphView&) { return edge.to; }
inline VertexId source(const ViewEdge& edge, const UndirectedView&) { return edge.from; }
inline VertexId target(const ViewEdge& edge, const UndirectedView&) { return edge.to; }

// VertexListGraph
inline uint32_t num_vertices(const GraphView& view) { return view.vertex_count(); }
inline auto vertices(const GraphView& view) {
  using Iterator = boost::counting_iterator<VertexId>;
  return std::pair(Iterator(0), Iterator(view.vertex_count()));
}
inline uint32_t num_vertices(const UndirectedView& graph) { return num_vertices(graph.view()); }
inline auto vertices(const UndirectedView& graph) { return vertices(graph.view()); }

// EdgeListGraph
inline uint64_t num_edges(const GraphView& view) { return view.edge_count(); }
inline auto edges(const GraphView& view) {
  return std::pair(EdgeIterator(&view, 0), EdgeIterator(&view, static_cast<uint32_t>(view.edge_count())));
}
inline uint64_t num_edges(const UndirectedView& graph) { return num_edges(graph.view()); }
inline auto edges(const UndirectedView& graph) { return edges(graph.view()); }

// BidirectionalGraph
inline size_t out_degree(VertexId v, const GraphView& view) { return view.Out(v).size(); }
inline size_t in_degree(VertexId v, const GraphView& view) { return view.In(v).size(); }
inline size_t degree(VertexId v, const GraphView& view) { return out_degree(v, view) + in_degree(v, view); }
inline auto out_edges(VertexId v, const GraphView& view) {
  const auto row = view.Out(v).vertices;
  const auto place = static_cast<uint32_t>(view.OutPlace(v));
  return std::pair(OutEdgeIterator(row.data(), v, place),
                   OutEdgeIterator(row.data() + row.size(), v, static_cast<uint32_t>(place + row.size())));
}
inline auto in_edges(VertexId v, const GraphView& view) {
  const auto row = view.In(v).vertices;
  const auto places = view.InPlaces(v);
  return std::pair(InEdgeIterator(row.data(), places.data(), v),
                   InEdgeIterator(row.data() + row.size(), places.data() + places.size(), v));
}

// BidirectionalGraph without directions: every edge of a vertex is both an out edge and an in edge.
inline size_t out_degree(VertexId v, const UndirectedView& graph) { return degree(v, graph.view()); }
inline size_t degree(VertexId v, const UndirectedView& graph) { return degree(v, graph.view()); }
inline auto out_edges(VertexId v, const UndirectedView& graph) {
  using Iterator = IncidentEdgeIterator<false>;
  return std::pair(Iterator(&graph.view(), v, 0), Iterator(&graph.view(), v, ptrdiff_t(degree(v, graph))));
}
inline size_t in_degree(VertexId v, const UndirectedView& graph) { return degree(v, graph.view()); }
inline auto in_edges(VertexId v, const UndirectedView& graph) {
  using Iterator = IncidentEdgeIterator<true>;
  return std::pair(Iterator(&graph.view(), v, 0), Iterator(&graph.view(), v, ptrdiff_t(degree(v, graph))));
}

// AdjacencyGraph
inline auto adjacent_vertices(VertexId v, const GraphView& view) {
  const auto row = view.Out(v).vertices;
  return std::pair(row.data(), row.data() + row.size());
}
inline auto adjacent_vertices(VertexId v, const UndirectedView& graph) {
  const auto [first, last] = out_edges(v, graph);
  using Iterator = NeighbourIterator<IncidentEdgeIterator<false>>;
  return std::pair(Iterator(first), Iterator(last));
}

// AdjacencyMatrix: an edge between two vertices. Of parallel edges, it is the heaviest, as a matching of
// greatest weight needs. O(degree of u).
inline std::pair<ViewEdge, bool> edge(VertexId u, VertexId v, const UndirectedView& graph) {
  const std::span<const double> weights = graph.weights();
  ViewEdge best;
  bool found = false;
  const auto [first, last] = out_edges(u, graph);
  for (auto at = first; at != last; ++at) {
    const ViewEdge candidate = *at;
    if (candidate.to != v) continue;
    if (!found || (!weights.empty() && weights[candidate.place] > weights[best.place])) best = candidate;
    found = true;
  }
  return {best, found};
}

// PropertyGraph
inline VertexIndexMap get(boost::vertex_index_t, const GraphView&) { return {}; }
inline VertexId get(boost::vertex_index_t, const GraphView&, VertexId v) { return v; }
inline PlaceMap get(boost::edge_index_t, const GraphView&) { return {}; }
inline uint32_t get(boost::edge_index_t, const GraphView&, const ViewEdge& edge) { return edge.place; }
inline VertexIndexMap get(boost::vertex_index_t, const UndirectedView&) { return {}; }
inline VertexId get(boost::vertex_index_t, const UndirectedView&, VertexId v) { return v; }
inline PlaceMap get(boost::edge_index_t, const UndirectedView&) { return {}; }
inline uint32_t get(boost::edge_index_t, const UndirectedView&, const ViewEdge& edge) { return edge.place; }
inline WeightMap get(boost::edge_weight_t, const UndirectedView& graph) { return {graph.weights()}; }
inline double get(boost::edge_weight_t, const UndirectedView& graph, const ViewEdge& edge) {
  return graph.weights()[edge.place];
}

}  // namespace concord

template <>
struct boost::property_map<concord::GraphView, boost::vertex_index_t> {
  using type = concord::VertexIndexMap;
  using const_type = type;
};
template <>
struct boost::property_map<concord::GraphView, boost::edge_index_t> {
  using type = concord::PlaceMap;
  using const_type = type;
};
template <>
struct boost::property_map<concord::UndirectedView, boost::vertex_index_t> {
  using type = concord::VertexIndexMap;
  using const_type = type;
};
template <>
struct boost::property_map<concord::UndirectedView, boost::edge_index_t> {
  using type = concord::PlaceMap;
  using const_type = type;
};
template <>
struct boost::property_map<concord::UndirectedView, boost::edge_weight_t> {
  using type = concord::WeightMap;
  using const_type = type;
};

#endif  // CONCORD_GRAPH_VIEW_BOOST_H_
