#include "query/embedding/attention.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "query/embedding/row_functions.h"

namespace concord {
namespace {

// Sixteen numbers that are worked on together; a processor with shorter registers takes several.
constexpr size_t kLanes = 16;
using Lanes [[gnu::vector_size(kLanes * sizeof(float))]] = float;

size_t Padded(size_t count) { return (count + kLanes - 1) / kLanes * kLanes; }

// c = a b for `kRows` rows of a and `kLanes * kParts` columns of b, whose sums stay in registers.
template <size_t kRows, size_t kParts>
[[gnu::always_inline]] inline void MultiplyTile(const float* a, size_t a_stride, const float* b,
                                                size_t b_stride, size_t depth, float* c, size_t c_stride) {
  Lanes sums[kRows][kParts] = {};
  for (size_t d = 0; d < depth; ++d) {
    Lanes factors[kParts];
    for (size_t p = 0; p < kParts; ++p)
      std::memcpy(&factors[p], b + d * b_stride + p * kLanes, sizeof(Lanes));
    for (size_t r = 0; r < kRows; ++r) {
      for (size_t p = 0; p < kParts; ++p) sums[r][p] += a[r * a_stride + d] * factors[p];
    }
  }
  for (size_t r = 0; r < kRows; ++r) std::memcpy(c + r * c_stride, sums[r], sizeof(sums[r]));
}

template <size_t kRows>
[[gnu::always_inline]] inline void MultiplyRows(const float* a, size_t a_stride, const float* b, size_t width,
                                                size_t depth, float* c, size_t c_stride) {
  size_t column = 0;
  for (; column + 2 * kLanes <= width; column += 2 * kLanes)
    MultiplyTile<kRows, 2>(a, a_stride, b + column, width, depth, c + column, c_stride);
  if (column < width) MultiplyTile<kRows, 1>(a, a_stride, b + column, width, depth, c + column, c_stride);
}

// c = a b: a is rows x depth, b is depth x width. `width`, a multiple of kLanes, is b's stride too.
CONCORD_FOR_EACH_FUSING_PROCESSOR
void Multiply(const float* a, size_t a_stride, const float* b, size_t rows, size_t width, size_t depth,
              float* c, size_t c_stride) {
  constexpr size_t kRows = 6;
  size_t row = 0;
  for (; row + kRows <= rows; row += kRows)
    MultiplyRows<kRows>(a + row * a_stride, a_stride, b, width, depth, c + row * c_stride, c_stride);
  for (; row < rows; ++row)
    MultiplyRows<1>(a + row * a_stride, a_stride, b, width, depth, c + row * c_stride, c_stride);
}

}  // namespace

void Attend(const float* qkv, size_t length, size_t hidden, size_t heads, AttentionScratch* scratch,
            float* out) {
  const size_t stride = 3 * hidden, width = hidden / heads, padded_width = Padded(width),
               padded_length = Padded(length);
  const float scale = 1.0F / std::sqrt(static_cast<float>(width));
  scratch->keys.assign(width * padded_length, 0.0F);
  scratch->values.assign(length * padded_width, 0.0F);
  // The scores, and behind them the means when these are wider than the place where they go.
  scratch->scores.resize(length * (padded_length + padded_width));
  float* const scores = scratch->scores.data();
  float* const means = scores + length * padded_length;
  for (size_t h = 0; h < heads; ++h) {
    const float* query = qkv + h * width;
    for (size_t p = 0; p < length; ++p) {
      const float* key = query + p * stride + hidden;
      for (size_t i = 0; i < width; ++i) scratch->keys[i * padded_length + p] = key[i];
      std::copy_n(key + hidden, width, scratch->values.data() + p * padded_width);
    }
    Multiply(query, stride, scratch->keys.data(), length, padded_length, width, scores, padded_length);
    for (size_t p = 0; p < length; ++p) Softmax(scale, length, scores + p * padded_length);
    Multiply(scores, padded_length, scratch->values.data(), length, padded_width, length, means,
             padded_width);
    for (size_t p = 0; p < length; ++p)
      std::copy_n(means + p * padded_width, width, out + p * hidden + h * width);
  }
}

}  // namespace concord
