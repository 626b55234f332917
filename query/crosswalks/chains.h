// Chains of mappings, and what they prove. "A within M" and "M within B" imply "A within B". "A overlaps M"
// and "M overlaps B" imply nothing. query/crosswalks/set_relation.h has the algebra.
#ifndef CONCORD_QUERY_CROSSWALKS_CHAINS_H_
#define CONCORD_QUERY_CROSSWALKS_CHAINS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "base/result.h"
#include "query/crosswalks/mapping_links.h"

namespace concord {

// Nobody could check a longer chain, and the number of chains explodes.
inline constexpr int kMostSteps = 6;

struct ChainOptions {
  int least_steps = 1;
  int most_steps = 2;           // up to kMostSteps
  bool mix_rationales = false;  // let a chain join rows whose rationale differs
  // Continue chains whose beginning leaves all five relations open. Whatever comes next, the whole chain
  // proves nothing either. Only callers who show or count such chains need them.
  bool follow_silent = false;
};

// A chain through different items. The steps are borrowed from the MappingLinks.
struct Chain {
  NodeId from = 0;
  std::span<const MappingLink* const> steps;
  RelationMask mask = kAnyRelation;  // what the steps imply together; never 0
  NodeId to() const { return steps.back()->other; }
};
// The product of the confidences of all steps; nothing if a step has none.
std::optional<double> ConfidenceOf(const Chain& chain);

// Visits the chains that start at `from` and end at a node for which `is_end` holds, including silent ones.
// They come in the order of their edges; of chains with the same beginning, shorter ones come first. A chain
// may lead through other ends. Rows that say "no counterpart", or nothing about sets, are not part of chains.
// The cost is a step for each beginning of a chain: the links of a node to the power of the steps, but far
// less if most rows say "intersects" and silent beginnings are not continued.
Result<void> VisitChains(MappingLinks* links, NodeId from, const ChainOptions& options,
                         const std::function<bool(NodeId)>& is_end,
                         const std::function<void(const Chain&)>& visit);

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALKS_CHAINS_H_
