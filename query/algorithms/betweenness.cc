#include "query/algorithms/betweenness.h"

#include <boost/graph/betweenness_centrality.hpp>

#include "graph/view_boost.h"

namespace concord {
namespace {

// How many shortest paths lead to a vertex, as Boost writes them. They grow exponentially, hence floats. As
// Boost has no other place to stop at, writing throws when the caller has had enough.
class PathCounts {
 public:
  struct Stopped {};

  using key_type = VertexId;
  using value_type = double;
  using reference = double;
  using category = boost::read_write_property_map_tag;

  PathCounts(std::vector<double>& counts, const std::function<bool()>& keep_going, uint32_t& writes)
      : counts_(&counts), keep_going_(&keep_going), writes_(&writes) {}

  friend double get(const PathCounts& map, VertexId v) { return (*map.counts_)[v]; }
  friend void put(const PathCounts& map, VertexId v, double count) {
    (*map.counts_)[v] = count;
    if (++*map.writes_ % 4096 == 0 && *map.keep_going_ && !(*map.keep_going_)()) throw Stopped();
  }

 private:
  std::vector<double>* counts_;
  const std::function<bool()>* keep_going_;
  uint32_t* writes_;
};

template <typename Graph>
Result<std::vector<double>> Run(const Graph& graph, const BetweennessOptions& options) {
  const size_t vertices = num_vertices(graph);
  const auto index = VertexIndexMap();
  const auto map = [&](auto& values) { return boost::make_iterator_property_map(values.begin(), index); };

  std::vector<double> centrality(vertices, 0);
  std::vector<std::vector<ViewEdge>> incoming(vertices);
  std::vector<uint32_t> distance(vertices, 0);
  std::vector<double> dependency(vertices, 0);
  std::vector<double> counts(vertices, 0);
  uint32_t writes = 0;
  try {
    boost::brandes_betweenness_centrality(graph, map(centrality), boost::dummy_property_map(), map(incoming),
                                          map(distance), map(dependency),
                                          PathCounts(counts, options.keep_going, writes), index);
  } catch (const PathCounts::Stopped&) {
    return Fail(ErrorCode::kLimit, "betweenness was stopped before its end");
  }
  return centrality;
}

}  // namespace

Result<std::vector<double>> Betweenness(const GraphView& view, const BetweennessOptions& options) {
  if (options.directed) return Run(view, options);
  return Run(UndirectedView(view), options);
}

}  // namespace concord
