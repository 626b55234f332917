// From what was counted to the passage that proves it. One evidence row for one that was counted, with the
// column that counts it.
#ifndef CONCORD_QUERY_TOPICS_EVIDENCE_READER_H_
#define CONCORD_QUERY_TOPICS_EVIDENCE_READER_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "query/answer.h"
#include "query/places/place.h"

namespace concord {

// Collects evidence for one row of an answer. At most `most` for each column: the count goes on, the reading
// stops. Not for several threads; must not outlive the snapshot.
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

  // A node that its own span quotes (a measure), or a work, which is its own evidence.
  Result<void> AddNode(NodeId node, std::string_view column);
  // A work, with a passage below `part` for what it says, by `words` that it is shown for. No span: the
  // part's.
  Result<void> AddNode(NodeId work, NodeId part, std::optional<TextSpan> span,
                       std::span<const std::string> words, std::string_view column);
  // An edge: the whole measure or the paragraph around its span; the source of an edge without a text.
  Result<void> AddEdge(EdgeId edge, std::string_view column);
  // An edge that says of a work what no passage of it says (who issued it), with such a passage:
  // it is quoted, and the source is still the edge's. Where another sentence of the work names who it was,
  // that stands behind it with the column "says_issuer".
  Result<void> AddEdge(EdgeId edge, NodeId part, std::optional<TextSpan> span,
                       std::span<const std::string> words, std::string_view column);

  size_t CountOf(std::string_view column) const;
  // Works that spoke for the row so far, by key; of those within the limit.
  const std::set<std::string>& documents() const { return documents_; }
  const std::set<NodeId>& nodes() const { return nodes_; }  // of all rows
  Places& places() { return places_; }

 private:
  bool Counts(std::string_view column);
  void Put(Evidence evidence, std::string_view column);
  // Lets the passage speak for the evidence that was added last.
  Result<void> Quote(NodeId part, std::optional<TextSpan> span, std::span<const std::string> words);
  Result<void> Widen(const Place& place, Evidence* evidence);
  // The words at the head or foot of the work that name its issuer, where the edge has none.
  Result<void> NameIssuer(const Edge& edge, NodeId version, Evidence* evidence);

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
