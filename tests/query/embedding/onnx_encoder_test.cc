#include "query/embedding/onnx_encoder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "base/file.h"
#include "query/embedding/embedder.h"
#include "query/embedding/word_pieces.h"
#include "tests/environment.h"
#include "tests/tiny_model.h"

namespace concord {
namespace {

using testing::ReadFileOrDie;
using testing::TemporaryDir;
using testing::TinyModel;

constexpr std::string_view kUsual =
    "input input_ids int64\ninput attention_mask int64\ninput token_type_ids int64\n"
    "output last_hidden_state float -1 -1 8\n";

// A folder with a model for the stand-in of tests/onnx_stand_in.cc, and the runtime that it names.
class OnnxEncoderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const char* before = std::getenv("CONCORD_ONNXRUNTIME"); before != nullptr) before_ = before;
    setenv("CONCORD_ONNXRUNTIME", CONCORD_ONNX_STAND_IN, 1);
    TinyModel::Write(dir_.path());
    std::filesystem::remove(dir_.path() / "model.safetensors");
    WriteModel(kUsual);
  }
  void TearDown() override {
    if (before_.empty()) {
      unsetenv("CONCORD_ONNXRUNTIME");
    } else {
      setenv("CONCORD_ONNXRUNTIME", before_.c_str(), 1);
    }
  }
  void WriteModel(std::string_view text) { ASSERT_TRUE(WriteFile(dir_.path() / "model.onnx", text)); }

  Result<std::vector<int16_t>> Embed(const std::vector<std::string>& texts, size_t threads = 0) {
    auto embedder = OpenBertModel(dir_.path(), threads);
    if (!embedder) return tl::unexpected(embedder.error());
    return (*embedder)->Embed(std::vector<std::string_view>(texts.begin(), texts.end()), {});
  }
  // What the stand-in's numbers give for a text, worked out in 64 bits.
  std::vector<double> Expected(const std::string& text, bool first_only) {
    const auto reader = WordPieces::Parse(ReadFileOrDie(dir_.path() / "tokenizer.json"), "");
    const std::vector<uint32_t> pieces = reader->Read(text, TinyModel::kPositions);
    std::vector<double> vector(8, 0.0);
    for (size_t p = 0; p < (first_only ? 1 : pieces.size()); ++p) {
      for (size_t c = 0; c < 8; ++c)
        vector[c] += 1.0 + pieces[p] + 0.5 * static_cast<double>(p) + (pieces[p] % 8 == c ? 1.0 : 0.0);
    }
    double squares = 0;
    for (const double x : vector) squares += x * x;
    for (double& x : vector) x *= VectorGrid::kSteps / std::sqrt(squares);
    return vector;
  }
  void ExpectVectors(const std::vector<std::string>& texts, bool first_only = false) {
    const auto vectors = Embed(texts);
    ASSERT_TRUE(vectors) << vectors.error().ToString();
    ASSERT_EQ(vectors->size(), texts.size() * 8);
    for (size_t t = 0; t < texts.size(); ++t) {
      const std::vector<double> expected = Expected(texts[t], first_only);
      for (size_t c = 0; c < 8; ++c) EXPECT_NEAR((*vectors)[t * 8 + c], expected[c], 0.51) << texts[t];
    }
  }
  // The error of opening or of the first text.
  Error Refusal(std::string_view model) {
    WriteModel(model);
    const auto vectors = Embed({"risk"});
    EXPECT_FALSE(vectors) << model;
    return vectors ? Error{} : vectors.error();
  }

  TemporaryDir dir_;
  std::string before_;
  const std::vector<std::string> texts_ = {"", "risk", "over see report log test", "unheard of", "risk log."};
};

TEST_F(OnnxEncoderTest, PadsMasksAndPools) {
  ExpectVectors(texts_);
  WriteModel(
      "input position_ids int64\ninput attention_mask int32\ninput input_ids int32\n"
      "output other map\noutput last_hidden_state float -1 -1 -1\n");
  ExpectVectors(texts_);
}

TEST_F(OnnxEncoderTest, PoolsAsTheModelsFolderSays) {
  std::filesystem::create_directory(dir_.path() / "1_Pooling");
  const auto mean = OpenBertModel(dir_.path());
  ASSERT_TRUE(WriteFile(dir_.path() / "1_Pooling" / "config.json",
                        R"({"pooling_mode_cls_token":true,"pooling_mode_mean_tokens":false})"));
  ExpectVectors(texts_, true);
  const auto first = OpenBertModel(dir_.path());
  ASSERT_TRUE(mean && first);
  EXPECT_NE((*mean)->identity(), (*first)->identity());
  ASSERT_TRUE(WriteFile(dir_.path() / "1_Pooling" / "config.json", R"({"pooling_mode_max_tokens":true})"));
  EXPECT_EQ(OpenBertModel(dir_.path()).error().code, ErrorCode::kUnsupported);
}

TEST_F(OnnxEncoderTest, TakesAVectorThatTheModelPooledItself) {
  WriteModel("input input_ids int64\ninput attention_mask int64\noutput sentence_embedding float -1 8\n");
  ExpectVectors(texts_, true);
}

TEST_F(OnnxEncoderTest, IsTheSameWithAnyNumberOfThreads) {
  std::vector<std::string> many;
  for (int i = 0; i < 2000; ++i) many.push_back(texts_[static_cast<size_t>(i) % texts_.size()] + " risk");
  const auto one = Embed(many, 1), four = Embed(many, 4);
  ASSERT_TRUE(one && four);
  EXPECT_EQ(*one, *four);
}

TEST_F(OnnxEncoderTest, ItsIdentityNamesTheRuntime) {
  const auto embedder = OpenBertModel(dir_.path());
  ASSERT_TRUE(embedder) << embedder.error().ToString();
  EXPECT_TRUE((*embedder)->identity().starts_with("onnx-")) << (*embedder)->identity();
  EXPECT_TRUE((*embedder)->identity().ends_with("-mean-16-f32-onnxruntime 0.stand-in"))
      << (*embedder)->identity();
}

TEST_F(OnnxEncoderTest, SafetensorsComeFirstAndBelowOnnxLast) {
  std::filesystem::create_directory(dir_.path() / "onnx");
  std::filesystem::rename(dir_.path() / "model.onnx", dir_.path() / "onnx" / "model.onnx");
  ExpectVectors({"risk"});
  TinyModel::Write(dir_.path());
  const auto embedder = OpenBertModel(dir_.path());
  ASSERT_TRUE(embedder);
  EXPECT_TRUE((*embedder)->identity().starts_with("bert-"));
}

TEST_F(OnnxEncoderTest, ModelsThatAreNoneOfTheFamilySayWhy) {
  const Error garbage = Refusal("garbage");
  EXPECT_EQ(garbage.code, ErrorCode::kInvalid);
  EXPECT_NE(garbage.message.find("this is no model"), std::string::npos) << garbage.message;
  EXPECT_NE(garbage.source.find("model.onnx"), std::string::npos);
  const Error image = Refusal("input pixels float\noutput last_hidden_state float -1 -1 8\n");
  EXPECT_EQ(image.code, ErrorCode::kUnsupported);
  EXPECT_NE(image.message.find("'pixels'"), std::string::npos) << image.message;
  EXPECT_NE(Refusal("input input_ids int64\noutput last_hidden_state float -1 -1 8\n")
                .message.find("attention_mask"),
            std::string::npos)
      << "padding would count as pieces";
  const std::string inputs = "input input_ids int64\ninput attention_mask int64\n";
  for (const char* output : {"output last_hidden_state half -1 -1 8\n", "output last_hidden_state map\n",
                             "output last_hidden_state float -1 -1 9\n", "output scores float -1\n", ""}) {
    const Error error = Refusal(inputs + output);
    EXPECT_EQ(error.code, ErrorCode::kUnsupported) << output;
    EXPECT_NE(error.message.find("texts times 8"), std::string::npos) << error.message;
  }
  const Error run = Refusal(std::string(kUsual) + "fail\n");
  EXPECT_EQ(run.code, ErrorCode::kInvalid);
  EXPECT_NE(run.message.find("running it fails"), std::string::npos) << run.message;
}

TEST_F(OnnxEncoderTest, AnAnswerOfAnotherShapeIsRefused) {
  // The file leaves the number of columns open, and they are 8.
  std::string config = ReadFileOrDie(dir_.path() / "config.json");
  const size_t at = config.find("\"hidden_size\":8");
  ASSERT_NE(at, std::string::npos);
  ASSERT_TRUE(WriteFile(dir_.path() / "config.json", config.replace(at, 15, "\"hidden_size\":6")));
  const Error error = Refusal("input input_ids int64\ninput attention_mask int64\noutput x float -1 -1 -1\n");
  EXPECT_EQ(error.code, ErrorCode::kInvalid);
  EXPECT_NE(error.message.find("1 x 3 x 8"), std::string::npos) << error.message;
}

TEST_F(OnnxEncoderTest, WithoutARuntimeItSaysWhatToDo) {
  setenv("CONCORD_ONNXRUNTIME", (dir_.path() / "nowhere.so").c_str(), 1);
  const auto gone = OpenBertModel(dir_.path());
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code, ErrorCode::kNotFound);
  EXPECT_NE(gone.error().message.find("nowhere.so"), std::string::npos) << gone.error().message;
  setenv("CONCORD_ONNXRUNTIME", "libm.so.6", 1);
  const auto other = OpenBertModel(dir_.path());
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::kUnsupported) << "a library, but not this one";
}

TEST_F(OnnxEncoderTest, DistilBertCallsItsWidthOtherwise) {
  ASSERT_TRUE(WriteFile(
      dir_.path() / "config.json",
      R"({"model_type":"distilbert","activation":"gelu","dim":8,"max_position_embeddings":16,"vocab_size":20})"));
  ExpectVectors(texts_);
}

}  // namespace
}  // namespace concord
