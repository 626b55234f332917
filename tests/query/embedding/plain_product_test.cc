#include "query/embedding/plain_product.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace concord {
namespace {

// Whole numbers, so that every order of adding gives the same sum.
std::vector<float> Numbers(size_t count, unsigned seed) {
  std::vector<float> numbers(count);
  for (float& number : numbers) {
    seed = seed * 1664525U + 1013904223U;
    number = static_cast<float>(static_cast<int>(seed >> 28U) - 8);
  }
  return numbers;
}

TEST(PlainProduct, EqualsTheDefinitionAtEverySize) {
  for (const size_t m : {1, 3, 5}) {
    for (const size_t k : {1, 63, 64, 65, 130}) {
      for (const size_t n : {1, 7, 33}) {
        const size_t a_stride = k + 2, b_stride = n + 1, t_stride = k + 3, c_stride = n + 4;
        const std::vector<float> a = Numbers(m * a_stride, 1), b = Numbers(k * b_stride, 2);
        std::vector<float> turned(n * t_stride);
        for (size_t i = 0; i < k; ++i) {
          for (size_t j = 0; j < n; ++j) turned[j * t_stride + i] = b[i * b_stride + j];
        }
        std::vector<float> c(m * c_stride, 99), d = c;
        PlainMultiply({a.data(), a_stride}, {b.data(), b_stride}, m, n, k, c.data(), c_stride);
        PlainMultiplyTransposed({a.data(), a_stride}, {turned.data(), t_stride}, m, n, k, d.data(), c_stride);
        for (size_t i = 0; i < m; ++i) {
          for (size_t j = 0; j < c_stride; ++j) {
            float expected = j < n ? 0.0F : 99.0F;  // what lies between rows is left alone
            for (size_t x = 0; j < n && x < k; ++x) expected += a[i * a_stride + x] * b[x * b_stride + j];
            ASSERT_EQ(c[i * c_stride + j], expected) << m << " x " << k << " x " << n;
            ASSERT_EQ(d[i * c_stride + j], expected) << m << " x " << k << " x " << n;
          }
        }
      }
    }
  }
}

TEST(PlainProduct, EqualsTheLibrary) {
  const size_t m = 4, n = 6, k = 70;
  const std::vector<float> a = Numbers(m * k, 3), b = Numbers(k * n, 4);
  std::vector<float> c(m * n), d(m * n);
  PlainMultiply({a.data(), k}, {b.data(), n}, m, n, k, c.data(), n);
  Multiply({a.data(), k}, {b.data(), n}, m, n, k, d.data(), n);
  EXPECT_EQ(c, d);
}

// At the ends of their ranges too, where a processor that adds in 16 bits would be wrong.
TEST(PlainProduct, OfBytesEqualsTheDefinitionAndTheLibrary) {
  const size_t m = 5, n = 7, k = 130;
  std::vector<uint8_t> a(m * k);
  std::vector<int8_t> b(k * n);
  for (size_t i = 0; i < a.size(); ++i) a[i] = static_cast<uint8_t>(i < k ? 255 : i * 37);
  for (size_t i = 0; i < b.size(); ++i)
    b[i] = static_cast<int8_t>(i / k == 0 ? 127 : i / k == 1 ? -127 : i * 11 % 255 - 127);
  std::vector<int32_t> plain(m * n), library(m * n);
  PlainMultiplyBytes(a.data(), b.data(), m, n, k, plain.data());
  MultiplyBytes(a.data(), b.data(), m, n, k, library.data());
  for (size_t i = 0; i < m; ++i) {
    for (size_t j = 0; j < n; ++j) {
      int32_t expected = 0;
      for (size_t x = 0; x < k; ++x) expected += a[i * k + x] * b[j * k + x];
      EXPECT_EQ(plain[i * n + j], expected);
      EXPECT_EQ(library[i * n + j], expected);
    }
  }
  EXPECT_EQ(plain[0], 255 * 127 * static_cast<int32_t>(k));
}

// As processors without VNNI add: each product of two pairs in 16 bits, at most 32,767.
void SaturatingProduct(const uint8_t* a, const int8_t* b, size_t m, size_t n, size_t k, int32_t* c) {
  for (size_t i = 0; i < m; ++i) {
    for (size_t j = 0; j < n; ++j) {
      int32_t sum = 0;
      for (size_t x = 0; x < k; x += 2) {
        int32_t pair = a[i * k + x] * b[j * k + x];
        if (x + 1 < k) pair += a[i * k + x + 1] * b[j * k + x + 1];
        sum += std::clamp(pair, -32768, 32767);
      }
      c[i * n + j] = sum;
    }
  }
}

TEST(PlainProduct, TellsAnExactProductOfBytesFromOthers) {
  EXPECT_TRUE(IsExactByteProduct(PlainMultiplyBytes));
  EXPECT_TRUE(IsExactByteProduct(MultiplyBytes)) << "whatever the processor has";
  EXPECT_FALSE(IsExactByteProduct(SaturatingProduct));
  const auto wrong_in_single_columns = [](const uint8_t* a, const int8_t* b, size_t m, size_t n, size_t k,
                                          int32_t* c) {
    PlainMultiplyBytes(a, b, m, n, k, c);
    if (n == 1) ++c[m - 1];
  };
  EXPECT_FALSE(IsExactByteProduct(wrong_in_single_columns));
}

}  // namespace
}  // namespace concord
