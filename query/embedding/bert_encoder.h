// Our own BERT encoder (Devlin et al. 2018, arXiv:1810.04805): turns the numbers of a text's pieces into one
// vector, which is its last layer, pooled.
//
// The pieces of many texts are processed together without padding, so that the products are large. Only
// attention looks at each text alone. The products are of whole numbers of 8 bits (quantised_matrix.h), the
// rest is 32-bit floating point in a fixed order. So a text has the same vector alone or among others, and on
// every processor that fuses products and sums (FMA); on others it has one near to it (attention.h). Costs
// about 11 million multiplications for each piece with MiniLM-L6.
#ifndef CONCORD_QUERY_EMBEDDING_BERT_ENCODER_H_
#define CONCORD_QUERY_EMBEDDING_BERT_ENCODER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "query/embedding/bert_shape.h"
#include "query/embedding/piece_encoder.h"
#include "query/embedding/quantised_matrix.h"
#include "query/embedding/safetensors.h"

namespace concord {

class BertEncoder : public PieceEncoder {
 public:
  // Fails as Safetensors::Read does if an array is missing or has another shape.
  static Result<BertEncoder> Load(const Safetensors& weights, const BertShape& shape, Pooling pooling);

  // Vectors of `hidden` numbers. Memory: 5 * `hidden` numbers for each piece. Does not fail.
  Result<void> Encode(std::span<const std::vector<uint32_t>* const> texts, float* vectors) const override;

  const BertShape& shape() const { return shape_; }

 private:
  using Array = std::vector<float>;
  struct Norm {
    Array weight, bias;
  };
  struct Layer {
    QuantisedMatrix qkv;  // query, key and value as one matrix
    QuantisedMatrix out;
    Norm after_attention;
    QuantisedMatrix up, down;
    Norm after_all;
  };

  BertShape shape_;
  Pooling pooling_ = Pooling::kMean;
  Array words_, positions_;  // pieces always have the first type: its row is added to positions_
  Norm first_;
  std::vector<Layer> layers_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_BERT_ENCODER_H_
