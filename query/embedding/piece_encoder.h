// Runs a model of BERT's family: turns the numbers of pieces into one vector for each text.
#ifndef CONCORD_QUERY_EMBEDDING_PIECE_ENCODER_H_
#define CONCORD_QUERY_EMBEDDING_PIECE_ENCODER_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

class PieceEncoder {
 public:
  virtual ~PieceEncoder() = default;

  // Writes a vector of length 1 for each text, one after the other, to `vectors`. No text may be empty,
  // longer than the model's positions, or have a piece outside its vocabulary. Runs on the calling thread;
  // any number of threads may call it at once.
  virtual Result<void> Encode(std::span<const std::vector<uint32_t>* const> texts, float* vectors) const = 0;
};

// How the vectors of a text's pieces become one (Reimers & Gurevych 2019, arXiv:1908.10084, section 3).
enum class Pooling : uint8_t { kMean, kFirst };

std::string_view PoolingName(Pooling pooling);  // "mean", "first"

// Reads the 1_Pooling/config.json of the sentence-transformers tools. kUnsupported if it asks for another
// kind or for several, kInvalid if it is not such a file.
Result<Pooling> ParsePooling(std::string_view json, std::string_view source);

// Pools `count` rows (at least one) of `width` numbers into one vector of length 1.
void Pool(Pooling pooling, const float* rows, size_t count, size_t width, float* vector);

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_PIECE_ENCODER_H_
