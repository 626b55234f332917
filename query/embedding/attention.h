// Attention of BERT (Vaswani et al. 2017, arXiv:1706.03762, section 3.2): each piece of a text gets a mean of
// the values of all pieces.
#ifndef CONCORD_QUERY_EMBEDDING_ATTENTION_H_
#define CONCORD_QUERY_EMBEDDING_ATTENTION_H_

#include <cstddef>
#include <vector>

namespace concord {

// Room that one thread uses for text after text.
struct AttentionScratch {
  std::vector<float> keys, values, scores;
};

// `qkv` has a row for each of `length` pieces, of 3 * `hidden` numbers: query, key and value. Each has
// `heads` parts, which are looked at apart. Writes `hidden` numbers for each piece to `out`. The results are
// equal to the last bit on every processor that fuses products and sums (FMA), and near to these on others.
void Attend(const float* qkv, size_t length, size_t hidden, size_t heads, AttentionScratch* scratch,
            float* out);

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_ATTENTION_H_
