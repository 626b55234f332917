// Products of matrices of 32-bit numbers. Only this file calls a BLAS.
#ifndef CONCORD_QUERY_EMBEDDING_MATRIX_PRODUCT_H_
#define CONCORD_QUERY_EMBEDDING_MATRIX_PRODUCT_H_

#include <cstddef>

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

// The library that multiplies, for the identity of the results: "oneDNN".
const char* MatrixLibrary();

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_MATRIX_PRODUCT_H_
