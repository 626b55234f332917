// How good a ranking is against what experts list: recall, reciprocal rank, discounted gain; and how often
// what was said with some confidence was right.
#ifndef CONCORD_QUERY_SUGGESTIONS_RANKING_MEASURES_H_
#define CONCORD_QUERY_SUGGESTIONS_RANKING_MEASURES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>

namespace concord {

// Of one subject, or means.
struct RankingMeasures {
  double recall5 = 0, recall10 = 0;
  double mrr = 0;   // 1 / the rank of the first that is right; 0 when none is
  double ndcg = 0;  // at 10 (Järvelin & Kekäläinen 2002), gains of 0 and 1

  // Adds the share `weight` of another.
  void Add(const RankingMeasures& other, double weight);
};

// `ranked` is best first; `right` is not empty.
RankingMeasures Measure(std::span<const uint32_t> ranked, const std::set<uint32_t>& right);

// What was said in ten parts of equal width. Weights add up; with weights of 1 `weight` is a count.
struct Reliability {
  struct Bin {
    double weight = 0, said = 0, right = 0;  // sums
    size_t count = 0;
  };
  std::array<Bin, 10> bins;

  void Add(double confidence, bool right, double weight);
  double Total() const;
  // The expected calibration error: the mean distance of said and right; 0 when nothing was said.
  double Error() const;
};

}  // namespace concord

#endif  // CONCORD_QUERY_SUGGESTIONS_RANKING_MEASURES_H_
