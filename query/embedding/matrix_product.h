// Products of matrices. Only this file calls a library for them.
#ifndef CONCORD_QUERY_EMBEDDING_MATRIX_PRODUCT_H_
#define CONCORD_QUERY_EMBEDDING_MATRIX_PRODUCT_H_

#include <cstddef>
#include <cstdint>

namespace concord {

// A matrix whose rows are `stride` numbers apart. Borrowed.
struct MatrixView {
  const float* data;
  size_t stride;
};

// c = a b: a is m x k, b is k x n, c is m x n. Runs on the calling thread alone; any number of threads may
// call it at once.
//
// By oneDNN, which makes its code for the processor that it finds. On the machine of docs/suggestions.md it
// was 1.4 to 1.9 times as fast as Debian's OpenBLAS, which did not know the processor, and as fast as
// OpenBLAS told to take its kernels for AVX-512. How often it rounds on the way depends on the processor: see
// `VectorGrid` in query/embedding/embedder.h for why that reaches no ranking.
void Multiply(MatrixView a, MatrixView b, size_t m, size_t n, size_t k, float* c, size_t c_stride);
// c = a b': b is n x k.
void MultiplyTransposed(MatrixView a, MatrixView b, size_t m, size_t n, size_t k, float* c, size_t c_stride);

// c = a b' in whole numbers: a is m x k, b is n x k, both without gaps between rows. Exact: by oneDNN on
// processors with VNNI for AVX-512 on which a trial finds it exact, 4.5 times as fast as Multiply, elsewhere
// by our own loops, 1.1 to 1.4 times as fast (AVX2).
void MultiplyBytes(const uint8_t* a, const int8_t* b, size_t m, size_t n, size_t k, int32_t* c);

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_MATRIX_PRODUCT_H_
