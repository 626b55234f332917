#include "query/crosswalks/chains.h"

#include <algorithm>
#include <array>

namespace concord {
namespace {

// A place on the way: the links of the thing that was reached, and how far they were followed.
struct Stop {
  NodeId node = 0;
  const std::vector<MappingLink>* links = nullptr;
  size_t next = 0;
  RelationMask mask = kEqual;  // from the start to here
  uint16_t rationale = 0;      // of the rows up to here
};

}  // namespace

std::optional<double> ConfidenceOf(const Chain& chain) {
  double product = 1;
  for (const MappingLink* step : chain.steps) {
    if (!step->confidence) return std::nullopt;
    product *= *step->confidence;
  }
  return product;
}

Result<void> VisitChains(MappingLinks* links, NodeId from, const ChainOptions& options,
                         const std::function<bool(NodeId)>& is_end,
                         const std::function<void(const Chain&)>& visit) {
  const int most = std::min(options.most_steps, kMostSteps);
  std::array<Stop, kMostSteps> stops;
  std::array<const MappingLink*, kMostSteps> steps{};
  const auto stop_at = [&](int depth, NodeId node) -> Result<void> {
    const auto found = links->Of(node);
    if (!found) return tl::unexpected(found.error());
    Stop& stop = stops[static_cast<size_t>(depth)];
    stop.node = node;
    stop.links = *found;
    stop.next = 0;
    return {};
  };
  if (most < 1) return {};
  if (auto done = stop_at(0, from); !done) return done;

  for (int depth = 0; depth >= 0;) {
    Stop& stop = stops[static_cast<size_t>(depth)];
    if (stop.next == stop.links->size()) {
      --depth;
      continue;
    }
    const MappingLink& link = (*stop.links)[stop.next++];
    if (link.mask == 0 || links->IsNoTerm(link.other)) continue;
    const bool differs = link.rationale != 0 && stop.rationale != 0 && link.rationale != stop.rationale;
    if (differs && !options.mix_rationales) continue;
    const auto begin = stops.begin(), end = begin + depth + 1;
    if (std::any_of(begin, end, [&](const Stop& earlier) { return earlier.node == link.other; })) continue;

    steps[static_cast<size_t>(depth)] = &link;
    const RelationMask mask = Compose(stop.mask, link.mask);
    if (depth + 1 >= options.least_steps && is_end(link.other)) {
      visit({from, std::span(steps).first(static_cast<size_t>(depth) + 1), mask});
    }
    if (depth + 1 == most || (mask == kAnyRelation && !options.follow_silent)) continue;
    const uint16_t rationale = stop.rationale != 0 ? stop.rationale : link.rationale;
    ++depth;
    if (auto done = stop_at(depth, link.other); !done) return done;
    stops[static_cast<size_t>(depth)].mask = mask;
    stops[static_cast<size_t>(depth)].rationale = rationale;
  }
  return {};
}

}  // namespace concord
