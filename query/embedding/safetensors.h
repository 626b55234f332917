// A file of named arrays: safetensors (github.com/huggingface/safetensors). It consists of a length, a JSON
// header and the bytes of the arrays.
#ifndef CONCORD_QUERY_EMBEDDING_SAFETENSORS_H_
#define CONCORD_QUERY_EMBEDDING_SAFETENSORS_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

class Safetensors {
 public:
  // Takes the bytes of a whole file. kInvalid for a header that is not a JSON object, or for an array whose
  // bytes are outside the file or do not fit its shape; kLimit for a header of more than 100 MB, the format's
  // own limit.
  static Result<Safetensors> Parse(std::string bytes, std::string_view source);

  // The array as numbers of 32 bits (from F16, BF16 or F32). kNotFound if there is none with this
  // name, kInvalid if it has another shape or numbers that are not finite, kUnsupported for other
  // types.
  Result<std::vector<float>> Read(std::string_view name, const std::vector<uint64_t>& shape) const;

  // Its shape; empty if there is no such array.
  std::vector<uint64_t> ShapeOf(std::string_view name) const;

 private:
  struct Tensor {
    std::string type;
    std::vector<uint64_t> shape;
    uint64_t start = 0, end = 0;  // in bytes_
  };

  std::string bytes_;
  std::string source_;
  std::map<std::string, Tensor, std::less<>> tensors_;
};

// Converts a number of 16 bits (IEEE 754 binary16) to 32 bits; exact.
float HalfToFloat(uint16_t half);

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_SAFETENSORS_H_
