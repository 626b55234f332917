#include "query/embedding/matrix_product.h"

#include <cstdlib>

#include "query/embedding/plain_product.h"

#ifdef CONCORD_ONEDNN

#include <oneapi/dnnl/dnnl.h>

// The runtime of OpenMP, on which oneDNN's threads stand; its header comes with the compiler and not with
// every one.
// NOLINTNEXTLINE(readability-identifier-naming): not our name
extern "C" void omp_set_num_threads(int);

namespace concord {
namespace {

// No instructions beyond VNNI for AVX-512, so that newer processors run what our tests ran. Those with tiles
// (AMX) keep state that not every virtual machine saves. Whoever names a limit in oneDNN's own variable has
// that one. oneDNN takes no limit after the first question about instructions.
bool LimitInstructions() {
  return std::getenv("DNNL_MAX_CPU_ISA") != nullptr ||
         dnnl_set_max_cpu_isa(dnnl_cpu_isa_avx512_core_vnni) == dnnl_success;
}

// Before each call of oneDNN. The count of threads holds for the calling thread alone: the callers divide the
// work better than one product can.
void PrepareOneDnn() {
  static const bool limited = LimitInstructions();
  thread_local const bool single = (omp_set_num_threads(1), true);
  static_cast<void>(limited);
  static_cast<void>(single);
}

void OneDnnMultiplyBytes(const uint8_t* a, const int8_t* b, size_t m, size_t n, size_t k, int32_t* c) {
  const auto rows = static_cast<dnnl_dim_t>(m), columns = static_cast<dnnl_dim_t>(n),
             depth = static_cast<dnnl_dim_t>(k);
  const int32_t added = 0;
  dnnl_gemm_u8s8s32('N', 'T', 'F', rows, columns, depth, 1.0F, a, depth, 0, b, depth, 0, 0.0F, c, columns,
                    &added);
}

// oneDNN's product of bytes is exact where it adds in 32 bits (VNNI). Without that it adds pairs in 16 bits,
// which is not exact. What a processor says of itself is not enough: the product failed on one that this
// project's checks ran on. So it is tried first.
bool HasByteProducts() {
  static const bool has =
      (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core_vnni) == dnnl_cpu_isa_avx512_core_vnni &&
      IsExactByteProduct(OneDnnMultiplyBytes);
  return has;
}

void Product(char transposed, MatrixView a, MatrixView b, size_t m, size_t n, size_t k, float* c,
             size_t c_stride) {
  PrepareOneDnn();
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
  PrepareOneDnn();
  (HasByteProducts() ? OneDnnMultiplyBytes : PlainMultiplyBytes)(a, b, m, n, k, c);
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
