#include "query/embedding/matrix_product.h"

#include "query/embedding/plain_product.h"

#ifdef CONCORD_ONEDNN

#include <oneapi/dnnl/dnnl.h>

// The runtime of OpenMP, on which oneDNN's threads stand; its header comes with the compiler and not with
// every one.
// NOLINTNEXTLINE(readability-identifier-naming): not our name
extern "C" void omp_set_num_threads(int);

namespace concord {
namespace {

// Counts for the calling thread alone. The callers divide the work better than one product can.
void UseOneThread() {
  thread_local const bool single = (omp_set_num_threads(1), true);
  static_cast<void>(single);
}

// Whether oneDNN finds instructions that add products of bytes in 32 bits (VNNI). Without them it adds pairs
// in 16 bits, which is not exact.
bool HasByteProducts() {
  static const bool has =
      (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core_vnni) == dnnl_cpu_isa_avx512_core_vnni;
  return has;
}

void Product(char transposed, MatrixView a, MatrixView b, size_t m, size_t n, size_t k, float* c,
             size_t c_stride) {
  UseOneThread();
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

void MultiplyBytes(const uint8_t* a, const int8_t* b, size_t m, size_t n, size_t k, int32_t* c) {
  if (!HasByteProducts()) return PlainMultiplyBytes(a, b, m, n, k, c);
  UseOneThread();
  const auto rows = static_cast<dnnl_dim_t>(m), columns = static_cast<dnnl_dim_t>(n),
             depth = static_cast<dnnl_dim_t>(k);
  const int32_t added = 0;
  dnnl_gemm_u8s8s32('N', 'T', 'F', rows, columns, depth, 1.0F, a, depth, 0, b, depth, 0, 0.0F, c, columns,
                    &added);
}

}  // namespace concord

#else

namespace concord {

void Multiply(MatrixView a, MatrixView b, size_t m, size_t n, size_t k, float* c, size_t c_stride) {
  PlainMultiply(a, b, m, n, k, c, c_stride);
}

void MultiplyTransposed(MatrixView a, MatrixView b, size_t m, size_t n, size_t k, float* c, size_t c_stride) {
  PlainMultiplyTransposed(a, b, m, n, k, c, c_stride);
}

void MultiplyBytes(const uint8_t* a, const int8_t* b, size_t m, size_t n, size_t k, int32_t* c) {
  PlainMultiplyBytes(a, b, m, n, k, c);
}

}  // namespace concord

#endif
