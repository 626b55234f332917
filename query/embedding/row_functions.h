// What an encoder does with one row of numbers between two products of matrices.
//
// Each function does the same operations in the same order on every processor, several numbers at once where
// the processor can. So the results are equal to the last bit.
#ifndef CONCORD_QUERY_EMBEDDING_ROW_FUNCTIONS_H_
#define CONCORD_QUERY_EMBEDDING_ROW_FUNCTIONS_H_

#include <cstddef>

// For definitions: the function is compiled for several kinds of processors, and the program takes the best
// that it finds. The sources that use it are compiled with -ffp-contract=off (CMakeLists.txt): otherwise GCC
// fuses products and sums for AVX-512 alone, which rounds less often than on other processors.
// CONCORD_FOR_EACH_FUSING_PROCESSOR is for functions in which each product is added to one sum, compiled with
// -ffp-contract=fast: they fuse on every processor that can (AVX-512, and FMA, 2013 and later).
// A test defines CONCORD_PORTABLE_FUNCTIONS and has the variant for the oldest processor alone.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__) && !defined(CONCORD_PORTABLE_FUNCTIONS)
#define CONCORD_HAS_VARIANTS 1
#define CONCORD_FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))
#define CONCORD_FOR_EACH_FUSING_PROCESSOR __attribute__((target_clones("avx512f", "fma", "default")))
#else
#define CONCORD_HAS_VARIANTS 0
#define CONCORD_FOR_EACH_PROCESSOR
#define CONCORD_FOR_EACH_FUSING_PROCESSOR
#endif

namespace concord {

// Each x times the normal distribution function there, by the error function of Abramowitz & Stegun 7.1.26
// (off by at most 1.5e-7).
void Gelu(size_t count, float* row);

// To shares of 1, by e^(scale x).
void Softmax(float scale, size_t count, float* row);

// To mean 0 and variance 1, then times `weight`, plus `bias`.
void Normalise(const float* weight, const float* bias, float epsilon, size_t count, float* row);

void Add(const float* added, size_t count, float* row);

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_ROW_FUNCTIONS_H_
