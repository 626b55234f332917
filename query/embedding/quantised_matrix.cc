#include "query/embedding/quantised_matrix.h"

#include <algorithm>
#include <cmath>

#include "query/embedding/matrix_product.h"
#include "query/embedding/row_functions.h"

namespace concord {
namespace {

constexpr float kMostWeight = 127, kMostInput = 255;

// The least and the greatest number of a row, sixteen side by side.
CONCORD_FOR_EACH_PROCESSOR
void FindRange(const float* row, size_t count, float* least, float* most) {
  constexpr size_t kLanes = 16;
  float low[kLanes], high[kLanes];
  std::fill_n(low, kLanes, row[0]);
  std::fill_n(high, kLanes, row[0]);
  size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (size_t l = 0; l < kLanes; ++l) {
      low[l] = row[i + l] < low[l] ? row[i + l] : low[l];
      high[l] = row[i + l] > high[l] ? row[i + l] : high[l];
    }
  }
  for (; i < count; ++i) {
    low[0] = row[i] < low[0] ? row[i] : low[0];
    high[0] = row[i] > high[0] ? row[i] : high[0];
  }
  *least = low[0], *most = high[0];
  for (const float number : low) *least = number < *least ? number : *least;
  for (const float number : high) *most = number > *most ? number : *most;
}

CONCORD_FOR_EACH_PROCESSOR
void ToBytes(const float* row, size_t count, float least, float inverse, uint8_t* bytes) {
  for (size_t i = 0; i < count; ++i) {
    const float steps = (row[i] - least) * inverse + 0.5F;
    bytes[i] = static_cast<uint8_t>(static_cast<int32_t>(steps < kMostInput ? steps : kMostInput));
  }
}

CONCORD_FOR_EACH_PROCESSOR
void FromSums(const int32_t* sums, const float* scales, const float* totals, const float* bias, float least,
              float step, size_t count, float* out) {
  for (size_t i = 0; i < count; ++i)
    out[i] = static_cast<float>(sums[i]) * step * scales[i] + least * totals[i] + bias[i];
}

}  // namespace

void ByteRows::Reset(size_t rows, size_t width) {
  width_ = width;
  bytes_.resize(rows * width);
  scales_.resize(rows);
}

void ByteRows::Set(size_t place, const float* row) {
  float least = 0, most = 0;
  FindRange(row, width_, &least, &most);
  const float step = (most - least) / kMostInput;
  scales_[place] = {least, step};
  ToBytes(row, width_, least, step > 0 ? 1.0F / step : 0.0F, bytes_.data() + place * width_);
}

QuantisedMatrix::QuantisedMatrix(std::span<const float> weights, std::span<const float> bias, size_t inputs)
    : inputs_(inputs), weights_(weights.size()), bias_(bias.begin(), bias.end()) {
  const size_t outputs = bias.size();
  for (size_t o = 0; o < outputs; ++o) {
    const std::span<const float> row = weights.subspan(o * inputs, inputs);
    float most = 0;
    for (const float number : row) most = std::max(most, std::fabs(number));
    const float scale = most > 0 ? most / kMostWeight : 1.0F;
    int64_t total = 0;
    for (size_t i = 0; i < inputs; ++i) {
      const auto whole = static_cast<int8_t>(std::lrint(row[i] / scale));
      weights_[o * inputs + i] = whole;
      total += whole;
    }
    scales_.push_back(scale);
    totals_.push_back(static_cast<float>(total) * scale);
  }
}

void QuantisedMatrix::Multiply(const ByteRows& rows, std::vector<int32_t>* sums) const {
  sums->resize(rows.rows() * outputs());
  MultiplyBytes(rows.bytes_.data(), weights_.data(), rows.rows(), outputs(), inputs_, sums->data());
}

void QuantisedMatrix::Finish(const ByteRows& rows, const std::vector<int32_t>& sums, size_t place,
                             float* out) const {
  const ByteRows::Scale& scale = rows.scales_[place];
  FromSums(sums.data() + place * outputs(), scales_.data(), totals_.data(), bias_.data(), scale.least,
           scale.step, outputs(), out);
}

}  // namespace concord
