#include "query/suggestions/code_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/query/counting_embedder.h"

namespace concord {
namespace {

using testing::CountingEmbedder;

constexpr size_t kDimensions = 8;

const std::vector<CodeText> kCodes = {
    {"Incident reporting", "", 0}, {"Staff training", "", 0}, {"Water and energy use", "", 1}};

std::vector<LabelledText> Labelled() {
  return {{"Outage notices", "Tell the regulator about every outage", {0}},
          {"Hotline", "A hotline for outage notices", {0}},
          {"Courses", "Engineers attend courses on safe design", {1}},
          {"Meters", "Litres and kilowatts are metered", {2}}};
}

std::vector<uint32_t> Order(const CodeModel::Opinion& opinion) {
  std::vector<uint32_t> order;
  for (const auto& scored : opinion.codes) order.push_back(scored.code);
  return order;
}

TEST(CodeModelTest, TextsLikeLabelledOnesGetTheirCode) {
  const auto labelled = Labelled();
  CodeModel model(kCodes, labelled, {}, 0);
  EXPECT_EQ(Order(model.Judge("", "an outage must be told", {}))[0], 0U);
  EXPECT_EQ(Order(model.Judge("", "courses for engineers", {}))[0], 1U);
  EXPECT_EQ(Order(model.Judge("", "kilowatts metered", {}))[0], 2U);
}

TEST(CodeModelTest, LabelsSpeakWhereNothingIsClassified) {
  CodeModel model(kCodes, {}, {}, 0);
  EXPECT_EQ(Order(model.Judge("", "report an incident", {}))[0], 0U);
  EXPECT_EQ(Order(model.Judge("", "trainings of staff", {}))[0], 1U);
  EXPECT_TRUE(model.Judge("", "report an incident", {}).neighbours.empty());
}

TEST(CodeModelTest, ConfidencesAreSharesOfOneAndFallWithTheRank) {
  const auto labelled = Labelled();
  CodeModel model(kCodes, labelled, {}, 0);
  const auto opinion = model.Judge("Energy", "energy of the courses", {});
  double sum = 0, last = 1;
  for (const auto& scored : opinion.codes) {
    EXPECT_LE(scored.confidence, last);
    last = scored.confidence;
    sum += scored.confidence;
  }
  EXPECT_NEAR(sum, 1, 1e-9);
  EXPECT_EQ(opinion.codes.size(), kCodes.size());
}

TEST(CodeModelTest, NothingInCommonIsNoError) {
  const auto labelled = Labelled();
  CodeModel model(kCodes, labelled, {}, 0);
  for (const char* text : {"", "zzz qqq", "\xc3\xa9\xc3\xa9", "..."}) {
    const auto opinion = model.Judge("", text, {});
    ASSERT_EQ(opinion.codes.size(), kCodes.size());
    EXPECT_TRUE(std::isfinite(opinion.codes[0].confidence));
    EXPECT_TRUE(opinion.neighbours.empty()) << text;
  }
}

TEST(CodeModelTest, TheOrderOfTheLabelledTextsDoesNotMatter) {
  auto labelled = Labelled();
  CodeModel forward(kCodes, labelled, {}, 0);
  std::reverse(labelled.begin(), labelled.end());
  CodeModel backward(kCodes, labelled, {}, 0);
  for (const char* text : {"outage of meters", "energy courses", "regulator", "training"}) {
    const auto a = forward.Judge("", text, {}), b = backward.Judge("", text, {});
    EXPECT_EQ(Order(a), Order(b)) << text;
    for (size_t i = 0; i < a.codes.size(); ++i) EXPECT_NEAR(a.codes[i].score, b.codes[i].score, 1e-3) << text;
  }
}

// Ten texts of one code and one of another have one word each in common with what is asked.
TEST(CodeModelTest, AManyTextsCodeDoesNotDrownARareOne) {
  std::vector<std::string> strings;
  for (int i = 0; i < 10; ++i) strings.push_back("common plan number" + std::to_string(i));
  std::vector<LabelledText> labelled = {{"", "rare lantern", {1}}};
  for (const std::string& text : strings) labelled.push_back({"", text, {0}});
  CodeModel model(kCodes, labelled, {}, 0);
  EXPECT_EQ(Order(model.Judge("", "the rare lantern of the plan", {}))[0], 1U);
}

TEST(CodeModelTest, VectorsDecideWhereWordsAreSilent) {
  const auto labelled = Labelled();
  std::vector<int16_t> vectors;
  for (const char* text :
       {"=report ", "=train ", "=energy ", "=report ", "=report ", "=train ", "=energy "}) {
    const auto vector = CountingEmbedder::VectorOf(text);
    vectors.insert(vectors.end(), vector.begin(), vector.end());
  }
  CodeModel model(kCodes, labelled, vectors, kDimensions);
  const char* meanings[] = {"=report ", "=train ", "=energy "};
  for (uint32_t code = 0; code < kCodes.size(); ++code) {
    const auto opinion = model.Judge("", "xyzzy", CountingEmbedder::VectorOf(meanings[code]));
    EXPECT_EQ(opinion.codes[0].code, code);
    // Half of a product comes from the vectors, and these are equal.
    ASSERT_FALSE(opinion.neighbours.empty());
    EXPECT_NEAR(opinion.neighbours[0].similarity, 0.5, 0.01);
  }
}

TEST(CodeModelTest, ATextIsItsOwnNearestNeighbour) {
  const auto labelled = Labelled();
  CodeModel model(kCodes, labelled, {}, 0);
  for (uint32_t i = 0; i < labelled.size(); ++i) {
    const auto opinion = model.Judge(labelled[i].title, labelled[i].text, {});
    EXPECT_EQ(opinion.neighbours[0].text, i);
    EXPECT_NEAR(opinion.neighbours[0].similarity, 1, 1e-4);
  }
}

}  // namespace
}  // namespace concord
