#include "query/embedding/matrix_product.h"

#ifdef CONCORD_ONEDNN

#include <oneapi/dnnl/dnnl.h>

// The runtime of OpenMP, on which oneDNN's threads stand; its header comes with the compiler and not with
// every one.
// NOLINTNEXTLINE(readability-identifier-naming): not our name
extern "C" void omp_set_num_threads(int);

namespace concord {
namespace {

void Product(char transposed, MatrixView a, MatrixView b, size_t m, size_t n, size_t k, float* c,
             size_t c_stride) {
  // Counts for the calling thread alone. The callers divide the work better than one product can.
  thread_local const bool single = (omp_set_num_threads(1), true);
  static_cast<void>(single);
  dnnl_sgemm('N', transposed, static_cast<dnnl_dim_t>(m), static_cast<dnnl_dim_t>(n),
             static_cast<dnnl_dim_t>(k), 1.0F, a.data, static_cast<dnnl_dim_t>(a.stride), b.data,
             static_cast<dnnl_dim_t>(b.stride), 0.0F, c, static_cast<dnnl_dim_t>(c_stride));
}

}  // namespace

void Multiply(MatrixView a, MatrixView b, size_t m, size_t n, size_t k, float* c, size_t c_stride) {
  Product('N', a, b, m, n, k, c, c_stride);
}

void MultiplyTransposed(MatrixView a, MatrixView b, size_t m, size_t n, size_t k, float* c, size_t c_stride) {
  Product('T', a, b, m, n, k, c, c_stride);
}

const char* MatrixLibrary() { return "oneDNN"; }

}  // namespace concord

#else

#include "query/embedding/plain_product.h"

namespace concord {

void Multiply(MatrixView a, MatrixView b, size_t m, size_t n, size_t k, float* c, size_t c_stride) {
  PlainMultiply(a, b, m, n, k, c, c_stride);
}

void MultiplyTransposed(MatrixView a, MatrixView b, size_t m, size_t n, size_t k, float* c, size_t c_stride) {
  PlainMultiplyTransposed(a, b, m, n, k, c, c_stride);
}

const char* MatrixLibrary() { return "plain loops"; }

}  // namespace concord

#endif
