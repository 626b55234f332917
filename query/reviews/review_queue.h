// One pair at a time: the reviewer's position in the pairs of two frameworks, and what a key does. Needs no
// terminal. Each decision is passed to `save` before it counts.
#ifndef CONCORD_QUERY_REVIEWS_REVIEW_QUEUE_H_
#define CONCORD_QUERY_REVIEWS_REVIEW_QUEUE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "query/reviews/review.h"
#include "query/reviews/review_pairs.h"

namespace concord {

// Borrows the frameworks of its review. For one thread.
class ReviewQueue {
 public:
  // Keeps the review in the store (Review::Keep). After a failure the decision is not taken.
  using Save = std::function<Result<void>(Review*)>;

  // Begins at the first undecided pair.
  ReviewQueue(ReviewPairs pairs, Review review, Date today, Save save);

  // The pair in question; null when all are done.
  const ReviewPair* current() const { return at_ < pairs_.pairs.size() ? &pairs_.pairs[at_] : nullptr; }
  // The current decision about it, or about its subject ("no counterpart"); null if it is open.
  const Decision* decision() const { return DecisionOf(at_); }
  std::vector<std::string> stated() const;  // of its subject, by anybody
  const std::string& note() const { return note_; }

  // Keeps the decision, with the note, and goes on to the next open pair. "No counterpart" is about the
  // subject and skips its other pairs. Fails as Review::Decide and `save` do; then nothing has changed.
  Result<void> Decide(Verdict verdict);
  // For the next decision. For a decided pair, the note is kept at once.
  Result<void> SetNote(std::string note);
  void Skip();  // to the next open pair; this one stays open
  void Back();  // to the previous pair, open or not
  // Undoes the last decision that was taken here and returns to its pair. Returns false if there is none.
  Result<bool> Undo();
  // Goes from the end to the first skipped pair. Returns false if there is none.
  bool Again();

  size_t position() const { return at_; }
  size_t size() const { return pairs_.pairs.size(); }
  size_t open() const { return open_; }             // undecided pairs
  size_t decided() const { return steps_.size(); }  // taken here, without those that were undone
  const Review& review() const { return review_; }

 private:
  const Decision* DecisionOf(size_t place) const;
  void MoveTo(size_t place);
  size_t NextOpen(size_t from) const;
  void Count();
  Decision Make(Verdict verdict) const;
  Result<bool> Take(Verdict verdict);

  ReviewPairs pairs_;
  Review review_;
  Date today_;
  Save save_;
  size_t at_ = 0, open_ = 0;
  std::string note_;
  struct Step {
    size_t place = 0;
    std::string note;
  };
  std::vector<Step> steps_;  // one for each line that the review got here
};

}  // namespace concord

#endif  // CONCORD_QUERY_REVIEWS_REVIEW_QUEUE_H_
