// What mappings through other frameworks say for a suggestion. "A overlaps M" and "M overlaps B" prove
// nothing about A and B (query/crosswalks/chains.h), and yet experts who map A to B often list what is
// reached so. Evidence for a reviewer, then, and no relation.
#ifndef CONCORD_QUERY_SUGGESTIONS_CHAIN_EVIDENCE_H_
#define CONCORD_QUERY_SUGGESTIONS_CHAIN_EVIDENCE_H_

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/crosswalks/framework.h"

namespace concord {

// An object that a subject leads to over one item between them.
struct ReachedObject {
  uint32_t object = 0;
  // How likely a walk ends here that takes any of the subject's mappings to an item that leads into B, and
  // from there any of its mappings into B. All objects of a subject together have 1.
  double share = 0;
  std::vector<NodeId> through;  // in the order of their ids
};

// How sure such a walk makes who knows nothing of it yet: kChainWeight * share. Of what the development
// crosswalks reach with a share of about .1, .2, .3, .5 and 1, experts list .12, .23, .23, .35 and .61, but
// words and meaning say half of that already (docs/suggestions.md).
inline constexpr double kChainWeight = 0.3;

// For each of `subjects` (places in a) what it leads to, by object: over what it is mapped to, and over what
// it revises or is revised by in another edition (REVISES), so that a mapping made for that one is not lost.
// Rows between A and B, within A or within B, and rows that say "not" or "no counterpart", are not looked at;
// nor are two rows of different rationale joined. Costs a look at each mapping of a subject and of what it is
// mapped to.
Result<std::vector<std::vector<ReachedObject>>> ReachedObjects(const Snapshot& snapshot, const Framework& a,
                                                               const Framework& b,
                                                               std::span<const uint32_t> subjects);

}  // namespace concord

#endif  // CONCORD_QUERY_SUGGESTIONS_CHAIN_EVIDENCE_H_
