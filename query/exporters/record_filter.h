// Which nodes and edges an export takes, by date, confidence and review.
#ifndef CONCORD_QUERY_EXPORTERS_RECORD_FILTER_H_
#define CONCORD_QUERY_EXPORTERS_RECORD_FILTER_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "graph/snapshot.h"
#include "query/places/place.h"

namespace concord {

// Who answers for a record: a person, a published source, or a rule or model of a program.
enum class ReviewState : uint8_t { kReviewed, kStated, kProposed };
std::string_view ReviewStateName(ReviewState state);  // "reviewed", "stated", "proposed"
std::optional<ReviewState> FindReviewState(std::string_view word);

// A record without the property in question passes: the parts of a document have no confidence and no method,
// and an actor has no date.
struct RecordFilter {
  // Of the edition in which a node is, of a mapping, and of a membership. A date with less precision passes
  // if any day of it does. Editions without a date do not pass.
  std::optional<Date> since = {}, until = {};
  double least_confidence = 0;
  std::vector<ReviewState> states = {};  // empty: all

  bool empty() const { return !since && !until && least_confidence <= 0 && states.empty(); }
};

// For one snapshot, which must outlive it. For one thread.
class RecordJudge {
 public:
  RecordJudge(const Snapshot& snapshot, const RecordFilter& filter)
      : snapshot_(snapshot), filter_(filter), places_(snapshot) {}

  Result<bool> Takes(const Node& node);
  bool Takes(const Edge& edge) const;

  size_t undated() const { return undated_.size(); }  // editions without a date that were met

 private:
  bool TakesProperties(const PropertyMap& properties) const;
  bool Overlaps(std::optional<Date> from, std::optional<Date> to) const;
  Result<bool> TakesVersion(NodeId version);
  Result<bool> TakesWork(const Node& work);

  const Snapshot& snapshot_;
  const RecordFilter& filter_;
  Places places_;
  std::unordered_map<NodeId, bool> versions_;
  std::unordered_set<NodeId> undated_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_RECORD_FILTER_H_
