#include "query/algorithms/components.h"

#include <boost/graph/connected_components.hpp>
#include <boost/graph/strong_components.hpp>

#include "graph/view_boost.h"

namespace concord {

VertexGroups WeakComponents(const GraphView& view) {
  std::vector<uint32_t> labels(view.vertex_count());
  boost::connected_components(UndirectedView(view),
                              boost::make_iterator_property_map(labels.begin(), VertexIndexMap()));
  return GroupByLabel(labels);
}

VertexGroups StrongComponents(const GraphView& view) {
  std::vector<uint32_t> labels(view.vertex_count());
  boost::strong_components(view, boost::make_iterator_property_map(labels.begin(), VertexIndexMap()));
  return GroupByLabel(labels);
}

}  // namespace concord
