#include "query/embedding/bert_encoder.h"

#include <fmt/format.h>

#include <algorithm>

#include "query/embedding/attention.h"
#include "query/embedding/row_functions.h"

namespace concord {
namespace {

constexpr size_t kRowsAtOnce = 256;

}  // namespace

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
  const auto matrix = [&](std::initializer_list<std::string> names, uint64_t outputs, uint64_t inputs) {
    Array rows, biases;
    for (const std::string& name : names) {
      const Array weight = read(name + ".weight", {outputs, inputs}), bias = read(name + ".bias", {outputs});
      rows.insert(rows.end(), weight.begin(), weight.end());
      biases.insert(biases.end(), bias.begin(), bias.end());
    }
    return failed ? QuantisedMatrix() : QuantisedMatrix(rows, biases, inputs);
  };
  for (size_t l = 0; l < shape.layers && !failed; ++l) {
    const std::string at = fmt::format("encoder.layer.{}.", l), self = at + "attention.self.";
    Layer& layer = encoder.layers_.emplace_back();
    layer.qkv = matrix({self + "query", self + "key", self + "value"}, hidden, hidden);
    layer.out = matrix({at + "attention.output.dense"}, hidden, hidden);
    layer.after_attention = norm(at + "attention.output.LayerNorm");
    layer.up = matrix({at + "intermediate.dense"}, inner, hidden);
    layer.down = matrix({at + "output.dense"}, hidden, inner);
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

Result<void> BertEncoder::Encode(std::span<const std::vector<uint32_t>* const> texts, float* vectors) const {
  const size_t hidden = shape_.hidden, inner = shape_.intermediate;
  std::vector<size_t> starts = {0};
  for (const auto* text : texts) starts.push_back(starts.back() + text->size());
  const size_t rows = starts.back();
  Array state(rows * hidden), mixed(rows * hidden), qkv(rows * 3 * hidden), wide(std::max(hidden, inner));
  ByteRows bytes, wide_bytes;
  std::vector<int32_t> sums;
  AttentionScratch scratch;
  const auto normalise = [&](const Norm& norm, float* row) {
    Normalise(norm.weight.data(), norm.bias.data(), shape_.epsilon, hidden, row);
  };
  // Of the rows from `first` on, as many as stay in the cache nearest to one core between their products.
  const auto multiply = [&](const QuantisedMatrix& matrix, const Array& from, size_t first) {
    bytes.Reset(std::min(kRowsAtOnce, rows - first), hidden);
    for (size_t r = 0; r < bytes.rows(); ++r) bytes.Set(r, from.data() + (first + r) * hidden);
    matrix.Multiply(bytes, &sums);
  };
  const auto add = [&](const QuantisedMatrix& matrix, const ByteRows& of, const Norm& norm, size_t first) {
    for (size_t r = 0; r < of.rows(); ++r) {
      float* row = state.data() + (first + r) * hidden;
      matrix.Finish(of, sums, r, wide.data());
      Add(wide.data(), hidden, row);
      normalise(norm, row);
    }
  };

  for (size_t t = 0; t < texts.size(); ++t) {
    for (size_t p = 0; p < texts[t]->size(); ++p) {
      float* row = state.data() + (starts[t] + p) * hidden;
      std::copy_n(words_.data() + (*texts[t])[p] * hidden, hidden, row);
      Add(positions_.data() + p * hidden, hidden, row);
      normalise(first_, row);
    }
  }
  for (const Layer& layer : layers_) {
    for (size_t first = 0; first < rows; first += kRowsAtOnce) {
      multiply(layer.qkv, state, first);
      for (size_t r = 0; r < bytes.rows(); ++r)
        layer.qkv.Finish(bytes, sums, r, qkv.data() + (first + r) * 3 * hidden);
    }
    for (size_t t = 0; t < texts.size(); ++t) {
      Attend(qkv.data() + starts[t] * 3 * hidden, texts[t]->size(), hidden, shape_.heads, &scratch,
             mixed.data() + starts[t] * hidden);
    }
    for (size_t first = 0; first < rows; first += kRowsAtOnce) {
      multiply(layer.out, mixed, first);
      add(layer.out, bytes, layer.after_attention, first);
      multiply(layer.up, state, first);
      wide_bytes.Reset(bytes.rows(), inner);
      for (size_t r = 0; r < bytes.rows(); ++r) {
        layer.up.Finish(bytes, sums, r, wide.data());
        Gelu(inner, wide.data());
        wide_bytes.Set(r, wide.data());
      }
      layer.down.Multiply(wide_bytes, &sums);
      add(layer.down, wide_bytes, layer.after_all, first);
    }
  }

  for (size_t t = 0; t < texts.size(); ++t)
    Pool(pooling_, state.data() + starts[t] * hidden, texts[t]->size(), hidden, vectors + t * hidden);
  return {};
}

}  // namespace concord
