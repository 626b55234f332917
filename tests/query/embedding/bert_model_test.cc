#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "base/file.h"
#include "query/embedding/embedder.h"
#include "query/embedding/model_folder.h"
#include "query/embedding/word_pieces.h"
#include "tests/environment.h"
#include "tests/tiny_model.h"

namespace concord {
namespace {

using testing::ReadFileOrDie;
using testing::TemporaryDir;
using testing::TinyModel;

std::vector<int16_t> Embed(Embedder* embedder, const std::vector<std::string>& texts) {
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  auto vectors = embedder->Embed(views, {});
  EXPECT_TRUE(vectors) << vectors.error().ToString();
  return vectors ? std::move(*vectors) : std::vector<int16_t>();
}

std::vector<std::string> SomeTexts(const TinyModel& model) {
  std::mt19937 random(3);
  std::vector<std::string> texts = {"", "risk", "unheard of"};
  for (int i = 0; i < 300; ++i) {
    std::string& text = texts.emplace_back();
    for (auto n = random() % 20; n > 0; --n)
      text += (text.empty() ? "" : " ") + model.vocabulary[5 + random() % (model.vocabulary.size() - 5)];
  }
  return texts;
}

// The encoder's numbers have eight bits and the paper's have no end of them; a model of eight numbers a piece
// has nothing over which such errors could even out.
TEST(BertModel, ComputesWhatThePaperSays) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    const TemporaryDir dir;
    const TinyModel model = TinyModel::Write(dir.path(), seed);
    const auto embedder = OpenBertModel(dir.path());
    ASSERT_TRUE(embedder) << embedder.error().ToString();
    const auto pieces = WordPieces::Parse(ReadFileOrDie(dir.path() / "tokenizer.json"), "");
    ASSERT_TRUE(pieces);
    const std::vector<std::string> texts = SomeTexts(model);
    const std::vector<int16_t> vectors = Embed(embedder->get(), texts);
    ASSERT_EQ(vectors.size(), texts.size() * TinyModel::kHidden);
    for (size_t t = 0; t < texts.size(); ++t) {
      const std::vector<double> expected = model.Encode(pieces->Read(texts[t], TinyModel::kPositions));
      double product = 0;
      for (size_t i = 0; i < TinyModel::kHidden; ++i)
        product += expected[i] * vectors[t * TinyModel::kHidden + i] / VectorGrid::kSteps;
      EXPECT_GT(product, 0.998) << texts[t];
    }
  }
}

TEST(BertModel, ATextAloneHasTheVectorThatItHasAmongOthers) {
  const TemporaryDir dir;
  const TinyModel model = TinyModel::Write(dir.path());
  const std::vector<std::string> texts = SomeTexts(model);
  const auto one = OpenBertModel(dir.path(), 1), four = OpenBertModel(dir.path(), 4);
  ASSERT_TRUE(one && four);
  const std::vector<int16_t> together = Embed(four->get(), texts);
  EXPECT_EQ(Embed(one->get(), texts), together);
  EXPECT_EQ((*one)->identity(), (*four)->identity());
  for (size_t t = 0; t < texts.size(); t += 37) {
    const std::vector<int16_t> alone = Embed(one->get(), {texts[t]});
    for (size_t i = 0; i < alone.size(); ++i) EXPECT_EQ(alone[i], together[t * TinyModel::kHidden + i]);
  }
}

TEST(BertModel, GridIsClosedUnderExactProducts) {
  // The worst case for the claim of VectorGrid: two equal vectors of length 1. All partial sums are whole
  // numbers below 2^24, so that any order of adding floats gives the same.
  std::mt19937 random(5);
  std::vector<float> vector(384);
  float length = 0;
  for (float& x : vector) x = static_cast<float>(random() % 2001) / 1000 - 1, length += x * x;
  int64_t exact = 0;
  float forwards = 0, backwards = 0;
  for (size_t i = 0; i < vector.size(); ++i) {
    const auto step = static_cast<float>(VectorGrid::Round(vector[i] / std::sqrt(length)));
    const auto other = static_cast<float>(VectorGrid::Round(vector[383 - i] / std::sqrt(length)));
    exact += static_cast<int64_t>(step) * static_cast<int64_t>(step);
    forwards += step * step;
    backwards += other * other;
  }
  EXPECT_LT(exact, 1 << 24);
  EXPECT_EQ(static_cast<int64_t>(forwards), exact);
  EXPECT_EQ(static_cast<int64_t>(backwards), exact);
  EXPECT_EQ(VectorGrid::Round(2), 2048);
  EXPECT_EQ(VectorGrid::Round(-1), -2048);
}

TEST(BertModel, IdentityFollowsTheBytesOfAllFiles) {
  const TemporaryDir dir;
  TinyModel::Write(dir.path() / "a", 1);
  TinyModel::Write(dir.path() / "b", 2);
  TinyModel::Write(dir.path() / "c", 1);
  const auto a = OpenBertModel(dir.path() / "a"), b = OpenBertModel(dir.path() / "b"),
             c = OpenBertModel(dir.path() / "c");
  ASSERT_TRUE(a && b && c);
  EXPECT_NE((*a)->identity(), (*b)->identity());
  EXPECT_EQ((*a)->identity(), (*c)->identity());
}

TEST(BertModel, WeightsThatChangedSinceTheyWereInstalledAreRefused) {
  const TemporaryDir dir;
  TinyModel::Write(dir.path() / "from");
  const auto installed = InstallModel(dir.path() / "from", dir.path() / "to", {});
  ASSERT_TRUE(installed) << installed.error().ToString();
  std::string bytes = ReadFileOrDie(installed->weights);
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  ASSERT_TRUE(WriteFile(installed->weights, bytes));
  const auto embedder = OpenBertModel(dir.path() / "to");
  ASSERT_TRUE(embedder) << "the weights are not read yet";
  const std::string_view text = "risk";
  const auto vectors = (*embedder)->Embed({&text, 1}, {});
  ASSERT_FALSE(vectors);
  EXPECT_EQ(vectors.error().code, ErrorCode::kCorrupt);
}

TEST(BertModel, InstallingComparesHashesAndLeavesNothingBehind) {
  const TemporaryDir dir;
  TinyModel::Write(dir.path() / "from");
  const std::string wrong(64, '0');
  const auto refused = InstallModel(dir.path() / "from", dir.path() / "to", {wrong, "", ""});
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find(wrong), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(dir.path() / "to"));
  EXPECT_FALSE(std::filesystem::exists(dir.path() / "to.new"));
  const auto installed = InstallModel(dir.path() / "from", dir.path() / "to", {});
  ASSERT_TRUE(installed) << installed.error().ToString();
  EXPECT_TRUE(InstallModel(dir.path() / "from", dir.path() / "to",
                           {installed->weights_hash, installed->tokenizer_hash, installed->config_hash}))
      << "again, over what is there";
}

TEST(BertModel, FoldersThatAreNoModelSayWhatIsMissing) {
  const TemporaryDir dir;
  EXPECT_EQ(OpenBertModel(dir.path() / "nowhere").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(OpenBertModel(dir.path()).error().message, "the folder has no file *.safetensors or *.onnx");
  TinyModel::Write(dir.path());
  std::filesystem::remove(dir.path() / "config.json");
  EXPECT_EQ(OpenBertModel(dir.path()).error().code, ErrorCode::kNotFound);
  for (const char* config : {"{}", "{\"model_type\":\"gpt2\"}", "[", "{\"hidden_size\":1e9}"}) {
    ASSERT_TRUE(WriteFile(dir.path() / "config.json", config));
    EXPECT_FALSE(OpenBertModel(dir.path())) << config;
  }
}

// The real model, where it is installed. The cosines are those of another implementation (numpy in 32 bits,
// with the tokenizers library) on the original weights, which have more than our eight bits.
TEST(BertModel, KnowsWhatTheOriginalKnows) {
  const std::filesystem::path folder = ModelsFolder() / kModelName;
  if (ModelsFolder().empty() || !std::filesystem::exists(folder))
    GTEST_SKIP() << "needs the model: concord model add (or CONCORD_MODELS=DIR)";
  const auto embedder = OpenBertModel(folder);
  ASSERT_TRUE(embedder) << embedder.error().ToString();
  const std::vector<int16_t> v =
      Embed(embedder->get(), {"The operator keeps a log of every incident.",
                              "Incidents are written down by whoever runs the system.",
                              "Fresh bread is sold in the market on Sundays.",
                              "Providers shall test their models before release."});
  ASSERT_EQ(v.size(), 4U * 384);
  const auto cosine = [&](size_t a, size_t b) {
    double sum = 0;
    for (size_t i = 0; i < 384; ++i)
      sum += static_cast<double>(v[a * 384 + i]) * static_cast<double>(v[b * 384 + i]);
    return sum / VectorGrid::kSteps / VectorGrid::kSteps;
  };
  EXPECT_NEAR(cosine(1, 0), 0.47656, 0.02);
  EXPECT_NEAR(cosine(2, 0), -0.01392, 0.02);
  EXPECT_NEAR(cosine(2, 1), -0.08206, 0.02);
  EXPECT_NEAR(cosine(3, 0), 0.13134, 0.02);
  EXPECT_NEAR(cosine(3, 1), 0.16253, 0.02);
  EXPECT_NEAR(cosine(3, 2), 0.11045, 0.02);
}

}  // namespace
}  // namespace concord
