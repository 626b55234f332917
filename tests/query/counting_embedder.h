// An embedder without a model, which counts what it is asked for.
#ifndef CONCORD_TESTS_QUERY_COUNTING_EMBEDDER_H_
#define CONCORD_TESTS_QUERY_COUNTING_EMBEDDER_H_

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.h"
#include "query/embedding/embedder.h"

namespace concord::testing {

// A text's vector has eight numbers from its hash; a text with "=NAME " in it has that of "=NAME", so
// that a test says which texts mean the same.
class CountingEmbedder : public Embedder {
 public:
  std::string name = "counting";
  size_t texts = 0;

  const std::string& identity() const override { return name; }
  size_t dimensions() const override { return 8; }

  Result<std::vector<int16_t>> Embed(std::span<const std::string_view> wanted,
                                     const Progress& progress) override {
    std::vector<int16_t> all;
    for (const std::string_view text : wanted) {
      const std::vector<int16_t> vector = VectorOf(text);
      all.insert(all.end(), vector.begin(), vector.end());
    }
    texts += wanted.size();
    if (progress) progress(wanted.size());
    return all;
  }

  static std::vector<int16_t> VectorOf(std::string_view text) {
    const size_t mark = text.find('=');
    const std::string hex =
        Sha256Hex(mark == std::string_view::npos ? text : text.substr(mark, text.find(' ', mark) - mark));
    std::vector<float> numbers;
    float squares = 0;
    for (size_t i = 0; i < 8; ++i) {
      numbers.push_back(static_cast<float>(hex[i] % 16) - 7.5F);
      squares += numbers.back() * numbers.back();
    }
    std::vector<int16_t> vector;
    for (const float number : numbers) vector.push_back(VectorGrid::Round(number / std::sqrt(squares)));
    return vector;
  }
};

}  // namespace concord::testing

#endif  // CONCORD_TESTS_QUERY_COUNTING_EMBEDDER_H_
