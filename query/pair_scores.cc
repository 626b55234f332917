#include "query/pair_scores.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

#include "base/parallel.h"
#include "query/embedding/embedder.h"
#include "query/embedding/matrix_product.h"

namespace concord {
namespace {

// Rows of one product: enough to be fast; with 10,000 objects 2.5 MB of cosines.
constexpr size_t kRowsAtOnce = 64;

std::vector<float> ToFloat(std::span<const int16_t> numbers) {
  std::vector<float> out(numbers.size());
  constexpr float kStep = 1.0F / VectorGrid::kSteps;  // a power of two: exact
  for (size_t i = 0; i < numbers.size(); ++i) out[i] = static_cast<float>(numbers[i]) * kStep;
  return out;
}

// To standard deviations above the mean. Sums are made in 64 bits and in the order of the objects.
void Standardise(std::span<const float> from, std::vector<float>* to) {
  double sum = 0, squares = 0;
  for (const float number : from) sum += static_cast<double>(number);
  const double mean = sum / static_cast<double>(std::max<size_t>(1, from.size()));
  for (const float number : from) {
    const double off = static_cast<double>(number) - mean;
    squares += off * off;
  }
  const double spread = std::sqrt(squares / static_cast<double>(std::max<size_t>(1, from.size()))) + 1e-6;
  to->resize(from.size());
  for (size_t i = 0; i < from.size(); ++i)
    (*to)[i] = static_cast<float>((static_cast<double>(from[i]) - mean) / spread);
}

// Subjects with one parent, whose own row is computed first.
struct Group {
  int32_t parent = -1;
  std::vector<uint32_t> subjects;
};

}  // namespace

double SuggestionModel::Confidence(double score, double log_sum) const {
  return 1 / (1 + std::exp(-(intercept + slope * score + crowd * log_sum)));
}

void ScorePairs(const PairSide& subjects, const PairSide& objects, const LexicalMatcher& matcher,
                size_t dimensions, std::span<const uint32_t> wanted, size_t threads,
                const PairVisitor& visit) {
  const size_t count = objects.texts.size();
  const std::vector<float> a = ToFloat(subjects.vectors), b = ToFloat(objects.vectors);

  std::vector<uint32_t> order(wanted.begin(), wanted.end());
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t x, uint32_t y) { return subjects.parents[x] < subjects.parents[y]; });
  std::vector<Group> groups;
  for (const uint32_t s : order) {
    const int32_t parent = subjects.parents[s];
    if (groups.empty() || groups.back().parent != parent || groups.back().subjects.size() + 1 >= kRowsAtOnce)
      groups.push_back({parent, {}});
    groups.back().subjects.push_back(s);
  }

  std::atomic<size_t> next = 0;
  const auto work = [&] {
    PairScores scores;
    std::vector<float> rows, cosines, half(count);
    const auto score = [&](uint32_t subject, const float* of) {
      Standardise(matcher.Scores(subject), &scores.words);
      scores.cosines.assign(of, of + count);
      Standardise(scores.cosines, &scores.vectors);
    };
    const auto half_sum = [&](std::vector<float>* to) {
      to->resize(count);
      for (size_t o = 0; o < count; ++o) (*to)[o] = 0.5F * (scores.words[o] + scores.vectors[o]);
    };
    for (size_t g = next++; g < groups.size(); g = next++) {
      const Group& group = groups[g];
      std::vector<uint32_t> members;
      if (group.parent >= 0) members.push_back(static_cast<uint32_t>(group.parent));
      members.insert(members.end(), group.subjects.begin(), group.subjects.end());
      rows.resize(members.size() * dimensions);
      for (size_t i = 0; i < members.size(); ++i)
        std::copy_n(a.begin() + static_cast<ptrdiff_t>(members[i] * dimensions), dimensions,
                    rows.begin() + static_cast<ptrdiff_t>(i * dimensions));
      cosines.resize(members.size() * count);
      MultiplyTransposed({rows.data(), dimensions}, {b.data(), dimensions}, members.size(), count, dimensions,
                         cosines.data(), count);
      size_t i = 0;
      if (group.parent >= 0) {
        score(members[0], cosines.data());
        half_sum(&half);
        ++i;
      }
      for (; i < members.size(); ++i) {
        score(members[i], cosines.data() + i * count);
        if (group.parent >= 0) {
          scores.parent = half;
        } else {
          half_sum(&scores.parent);
        }
        visit(members[i], scores);
      }
    }
  };
  if (threads == 0) threads = HardwareThreads();
  std::vector<std::jthread> workers;
  for (size_t t = 1; t < std::min(threads, groups.size()); ++t) workers.emplace_back(work);
  work();
}

}  // namespace concord
