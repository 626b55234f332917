// Products of matrices in whole numbers of 8 bits, up to four times as fast as in 32-bit floating point.
//
// The weights that make one output are whole numbers from -127 to 127 times a scale of their own. A row of
// inputs is 0 to 255 times a step, from the least number of the row (Dettmers et al. 2022, arXiv:2208.07339,
// section 2: one scale for each row and column). The sums of the products are exact. So a result does not
// depend on the processor, the threads or the rows beside it.
#ifndef CONCORD_QUERY_EMBEDDING_QUANTISED_MATRIX_H_
#define CONCORD_QUERY_EMBEDDING_QUANTISED_MATRIX_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace concord {

// Rows of one width in 8 bits.
class ByteRows {
 public:
  // Makes room. What was there before is lost.
  void Reset(size_t rows, size_t width);
  // `row` has as many finite numbers as the rows are wide.
  void Set(size_t place, const float* row);

  size_t rows() const { return scales_.size(); }
  size_t width() const { return width_; }

 private:
  friend class QuantisedMatrix;
  struct Scale {
    float least = 0, step = 0;  // a number is least + step * byte
  };

  size_t width_ = 0;
  std::vector<uint8_t> bytes_;
  std::vector<Scale> scales_;
};

class QuantisedMatrix {
 public:
  QuantisedMatrix() = default;
  // `weights` has a row of `inputs` finite numbers for each output, `bias` a number for each output.
  QuantisedMatrix(std::span<const float> weights, std::span<const float> bias, size_t inputs);

  size_t outputs() const { return bias_.size(); }

  // The sums of whole numbers: `outputs()` for each of `rows`, which are as wide as the matrix has inputs.
  // Runs on the calling thread alone.
  void Multiply(const ByteRows& rows, std::vector<int32_t>* sums) const;
  // The product of the row at `place` and the matrix, plus the bias, from what Multiply made of `rows`.
  void Finish(const ByteRows& rows, const std::vector<int32_t>& sums, size_t place, float* out) const;

 private:
  size_t inputs_ = 0;
  std::vector<int8_t> weights_;  // outputs x inputs
  // Of each output: what a whole number stands for, and the sum of its weights so scaled.
  std::vector<float> scales_, totals_, bias_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_QUANTISED_MATRIX_H_
