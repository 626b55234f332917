// The vertices of a view, divided into groups.
#ifndef CONCORD_QUERY_ALGORITHMS_VERTEX_GROUPS_H_
#define CONCORD_QUERY_ALGORITHMS_VERTEX_GROUPS_H_

#include <cstdint>
#include <span>
#include <vector>

namespace concord {

// Groups are numbered by size, the largest first; groups of equal size by their first vertex.
struct VertexGroups {
  std::vector<uint32_t> of;     // the group of each vertex
  std::vector<uint32_t> sizes;  // of each group, never 0
};

// Vertices with the same label form a group. Labels must be below the number of vertices.
VertexGroups GroupByLabel(std::span<const uint32_t> labels);

}  // namespace concord

#endif  // CONCORD_QUERY_ALGORITHMS_VERTEX_GROUPS_H_
