// The places and quotes of very many parts, one after the other: what Places finds, at a tenth of its cost.
#ifndef CONCORD_QUERY_PLACES_PART_PLACES_H_
#define CONCORD_QUERY_PLACES_PART_PLACES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "graph/page_map.h"
#include "graph/snapshot.h"
#include "query/places/evidence_view.h"
#include "query/places/part_tree.h"
#include "query/places/place.h"
#include "query/places/place_steps.h"

namespace concord {

// For one snapshot and one thread; borrows both. Keeps whole texts and the nodes above parts, up to some
// dozens of megabytes of each, so it pays to ask for the parts of one document in a row.
class PartPlaces {
 public:
  PartPlaces(const Snapshot& snapshot, const PartTree& tree) : snapshot_(snapshot), tree_(tree) {}

  // Valid until the next call of a function of this object.
  Result<const Place*> Of(NodeId part);
  // Bytes [start, end) of a version's text. kCorrupt if they are not whole characters within the text,
  // kNotFound without a text. Valid until the next call.
  Result<std::string_view> Text(NodeId version, uint64_t start, uint64_t end);
  // The version's key. Valid as long as this object.
  Result<std::string_view> VersionKey(NodeId version);

  // As Places::EvidenceAt. Valid until the next call.
  Result<EvidenceView> EvidenceAt(NodeId part, TextSpan span);
  // As Places::EvidenceOf, for an edge that starts at `from` and says these words about its evidence; they
  // may be empty. Valid until the next call, and as long as `source`.
  Result<std::optional<EvidenceView>> EvidenceOf(NodeId from, TextSpan span, std::string_view version,
                                                 std::string_view source);

  // A node that is a step, which then is not read when it is passed on the way from a part.
  bool WantsStep(NodeId node) const { return tree_.IsStep(node) && !steps_.contains(node); }
  void TakeStep(NodeId node, PlaceStep step);

 private:
  Result<const PlaceStep*> StepAt(NodeId node);
  Result<EvidenceView> Quote(const Place& place, NodeId version, TextSpan span);
  Result<NodeId> NodeNamed(std::string_view key);
  Result<const PageMap*> PagesOf(NodeId version);

  const Snapshot& snapshot_;
  const PartTree& tree_;
  std::unordered_map<NodeId, std::string> texts_;  // of versions
  uint64_t text_bytes_ = 0;
  std::unordered_map<NodeId, PlaceStep> steps_;
  std::unordered_map<NodeId, Place> places_;  // of sections and other steps
  Place other_;                               // of what is in no section
  std::unordered_map<NodeId, PageMap> pages_;
  std::unordered_map<NodeId, std::string> version_keys_;
  std::unordered_map<std::string, NodeId> named_;  // versions that edges name; 0 for what is not there
};

}  // namespace concord

#endif  // CONCORD_QUERY_PLACES_PART_PLACES_H_
