#include "query/text/lexical_match.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace concord {
namespace {

// Articles of invented words, some of which all have, and the same articles with two words changed.
struct Editions {
  std::vector<std::string> before, after;

  explicit Editions(size_t count) {
    std::mt19937 random(7);
    for (size_t i = 0; i < count; ++i) {
      std::string text = "the keeper of the harbour shall";
      for (int word = 0; word < 20; ++word) text += " w" + std::to_string(random() % (count * 2));
      after.push_back(text + " now again");
      before.push_back(text + " then once");
    }
  }
  static std::vector<MatchText> Texts(const std::vector<std::string>& from, size_t first, size_t behind) {
    std::vector<MatchText> texts;
    for (size_t i = first; i < behind; ++i) texts.push_back({"", from[i], ""});
    return texts;
  }
};

// Defect 15: the cost of `map` grew with the square of the articles.
TEST(LexicalMatch, CostOfASubjectDoesNotGrowWithTheObjects) {
  constexpr size_t kSubjects = 40, kTop = 64;
  std::vector<uint64_t> costs;
  for (const size_t objects : {size_t{2'500}, size_t{10'000}}) {
    const Editions editions(objects);
    const LexicalMatcher matcher(Editions::Texts(editions.before, 100, 100 + kSubjects),
                                 Editions::Texts(editions.after, 0, objects));
    uint64_t work = 0;
    for (uint32_t s = 0; s < kSubjects; ++s) {
      const auto found = matcher.Match(s, kTop, &work);
      ASSERT_FALSE(found.empty());
      EXPECT_EQ(found.front().object, 100 + s) << "the article of the other edition";
    }
    costs.push_back(work);
  }
  EXPECT_LE(static_cast<double>(costs[1]), 1.2 * static_cast<double>(costs[0]));
}

TEST(LexicalMatch, ConfidencesOfThoseThatAreChosenAreThoseOfAll) {
  constexpr size_t kObjects = LexicalMatcher::kMostObjects + 500;
  const Editions editions(kObjects);
  const LexicalOptions options = LexicalOptions::Default();
  const LexicalMatcher matcher(Editions::Texts(editions.before, 0, 10),
                               Editions::Texts(editions.after, 0, kObjects), options);
  for (uint32_t s = 0; s < 10; ++s) {
    const std::vector<float> scores = matcher.Scores(s);
    const auto found = matcher.Match(s, 30);
    EXPECT_EQ(found.size(), 30u);
    for (const LexicalMatch& match : found) {
      const float all = 1 / (1 + std::exp(-(options.slope * scores[match.object] + options.intercept)));
      EXPECT_NEAR(match.confidence, all, 1e-5);
    }
  }
}

}  // namespace
}  // namespace concord
