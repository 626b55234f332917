// The mappings of an item, seen from that item: MAPS_TO edges in both directions.
#ifndef CONCORD_QUERY_CROSSWALKS_MAPPING_LINKS_H_
#define CONCORD_QUERY_CROSSWALKS_MAPPING_LINKS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/crosswalks/set_relation.h"

namespace concord {

struct MappingLink {
  EdgeId edge = 0;
  NodeId other = 0;
  std::optional<double> confidence;
  uint16_t rationale = 0;  // a number for syntactic, semantic, functional ...; 0: the row has none
  RelationMask mask = 0;   // seen from the item; 0: a predicate that says nothing about sets
  bool inverted = false;   // the edge points at the item
  bool negated = false;    // predicate_modifier Not
};

// What a row says if it is read from this end.
std::string PredicateSeen(const Edge& edge, bool inverted);
// semapv:MappingInversion for a row that was stated in the other direction; may be empty.
std::string JustificationSeen(const Edge& edge, bool inverted);

// Reads the links of a node when they are first requested, and keeps them. For one thread. Must not outlive
// the snapshot.
class MappingLinks {
 public:
  static Result<MappingLinks> Open(const Snapshot& snapshot);

  // All links of the node, in the order of their edges, including rows that say "no counterpart". Valid as
  // long as this object.
  Result<const std::vector<MappingLink>*> Of(NodeId node);

  // Reads the links of all nodes at once, for questions that need most of them. The cost is a look at each
  // edge of the store, and less for each row than with Of.
  Result<void> ReadAll();

  // Whether a link leads to sssom:NoTermFound: somebody looked and found nothing.
  bool IsNoTerm(NodeId node) const { return no_term_ != 0 && node == no_term_; }

  const Snapshot& snapshot() const { return *snapshot_; }

 private:
  MappingLink LinkOf(const Edge& edge, bool inverted);

  const Snapshot* snapshot_ = nullptr;
  NodeId no_term_ = 0;  // 0: the store has none
  std::vector<std::string> rationales_;
  bool has_all_ = false;
  std::unordered_map<NodeId, std::vector<MappingLink>> links_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALKS_MAPPING_LINKS_H_
