// Reviews through the server: which pairs to ask about, and decisions that go into the store.
#ifndef CONCORD_SERVER_REVIEW_DESK_H_
#define CONCORD_SERVER_REVIEW_DESK_H_

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "query/reviews/review.h"
#include "query/reviews/review_pairs.h"
#include "server/answer_cache.h"
#include "server/live_store.h"

namespace concord {

// Two frameworks and what `map` suggests between them. Never changes.
struct ReviewCase {
  Framework a, b;
  ReviewPairs pairs;
};

// How far two reviewers agree on the same pairs.
struct ReviewAgreement {
  std::string first, second;  // reviewers
  size_t both = 0, same = 0;  // pairs that both decided, and those in which they agree
};

// For any thread; one decision is written at a time.
class ReviewDesk {
 public:
  // The case of two frameworks at this state. It stays valid after decisions that are taken here, because
  // suggestions do not depend on them and computing them again would take longer than deciding.
  Result<std::shared_ptr<const ReviewCase>> CaseOf(const PublishedState& state, const Snapshot& snapshot,
                                                   AnswerCache* answers, const std::string& a,
                                                   const std::string& b);

  // Writes one decision of `reviewer`. Fails as Review::Decide and opening the store do.
  Result<void> Decide(LiveStore* store, const ReviewCase& of, std::string_view reviewer, Decision decision);

  // Of every two reviewers of these frameworks.
  static std::vector<ReviewAgreement> Agreements(const Snapshot& snapshot, const ReviewCase& of);

 private:
  struct Kept {
    std::string tag;
    std::shared_ptr<const ReviewCase> review_case;
  };
  std::mutex mutex_;
  std::mutex writing_;
  std::map<std::pair<std::string, std::string>, Kept> cases_;
};

// Today, the date of a decision.
Date Today();

}  // namespace concord

#endif  // CONCORD_SERVER_REVIEW_DESK_H_
