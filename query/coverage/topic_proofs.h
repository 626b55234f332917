// Shows in a work's own words why it counts for a topic.
#ifndef CONCORD_QUERY_COVERAGE_TOPIC_PROOFS_H_
#define CONCORD_QUERY_COVERAGE_TOPIC_PROOFS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "query/coverage/coverage.h"
#include "query/places/place.h"
#include "query/topics/evidence_reader.h"
#include "query/topics/topic.h"
#include "query/topics/wording_places.h"

namespace concord {

// One passage for each work of a scope that has one: the best paragraph with the topic's words, one that is
// shorter than a sentence only where there is no other; otherwise its first measure on the topic. A work that
// is classified as a whole has none. Reads nothing from the store until a passage is requested.
class TopicProofs {
 public:
  struct Proof {
    NodeId part = 0;
    std::optional<TextSpan> span;  // none: the part's own
    size_t rank = SIZE_MAX;        // among the passages on the topic; 0: the best
  };

  // `topic` may be null if there are only concepts. `scope` is what the topic marks.
  TopicProofs(const Coverage& coverage, const Topic* topic, const Scope& scope);

  const Proof* Of(VertexId work) const;
  // The words that the passages are shown for. For one thread.
  WordingPlaces* words() const { return words_.get(); }

  // Adds a work, with its passage if it has one.
  Result<void> AddWork(const Coverage& coverage, VertexId work, std::string_view column,
                       EvidenceReader* reader) const;

 private:
  std::unordered_map<VertexId, Proof> proofs_;
  std::unique_ptr<WordingPlaces> words_;  // that the passages are shown for
};

}  // namespace concord

#endif  // CONCORD_QUERY_COVERAGE_TOPIC_PROOFS_H_
