// Chains of mappings, and what they prove: "A within M" and "M within B" give "A within B"; "A overlaps M"
// and "M overlaps B" give nothing at all. The algebra is that of query/crosswalks/set_relation.h.
#ifndef CONCORD_QUERY_CROSSWALKS_CHAINS_H_
#define CONCORD_QUERY_CROSSWALKS_CHAINS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "base/result.h"
#include "query/crosswalks/mapping_links.h"

namespace concord {

// More steps than this say nothing that anybody could check, and their number explodes.
inline constexpr int kMostSteps = 6;

struct ChainOptions {
  int least_steps = 1;
  int most_steps = 2;           // up to kMostSteps
  bool mix_rationales = false;  // let a chain join rows whose rationale differs
  // Go on from a beginning that leaves all five relations open. Whatever follows, so does the whole, so
  // only who wants to see or count such chains needs them.
  bool follow_silent = false;
};

// A way over things that are all different. The steps are borrowed from the MappingLinks.
struct Chain {
  NodeId from = 0;
  std::span<const MappingLink* const> steps;
  RelationMask mask = kAnyRelation;  // what the steps say together; never 0
  NodeId to() const { return steps.back()->other; }
};
// The product of the confidences of all steps; nothing when a step has none.
std::optional<double> ConfidenceOf(const Chain& chain);

// Visits the chains that start at `from` and end at a thing for which `is_end` holds, silent ones too, in the
// order of their edges, shorter before longer where they begin alike. They may lead through other ends. Rows
// that say "no counterpart", or nothing about sets, make no chain. Costs a step for each beginning of a
// chain: links a thing, to the power of the steps, but only a few of them where most rows say "intersects"
// and silent beginnings are not followed.
Result<void> VisitChains(MappingLinks* links, NodeId from, const ChainOptions& options,
                         const std::function<bool(NodeId)>& is_end,
                         const std::function<void(const Chain&)>& visit);

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALKS_CHAINS_H_
