#include "query/embedding/plain_product.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "query/embedding/row_functions.h"

namespace concord {
namespace {

// Eight sums at once: each number that is read takes part in several products.
CONCORD_FOR_EACH_PROCESSOR
void MultiplyFourByTwo(const int16_t* a, const int16_t* b, size_t k, int32_t* sums) {
  int32_t s00 = 0, s01 = 0, s10 = 0, s11 = 0, s20 = 0, s21 = 0, s30 = 0, s31 = 0;
  const int16_t *const a1 = a + k, *const a2 = a1 + k, *const a3 = a2 + k, *const b1 = b + k;
  for (size_t x = 0; x < k; ++x) {
    s00 += a[x] * b[x], s01 += a[x] * b1[x];
    s10 += a1[x] * b[x], s11 += a1[x] * b1[x];
    s20 += a2[x] * b[x], s21 += a2[x] * b1[x];
    s30 += a3[x] * b[x], s31 += a3[x] * b1[x];
  }
  const int32_t all[] = {s00, s01, s10, s11, s20, s21, s30, s31};
  std::copy(std::begin(all), std::end(all), sums);
}

}  // namespace

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

void PlainMultiplyBytes(const uint8_t* a, const int8_t* b, size_t m, size_t n, size_t k, int32_t* c) {
  constexpr size_t kRows = 4, kColumns = 2;
  // In 16 bits, whose products processors add in pairs; what is beyond the last row or column is 0.
  const size_t rows = (m + kRows - 1) / kRows * kRows, columns = (n + kColumns - 1) / kColumns * kColumns;
  std::vector<int16_t> of_a(rows * k), of_b(columns * k);
  std::copy_n(a, m * k, of_a.begin());
  std::copy_n(b, n * k, of_b.begin());
  for (size_t i = 0; i < m; i += kRows) {
    for (size_t j = 0; j < n; j += kColumns) {
      int32_t sums[kRows * kColumns];
      MultiplyFourByTwo(of_a.data() + i * k, of_b.data() + j * k, k, sums);
      for (size_t r = i; r < std::min(m, i + kRows); ++r) {
        for (size_t q = j; q < std::min(n, j + kColumns); ++q)
          c[r * n + q] = sums[(r - i) * kColumns + q - j];
      }
    }
  }
}

bool IsExactByteProduct(ByteProduct product) {
  for (const size_t k : {1, 2, 15, 64, 100}) {
    for (const size_t n : {1, 3, 16, 40}) {
      for (const size_t m : {1, 5, 17}) {
        std::vector<uint8_t> a(m * k);
        std::vector<int8_t> b(n * k);
        // Every third number is as large as it can be, so that sums of two leave 16 bits in both directions.
        for (size_t i = 0; i < a.size(); ++i) a[i] = static_cast<uint8_t>(i % 3 == 2 ? i * 37 % 256 : 255);
        for (size_t i = 0; i < b.size(); ++i) {
          const int rest = static_cast<int>(i * 53 % 255) - 127, most = i / k % 2 == 0 ? 127 : -127;
          b[i] = static_cast<int8_t>(i % 3 == 2 ? rest : most);
        }
        std::vector<int32_t> expected(m * n), found(m * n);
        PlainMultiplyBytes(a.data(), b.data(), m, n, k, expected.data());
        product(a.data(), b.data(), m, n, k, found.data());
        if (found != expected) return false;
      }
    }
  }
  return true;
}

}  // namespace concord
