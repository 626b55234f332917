#include "query/algorithms/betweenness.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>

namespace concord {
namespace {

// How many shortest paths lead to a vertex, as Boost writes them. They grow exponentially, hence floats. As
// Boost has no other place to stop at, writing throws when the caller has had enough.
class PathCounts {
 public:
  struct Stopped {};

  using key_type = size_t;
  using value_type = double;
  using reference = double;
  using category = boost::read_write_property_map_tag;

  PathCounts(std::vector<double>& counts, const std::function<bool()>& keep_going, uint32_t& writes)
      : counts_(&counts), keep_going_(&keep_going), writes_(&writes) {}

  friend double get(const PathCounts& map, size_t v) { return (*map.counts_)[v]; }
  friend void put(const PathCounts& map, size_t v, double count) {
    (*map.counts_)[v] = count;
    if (++*map.writes_ % 4096 == 0 && *map.keep_going_ && !(*map.keep_going_)()) throw Stopped();
  }

 private:
  std::vector<double>* counts_;
  const std::function<bool()>* keep_going_;
  uint32_t* writes_;
};

// Throws PathCounts::Stopped.
template <typename Graph>
std::vector<double> Run(const Graph& graph, const BetweennessOptions& options) {
  const size_t vertices = num_vertices(graph);
  const auto index = get(boost::vertex_index, graph);
  const auto map = [&](auto& values) { return boost::make_iterator_property_map(values.begin(), index); };

  std::vector<double> centrality(vertices, 0);
  std::vector<std::vector<typename boost::graph_traits<Graph>::edge_descriptor>> incoming(vertices);
  std::vector<uint32_t> distance(vertices, 0);
  std::vector<double> dependency(vertices, 0);
  std::vector<double> counts(vertices, 0);
  uint32_t writes = 0;
  boost::brandes_betweenness_centrality(graph, map(centrality), boost::dummy_property_map(), map(incoming),
                                        map(distance), map(dependency),
                                        PathCounts(counts, options.keep_going, writes), index);
  return centrality;
}

// The edges of a view between the vertices that have any, numbered anew. Boost looks at every vertex again
// for each vertex, so the others, which no path leads through, would cost as much as these.
template <typename Direction>
class Connected {
 public:
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, Direction>;

  // Throws PathCounts::Stopped.
  Connected(const GraphView& view, const std::function<bool()>& keep_going)
      : numbers_(view.vertex_count(), kNoVertex) {
    for (VertexId v = 0; v < view.vertex_count(); ++v) {
      if (view.Out(v).size() + view.In(v).size() == 0) continue;
      numbers_[v] = static_cast<VertexId>(vertices_.size());
      vertices_.push_back(v);
    }
    graph_ = Graph(vertices_.size());
    for (const VertexId v : vertices_) {
      for (const VertexId end : view.Out(v).vertices) {
        add_edge(numbers_[v], numbers_[end], graph_);
        if (num_edges(graph_) % 4096 == 0 && keep_going && !keep_going()) throw PathCounts::Stopped();
      }
    }
  }

  const Graph& graph() const { return graph_; }

  // The values of all vertices, from those of the graph; 0 for the others.
  std::vector<double> Spread(const std::vector<double>& values) const {
    std::vector<double> all(numbers_.size(), 0);
    for (size_t i = 0; i < vertices_.size(); ++i) all[vertices_[i]] = values[i];
    return all;
  }

 private:
  std::vector<VertexId> vertices_, numbers_;
  Graph graph_;
};

template <typename Direction>
Result<std::vector<double>> RunOnConnected(const GraphView& view, const BetweennessOptions& options) {
  try {
    const Connected<Direction> connected(view, options.keep_going);
    return connected.Spread(Run(connected.graph(), options));
  } catch (const PathCounts::Stopped&) {
    return Fail(ErrorCode::kLimit, "betweenness was stopped before its end");
  }
}

}  // namespace

Result<std::vector<double>> Betweenness(const GraphView& view, const BetweennessOptions& options) {
  if (options.directed) return RunOnConnected<boost::directedS>(view, options);
  return RunOnConnected<boost::undirectedS>(view, options);
}

}  // namespace concord
