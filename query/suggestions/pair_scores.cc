#include "query/suggestions/pair_scores.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>
#include <thread>

#include "base/parallel.h"
#include "query/embedding/embedder.h"
#include "query/embedding/matrix_product.h"

namespace concord {
namespace {

// Rows of one product, and siblings that are looked at together: enough to be fast; with 10,000 objects 2.5
// MB of cosines and 13 MB of scores.
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

// Siblings, of whom one at least is wanted.
struct Group {
  int32_t parent = -1;
  std::vector<uint32_t> subjects;

  size_t rows() const { return subjects.size() + (parent >= 0 ? 1 : 0); }
};

// The groups that are needed for `wanted`, by the numbers of siblings: those of one number in even parts.
std::vector<Group> GroupsOf(const PairSide& side, const std::vector<bool>& wanted) {
  std::vector<uint32_t> order(side.texts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](uint32_t s) { return side.siblings[s]; });
  std::vector<Group> groups;
  constexpr size_t kMost = kRowsAtOnce - 1;  // and the parent
  for (auto first = order.begin(); first != order.end();) {
    const auto last = std::find_if(first, order.end(),
                                   [&](uint32_t s) { return side.siblings[s] != side.siblings[*first]; });
    const auto count = static_cast<size_t>(last - first), parts = (count + kMost - 1) / kMost;
    for (size_t part = 0; part < parts; ++part) {
      Group group = {side.parents[*first],
                     {first + static_cast<ptrdiff_t>(count * part / parts),
                      first + static_cast<ptrdiff_t>(count * (part + 1) / parts)}};
      if (std::ranges::any_of(group.subjects, [&](uint32_t s) { return wanted[s]; }))
        groups.push_back(std::move(group));
    }
    first = last;
  }
  return groups;
}

// Groups of together at most kRowsAtOnce rows, whose cosines are computed in one product.
std::vector<std::span<const Group>> BatchesOf(std::span<const Group> groups) {
  std::vector<std::span<const Group>> batches;
  for (size_t from = 0, at = 0, rows = 0; from < groups.size(); from = at, rows = 0) {
    while (at < groups.size() && rows + groups[at].rows() <= kRowsAtOnce) rows += groups[at++].rows();
    batches.push_back(groups.subspan(from, at - from));
  }
  return batches;
}

// Scores the groups of one thread.
class GroupScorer {
 public:
  GroupScorer(const LexicalMatcher& matcher, const PairSide& subjects, const PairSide& objects)
      : matcher_(matcher),
        of_subjects_(subjects.levels),
        of_objects_(objects.levels),
        families_(objects.siblings),
        scores_(kRowsAtOnce),
        half_(objects.siblings.size()) {
    for (PairScores& scores : scores_) scores.mapped = objects.mapped;
    if (!families_.empty()) family_count_ = *std::ranges::max_element(families_) + size_t{1};
  }

  // `cosines` has the group's rows, its parent's first; calls `visit(i, scores)` for each of its subjects.
  template <typename Visit>
  void Score(const Group& group, const float* cosines, Visit visit) {
    const size_t count = families_.size(), siblings = group.subjects.size();
    std::vector<float> parent;
    if (group.parent >= 0) {
      ScoreRow(static_cast<uint32_t>(group.parent), cosines, scores_.data());
      parent = half_;
      cosines += count;
    }
    best_.assign(siblings * family_count_, -std::numeric_limits<float>::infinity());
    std::vector<double> sums(family_count_, 0.0);
    for (size_t i = 0; i < siblings; ++i) {
      ScoreRow(group.subjects[i], cosines + i * count, &scores_[i]);
      scores_[i].parent = group.parent >= 0 ? parent : half_;
      float* best = best_.data() + i * family_count_;
      for (size_t o = 0; o < count; ++o) best[families_[o]] = std::max(best[families_[o]], half_[o]);
      for (size_t f = 0; f < family_count_; ++f) sums[f] += static_cast<double>(best[f]);
    }
    for (size_t i = 0; i < siblings; ++i) {
      std::vector<float>& others = scores_[i].siblings;
      others.assign(count, 0.0F);
      if (siblings > 1) {
        const float* own = best_.data() + i * family_count_;
        for (size_t o = 0; o < count; ++o) {
          const size_t f = families_[o];
          half_[o] =
              static_cast<float>((sums[f] - static_cast<double>(own[f])) / static_cast<double>(siblings - 1));
        }
        Standardise(half_, &others);
      }
      scores_[i].levels = LevelsFor(group.subjects[i]);
      visit(i, scores_[i]);
    }
  }

 private:
  std::span<const float> LevelsFor(uint32_t subject) const {
    if (of_objects_ == nullptr) return {};
    const bool heading = of_subjects_ != nullptr && of_subjects_->of[subject] == ItemLevel::kHeading;
    return heading ? of_objects_->for_headings : of_objects_->scores;
  }

  // Words, vectors and cosines of a row, and the half sum of the first two in half_.
  void ScoreRow(uint32_t subject, const float* cosines, PairScores* scores) {
    Standardise(matcher_.Scores(subject), &scores->words);
    scores->cosines.assign(cosines, cosines + families_.size());
    Standardise(scores->cosines, &scores->vectors);
    for (size_t o = 0; o < half_.size(); ++o) half_[o] = 0.5F * (scores->words[o] + scores->vectors[o]);
  }

  const LexicalMatcher& matcher_;
  const ItemLevels* of_subjects_;
  const ItemLevels* of_objects_;
  std::span<const uint32_t> families_;  // of the objects: the numbers that siblings share
  size_t family_count_ = 0;
  std::vector<PairScores> scores_;
  std::vector<float> half_;  // of the row last scored
  std::vector<float> best_;  // of each subject and family the best half sum
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
  std::vector<bool> is_wanted(subjects.texts.size());
  for (const uint32_t s : wanted) is_wanted[s] = true;
  const std::vector<Group> groups = GroupsOf(subjects, is_wanted);
  const std::vector<std::span<const Group>> batches = BatchesOf(groups);

  std::atomic<size_t> next = 0;
  const auto work = [&] {
    GroupScorer scorer(matcher, subjects, objects);
    std::vector<float> rows, cosines;
    for (size_t at = next++; at < batches.size(); at = next++) {
      rows.clear();
      const auto add = [&](uint32_t subject) {
        const auto row = a.begin() + static_cast<ptrdiff_t>(subject * dimensions);
        rows.insert(rows.end(), row, row + static_cast<ptrdiff_t>(dimensions));
      };
      for (const Group& group : batches[at]) {
        if (group.parent >= 0) add(static_cast<uint32_t>(group.parent));
        for (const uint32_t s : group.subjects) add(s);
      }
      const size_t row_count = rows.size() / dimensions;
      cosines.resize(row_count * count);
      MultiplyTransposed({rows.data(), dimensions}, {b.data(), dimensions}, row_count, count, dimensions,
                         cosines.data(), count);
      const float* of_group = cosines.data();
      for (const Group& group : batches[at]) {
        scorer.Score(group, of_group, [&](size_t i, const PairScores& scores) {
          if (is_wanted[group.subjects[i]]) visit(group.subjects[i], scores);
        });
        of_group += group.rows() * count;
      }
    }
  };
  if (threads == 0) threads = HardwareThreads();
  std::vector<std::jthread> workers;
  for (size_t t = 1; t < std::min(threads, batches.size()); ++t) workers.emplace_back(work);
  work();
}

}  // namespace concord
