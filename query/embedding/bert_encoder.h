// Our own BERT encoder (Devlin et al. 2018, arXiv:1810.04805): turns the numbers of a text's pieces into one
// vector, which is its last layer, pooled.
//
// The pieces of many texts are processed together without padding, so that the products are large. Only
// attention looks at each text alone. Costs about 11 million multiplications for each piece with MiniLM-L6.
#ifndef CONCORD_QUERY_EMBEDDING_BERT_ENCODER_H_
#define CONCORD_QUERY_EMBEDDING_BERT_ENCODER_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "query/embedding/piece_encoder.h"
#include "query/embedding/safetensors.h"

namespace concord {

struct BertShape {
  size_t hidden = 0;
  size_t layers = 0;
  size_t heads = 0;
  size_t intermediate = 0;
  size_t positions = 0;
  size_t vocabulary = 0;
  float epsilon = 1e-12F;  // of the layer norms

  // Reads a config.json. kInvalid if a number is missing or impossible, kUnsupported if it is not a BERT with
  // absolute positions and GELU.
  static Result<BertShape> Parse(std::string_view json, std::string_view source);
  // Reads what any model of BERT's family says there: `hidden` (or "dim", as in DistilBERT), `positions` and
  // `vocabulary`. The rest is 0.
  static Result<BertShape> ParseFamily(std::string_view json, std::string_view source);
};

class BertEncoder : public PieceEncoder {
 public:
  // Fails as Safetensors::Read does if an array is missing or has another shape.
  static Result<BertEncoder> Load(const Safetensors& weights, const BertShape& shape, Pooling pooling);

  // Vectors of `hidden` numbers. Memory: 14 * `hidden` numbers for each piece. Does not fail.
  Result<void> Encode(std::span<const std::vector<uint32_t>* const> texts, float* vectors) const override;

  const BertShape& shape() const { return shape_; }

 private:
  using Array = std::vector<float>;
  struct Norm {
    Array weight, bias;
  };
  struct Layer {
    Array qkv, qkv_bias;  // query, key and value as one matrix
    Array out, out_bias;
    Norm after_attention;
    Array up, up_bias, down, down_bias;
    Norm after_all;
  };

  void Attend(const float* qkv, std::span<const size_t> starts, float* scores, float* out) const;

  BertShape shape_;
  Pooling pooling_ = Pooling::kMean;
  Array words_, positions_;  // pieces always have the first type: its row is added to positions_
  Norm first_;
  std::vector<Layer> layers_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_BERT_ENCODER_H_
