// Finds the passages that prove counts: one piece of evidence for each thing that was counted, with the
// column that counts it.
#ifndef CONCORD_QUERY_TOPICS_EVIDENCE_READER_H_
#define CONCORD_QUERY_TOPICS_EVIDENCE_READER_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "query/answer.h"
#include "query/places/place.h"
#include "query/topics/topic.h"
#include "query/topics/wording_places.h"

namespace concord {

// Collects evidence for one row of an answer. At most `most` pieces for each column; after that it goes on
// counting but reads no more. For one thread. Must not outlive the snapshot.
class EvidenceReader {
 public:
  EvidenceReader(const Snapshot& snapshot, size_t most)
      : snapshot_(snapshot), places_(snapshot), most_(most) {}

  // Starts the evidence of another row.
  void Begin(Row* row) {
    row_ = row;
    counts_.clear();
    documents_.clear();
  }

  // A node with a span of its own (a measure), or a work, which is its own evidence.
  Result<void> AddNode(NodeId node, std::string_view column);
  // A work, with a passage below `part` that is shown for its `words`, if there are any. Without a span, the
  // part's own.
  Result<void> AddNode(NodeId work, NodeId part, std::optional<TextSpan> span, WordingPlaces* words,
                       std::string_view column);
  // An edge: the whole measure or paragraph around its span. For an edge without a text, its source.
  Result<void> AddEdge(EdgeId edge, std::string_view column);
  // An edge of a text that names a body: the sentences that show the name and the nearest words of the topic.
  Result<void> AddNaming(EdgeId edge, const Topic& topic, WordingPlaces* words, std::string_view column);
  // An edge that says something about a work that the passage itself does not say (who issued it). The
  // passage is quoted, and the source is still that of the edge. If another sentence of the work names the
  // issuer, it follows with the column "says_issuer".
  Result<void> AddEdge(EdgeId edge, NodeId part, std::optional<TextSpan> span, WordingPlaces* words,
                       std::string_view column);

  size_t CountOf(std::string_view column) const;
  // The keys of the works that are evidence for the row so far, within the limit.
  const std::set<std::string>& documents() const { return documents_; }
  const std::set<NodeId>& nodes() const { return nodes_; }  // of all rows
  Places& places() { return places_; }

 private:
  bool Counts(std::string_view column);
  void Put(Evidence evidence, std::string_view column);
  // Makes the passage the quote of the evidence that was added last.
  Result<void> Quote(NodeId part, std::optional<TextSpan> span, WordingPlaces* words);
  Result<void> Widen(const Place& place, Evidence* evidence);
  // The words of the work that name its issuer, or a part of it, if the edge has none.
  Result<void> NameIssuer(const Edge& edge, NodeId version, Evidence* evidence);
  Result<void> AddNames(NodeId actor, std::vector<std::string>* names) const;

  const Snapshot& snapshot_;
  Places places_;
  size_t most_;
  Row* row_ = nullptr;
  std::map<std::string, size_t, std::less<>> counts_;
  std::set<std::string> documents_;
  std::set<NodeId> nodes_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_TOPICS_EVIDENCE_READER_H_
