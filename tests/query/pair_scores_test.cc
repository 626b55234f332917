#include "query/pair_scores.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <mutex>
#include <random>

#include "query/embedding/embedder.h"

namespace concord {
namespace {

constexpr size_t kDimensions = 16;

// Invented texts, vectors and parents.
struct Side {
  std::vector<std::string> strings;
  std::vector<MatchText> texts;
  std::vector<int16_t> vectors;
  std::vector<int32_t> parents;

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
      parents.push_back(random() % 3 == 0 ? -1 : static_cast<int32_t>(random() % count));
    }
    for (size_t i = 0; i < count; ++i) texts.push_back({strings[2 * i], strings[2 * i + 1], ""});
  }
};

std::map<uint32_t, PairScores> Scores(const Side& a, const Side& b, const LexicalMatcher& matcher,
                                      const std::vector<uint32_t>& wanted, size_t threads) {
  std::map<uint32_t, PairScores> all;
  std::mutex lock;
  ScorePairs({a.texts, a.vectors, a.parents}, {b.texts, b.vectors, {}}, matcher, kDimensions, wanted, threads,
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
  const Side a(150, 1), b(40, 2);
  const LexicalMatcher matcher(a.texts, b.texts, LexicalOptions::BesideVectors());
  const auto all = Scores(a, b, matcher, All(150), 2);
  ASSERT_EQ(all.size(), 150U);
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
  for (const auto& [s, scores] : all) {
    const uint32_t above = a.parents[s] < 0 ? s : static_cast<uint32_t>(a.parents[s]);
    const auto w = words(s), v = vectors(s), wa = words(above), va = vectors(above);
    for (size_t o = 0; o < 40; ++o) {
      EXPECT_NEAR(static_cast<double>(scores.words[o]), w[o], 1e-5);
      EXPECT_NEAR(static_cast<double>(scores.vectors[o]), v[o], 1e-5);
      EXPECT_NEAR(static_cast<double>(scores.parent[o]), (wa[o] + va[o]) / 2, 1e-5);
    }
  }
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
