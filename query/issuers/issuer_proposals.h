// Who issued a document, according to its own words. For documents whose issuer
// nobody stated, and to compare with what somebody stated.
//
// A name counts only where issuers are named: at the beginning of the title, alone on
// a line of the letterhead, in a formula ("adopted by the ...", "the ...
// recommends"), or after "We, the members of". A body that is merely named proposes
// nothing.
#ifndef CONCORD_QUERY_ISSUERS_ISSUER_PROPOSALS_H_
#define CONCORD_QUERY_ISSUERS_ISSUER_PROPOSALS_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/answer.h"
#include "query/places/place.h"

namespace concord {

struct IssuerProposal {
  NodeId actor = 0;
  std::string_view how;   // "title", "letterhead", "formula", "we"
  double confidence = 0;  // of the method, not of the document: see the definitions in the source
  Evidence evidence;      // the words, with `focus` at the name; for a title, the title without a span
};

// Reads the names of all actors once. For one thread; must not outlive the snapshot.
class IssuerProposals {
 public:
  static Result<IssuerProposals> Load(const Snapshot& snapshot);

  // For a work, by its latest edition. Best first; if equal, the longer name first; each actor once. Empty
  // for a work without a text whose title names nobody.
  Result<std::vector<IssuerProposal>> Of(NodeId document);

 private:
  struct Name {
    std::string text;
    NodeId actor = 0;
    bool exact = false;  // only in these letters: an acronym, or a single word
  };
  struct Found {
    size_t start = 0, end = 0;
    const Name* name = nullptr;
  };
  explicit IssuerProposals(const Snapshot& snapshot) : snapshot_(&snapshot) {}
  std::vector<Found> NamesIn(std::string_view text) const;
  Result<bool> SpellsOut(NodeId document, NodeId actor) const;

  const Snapshot* snapshot_;
  std::unordered_map<std::string, std::vector<Name>> names_;  // by their first word in lower case
};

// A reviewer's decision: an edge ISSUED_BY with the properties `source` ("accepted"), `by` and `on`. It is a
// unit of its own (issuer/DOCUMENT), so it outlives the editions of the work and can be undone. Replaces what
// was accepted before. kUsage without the reviewer's name; kNotFound as for FindNamed.
Result<GraphBatch> AcceptIssuer(const Snapshot& snapshot, std::string_view document, std::string_view actor,
                                std::string_view by, std::string_view on);
// kNotFound if nothing was accepted for the document.
Result<GraphBatch> UndoIssuer(const Snapshot& snapshot, std::string_view document);

}  // namespace concord

#endif  // CONCORD_QUERY_ISSUERS_ISSUER_PROPOSALS_H_
