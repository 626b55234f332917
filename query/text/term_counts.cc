#include "query/text/term_counts.h"

namespace concord {

TermCounts CountTerms(std::vector<TermId> terms, float weight) {
  std::sort(terms.begin(), terms.end());
  TermCounts counts;
  for (const TermId term : terms) {
    if (!counts.empty() && counts.back().first == term) {
      counts.back().second += weight;
    } else {
      counts.emplace_back(term, weight);
    }
  }
  return counts;
}

TermCounts MergeCounts(const TermCounts& a, const TermCounts& b) {
  TermCounts merged;
  merged.reserve(a.size() + b.size());
  size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (j == b.size() || (i < a.size() && a[i].first < b[j].first)) {
      merged.push_back(a[i++]);
    } else if (i == a.size() || b[j].first < a[i].first) {
      merged.push_back(b[j++]);
    } else {
      merged.emplace_back(a[i].first, a[i].second + b[j].second);
      ++i, ++j;
    }
  }
  return merged;
}

float SumOf(const TermCounts& counts) {
  float sum = 0;
  for (const auto& [term, count] : counts) sum += count;
  return sum;
}

std::vector<TermId> NeighbouringPairs(const std::vector<TermId>& terms, WordTable* words) {
  std::vector<TermId> pairs;
  for (size_t i = 1; i < terms.size(); ++i) pairs.push_back(words->Pair(terms[i - 1], terms[i]));
  return pairs;
}

}  // namespace concord
