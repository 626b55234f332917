// Mappings that are in the store: what somebody stated between two frameworks, and what follows through a
// third one.
#ifndef CONCORD_QUERY_CROSSWALK_H_
#define CONCORD_QUERY_CROSSWALK_H_

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/framework.h"
#include "query/set_relation.h"

namespace concord {

// A MAPS_TO edge as its subject sees it.
struct MappingLink {
  EdgeId edge = 0;
  NodeId other = 0;
  bool inverted = false;  // the edge points at the subject
  std::string predicate;  // inverted where needed
  bool negated = false;   // predicate_modifier Not
  RelationMask mask = 0;  // 0: a predicate that says nothing about sets
  std::string justification;
  std::string rationale;  // syntactic, semantic, functional; may be empty
  std::optional<double> confidence;
};

// A statement between two items, or about one: `object` is -1 when a reviewer found no counterpart.
struct StatedMapping {
  uint32_t subject = 0;
  int64_t object = -1;
  MappingLink link;
};

// What all chains through one third item say together.
struct InferredMapping {
  uint32_t subject = 0;
  uint32_t object = 0;
  RelationMask mask = kAnyRelation;  // 0: the chains contradict one another
  std::optional<double> confidence;  // product along the best chain; never upgrades the mask
  struct Chain {
    NodeId through = 0;
    EdgeId first = 0, second = 0;
    RelationMask mask = 0;
  };
  std::vector<Chain> chains;  // those that say something
};

struct Crosswalk {
  std::vector<StatedMapping> stated;      // by subject, object, edge
  std::vector<InferredMapping> inferred;  // by subject, object; pairs that are stated are left out
  uint64_t silent_chains = 0;             // chains that say nothing at all, and are not shown
};

struct CrosswalkOptions {
  bool mix_rationales = false;  // let chains join rows whose rationale differs
};

Result<Crosswalk> FindCrosswalk(const Snapshot& snapshot, const Framework& a, const Framework& b,
                                const CrosswalkOptions& options = {});

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALK_H_
