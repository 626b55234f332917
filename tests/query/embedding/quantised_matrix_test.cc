#include "query/embedding/quantised_matrix.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace concord {
namespace {

std::vector<float> Product(const QuantisedMatrix& matrix, const std::vector<float>& rows, size_t inputs) {
  ByteRows bytes;
  bytes.Reset(rows.size() / inputs, inputs);
  for (size_t r = 0; r < bytes.rows(); ++r) bytes.Set(r, rows.data() + r * inputs);
  std::vector<int32_t> sums;
  matrix.Multiply(bytes, &sums);
  std::vector<float> out(bytes.rows() * matrix.outputs());
  for (size_t r = 0; r < bytes.rows(); ++r) matrix.Finish(bytes, sums, r, out.data() + r * matrix.outputs());
  return out;
}

// Numbers that eight bits can say: the product is that of the whole numbers, to a rounding.
TEST(QuantisedMatrix, IsExactWhereTheBitsSuffice) {
  for (const size_t inputs : {2, 15, 16, 64, 100}) {
    for (const size_t outputs : {1, 3, 16, 40}) {
      std::mt19937 random(7);
      std::vector<float> weights(inputs * outputs), rows(5 * inputs), bias(outputs);
      for (float& weight : weights) weight = static_cast<float>(random() % 255) - 127;
      for (float& number : rows) number = static_cast<float>(random() % 256) - 100;
      for (float& number : bias) number = static_cast<float>(random() % 9);
      for (size_t o = 0; o < outputs; ++o) weights[o * inputs] = o % 2 == 0 ? 127.0F : -127.0F;
      for (size_t r = 0; r < 5; ++r) rows[r * inputs] = -100, rows[r * inputs + 1] = 155;
      const std::vector<float> out = Product(QuantisedMatrix(weights, bias, inputs), rows, inputs);
      for (size_t r = 0; r < 5; ++r) {
        for (size_t o = 0; o < outputs; ++o) {
          double expected = static_cast<double>(bias[o]);
          for (size_t i = 0; i < inputs; ++i)
            expected +=
                static_cast<double>(rows[r * inputs + i]) * static_cast<double>(weights[o * inputs + i]);
          EXPECT_NEAR(out[r * outputs + o], expected, 1e-6 * static_cast<double>(inputs) * 127 * 255);
        }
      }
    }
  }
}

// No number is off by more than half a step, of an input or of a weight.
TEST(QuantisedMatrix, IsOffByNoMoreThanTheStepsAllow) {
  constexpr size_t kInputs = 50, kOutputs = 20, kRows = 9;
  std::mt19937 random(3);
  std::normal_distribution<float> normal;
  std::vector<float> weights(kInputs * kOutputs), rows(kRows * kInputs), bias(kOutputs, 0.25F);
  for (float& weight : weights) weight = normal(random) * 0.1F;
  for (float& number : rows) number = normal(random) + 0.5F;
  std::fill_n(rows.begin(), kInputs, 2.5F);  // a row without a range
  const std::vector<float> out = Product(QuantisedMatrix(weights, bias, kInputs), rows, kInputs);
  for (size_t r = 0; r < kRows; ++r) {
    const auto first = rows.begin() + static_cast<ptrdiff_t>(r * kInputs);
    const auto [least, most] = std::minmax_element(first, first + kInputs);
    const double step = static_cast<double>(*most - *least) / 255;
    for (size_t o = 0; o < kOutputs; ++o) {
      double expected = 0.25, inputs = 0, size = 0, greatest = 0;
      for (size_t i = 0; i < kInputs; ++i) {
        const auto x = static_cast<double>(rows[r * kInputs + i]),
                   w = static_cast<double>(weights[o * kInputs + i]);
        expected += x * w, inputs += std::abs(x) + step / 2, size += std::abs(w);
        greatest = std::max(greatest, std::abs(w));
      }
      EXPECT_NEAR(out[r * kOutputs + o], expected, inputs * greatest / 254 + size * step / 2 + 1e-5);
    }
  }
}

}  // namespace
}  // namespace concord
