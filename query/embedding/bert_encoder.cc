#include "query/embedding/bert_encoder.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "query/embedding/json_object.h"
#include "query/embedding/matrix_product.h"

namespace concord {
namespace {

// The loops below are compiled for several kinds of processors, and the program takes the best that it finds.
// They do the same in the same order: contraction into fused operations is off, as the standard has it.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define CONCORD_FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define CONCORD_FOR_EACH_PROCESSOR
#endif

// e^x to the last but one bit, for x from -87 to 0: 2^n times a polynomial for the rest (Cephes'
// coefficients). Without branches or calls, so that the compiler does several at once.
inline float Exp(float x) {
  constexpr float kRound = 12582912.0F;  // 1.5 * 2^23: what is added to it is rounded to a whole number
  const float n = x * 1.44269504F + kRound - kRound;
  const float r = x - n * 0.693359375F + n * 2.12194440e-4F;
  float p = 1.9875691500e-4F;
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  p = p * r * r + r + 1.0F;
  return p * std::bit_cast<float>((static_cast<int32_t>(n) + 127) << 23);
}

inline float AtLeast(float x, float least) { return x > least ? x : least; }

// Each x + bias, times the normal distribution function there, by the error function of Abramowitz & Stegun
// 7.1.26 (off by at most 1.5e-7).
CONCORD_FOR_EACH_PROCESSOR
void AddBiasAndGelu(const float* bias, size_t count, float* row) {
  for (size_t i = 0; i < count; ++i) {
    const float x = row[i] + bias[i];
    const float z = std::fabs(x) * 0.70710678F;
    const float t = 1.0F / (1.0F + 0.3275911F * z);
    float p = 1.061405429F;
    p = p * t - 1.453152027F;
    p = p * t + 1.421413741F;
    p = p * t - 0.284496736F;
    p = p * t + 0.254829592F;
    const float erf = 1.0F - p * t * Exp(AtLeast(-z * z, -87.0F));
    row[i] = 0.5F * (x + std::fabs(x) * erf);
  }
}

// To shares of 1, by e^(scale x).
CONCORD_FOR_EACH_PROCESSOR
void Softmax(float scale, size_t count, float* row) {
  constexpr size_t kLanes = 16;
  // Side by side, as the sum below: one maximum waits for the one before it.
  float most_of[kLanes];
  std::fill_n(most_of, kLanes, row[0]);
  size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (size_t l = 0; l < kLanes; ++l) most_of[l] = AtLeast(row[i + l], most_of[l]);
  }
  float most = row[0];
  for (const float of_lane : most_of) most = AtLeast(of_lane, most);
  for (; i < count; ++i) most = AtLeast(row[i], most);
  for (i = 0; i < count; ++i) row[i] = Exp(AtLeast((row[i] - most) * scale, -87.0F));
  float lanes[kLanes] = {};
  i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (size_t l = 0; l < kLanes; ++l) lanes[l] += row[i + l];
  }
  float sum = 0;
  for (const float lane : lanes) sum += lane;
  for (; i < count; ++i) sum += row[i];
  const float share = 1.0F / sum;
  for (size_t k = 0; k < count; ++k) row[k] *= share;
}

void AddBias(const std::vector<float>& bias, size_t rows, float* matrix) {
  for (size_t r = 0; r < rows; ++r) {
    float* row = matrix + r * bias.size();
    for (size_t i = 0; i < bias.size(); ++i) row[i] += bias[i];
  }
}

// Sixteen sums side by side instead of one: the compiler may not reorder a sum by itself.
template <typename Term>
float Sum(size_t count, Term term) {
  constexpr size_t kLanes = 16;
  float lanes[kLanes] = {};
  size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (size_t l = 0; l < kLanes; ++l) lanes[l] += term(i + l);
  }
  float sum = 0;
  for (const float lane : lanes) sum += lane;
  for (; i < count; ++i) sum += term(i);
  return sum;
}

// Each row: `row` + `added` (nothing when null), then to mean 0 and variance 1, then weight and bias.
void Normalise(const std::vector<float>& weight, const std::vector<float>& bias, float epsilon, size_t rows,
               const float* added, const std::vector<float>* added_bias, float* matrix) {
  const size_t width = weight.size();
  for (size_t r = 0; r < rows; ++r) {
    float* row = matrix + r * width;
    if (added != nullptr) {
      const float* other = added + r * width;
      for (size_t i = 0; i < width; ++i) row[i] += other[i] + (*added_bias)[i];
    }
    const float mean = Sum(width, [&](size_t i) { return row[i]; }) / static_cast<float>(width);
    const float variance =
        Sum(width, [&](size_t i) { return (row[i] - mean) * (row[i] - mean); }) / static_cast<float>(width);
    const float scale = 1.0F / std::sqrt(variance + epsilon);
    for (size_t i = 0; i < width; ++i) row[i] = (row[i] - mean) * scale * weight[i] + bias[i];
  }
}

tl::unexpected<Error> Refuse(ErrorCode code, std::string message, std::string_view source) {
  return tl::unexpected(Error{code, std::move(message), std::string(source), 0, 0, 0});
}

// The limits keep the sizes of arrays far from overflow; BERT-large has 1,024, 24, 16, 4,096, 512, 30,522.
constexpr size_t kMostHidden = 8192, kMostPositions = 65536, kMostVocabulary = 4'000'000;

struct Number {
  const char* name;
  size_t* value;
  size_t most;
};

Result<void> ReadNumbers(const rapidjson::Document& document, std::span<const Number> numbers,
                         std::string_view source) {
  for (const Number& number : numbers) {
    const auto at = document.FindMember(number.name);
    if (at == document.MemberEnd() || !at->value.IsUint() || at->value.GetUint() < 1 ||
        at->value.GetUint() > number.most) {
      return Refuse(ErrorCode::kInvalid,
                    fmt::format("'{}' should be a whole number from 1 to {}", number.name, number.most),
                    source);
    }
    *number.value = at->value.GetUint();
  }
  return {};
}

}  // namespace

Result<BertShape> BertShape::Parse(std::string_view json, std::string_view source) {
  const auto document = ParseJsonObject(json, source, "config.json");
  if (!document) return tl::unexpected(document.error());
  for (const auto& [name, wanted] : {std::pair("model_type", "bert"), std::pair("hidden_act", "gelu"),
                                     std::pair("position_embedding_type", "absolute")}) {
    const auto at = document->FindMember(name);
    if (at == document->MemberEnd()) continue;  // older files leave out what was the only kind
    if (!at->value.IsString() || std::string_view(at->value.GetString()) != wanted)
      return Refuse(ErrorCode::kUnsupported, fmt::format("'{}' should be {}", name, wanted), source);
  }
  BertShape shape;
  const Number numbers[] = {{"hidden_size", &shape.hidden, kMostHidden},
                            {"num_hidden_layers", &shape.layers, 256},
                            {"num_attention_heads", &shape.heads, 1024},
                            {"intermediate_size", &shape.intermediate, 65536},
                            {"max_position_embeddings", &shape.positions, kMostPositions},
                            {"vocab_size", &shape.vocabulary, kMostVocabulary}};
  if (auto done = ReadNumbers(*document, numbers, source); !done) return tl::unexpected(done.error());
  if (shape.hidden % shape.heads != 0)
    return Refuse(ErrorCode::kInvalid, "'hidden_size' should be a multiple of 'num_attention_heads'", source);
  if (const auto at = document->FindMember("layer_norm_eps");
      at != document->MemberEnd() && at->value.IsNumber())
    shape.epsilon = static_cast<float>(at->value.GetDouble());
  return shape;
}

Result<BertShape> BertShape::ParseFamily(std::string_view json, std::string_view source) {
  const auto document = ParseJsonObject(json, source, "config.json");
  if (!document) return tl::unexpected(document.error());
  BertShape shape;
  const char* hidden = document->HasMember("hidden_size") ? "hidden_size" : "dim";
  const Number numbers[] = {{hidden, &shape.hidden, kMostHidden},
                            {"max_position_embeddings", &shape.positions, kMostPositions},
                            {"vocab_size", &shape.vocabulary, kMostVocabulary}};
  if (auto done = ReadNumbers(*document, numbers, source); !done) return tl::unexpected(done.error());
  return shape;
}

Result<BertEncoder> BertEncoder::Load(const Safetensors& weights, const BertShape& shape, Pooling pooling) {
  BertEncoder encoder;
  encoder.shape_ = shape;
  encoder.pooling_ = pooling;
  const uint64_t hidden = shape.hidden, inner = shape.intermediate;
  Error error;
  bool failed = false;
  // Reads on after a failure, so that the calls below read like a table; the first failure is told.
  const auto read = [&](const std::string& name, const std::vector<uint64_t>& sides) {
    Result<Array> array = weights.Read(name, sides);
    if (array) return std::move(*array);
    if (!failed) error = array.error();
    failed = true;
    return Array();
  };
  const auto norm = [&](const std::string& name) {
    return Norm{read(name + ".weight", {hidden}), read(name + ".bias", {hidden})};
  };

  encoder.words_ = read("embeddings.word_embeddings.weight", {shape.vocabulary, hidden});
  encoder.positions_ = read("embeddings.position_embeddings.weight", {shape.positions, hidden});
  const std::vector<uint64_t> types = weights.ShapeOf("embeddings.token_type_embeddings.weight");
  const Array type = read("embeddings.token_type_embeddings.weight", {types.empty() ? 1 : types[0], hidden});
  encoder.first_ = norm("embeddings.LayerNorm");
  for (size_t l = 0; l < shape.layers && !failed; ++l) {
    const std::string at = fmt::format("encoder.layer.{}.", l);
    Layer& layer = encoder.layers_.emplace_back();
    for (const char* part : {"query", "key", "value"}) {
      const Array matrix = read(at + "attention.self." + part + ".weight", {hidden, hidden});
      const Array bias = read(at + "attention.self." + part + ".bias", {hidden});
      layer.qkv.insert(layer.qkv.end(), matrix.begin(), matrix.end());
      layer.qkv_bias.insert(layer.qkv_bias.end(), bias.begin(), bias.end());
    }
    layer.out = read(at + "attention.output.dense.weight", {hidden, hidden});
    layer.out_bias = read(at + "attention.output.dense.bias", {hidden});
    layer.after_attention = norm(at + "attention.output.LayerNorm");
    layer.up = read(at + "intermediate.dense.weight", {inner, hidden});
    layer.up_bias = read(at + "intermediate.dense.bias", {inner});
    layer.down = read(at + "output.dense.weight", {hidden, inner});
    layer.down_bias = read(at + "output.dense.bias", {hidden});
    layer.after_all = norm(at + "output.LayerNorm");
  }
  if (!failed && type.empty()) {
    return Fail(ErrorCode::kInvalid, "the model has no types of pieces");
  }
  if (failed) return tl::unexpected(error);
  for (size_t p = 0; p < shape.positions; ++p) {
    for (size_t i = 0; i < hidden; ++i) encoder.positions_[p * hidden + i] += type[i];
  }
  return encoder;
}

void BertEncoder::Attend(const float* qkv, std::span<const size_t> starts, float* scores, float* out) const {
  const size_t hidden = shape_.hidden, stride = 3 * hidden, width = hidden / shape_.heads;
  const float scale = 1.0F / std::sqrt(static_cast<float>(width));
  for (size_t t = 0; t + 1 < starts.size(); ++t) {
    const size_t length = starts[t + 1] - starts[t];
    for (size_t h = 0; h < shape_.heads; ++h) {
      const float* query = qkv + starts[t] * stride + h * width;
      MultiplyTransposed({query, stride}, {query + hidden, stride}, length, length, width, scores, length);
      for (size_t r = 0; r < length; ++r) Softmax(scale, length, scores + r * length);
      Multiply({scores, length}, {query + 2 * hidden, stride}, length, width, length,
               out + starts[t] * hidden + h * width, hidden);
    }
  }
}

Result<void> BertEncoder::Encode(std::span<const std::vector<uint32_t>* const> texts, float* vectors) const {
  const size_t hidden = shape_.hidden;
  std::vector<size_t> starts = {0};
  size_t longest = 0;
  for (const auto* text : texts) {
    starts.push_back(starts.back() + text->size());
    longest = std::max(longest, text->size());
  }
  const size_t rows = starts.back();
  Array state(rows * hidden), mixed(rows * hidden), wide(rows * std::max(3 * hidden, shape_.intermediate)),
      scores(longest * longest);

  for (size_t t = 0; t < texts.size(); ++t) {
    for (size_t p = 0; p < texts[t]->size(); ++p) {
      const float* word = words_.data() + (*texts[t])[p] * hidden;
      const float* position = positions_.data() + p * hidden;
      float* row = state.data() + (starts[t] + p) * hidden;
      for (size_t i = 0; i < hidden; ++i) row[i] = word[i] + position[i];
    }
  }
  Normalise(first_.weight, first_.bias, shape_.epsilon, rows, nullptr, nullptr, state.data());

  const auto apply = [&](const Array& from, size_t k, const Array& matrix, size_t n, Array* to) {
    MultiplyTransposed({from.data(), k}, {matrix.data(), k}, rows, n, k, to->data(), n);
  };
  for (const Layer& layer : layers_) {
    apply(state, hidden, layer.qkv, 3 * hidden, &wide);
    AddBias(layer.qkv_bias, rows, wide.data());
    Attend(wide.data(), starts, scores.data(), mixed.data());
    apply(mixed, hidden, layer.out, hidden, &wide);
    Normalise(layer.after_attention.weight, layer.after_attention.bias, shape_.epsilon, rows, wide.data(),
              &layer.out_bias, state.data());
    apply(state, hidden, layer.up, shape_.intermediate, &wide);
    for (size_t r = 0; r < rows; ++r)
      AddBiasAndGelu(layer.up_bias.data(), shape_.intermediate, wide.data() + r * shape_.intermediate);
    apply(wide, shape_.intermediate, layer.down, hidden, &mixed);
    Normalise(layer.after_all.weight, layer.after_all.bias, shape_.epsilon, rows, mixed.data(),
              &layer.down_bias, state.data());
  }

  for (size_t t = 0; t < texts.size(); ++t)
    Pool(pooling_, state.data() + starts[t] * hidden, texts[t]->size(), hidden, vectors + t * hidden);
  return {};
}

}  // namespace concord
