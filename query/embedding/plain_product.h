// Products of matrices without a library, for builds that leave oneDNN out (CONCORD_ONEDNN=OFF): a Python
// wheel would grow by 40 MB. Slower than oneDNN, and as right.
#ifndef CONCORD_QUERY_EMBEDDING_PLAIN_PRODUCT_H_
#define CONCORD_QUERY_EMBEDDING_PLAIN_PRODUCT_H_

#include "query/embedding/matrix_product.h"

namespace concord {

// As Multiply, MultiplyTransposed and MultiplyBytes (query/embedding/matrix_product.h).
void PlainMultiply(MatrixView a, MatrixView b, size_t m, size_t n, size_t k, float* c, size_t c_stride);
void PlainMultiplyTransposed(MatrixView a, MatrixView b, size_t m, size_t n, size_t k, float* c,
                             size_t c_stride);

void PlainMultiplyBytes(const uint8_t* a, const int8_t* b, size_t m, size_t n, size_t k, int32_t* c);

using ByteProduct = void (*)(const uint8_t* a, const int8_t* b, size_t m, size_t n, size_t k, int32_t* c);
// Whether `product` equals PlainMultiplyBytes on small matrices of many shapes that hold the greatest
// numbers. Takes less than a millisecond.
bool IsExactByteProduct(ByteProduct product);

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_PLAIN_PRODUCT_H_
