// The sizes of a model of BERT's family, as its config.json says them.
#ifndef CONCORD_QUERY_EMBEDDING_BERT_SHAPE_H_
#define CONCORD_QUERY_EMBEDDING_BERT_SHAPE_H_

#include <cstddef>
#include <string_view>

#include "base/result.h"

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

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_BERT_SHAPE_H_
