#include "query/algorithms/vertex_groups.h"

#include <algorithm>

namespace concord {

VertexGroups GroupByLabel(std::span<const uint32_t> labels) {
  struct Group {
    uint32_t label, size, first;
  };
  std::vector<Group> groups;
  std::vector<uint32_t> number(labels.size(), UINT32_MAX);  // by label
  for (uint32_t v = 0; v < labels.size(); ++v) {
    uint32_t& group = number[labels[v]];
    if (group == UINT32_MAX) {
      group = static_cast<uint32_t>(groups.size());
      groups.push_back({labels[v], 0, v});
    }
    ++groups[group].size;
  }
  std::ranges::sort(groups, [](const Group& a, const Group& b) {
    return a.size != b.size ? a.size > b.size : a.first < b.first;
  });

  VertexGroups result;
  for (uint32_t n = 0; n < groups.size(); ++n) {
    number[groups[n].label] = n;
    result.sizes.push_back(groups[n].size);
  }
  for (const uint32_t label : labels) result.of.push_back(number[label]);
  return result;
}

}  // namespace concord
