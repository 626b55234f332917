#include "tests/tiny_model.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "base/file.h"

namespace concord::testing {
namespace {

using Numbers = std::vector<double>;

// A number between -2 and 2 that 16 bits hold exactly: eleven bits of a fraction, and its bits.
std::pair<double, uint16_t> RandomHalf(std::mt19937* random) {
  const int exponent = -4 + static_cast<int>((*random)() % 4);  // 1/16 to 1/2
  const unsigned fraction = (*random)() % 1024;
  const bool negative = (*random)() % 2 == 1;
  const double number = std::ldexp(1.0 + fraction / 1024.0, exponent);
  const auto bits = static_cast<uint16_t>((negative ? 0x8000U : 0U) |
                                          static_cast<unsigned>(exponent + 15) << 10 | fraction);
  return {negative ? -number : number, bits};
}

Numbers Normalised(Numbers x, const Numbers& weight, const Numbers& bias) {
  double mean = 0, variance = 0;
  for (const double number : x) mean += number / static_cast<double>(x.size());
  for (const double number : x) variance += (number - mean) * (number - mean) / static_cast<double>(x.size());
  for (size_t i = 0; i < x.size(); ++i)
    x[i] = (x[i] - mean) / std::sqrt(variance + 1e-12) * weight[i] + bias[i];
  return x;
}

Numbers Apply(const Numbers& x, const Numbers& matrix, const Numbers& bias) {
  Numbers y(bias);
  for (size_t r = 0; r < y.size(); ++r) {
    for (size_t i = 0; i < x.size(); ++i) y[r] += matrix[r * x.size() + i] * x[i];
  }
  return y;
}

Numbers Plus(Numbers x, const Numbers& y) {
  for (size_t i = 0; i < x.size(); ++i) x[i] += y[i];
  return x;
}

}  // namespace

TinyModel TinyModel::Write(const std::filesystem::path& folder, unsigned seed) {
  TinyModel model;
  model.vocabulary = {"[PAD]",  "[UNK]", "[CLS]", "[SEP]", "[MASK]", "over",  "##see",
                      "##s",    "see",   "a",     "b",     "##b",    "risk",  "measure",
                      "##ment", ".",     "-",     "test",  "log",    "report"};
  std::vector<std::pair<std::string, std::vector<size_t>>> shapes = {
      {"embeddings.word_embeddings.weight", {model.vocabulary.size(), kHidden}},
      {"embeddings.position_embeddings.weight", {kPositions, kHidden}},
      {"embeddings.token_type_embeddings.weight", {2, kHidden}},
      {"embeddings.LayerNorm.weight", {kHidden}},
      {"embeddings.LayerNorm.bias", {kHidden}}};
  for (size_t l = 0; l < kLayers; ++l) {
    const std::string at = fmt::format("encoder.layer.{}.", l);
    for (const char* part :
         {"attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"}) {
      shapes.push_back({at + part + ".weight", {kHidden, kHidden}});
      shapes.push_back({at + part + ".bias", {kHidden}});
    }
    shapes.push_back({at + "intermediate.dense.weight", {kInner, kHidden}});
    shapes.push_back({at + "intermediate.dense.bias", {kInner}});
    shapes.push_back({at + "output.dense.weight", {kHidden, kInner}});
    shapes.push_back({at + "output.dense.bias", {kHidden}});
    for (const char* part : {"attention.output.LayerNorm", "output.LayerNorm"}) {
      shapes.push_back({at + part + ".weight", {kHidden}});
      shapes.push_back({at + part + ".bias", {kHidden}});
    }
  }
  std::mt19937 random(seed);
  std::string header = "{\"__metadata__\":{\"format\":\"pt\"}", data;
  for (const auto& [name, shape] : shapes) {
    size_t count = 1;
    for (const size_t side : shape) count *= side;
    header += fmt::format(R"(,"{}":{{"dtype":"F16","shape":[{}],"data_offsets":[{},{}]}})", name,
                          fmt::join(shape, ","), data.size(), data.size() + 2 * count);
    Numbers& numbers = model.arrays[name];
    for (size_t i = 0; i < count; ++i) {
      const auto [number, bits] = RandomHalf(&random);
      numbers.push_back(number);
      data += static_cast<char>(bits & 0xFF);
      data += static_cast<char>(bits >> 8);
    }
  }
  header += "}";
  std::string file;
  for (size_t i = 0; i < 8; ++i) file += static_cast<char>(header.size() >> (8 * i) & 0xFF);
  file += header + data;

  std::string vocabulary;
  for (size_t i = 0; i < model.vocabulary.size(); ++i)
    vocabulary += fmt::format("{}\"{}\":{}", i == 0 ? "" : ",", model.vocabulary[i], i);
  std::string tokenizer = fmt::format(
      R"({{"version":"1.0","truncation":{{"max_length":{}}},)"
      R"("normalizer":{{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,)"
      R"("lowercase":true}},"pre_tokenizer":{{"type":"BertPreTokenizer"}},"model":{{"type":"WordPiece",)"
      R"("unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{{{}}}}}}})",
      kPositions, vocabulary);
  std::string config = fmt::format(
      R"({{"model_type":"bert","hidden_act":"gelu","hidden_size":{},"num_hidden_layers":{},)"
      R"("num_attention_heads":{},"intermediate_size":{},"max_position_embeddings":{},"vocab_size":{},)"
      R"("layer_norm_eps":1e-12}})",
      kHidden, kLayers, kHeads, kInner, kPositions, model.vocabulary.size());
  std::filesystem::create_directories(folder);
  for (const auto& [name, bytes] :
       {std::pair("model.safetensors", &file), std::pair("tokenizer.json", &tokenizer),
        std::pair("config.json", &config)}) {
    const auto written = WriteFile(folder / name, *bytes);
    EXPECT_TRUE(written) << written.error().ToString();
  }
  return model;
}

std::vector<double> TinyModel::Encode(const std::vector<uint32_t>& pieces) const {
  const auto row = [&](const std::string& name, size_t r) {
    const Numbers& all = arrays.at(name);
    return Numbers(all.begin() + static_cast<ptrdiff_t>(r * kHidden),
                   all.begin() + static_cast<ptrdiff_t>((r + 1) * kHidden));
  };
  const auto norm = [&](const Numbers& x, const std::string& name) {
    return Normalised(x, arrays.at(name + ".weight"), arrays.at(name + ".bias"));
  };
  const auto dense = [&](const Numbers& x, const std::string& name) {
    return Apply(x, arrays.at(name + ".weight"), arrays.at(name + ".bias"));
  };
  std::vector<Numbers> state;
  for (size_t p = 0; p < pieces.size(); ++p) {
    state.push_back(norm(Plus(Plus(row("embeddings.word_embeddings.weight", pieces[p]),
                                   row("embeddings.position_embeddings.weight", p)),
                              row("embeddings.token_type_embeddings.weight", 0)),
                         "embeddings.LayerNorm"));
  }
  constexpr size_t kWidth = kHidden / kHeads;
  for (size_t l = 0; l < kLayers; ++l) {
    const std::string at = fmt::format("encoder.layer.{}.", l);
    std::vector<Numbers> query, key, value, next;
    for (const Numbers& x : state) {
      query.push_back(dense(x, at + "attention.self.query"));
      key.push_back(dense(x, at + "attention.self.key"));
      value.push_back(dense(x, at + "attention.self.value"));
    }
    for (size_t p = 0; p < state.size(); ++p) {
      Numbers mixed(kHidden, 0.0);
      for (size_t h = 0; h < kHeads; ++h) {
        Numbers share;
        double sum = 0;
        for (size_t q = 0; q < state.size(); ++q) {
          double product = 0;
          for (size_t i = h * kWidth; i < (h + 1) * kWidth; ++i) product += query[p][i] * key[q][i];
          share.push_back(std::exp(product / std::sqrt(static_cast<double>(kWidth))));
          sum += share.back();
        }
        for (size_t q = 0; q < state.size(); ++q) {
          for (size_t i = h * kWidth; i < (h + 1) * kWidth; ++i) mixed[i] += share[q] / sum * value[q][i];
        }
      }
      const Numbers attended = norm(Plus(state[p], dense(mixed, at + "attention.output.dense")),
                                    at + "attention.output.LayerNorm");
      Numbers inner = dense(attended, at + "intermediate.dense");
      for (double& x : inner) x = x * 0.5 * std::erfc(-x / std::sqrt(2.0));
      next.push_back(norm(Plus(attended, dense(inner, at + "output.dense")), at + "output.LayerNorm"));
    }
    state = std::move(next);
  }
  Numbers mean(kHidden, 0.0);
  for (const Numbers& x : state) mean = Plus(mean, x);
  double length = 0;
  for (const double x : mean) length += x * x;
  for (double& x : mean) x /= std::sqrt(length);
  return mean;
}

}  // namespace concord::testing
