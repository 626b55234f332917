// What one reviewer has decided about the pairs of two frameworks, and how a store keeps it.
//
// A review is a crosswalk like any other: the MappingSet "review/A__B" has one Version for each reviewer,
// "review/A__B@ada-example", which owns one MAPS_TO edge for each decision that holds. The version's text is
// a journal: one line for each decision in the order in which they were taken, those that were changed later
// included, so each edge quotes its line and nothing that was decided is lost. The journal is the truth and
// the edges follow from it. Control characters in a cell are escaped, and the head of the journal says so.
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
  kRejected,        // not to be stated; claims no more than that they are not the same
  kNoCounterpart,   // of the subject alone: looked for, and nothing found in the other framework
  kWithdrawn,       // what was decided of this pair (or subject) holds no longer
};
inline constexpr size_t kVerdicts = 8;
// "equal", "subset", "superset", "intersects", "no relationship", "rejected", "no counterpart", "withdrawn".
std::string_view VerdictName(Verdict verdict);
std::vector<std::string> DecisionWords();  // these
// Also "reject", "none" and "withdraw", with any letter case; nothing for another word.
std::optional<Verdict> FindVerdict(std::string_view word);
bool StatesRelation(Verdict verdict);  // one of the first four

struct Decision {
  std::string subject, object;  // ids of items; no object when there is no counterpart
  Verdict verdict = Verdict::kWithdrawn;
  std::string note;
  Date date;
  std::optional<double> score;              // confidence of the suggestion that stood behind it
  std::string why;                          // what spoke for that suggestion
  std::string subject_label, object_label;  // titles when it was taken; set by Review::Decide
};

// Borrows both frameworks. For one thread.
class Review {
 public:
  // What `reviewer` (a name, or a CURIE such as orcid:0000-0002-1825-0097) decided so far; nothing when the
  // store has no such review. kUsage for a reviewer without letters or digits, kCorrupt for a journal that
  // cannot be read.
  static Result<Review> Load(const Snapshot& snapshot, const Framework& a, const Framework& b,
                             std::string_view reviewer);

  // Without a reviewer and without decisions.
  static Review OfNobody(const Framework& a, const Framework& b) { return Review(a, b); }

  // The decision that holds of a pair, or of a subject alone (object ""); null when there is none. Valid
  // until the next change.
  const Decision* Find(std::string_view subject, std::string_view object) const;
  std::vector<const Decision*> Holding() const;  // in the order of subjects in A, then of objects in B
  // What the reviewer states of a subject to any object; null when nothing.
  const Decision* Stated(std::string_view subject) const;

  // Gives a decision the full ids of its items: "GO-1" is "tideway-controls:GO-1". Fails with kNotFound for
  // one that its framework does not have, and with kInvalid for a pair without an object.
  Result<void> Resolve(Decision* decision) const;
  // Takes the place of what the pair had. One that says the same again changes nothing (false). A relation
  // ends the subject's "no counterpart". Fails like Resolve, and with kInvalid for "no counterpart" of a
  // subject of which a relation holds.
  Result<bool> Decide(Decision decision);
  // Takes back the last decision since Load, as if it had not been taken; false when there is none.
  bool TakeBack();

  // Replaces what the store has of this review, all of it or nothing.
  GraphBatch Batch() const;
  // Puts the review into the store, with what others have put there under the same name since it was loaded
  // or kept last: their decisions come first, and what was taken back on either side stays taken back.
  // `store` is open for writing, so nobody comes in between. After a failure the store is as before.
  Result<void> Keep(GraphStore* store);
  // Whether edges are missing in the store which the journal asks for: after measures that it speaks of were
  // ingested anew.
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
  std::string known_;               // the journal as the store had it when it was loaded or kept last
  std::map<Pair, size_t> holding_;  // the line that holds, by pair
  struct Named {
    uint32_t place = 0;  // of the item in its framework; kNowhere: in none any longer (an earlier edition's)
    std::string key;     // of its node
  };
  static constexpr uint32_t kNowhere = UINT32_MAX;
  using Names = std::map<std::string, Named, std::less<>>;
  Names of_a_, of_b_;  // items by id
  bool incomplete_ = false;
};

// The lines of a journal; kCorrupt, with `version` as source and the line, for one that is none.
Result<std::vector<Decision>> ReadJournal(std::string_view text, std::string_view version);

// The journal of every reviewer of every review in the store: `visit` gets the key of its version and what
// ReadJournal makes of it. Fails when the store does.
Result<void> ForEachJournal(const Snapshot& snapshot,
                            const std::function<void(const std::string& version,
                                                     const Result<std::vector<Decision>>& journal)>& visit);

struct ReviewRepairs {
  std::vector<GraphBatch> batches;  // to apply
  std::vector<Error> unreadable;    // reviews that cannot be repaired; they stay as they are
};
// What to apply so that every review of the store has its edges again, after documents whose measures they
// join were ingested anew; mostly nothing. Costs nothing when there is no review. Fails when the store does.
Result<ReviewRepairs> IncompleteReviews(const Snapshot& snapshot);

}  // namespace concord

#endif  // CONCORD_QUERY_REVIEWS_REVIEW_H_
