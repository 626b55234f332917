// The functions that have a variant for each kind of processor, compared to the last bit with the same
// sources compiled once more for the oldest one. They differed where the compiler fused products and sums
// (FMA).
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <random>
#include <span>
#include <vector>

// The portable variants, in a namespace of their own.
#define concord concord_portable
#define CONCORD_PORTABLE_FUNCTIONS
// clang-format off
#include "query/embedding/row_functions.cc"   // NOLINT(bugprone-suspicious-include)
#include "query/embedding/quantised_matrix.cc"  // NOLINT(bugprone-suspicious-include)
#include "query/embedding/plain_product.cc"   // NOLINT(bugprone-suspicious-include)
// clang-format on
namespace concord_portable {
void MultiplyBytes(const uint8_t* a, const int8_t* b, size_t m, size_t n, size_t k, int32_t* c) {
  PlainMultiplyBytes(a, b, m, n, k, c);
}
}  // namespace concord_portable
#undef concord
#undef CONCORD_PORTABLE_FUNCTIONS
#undef CONCORD_FOR_EACH_PROCESSOR
#undef CONCORD_FOR_EACH_FUSING_PROCESSOR
#undef CONCORD_HAS_VARIANTS
#undef CONCORD_QUERY_EMBEDDING_ROW_FUNCTIONS_H_
#undef CONCORD_QUERY_EMBEDDING_QUANTISED_MATRIX_H_
#include "query/embedding/attention.h"
#include "query/embedding/quantised_matrix.h"
#include "query/embedding/row_functions.h"

namespace concord {
namespace {

using Numbers = std::vector<float>;

Numbers Random(size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal(0.1F, 2.0F);
  Numbers numbers(count);
  for (float& number : numbers) number = normal(random);
  return numbers;
}

// How many numbers differ in a bit.
size_t Different(const Numbers& a, const Numbers& b) {
  size_t different = a.size() == b.size() ? 0 : 1;
  for (size_t i = 0; i < std::min(a.size(), b.size()); ++i)
    different += std::bit_cast<uint32_t>(a[i]) == std::bit_cast<uint32_t>(b[i]) ? 0 : 1;
  return different;
}

constexpr size_t kSizes[] = {1, 15, 16, 17, 100, 384, 1536};

TEST(RowFunctions, AreTheSameOnEveryProcessor) {
  for (const size_t size : kSizes) {
    const Numbers row = Random(size, 1), weight = Random(size, 2), bias = Random(size, 3);
    Numbers a = row, b = row;
    Gelu(size, a.data());
    concord_portable::Gelu(size, b.data());
    EXPECT_EQ(Different(a, b), 0U) << "Gelu of " << size;
    a = b = row;
    Softmax(0.125F, size, a.data());
    concord_portable::Softmax(0.125F, size, b.data());
    EXPECT_EQ(Different(a, b), 0U) << "Softmax of " << size;
    a = b = row;
    Normalise(weight.data(), bias.data(), 1e-12F, size, a.data());
    concord_portable::Normalise(weight.data(), bias.data(), 1e-12F, size, b.data());
    EXPECT_EQ(Different(a, b), 0U) << "Normalise of " << size;
    a = b = row;
    Add(bias.data(), size, a.data());
    concord_portable::Add(bias.data(), size, b.data());
    EXPECT_EQ(Different(a, b), 0U) << "Add of " << size;
  }
}

// One product added to a sum as the processor does it for Attend.
float AddProduct(float a, float b, float sum) {
#if CONCORD_HAS_VARIANTS
  if (__builtin_cpu_supports("fma")) return std::fma(a, b, sum);
#endif
  return sum + a * b;
}

// A sum is added up in the order of its terms, each fused with its product.
TEST(RowFunctions, AttentionIsTheSameOnEveryProcessorThatFuses) {
  constexpr size_t kWidth = 32, kHeads = 3, kHidden = kWidth * kHeads, kStride = 3 * kHidden;
  AttentionScratch scratch;
  for (const size_t length : {1, 7, 40, 130}) {
    const Numbers qkv = Random(length * kStride, 4);
    Numbers found(length * kHidden), expected = found;
    Attend(qkv.data(), length, kHidden, kHeads, &scratch, found.data());
    for (size_t h = 0; h < kHeads; ++h) {
      for (size_t p = 0; p < length; ++p) {
        Numbers shares(length);
        for (size_t q = 0; q < length; ++q) {
          for (size_t i = h * kWidth; i < (h + 1) * kWidth; ++i)
            shares[q] = AddProduct(qkv[p * kStride + i], qkv[q * kStride + kHidden + i], shares[q]);
        }
        concord_portable::Softmax(1.0F / std::sqrt(static_cast<float>(kWidth)), length, shares.data());
        for (size_t i = h * kWidth; i < (h + 1) * kWidth; ++i) {
          float& mean = expected[p * kHidden + i];
          for (size_t q = 0; q < length; ++q)
            mean = AddProduct(shares[q], qkv[q * kStride + 2 * kHidden + i], mean);
        }
      }
    }
    EXPECT_EQ(Different(found, expected), 0U) << length;
  }
}

template <typename Rows, typename Matrix>
Numbers Product(const Numbers& weights, const Numbers& bias, const Numbers& rows, size_t inputs) {
  const Matrix matrix(weights, bias, inputs);
  Rows bytes;
  bytes.Reset(rows.size() / inputs, inputs);
  for (size_t r = 0; r < bytes.rows(); ++r) bytes.Set(r, rows.data() + r * inputs);
  std::vector<int32_t> sums;
  matrix.Multiply(bytes, &sums);
  Numbers out(bytes.rows() * matrix.outputs());
  for (size_t r = 0; r < bytes.rows(); ++r) matrix.Finish(bytes, sums, r, out.data() + r * matrix.outputs());
  return out;
}

TEST(RowFunctions, ProductsInBytesAreTheSameOnEveryProcessor) {
  for (const size_t inputs : kSizes) {
    for (const size_t outputs : {1, 17, 33}) {
      const Numbers weights = Random(inputs * outputs, 5), bias = Random(outputs, 6),
                    rows = Random(inputs * 9, 7);
      const Numbers a = Product<ByteRows, QuantisedMatrix>(weights, bias, rows, inputs),
                    b = Product<concord_portable::ByteRows, concord_portable::QuantisedMatrix>(weights, bias,
                                                                                               rows, inputs);
      EXPECT_EQ(Different(a, b), 0U) << inputs << " x " << outputs;
    }
  }
}

}  // namespace
}  // namespace concord
