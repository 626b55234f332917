// Where models are on this machine, and which files make up a model.
#ifndef CONCORD_QUERY_EMBEDDING_MODEL_FOLDER_H_
#define CONCORD_QUERY_EMBEDDING_MODEL_FOLDER_H_

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace concord {

// The model with which suggestions were fitted, and the SHA-256 of its files.
inline constexpr std::string_view kModelName = "all-MiniLM-L6-v2";
inline constexpr std::string_view kModelWeightsHash =
    "6638f625a0a60bdaa1e34c5fee0a17c705f13b98b43a7973e9d366106a55273d";
inline constexpr std::string_view kModelTokenizerHash =
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037";
inline constexpr std::string_view kModelConfigHash =
    "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41";

// The limits of what is read as a model: 2 GiB of weights, 64 MiB for each other file.
inline constexpr uint64_t kMaxWeightBytes = uint64_t{2} << 30;
inline constexpr uint64_t kMaxModelFileBytes = uint64_t{64} << 20;

struct ModelFiles {
  std::filesystem::path weights, tokenizer, config;
  std::filesystem::path pooling;  // empty: the model has none, and the mean of its pieces is used
  // 64 hex digits each: from the folder's SHA256SUMS, or else of the bytes that were found.
  std::string weights_hash, tokenizer_hash, config_hash;

  // Whether the weights are a graph for the ONNX Runtime, and not in safetensors.
  bool IsOnnx() const { return weights.extension() == ".onnx"; }
  // One hash for the three.
  std::string Hash() const;
  // The bytes of a file, checked against its hash: kCorrupt if they differ. `pooling` is not checked.
  Result<std::string> ReadWeights() const;
  Result<std::string> ReadSmall(const std::filesystem::path& file) const;
};

// Finds the folder's one file that ends in .safetensors, or else in .onnx, or else onnx/model.onnx; its
// tokenizer.json and config.json; and its 1_Pooling/config.json if it has one. This is the layout of Hugging
// Face repositories. If a SHA256SUMS (as sha256sum writes it) names the first three files, the weights are
// not read, which makes questions with known vectors fast. Otherwise they are hashed. kNotFound if something
// is missing, kInvalid if there are several weights of one kind.
Result<ModelFiles> FindModelFiles(const std::filesystem::path& folder);

// Copies the files into a new folder `to` with a SHA256SUMS; replaces what was there at the end. Compares the
// given hashes (in the order weights, tokenizer, config; "" for any): kInvalid if they differ, and nothing is
// left behind.
Result<ModelFiles> InstallModel(const std::filesystem::path& from, const std::filesystem::path& to,
                                const std::array<std::string_view, 3>& hashes);

// Whether the embedder with this identity is the model with which suggestions were fitted.
bool IsFittedModel(std::string_view identity);

// CONCORD_MODELS, else $XDG_DATA_HOME/concord/models, else ~/.local/share/concord/models. Empty if none of
// these is set.
std::filesystem::path ModelsFolder();

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_MODEL_FOLDER_H_
