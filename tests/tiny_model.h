// A BERT model with random weights, small enough to be worked out by hand, as files in a folder.
#ifndef CONCORD_TESTS_TINY_MODEL_H_
#define CONCORD_TESTS_TINY_MODEL_H_

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace concord::testing {

struct TinyModel {
  static constexpr size_t kHidden = 8, kLayers = 2, kHeads = 2, kInner = 12, kPositions = 16;

  std::vector<std::string> vocabulary;                // by number
  std::map<std::string, std::vector<double>> arrays;  // what the file says, by name

  // Writes model.safetensors (numbers of 16 bits), tokenizer.json and config.json. The same `seed` gives the
  // same model.
  static TinyModel Write(const std::filesystem::path& folder, unsigned seed = 1);

  // The vector of a text of these pieces: BERT as its paper has it, one number at a time and in 64 bits.
  std::vector<double> Encode(const std::vector<uint32_t>& pieces) const;
};

}  // namespace concord::testing

#endif  // CONCORD_TESTS_TINY_MODEL_H_
