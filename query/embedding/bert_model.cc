// A model of BERT's family in a folder as an Embedder.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>

#include "base/file.h"
#include "base/parallel.h"
#include "base/sha256.h"
#include "base/text.h"
#include "query/embedding/bert_encoder.h"
#include "query/embedding/embedder.h"
#include "query/embedding/model_folder.h"
#include "query/embedding/onnx_encoder.h"
#include "query/embedding/piece_encoder.h"
#include "query/embedding/word_pieces.h"

namespace concord {
namespace {

// Enough rows for fast products, few enough to share the work out evenly.
constexpr size_t kPiecesAtOnce = 1024;

// What the model was published with; tokenizer.json says 128, with which the mean MRR is .015 lower.
constexpr size_t kLongest = 256;

class BertModel : public Embedder {
 public:
  // `runtime` is for weights in ONNX, and only then there.
  BertModel(ModelFiles files, WordPieces pieces, BertShape shape, Pooling pooling,
            std::optional<OnnxRuntime> runtime, size_t threads)
      : files_(std::move(files)),
        pieces_(std::move(pieces)),
        shape_(shape),
        pooling_(pooling),
        runtime_(std::move(runtime)),
        threads_(threads == 0 ? HardwareThreads() : threads),
        longest_(std::min(kLongest, shape.positions)) {
    // The names of all that changes a vector. "i8": the weights as QuantisedMatrix has them.
    identity_ = fmt::format("{}-{}-{}-{}-{}", runtime_ ? "onnx" : "bert", files_.Hash().substr(0, 16),
                            PoolingName(pooling_), longest_,
                            runtime_ ? "f32-onnxruntime " + runtime_->version() : "i8");
  }

  const std::string& identity() const override { return identity_; }
  size_t dimensions() const override { return shape_.hidden; }

  Result<std::vector<int16_t>> Embed(std::span<const std::string_view> texts,
                                     const Progress& progress) override {
    if (!encoder_) {
      if (auto done = LoadWeights(); !done) return tl::unexpected(done.error());
    }
    std::vector<std::vector<uint32_t>> read;
    read.reserve(texts.size());
    for (const std::string_view text : texts) read.push_back(pieces_.Read(text, longest_));

    // Texts of one length side by side; batches begin with the longest, so that the last ones are short.
    std::vector<uint32_t> order(texts.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t a, uint32_t b) { return read[a].size() > read[b].size(); });
    std::vector<size_t> batches = {0};
    for (size_t i = 0, pieces = 0; i < order.size(); ++i) {
      if (pieces > 0 && pieces + read[order[i]].size() > kPiecesAtOnce) batches.push_back(i), pieces = 0;
      pieces += read[order[i]].size();
    }
    batches.push_back(order.size());

    std::vector<int16_t> vectors(texts.size() * shape_.hidden);
    std::atomic<size_t> next = 0, done = 0;
    std::mutex failing;
    std::optional<Error> failure;
    const auto work = [&](bool reports) {
      std::vector<const std::vector<uint32_t>*> inputs;
      std::vector<float> outputs;
      for (size_t batch = next++; batch + 1 < batches.size(); batch = next++) {
        inputs.clear();
        for (size_t i = batches[batch]; i < batches[batch + 1]; ++i) inputs.push_back(&read[order[i]]);
        outputs.resize(inputs.size() * shape_.hidden);
        if (auto encoded = encoder_->Encode(inputs, outputs.data()); !encoded) {
          const std::scoped_lock lock(failing);
          if (!failure) failure = encoded.error();
          next = batches.size();
          return;
        }
        for (size_t i = 0; i < inputs.size(); ++i) {
          int16_t* vector = vectors.data() + order[batches[batch] + i] * shape_.hidden;
          for (size_t d = 0; d < shape_.hidden; ++d)
            vector[d] = VectorGrid::Round(outputs[i * shape_.hidden + d]);
        }
        done += inputs.size();
        if (reports && progress) progress(done);
      }
    };
    {
      std::vector<std::jthread> workers;
      for (size_t i = 1; i < std::min(threads_, batches.size() - 1); ++i) workers.emplace_back(work, false);
      work(true);
    }
    if (failure) return tl::unexpected(std::move(*failure));
    if (progress) progress(texts.size());
    return vectors;
  }

 private:
  Result<void> LoadWeights() {
    Result<std::string> bytes = files_.ReadWeights();
    if (!bytes) return tl::unexpected(bytes.error());
    if (runtime_) {
      auto encoder = OnnxEncoder::Load(*runtime_, *bytes, files_.weights.string(), pooling_, shape_.hidden);
      if (!encoder) return tl::unexpected(encoder.error());
      encoder_ = std::move(*encoder);
      return {};
    }
    const Result<Safetensors> weights = Safetensors::Parse(std::move(*bytes), files_.weights.string());
    if (!weights) return tl::unexpected(weights.error());
    Result<BertEncoder> encoder = BertEncoder::Load(*weights, shape_, pooling_);
    if (!encoder) return tl::unexpected(encoder.error());
    encoder_ = std::make_unique<BertEncoder>(std::move(*encoder));
    return {};
  }

  ModelFiles files_;
  WordPieces pieces_;
  BertShape shape_;
  Pooling pooling_;
  std::optional<OnnxRuntime> runtime_;
  size_t threads_;
  size_t longest_;
  std::string identity_;
  std::unique_ptr<PieceEncoder> encoder_;  // null until the first text
};

}  // namespace

int16_t VectorGrid::Round(float number) {
  return static_cast<int16_t>(std::lrint(std::clamp(number, -1.0F, 1.0F) * kSteps));
}

Result<std::unique_ptr<Embedder>> OpenBertModel(const std::filesystem::path& folder, size_t threads) {
  Result<ModelFiles> files = FindModelFiles(folder);
  if (!files) return tl::unexpected(files.error());
  const Result<std::string> tokenizer = files->ReadSmall(files->tokenizer);
  if (!tokenizer) return tl::unexpected(tokenizer.error());
  Result<WordPieces> pieces = WordPieces::Parse(*tokenizer, files->tokenizer.string());
  if (!pieces) return tl::unexpected(pieces.error());
  const Result<std::string> config = files->ReadSmall(files->config);
  if (!config) return tl::unexpected(config.error());
  const auto parse = files->IsOnnx() ? BertShape::ParseFamily : BertShape::Parse;
  const Result<BertShape> shape = parse(*config, files->config.string());
  if (!shape) return tl::unexpected(shape.error());
  if (pieces->vocabulary_size() > shape->vocabulary) {
    return tl::unexpected(Error{ErrorCode::kInvalid,
                                fmt::format("the vocabulary has {} pieces, the model knows {}",
                                            pieces->vocabulary_size(), shape->vocabulary),
                                files->tokenizer.string(), 0, 0, 0});
  }
  Result<Pooling> pooling = Pooling::kMean;
  if (!files->pooling.empty()) {
    const Result<std::string> asked = ReadFile(files->pooling, kMaxModelFileBytes);
    if (!asked) return tl::unexpected(asked.error());
    pooling = ParsePooling(*asked, files->pooling.string());
    if (!pooling) return tl::unexpected(pooling.error());
  }
  std::optional<OnnxRuntime> runtime;
  if (files->IsOnnx()) {
    Result<OnnxRuntime> loaded = OnnxRuntime::Load();
    if (!loaded) return tl::unexpected(loaded.error());
    runtime = std::move(*loaded);
  }
  return std::make_unique<BertModel>(std::move(*files), std::move(*pieces), *shape, *pooling,
                                     std::move(runtime), threads);
}

}  // namespace concord
