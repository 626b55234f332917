// The pairs about which a reviewer is asked: those that `map` infers or suggests, and nobody has stated.
#ifndef CONCORD_QUERY_REVIEWS_REVIEW_PAIRS_H_
#define CONCORD_QUERY_REVIEWS_REVIEW_PAIRS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "query/answer.h"
#include "query/crosswalks/framework.h"
#include "query/reviews/review.h"

namespace concord {

// Items by their indexes in the frameworks.
struct ReviewPair {
  uint32_t subject = 0;
  uint32_t object = 0;
  std::string basis;     // "inferred", "shared concept", "model", "lexical"; "" for a decided pair
  std::string relation;  // of an inferred pair: "subset or intersects"; a suggestion claims none
  std::optional<double> confidence;
  std::string why;  // common words and concepts, or what a chain goes through
  struct Score {
    std::string name;
    double value = 0;
  };
  std::vector<Score> scores;  // of a suggestion with a model
};

struct ReviewPairs {
  std::vector<ReviewPair> pairs;  // by subject, in A's order; best first
  // What anybody has already stated about a subject: "intersects lantern-risks:3.1 (Harbour Laboratory)".
  std::multimap<uint32_t, std::string> stated;
};

// From an answer of `map A B`. kInvalid for an answer about other items.
Result<ReviewPairs> PairsToReview(const Answer& map, const Framework& a, const Framework& b);

// Puts decided pairs before the other pairs of their subject. Leaves the subject at most `top` suggestions,
// including decided ones, besides what is inferred. So a reviewer who has seen five is not asked about five
// more the next day.
void AddDecided(const Review& review, size_t top, ReviewPairs* pairs);

// "model 0.62: named person answers", for a journal or one line of a screen.
std::string WhyOf(const ReviewPair& pair);

}  // namespace concord

#endif  // CONCORD_QUERY_REVIEWS_REVIEW_PAIRS_H_
