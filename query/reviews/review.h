// The decisions of one reviewer about the pairs of two frameworks, and how a store keeps them.
//
// A review is a crosswalk like any other. The MappingSet "review/A__B" has one Version for each reviewer,
// "review/A__B@ada-example", which owns one MAPS_TO edge for each current decision. The version's text is a
// journal: one line for each decision in the order in which they were taken, including those that were
// changed later. So each edge quotes its line, and no decision is lost. The journal is authoritative, and the
// edges follow from it. Control characters in a cell are escaped, and the head of the journal says so.
#ifndef CONCORD_QUERY_REVIEWS_REVIEW_H_
#define CONCORD_QUERY_REVIEWS_REVIEW_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "graph/batch.h"
#include "graph/snapshot.h"
#include "graph/store.h"
#include "query/crosswalks/framework.h"

namespace concord {

enum class Verdict : uint8_t {
  kEqual,
  kSubset,  // the subject lies within the object
  kSuperset,
  kIntersects,
  kNoRelationship,  // asserted: they share nothing
  kRejected,        // should not be stated; claims only that they are not the same
  kNoCounterpart,   // of the subject alone: nothing was found in the other framework
  kWithdrawn,       // the decision about this pair (or subject) no longer holds
};
inline constexpr size_t kVerdicts = 8;
// "equal", "subset", "superset", "intersects", "no relationship", "rejected", "no counterpart", "withdrawn".
std::string_view VerdictName(Verdict verdict);
std::vector<std::string> DecisionWords();  // these
// Also "reject", "none" and "withdraw", in any letter case. Nothing for another word.
std::optional<Verdict> FindVerdict(std::string_view word);
bool StatesRelation(Verdict verdict);  // one of the first four

struct Decision {
  std::string subject, object;  // ids of items; no object if there is no counterpart
  Verdict verdict = Verdict::kWithdrawn;
  std::string note;
  Date date;
  std::optional<double> score;              // confidence of the suggestion that the reviewer saw
  std::string why;                          // the reasons for that suggestion
  std::string subject_label, object_label;  // titles when it was taken; set by Review::Decide
};

// Borrows both frameworks. For one thread.
class Review {
 public:
  // Loads what `reviewer` (a name, or a CURIE such as orcid:0000-0002-1825-0097) has decided so far; nothing
  // if the store has no such review. kUsage for a reviewer without letters or digits, kCorrupt for a journal
  // that cannot be read.
  static Result<Review> Load(const Snapshot& snapshot, const Framework& a, const Framework& b,
                             std::string_view reviewer);

  // A review without a reviewer and without decisions.
  static Review OfNobody(const Framework& a, const Framework& b) { return Review(a, b); }

  // The current decision about a pair, or about a subject alone (object ""); null if there is none. Valid
  // until the next change.
  const Decision* Find(std::string_view subject, std::string_view object) const;
  std::vector<const Decision*> Holding() const;  // in the order of subjects in A, then of objects in B
  // The relation that the reviewer states of a subject to any object; null if there is none.
  const Decision* Stated(std::string_view subject) const;

  // Gives a decision the full ids of its items: "GO-1" becomes "tideway-controls:GO-1". Fails with kNotFound
  // for an id that its framework does not have, and with kInvalid for a pair without an object.
  Result<void> Resolve(Decision* decision) const;
  // Replaces the pair's decision. Returns false if the new one is the same. A relation ends the subject's "no
  // counterpart". Fails as Resolve does, and with kInvalid for "no counterpart" if a relation of the subject
  // holds.
  Result<bool> Decide(Decision decision);
  // Undoes the last decision since Load, as if it had not been taken. Returns false if there is none.
  bool TakeBack();

  // Replaces what the store has of this review, completely or not at all.
  GraphBatch Batch() const;
  // Stores the review. Merges it with what others have stored under the same name since it was loaded or last
  // kept: their decisions come first, and what either side took back stays taken back. `store` must be open
  // for writing, so nobody can interfere. After a failure the store is unchanged.
  Result<void> Keep(GraphStore* store);
  // Whether the store lacks edges that the journal requires. This happens when the measures in it were
  // ingested again.
  bool incomplete() const { return incomplete_; }

  const std::string& reviewer() const { return reviewer_; }
  const std::string& set() const { return set_; }          // "review/A__B"
  const std::string& version() const { return version_; }  // "review/A__B@ada-example"
  const Framework& a() const { return *a_; }
  const Framework& b() const { return *b_; }

 private:
  using Pair = std::pair<std::string, std::string>;

  Review(const Framework& a, const Framework& b) : a_(&a), b_(&b) {}
  Result<void> ReadKeys(const Snapshot& snapshot);
  Result<void> ReadOldKeys(const Snapshot& snapshot);
  Result<void> CatchUp(const Snapshot& snapshot);
  Result<void> LookForEdges(const Snapshot& snapshot);
  PutEdge EdgeOf(const Decision& decision) const;
  std::string JournalText() const;
  void HoldAll();
  void Hold(size_t line);

  const Framework* a_;
  const Framework* b_;
  std::string reviewer_, set_, version_;
  std::vector<Decision> journal_;
  std::vector<bool> own_;           // lines of the journal that were taken here, since Load
  std::string known_;               // the journal in the store when it was loaded or last kept
  std::map<Pair, size_t> holding_;  // the current line, by pair
  struct Named {
    uint32_t place = 0;  // of the item in its framework; kNowhere: no longer in any (an earlier edition's)
    std::string key;     // of its node
  };
  static constexpr uint32_t kNowhere = UINT32_MAX;
  using Names = std::map<std::string, Named, std::less<>>;
  Names of_a_, of_b_;  // items by id
  bool incomplete_ = false;
};

// The lines of a journal. kCorrupt, with `version` as source and the line, for an invalid line.
Result<std::vector<Decision>> ReadJournal(std::string_view text, std::string_view version);

// The journal of every reviewer of every review in the store. `visit` gets the key of its version and the
// result of ReadJournal. Fails if the store does.
Result<void> ForEachJournal(const Snapshot& snapshot,
                            const std::function<void(const std::string& version,
                                                     const Result<std::vector<Decision>>& journal)>& visit);

struct ReviewRepairs {
  std::vector<GraphBatch> batches;  // to apply
  std::vector<Error> unreadable;    // reviews that cannot be repaired; they are not changed
};
// The changes that restore the edges of every review, after documents with their measures were ingested
// again; usually nothing. Costs nothing if there is no review. Fails if the store does.
Result<ReviewRepairs> IncompleteReviews(const Snapshot& snapshot);

}  // namespace concord

#endif  // CONCORD_QUERY_REVIEWS_REVIEW_H_
