// How often each term occurs in a text. Word vectors are made from these counts.
#ifndef CONCORD_QUERY_TEXT_TERM_COUNTS_H_
#define CONCORD_QUERY_TEXT_TERM_COUNTS_H_

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "query/text/words.h"

namespace concord {

// Terms in rising order, each once.
using TermCounts = std::vector<std::pair<TermId, float>>;

// Each occurrence of a term in `terms` counts `weight`.
TermCounts CountTerms(std::vector<TermId> terms, float weight = 1);

TermCounts MergeCounts(const TermCounts& a, const TermCounts& b);

float SumOf(const TermCounts& counts);

// The pairs of neighbouring terms.
std::vector<TermId> NeighbouringPairs(const std::vector<TermId>& terms, WordTable* words);

// Turns counts into weights, (1 + ln(count)) * rarity(term), and scales the vector to length 1 (Salton &
// Buckley 1988). An empty vector stays empty.
template <typename Rarity>
void WeighTerms(const Rarity& rarity, TermCounts* counts) {
  float squares = 0;
  for (auto& [term, count] : *counts) {
    count = (1 + std::log(std::max(count, 0.5F))) * rarity(term);
    squares += count * count;
  }
  const float length = std::sqrt(std::max(squares, 1e-12F));
  for (auto& [term, weight] : *counts) weight /= length;
}

}  // namespace concord

#endif  // CONCORD_QUERY_TEXT_TERM_COUNTS_H_
