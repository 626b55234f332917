// Runs any model of BERT's family as an ONNX file, with the official ONNX Runtime if that is installed.
//
// The library is loaded when a model needs it. Building and starting Concord do not need it.
#ifndef CONCORD_QUERY_EMBEDDING_ONNX_ENCODER_H_
#define CONCORD_QUERY_EMBEDDING_ONNX_ENCODER_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "query/embedding/onnx_api.h"
#include "query/embedding/piece_encoder.h"

namespace concord {

// The runtime. Once loaded, it stays loaded until the program ends.
class OnnxRuntime {
 public:
  // Loads the file that the environment variable CONCORD_ONNXRUNTIME names, otherwise the system's
  // libonnxruntime.so.1 or libonnxruntime.so. kNotFound if there is none, kUnsupported if it is not an ONNX
  // Runtime.
  static Result<OnnxRuntime> Load();

  const onnx::Api& api() const { return *api_; }
  const std::string& version() const { return version_; }

 private:
  const onnx::Api* api_ = nullptr;
  std::string version_;
};

class OnnxEncoder : public PieceEncoder {
 public:
  // `bytes` is an ONNX file. Its inputs are input_ids and attention_mask, and optionally token_type_ids and
  // position_ids, as texts times pieces. Its output is either floats as texts times pieces times `width`,
  // which are pooled, or floats as texts times `width`. kInvalid if the runtime cannot read it, kUnsupported
  // if it has other inputs or no such output. Errors name `source`.
  static Result<std::unique_ptr<PieceEncoder>> Load(OnnxRuntime runtime, std::string_view bytes,
                                                    std::string source, Pooling pooling, size_t width);

  // Pads to the longest of the texts, so they should have similar lengths. kInvalid if the runtime fails or
  // answers in another shape.
  Result<void> Encode(std::span<const std::vector<uint32_t>* const> texts, float* vectors) const override;

 private:
  // A tensor that the model takes or returns.
  struct Port {
    std::string name;
    int type = 0;
    std::vector<int64_t> sides;  // below 0: any
  };

  OnnxEncoder(OnnxRuntime runtime, std::string source, Pooling pooling, size_t width)
      : runtime_(std::move(runtime)), source_(std::move(source)), pooling_(pooling), width_(width) {}

  Result<void> Open(std::string_view bytes);
  Result<std::vector<Port>> Ports(bool inputs) const;
  Result<void> ChooseInputs();
  Result<void> ChooseOutput();
  // Null is success. Frees the status.
  Result<void> Check(onnx::Status* status) const;
  tl::unexpected<Error> Refuse(ErrorCode code, std::string message) const;

  template <typename T>
  using Owned = std::unique_ptr<T, void (*)(T*)>;

  OnnxRuntime runtime_;
  std::string source_;
  Pooling pooling_;
  size_t width_;
  Owned<onnx::Env> env_{nullptr, nullptr};
  Owned<onnx::Session> session_{nullptr, nullptr};
  Owned<onnx::MemoryInfo> memory_{nullptr, nullptr};
  std::vector<Port> inputs_;
  Port output_;
};

}  // namespace concord

#endif  // CONCORD_QUERY_EMBEDDING_ONNX_ENCODER_H_
