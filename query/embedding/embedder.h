// Turns texts into vectors. The product of two vectors says how near the texts are in meaning.
#ifndef CONCORD_QUERY_EMBEDDING_EMBEDDER_H_
#define CONCORD_QUERY_EMBEDDING_EMBEDDER_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

// The numbers of a vector are multiples of 1/2048 from -1 to 1, stored as whole numbers. A product of two
// vectors is then a sum of whole numbers that stays below 2^24 (for vectors of length 1, by Cauchy and
// Schwarz). 32-bit floating point adds these without rounding, so equal vectors give equal products on every
// machine and in every order of summation. The cosine changes by about 1e-4.
//
// Before this rounding, the last bits of an encoder's results differ between processors. So about one number
// in some thousands gets the neighbouring multiple on another machine. Vectors in a store are not computed
// again.
struct VectorGrid {
  static constexpr int kSteps = 2048;
  static int16_t Round(float number);
};

class Embedder {
 public:
  virtual ~Embedder() = default;

  // What made the vectors: model, the hash of its weights, pooling, longest text, runtime. Two embedders with
  // the same identity are equivalent.
  virtual const std::string& identity() const = 0;
  virtual size_t dimensions() const = 0;

  // The vectors of `texts` (well-formed UTF-8), one after the other, on the grid. Calls `progress` (may be
  // empty) with the number done, on the calling thread. An empty text has a vector too. For one thread.
  using Progress = std::function<void(size_t done)>;
  virtual Result<std::vector<int16_t>> Embed(std::span<const std::string_view> texts,
                                             const Progress& progress) = 0;
};

// Opens a model of BERT's family in a folder (FindModelFiles says which files). A BERT in safetensors runs on
// our own encoder. Any model with WordPiece as an ONNX file runs on the ONNX Runtime, if that is installed
// (onnx_encoder.h). This function reads only small files. The weights are read, and their hash is compared
// with the identity, when the first text is embedded. Runs on `threads` threads (0: all cores). kNotFound if
// the folder or a file does not exist, or if the runtime is needed and missing.
Result<std::unique_ptr<Embedder>> OpenBertModel(const std::filesystem::path& folder, size_t threads = 0);

// A service with OpenAI's /v1/embeddings.
struct EmbeddingEndpoint {
  std::string url;    // whole address, https://host/v1/embeddings; http or https, without user or password
  std::string model;  // as the service calls it
  std::string key;    // sent as bearer token, stored nowhere else; empty: none is sent
  // How long to wait before asking a busy service again if it does not say how long; then twice and four
  // times as long.
  std::chrono::milliseconds first_wait = std::chrono::seconds(1);
};

// Asks the service for one short text to learn the length of its vectors, which is part of the identity. The
// texts leave this machine: 64 in each request, the first 8,000 bytes of each. Follows no redirect. If the
// service answers 429 or 503, asks again up to three times, after the seconds of its Retry-After (at most 30;
// longer waits are refused) or after `first_wait`. kUsage if `endpoint` is not a valid address; kIo if the
// service cannot be reached or answers with an HTTP status other than 200; kLimit if an answer exceeds 32 MiB
// or a vector 16,384 numbers; kInvalid if the answer does not fit the request. Errors name the address.
// Nothing of a failed call is kept.
Result<std::unique_ptr<Embedder>> OpenEmbeddingEndpoint(EmbeddingEndpoint endpoint);

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_EMBEDDER_H_
