#include "query/embedding/plain_product.h"

#include <algorithm>
#include <vector>

namespace concord {

// The innermost loop adds one row to another, which compilers do several numbers at once. A block of b's rows
// stays in the cache while all rows of a pass over it.
void PlainMultiply(MatrixView a, MatrixView b, size_t m, size_t n, size_t k, float* c, size_t c_stride) {
  constexpr size_t kBlock = 64;  // rows of b: 64 x 384 numbers are 96 KB
  for (size_t i = 0; i < m; ++i) std::fill_n(c + i * c_stride, n, 0.0F);
  for (size_t first = 0; first < k; first += kBlock) {
    const size_t last = std::min(k, first + kBlock);
    for (size_t i = 0; i < m; ++i) {
      float* const out = c + i * c_stride;
      for (size_t j = first; j < last; ++j) {
        const float factor = a.data[i * a.stride + j];
        const float* const row = b.data + j * b.stride;
        for (size_t x = 0; x < n; ++x) out[x] += factor * row[x];
      }
    }
  }
}

void PlainMultiplyTransposed(MatrixView a, MatrixView b, size_t m, size_t n, size_t k, float* c,
                             size_t c_stride) {
  std::vector<float> turned(k * n);
  for (size_t i = 0; i < n; ++i) {
    for (size_t j = 0; j < k; ++j) turned[j * n + i] = b.data[i * b.stride + j];
  }
  PlainMultiply(a, {turned.data(), n}, m, n, k, c, c_stride);
}

}  // namespace concord
