#include "query/suggestions/pair_scores.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <random>

#include "query/embedding/embedder.h"

namespace concord {
namespace {

constexpr size_t kDimensions = 16;

// Invented texts, vectors, parents and siblings: a big family and small ones.
struct Side {
  std::vector<std::string> strings;
  std::vector<MatchText> texts;
  std::vector<int16_t> vectors;
  std::vector<int32_t> parents;
  std::vector<uint32_t> siblings;

  Side(size_t count, unsigned seed) {
    std::mt19937 random(seed);
    const std::vector<std::string> words = {"audit", "model",  "risk", "log",    "data", "human",
                                            "test",  "report", "user", "secure", "plan", "owner"};
    for (size_t i = 0; i < count; ++i) {
      for (int part = 0; part < 2; ++part) {
        std::string& text = strings.emplace_back();
        for (auto n = random() % 9; n > 0; --n) text += words[random() % words.size()] + " ";
      }
      std::vector<float> numbers(kDimensions);
      float squares = 0;
      for (float& x : numbers) x = static_cast<float>(random() % 1000) - 500, squares += x * x;
      for (const float x : numbers) vectors.push_back(VectorGrid::Round(x / std::sqrt(squares)));
      siblings.push_back(static_cast<uint32_t>(random() % 3 == 0 ? 0 : random() % (count / 4)));
    }
    for (size_t i = 0; i < count; ++i) {
      const uint32_t family = siblings[i];
      parents.push_back(family % 3 == 0 ? -1 : static_cast<int32_t>(family * 7 % count));
    }
    for (size_t i = 0; i < count; ++i) texts.push_back({strings[2 * i], strings[2 * i + 1], ""});
  }
  PairSide Borrowed() const { return {texts, vectors, parents, siblings}; }
};

std::map<uint32_t, PairScores> Scores(const Side& a, const Side& b, const LexicalMatcher& matcher,
                                      const std::vector<uint32_t>& wanted, size_t threads) {
  std::map<uint32_t, PairScores> all;
  std::mutex lock;
  ScorePairs(a.Borrowed(), b.Borrowed(), matcher, kDimensions, wanted, threads,
             [&](uint32_t subject, const PairScores& scores) {
               const std::scoped_lock guard(lock);
               EXPECT_TRUE(all.emplace(subject, scores).second) << "twice";
             });
  return all;
}

std::vector<uint32_t> All(size_t count) {
  std::vector<uint32_t> all;
  for (uint32_t i = 0; i < count; ++i) all.push_back(i);
  return all;
}

TEST(PairScores, AreZScoresOfWhatADirectCountGives) {
  const Side a(120, 1), b(40, 2);
  const LexicalMatcher matcher(a.texts, b.texts, LexicalOptions::BesideVectors());
  const auto all = Scores(a, b, matcher, All(120), 2);
  ASSERT_EQ(all.size(), 120U);
  const auto standard = [](std::vector<double> x) {
    double mean = 0, squares = 0;
    for (const double v : x) mean += v / static_cast<double>(x.size());
    for (const double v : x) squares += (v - mean) * (v - mean) / static_cast<double>(x.size());
    for (double& v : x) v = (v - mean) / (std::sqrt(squares) + 1e-6);
    return x;
  };
  const auto words = [&](uint32_t s) {
    const std::vector<float> scores = matcher.Scores(s);
    return standard({scores.begin(), scores.end()});
  };
  const auto vectors = [&](uint32_t s) {
    std::vector<double> cosines;
    for (size_t o = 0; o < 40; ++o) {
      double sum = 0;
      for (size_t d = 0; d < kDimensions; ++d)
        sum += a.vectors[s * kDimensions + d] * b.vectors[o * kDimensions + d];
      cosines.push_back(sum / VectorGrid::kSteps / VectorGrid::kSteps);
    }
    return standard(cosines);
  };
  // Of each other subject with this number the best among the object and its siblings, and of these the mean.
  const auto siblings = [&](uint32_t s) {
    std::vector<double> mean(40, 0.0);
    double others = 0;
    for (uint32_t other = 0; other < 120; ++other) {
      if (other == s || a.siblings[other] != a.siblings[s]) continue;
      ++others;
      const auto w = words(other), v = vectors(other);
      for (size_t o = 0; o < 40; ++o) {
        double best = -1e9;
        for (size_t beside = 0; beside < 40; ++beside) {
          if (b.siblings[beside] == b.siblings[o]) best = std::max(best, (w[beside] + v[beside]) / 2);
        }
        mean[o] += best;
      }
    }
    if (others == 0) return mean;
    for (double& x : mean) x /= others;
    return standard(mean);
  };
  size_t alone = 0;
  for (const auto& [s, scores] : all) {
    const auto beside = siblings(s);
    if (std::ranges::all_of(beside, [](double x) { return x == 0; })) ++alone;
    const uint32_t above = a.parents[s] < 0 ? s : static_cast<uint32_t>(a.parents[s]);
    const auto w = words(s), v = vectors(s), wa = words(above), va = vectors(above);
    for (size_t o = 0; o < 40; ++o) {
      EXPECT_NEAR(static_cast<double>(scores.words[o]), w[o], 1e-5);
      EXPECT_NEAR(static_cast<double>(scores.vectors[o]), v[o], 1e-5);
      EXPECT_NEAR(static_cast<double>(scores.parent[o]), (wa[o] + va[o]) / 2, 1e-5);
      EXPECT_NEAR(static_cast<double>(scores.siblings[o]), beside[o], 1e-4);
    }
  }
  EXPECT_GT(alone, 0U);
  EXPECT_LT(alone, 100U);
}

TEST(PairScores, ThreadsAndOtherSubjectsChangeNothing) {
  const Side a(300, 3), b(70, 4);
  const LexicalMatcher matcher(a.texts, b.texts, LexicalOptions::BesideVectors());
  const auto one = Scores(a, b, matcher, All(300), 1), four = Scores(a, b, matcher, All(300), 4);
  const auto few = Scores(a, b, matcher, {7, 200}, 2);
  EXPECT_EQ(few.size(), 2U);
  for (const auto& [s, scores] : one) {
    for (const auto* others : {&four, &few}) {
      if (!others->contains(s)) continue;
      EXPECT_EQ(others->at(s).words, scores.words);
      EXPECT_EQ(others->at(s).vectors, scores.vectors);
      EXPECT_EQ(others->at(s).parent, scores.parent);
      EXPECT_EQ(others->at(s).siblings, scores.siblings);
    }
  }
}

TEST(PairScores, LexicalScoresAreTheWeightedSumOfTheViews) {
  const Side a(20, 5), b(30, 6);
  const LexicalOptions options = LexicalOptions::BesideVectors();
  const LexicalMatcher matcher(a.texts, b.texts, options);
  for (uint32_t s = 0; s < 20; ++s) {
    const std::vector<float> scores = matcher.Scores(s);
    const std::vector<LexicalWeights> features = matcher.Features(s);
    for (size_t o = 0; o < 30; ++o) {
      float sum = 0;
      for (size_t f = 0; f < kLexicalFeatures; ++f) sum += options.weights[f] * features[o][f];
      EXPECT_NEAR(scores[o], sum, 1e-5F);
    }
  }
}

TEST(PairScores, ConfidenceRisesWithTheScoreAndFallsWithTheCrowd) {
  const SuggestionModel model;
  EXPECT_GT(model.Confidence(3, 4), model.Confidence(2, 4));
  EXPECT_LT(model.Confidence(3, 5), model.Confidence(3, 4));
  EXPECT_GE(model.Confidence(-1e9, 10), 0);
  EXPECT_LE(model.Confidence(1e9, 10), 1);
}

}  // namespace
}  // namespace concord
