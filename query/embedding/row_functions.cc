#include "query/embedding/row_functions.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace concord {
namespace {

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

// Sixteen sums side by side instead of one: the compiler may not reorder a sum by itself.
template <typename Term>
inline float Sum(size_t count, Term term) {
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

}  // namespace

CONCORD_FOR_EACH_PROCESSOR
void Gelu(size_t count, float* row) {
  for (size_t i = 0; i < count; ++i) {
    const float x = row[i];
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
  const float share = 1.0F / Sum(count, [&](size_t k) { return row[k]; });
  for (size_t k = 0; k < count; ++k) row[k] *= share;
}

CONCORD_FOR_EACH_PROCESSOR
void Normalise(const float* weight, const float* bias, float epsilon, size_t count, float* row) {
  const float each = 1.0F / static_cast<float>(count);
  const float mean = Sum(count, [&](size_t i) { return row[i]; }) * each;
  const float variance = Sum(count, [&](size_t i) { return (row[i] - mean) * (row[i] - mean); }) * each;
  const float scale = 1.0F / std::sqrt(variance + epsilon);
  for (size_t i = 0; i < count; ++i) row[i] = (row[i] - mean) * scale * weight[i] + bias[i];
}

CONCORD_FOR_EACH_PROCESSOR
void Add(const float* added, size_t count, float* row) {
  for (size_t i = 0; i < count; ++i) row[i] += added[i];
}

}  // namespace concord
