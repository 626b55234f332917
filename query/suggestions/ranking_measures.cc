#include "query/suggestions/ranking_measures.h"

#include <algorithm>
#include <cmath>

namespace concord {

void RankingMeasures::Add(const RankingMeasures& other, double weight) {
  recall5 += weight * other.recall5;
  recall10 += weight * other.recall10;
  mrr += weight * other.mrr;
  ndcg += weight * other.ndcg;
}

RankingMeasures Measure(std::span<const uint32_t> ranked, const std::set<uint32_t>& right) {
  constexpr size_t kFive = 5, kTen = 10;
  RankingMeasures measures;
  double found = 0, gain = 0, best = 0;
  for (size_t i = 0; i < std::min(kTen, right.size()); ++i) best += 1 / std::log2(static_cast<double>(i) + 2);
  for (size_t i = 0; i < ranked.size(); ++i) {
    if (right.contains(ranked[i])) {
      if (measures.mrr == 0) measures.mrr = 1 / static_cast<double>(i + 1);
      if (i < kTen) ++found, gain += 1 / std::log2(static_cast<double>(i) + 2);
    }
    if (i + 1 == std::min(kFive, ranked.size())) measures.recall5 = found / static_cast<double>(right.size());
  }
  measures.recall10 = found / static_cast<double>(right.size());
  measures.ndcg = gain / best;
  return measures;
}

void Reliability::Add(double confidence, bool right, double weight) {
  Bin& bin = bins[std::min<size_t>(9, static_cast<size_t>(std::max(0.0, confidence) * 10))];
  bin.weight += weight;
  bin.said += weight * confidence;
  bin.right += weight * (right ? 1 : 0);
  ++bin.count;
}

double Reliability::Total() const {
  double total = 0;
  for (const Bin& bin : bins) total += bin.weight;
  return total;
}

double Reliability::Error() const {
  double error = 0;
  for (const Bin& bin : bins) error += std::abs(bin.said - bin.right);
  return Total() > 0 ? error / Total() : 0;
}

}  // namespace concord
