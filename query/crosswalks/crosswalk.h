// The mappings of a store between two frameworks: those that somebody stated, and those that chains
// imply.
#ifndef CONCORD_QUERY_CROSSWALKS_CROSSWALK_H_
#define CONCORD_QUERY_CROSSWALKS_CROSSWALK_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/crosswalks/chains.h"
#include "query/crosswalks/framework.h"
#include "query/crosswalks/mapping_links.h"
#include "query/note.h"

namespace concord {

// A statement between two items, or about one: `object` is -1 if a reviewer found no counterpart.
struct StatedMapping {
  uint32_t subject = 0;
  int64_t object = -1;
  MappingLink link;
};

// What all chains of several steps between two items imply together.
struct InferredMapping {
  uint32_t subject = 0;
  uint32_t object = 0;
  RelationMask mask = kAnyRelation;  // 0: the chains contradict each other
  std::optional<double> confidence;  // product along the best chain; never upgrades the mask
  struct Chain {
    std::vector<NodeId> through;
    std::vector<EdgeId> edges;
    RelationMask mask = 0;
  };
  std::vector<Chain> chains;  // those that prove something
};

struct Crosswalk {
  std::vector<StatedMapping> stated;      // by subject, object, edge
  std::vector<InferredMapping> inferred;  // by subject, object; without stated pairs
  uint64_t silent_chains = 0;  // chains that say nothing at all, and are not shown; longer ones whose
                               // beginning says nothing are not even counted
};

struct CrosswalkOptions {
  int most_steps = 2;           // of a chain, up to kMostSteps; with 1 nothing is inferred
  bool mix_rationales = false;  // let chains join rows whose rationale differs
};

Result<Crosswalk> FindCrosswalk(const Snapshot& snapshot, const Framework& a, const Framework& b,
                                const CrosswalkOptions& options = {});
// The same for callers who compare several frameworks: the links are read once.
Result<Crosswalk> FindCrosswalk(MappingLinks* links, const Framework& a, const Framework& b,
                                const CrosswalkOptions& options = {});

// Adds "2 pairs of A and B are stated in ways that cannot hold at once (check)" if there are any.
void NoteContradictions(const Crosswalk& crosswalk, const Framework& a, const Framework& b,
                        std::vector<Note>* notes);

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALKS_CROSSWALK_H_
