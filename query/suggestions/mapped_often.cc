#include "query/suggestions/mapped_often.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "graph/vocabulary.h"
#include "query/crosswalks/mapping_links.h"

namespace concord {

Result<std::vector<float>> MappedOften(const Snapshot& snapshot, const Framework& a, const Framework& b) {
  constexpr double kMost = 5, kFewest = 20;
  // A store without mappings is told quickly.
  if (snapshot.EdgeCount(edge::MAPS_TO) == 0) return std::vector<float>();
  auto links = MappingLinks::Open(snapshot);
  if (!links) return tl::unexpected(links.error());
  std::vector<double> rows(b.items.size(), 0.0);
  for (size_t i = 0; i < b.items.size(); ++i) {
    for (const NodeId node : b.items[i].nodes) {
      auto found = links->Of(node);
      if (!found) return tl::unexpected(found.error());
      for (const MappingLink& link : **found) {
        const bool says = !link.negated && !links->IsNoTerm(link.other);
        if (says && !a.item_of.contains(link.other) && !b.item_of.contains(link.other)) ++rows[i];
      }
    }
  }
  if (std::accumulate(rows.begin(), rows.end(), 0.0) < kFewest) return std::vector<float>();
  for (double& of_item : rows) of_item = std::min(of_item, kMost);
  const double mean = std::accumulate(rows.begin(), rows.end(), 0.0) / static_cast<double>(rows.size());
  std::vector<float> often;
  for (const double of_item : rows)
    often.push_back(static_cast<float>(std::log((of_item + 0.5) / (mean + 0.5))));
  return often;
}

}  // namespace concord
