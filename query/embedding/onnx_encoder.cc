#include "query/embedding/onnx_encoder.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace concord {
namespace {

constexpr const char* kVariable = "CONCORD_ONNXRUNTIME";

// What a model may ask for: the number of a text's piece, whether it is one and no padding, the type of its
// sentence (always the first), and its place.
constexpr std::array<std::string_view, 4> kInputs = {"input_ids", "attention_mask", "token_type_ids",
                                                     "position_ids"};

template <typename T>
std::vector<T> Fill(std::string_view name, std::span<const std::vector<uint32_t>* const> texts,
                    size_t longest) {
  std::vector<T> numbers(texts.size() * longest, T{0});
  for (size_t t = 0; t < texts.size(); ++t) {
    T* row = numbers.data() + t * longest;
    const size_t count = texts[t]->size();
    for (size_t p = 0; p < count; ++p) {
      if (name == "input_ids") row[p] = static_cast<T>((*texts[t])[p]);
      if (name == "attention_mask") row[p] = T{1};
      if (name == "position_ids") row[p] = static_cast<T>(p);
    }
  }
  return numbers;
}

}  // namespace

Result<OnnxRuntime> OnnxRuntime::Load() {
  const char* named = std::getenv(kVariable);
  std::vector<std::string> files = {"libonnxruntime.so.1", "libonnxruntime.so"};
  if (named != nullptr && *named != '\0') files = {named};
  void* library = nullptr;
  std::string reasons;
  for (const std::string& file : files) {
    library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library != nullptr) break;
    const char* reason = dlerror();
    reasons += fmt::format("{}{}", reasons.empty() ? "" : "; ", reason == nullptr ? file.c_str() : reason);
  }
  if (library == nullptr) {
    return Fail(ErrorCode::kNotFound,
                fmt::format("a model in ONNX needs the ONNX Runtime: install it and let {} name its "
                            "libonnxruntime.so, or take a model in safetensors, which needs none ({})",
                            kVariable, reasons));
  }
  using GetApiBase = const onnx::ApiBase* (*)();
  const auto get_base = reinterpret_cast<GetApiBase>(dlsym(library, "OrtGetApiBase"));
  const onnx::ApiBase* base = get_base == nullptr ? nullptr : get_base();
  OnnxRuntime runtime;
  runtime.api_ = base == nullptr ? nullptr : base->get_api(onnx::kApiVersion);
  if (runtime.api_ == nullptr) {
    return Fail(ErrorCode::kUnsupported,
                fmt::format("'{}' is no ONNX Runtime with version {} of its C interface",
                            named == nullptr ? files[0].c_str() : named, onnx::kApiVersion));
  }
  runtime.version_ = base->version();
  return runtime;
}

Result<std::unique_ptr<PieceEncoder>> OnnxEncoder::Load(OnnxRuntime runtime, std::string_view bytes,
                                                        std::string source, Pooling pooling, size_t width) {
  std::unique_ptr<OnnxEncoder> encoder(
      new OnnxEncoder(std::move(runtime), std::move(source), pooling, width));
  if (auto done = encoder->Open(bytes); !done) return tl::unexpected(done.error());
  if (auto done = encoder->ChooseInputs(); !done) return tl::unexpected(done.error());
  if (auto done = encoder->ChooseOutput(); !done) return tl::unexpected(done.error());
  return encoder;
}

Result<void> OnnxEncoder::Check(onnx::Status* status) const {
  if (status == nullptr) return {};
  Error error{
      ErrorCode::kInvalid,
      fmt::format("ONNX Runtime {}: {}", runtime_.version(), runtime_.api().get_error_message(status)),
      source_,
      0,
      0,
      0};
  runtime_.api().release_status(status);
  return tl::unexpected(std::move(error));
}

Result<void> OnnxEncoder::Open(std::string_view bytes) {
  const onnx::Api& api = runtime_.api();
  onnx::Env* env = nullptr;
  if (auto done = Check(api.create_env(onnx::kLogFatal, "concord", &env)); !done) return done;
  env_ = {env, api.release_env};
  onnx::MemoryInfo* memory = nullptr;
  if (auto done = Check(api.create_cpu_memory_info(onnx::kDeviceAllocator, onnx::kDefaultMemory, &memory));
      !done)
    return done;
  memory_ = {memory, api.release_memory_info};

  onnx::SessionOptions* created = nullptr;
  if (auto done = Check(api.create_session_options(&created)); !done) return done;
  const Owned<onnx::SessionOptions> options(created, api.release_session_options);
  // One thread a call: the callers are as many as there are cores, each with texts of its own.
  for (onnx::Status* status :
       {api.set_log_severity(created, onnx::kLogFatal),
        api.set_graph_optimization(created, onnx::kOptimiseAll), api.set_threads(created, 1)}) {
    if (auto done = Check(status); !done) return done;
  }
  onnx::Session* session = nullptr;
  if (auto done = Check(api.create_session_from_array(env, bytes.data(), bytes.size(), created, &session));
      !done)
    return done;
  session_ = {session, api.release_session};
  return {};
}

Result<std::vector<OnnxEncoder::Port>> OnnxEncoder::Ports(bool inputs) const {
  const onnx::Api& api = runtime_.api();
  onnx::Allocator* allocator = nullptr;
  size_t count = 0;
  if (auto done = Check(api.default_allocator(&allocator)); !done) return tl::unexpected(done.error());
  if (auto done = Check((inputs ? api.input_count : api.output_count)(session_.get(), &count)); !done)
    return tl::unexpected(done.error());
  std::vector<Port> ports(count);
  for (size_t i = 0; i < count; ++i) {
    char* name = nullptr;
    if (auto done = Check((inputs ? api.input_name : api.output_name)(session_.get(), i, allocator, &name));
        !done)
      return tl::unexpected(done.error());
    ports[i].name = name;
    if (auto done = Check(api.allocator_free(allocator, name)); !done) return tl::unexpected(done.error());

    onnx::TypeInfo* made = nullptr;
    if (auto done = Check((inputs ? api.input_type : api.output_type)(session_.get(), i, &made)); !done)
      return tl::unexpected(done.error());
    const Owned<onnx::TypeInfo> type(made, api.release_type_info);
    const onnx::TensorInfo* tensor = nullptr;
    if (auto done = Check(api.as_tensor_info(made, &tensor)); !done) return tl::unexpected(done.error());
    if (tensor == nullptr) continue;  // a map or a sequence: of type 0
    size_t rank = 0;
    if (auto done = Check(api.rank(tensor, &rank)); !done) return tl::unexpected(done.error());
    ports[i].sides.resize(rank);
    if (auto done = Check(api.sides(tensor, ports[i].sides.data(), rank)); !done)
      return tl::unexpected(done.error());
    if (auto done = Check(api.element_type(tensor, &ports[i].type)); !done)
      return tl::unexpected(done.error());
  }
  return ports;
}

Result<void> OnnxEncoder::ChooseInputs() {
  auto ports = Ports(true);
  if (!ports) return tl::unexpected(ports.error());
  inputs_ = std::move(*ports);
  for (const Port& port : inputs_) {
    if (std::ranges::find(kInputs, port.name) == kInputs.end() || port.sides.size() != 2 ||
        (port.type != onnx::kInt32 && port.type != onnx::kInt64)) {
      return Refuse(ErrorCode::kUnsupported,
                    fmt::format("the model's input '{}' should be one of {}, of whole numbers, texts times "
                                "pieces",
                                port.name, fmt::join(kInputs, ", ")));
    }
  }
  for (const std::string_view needed : {kInputs[0], kInputs[1]}) {
    if (std::ranges::find(inputs_, needed, &Port::name) == inputs_.end())
      return Refuse(ErrorCode::kUnsupported, fmt::format("the model should have an input '{}'", needed));
  }
  return {};
}

Result<void> OnnxEncoder::ChooseOutput() {
  auto ports = Ports(false);
  if (!ports) return tl::unexpected(ports.error());
  for (const size_t rank : {3, 2}) {
    for (Port& port : *ports) {
      const bool fits = port.type == onnx::kFloat && port.sides.size() == rank &&
                        (port.sides.back() < 0 || static_cast<size_t>(port.sides.back()) == width_);
      if (!fits) continue;
      output_ = std::move(port);
      return {};
    }
  }
  return Refuse(ErrorCode::kUnsupported,
                fmt::format("the model should have an output of 32-bit floating point numbers, texts times "
                            "pieces times {0} or texts times {0}, as its config.json says",
                            width_));
}

tl::unexpected<Error> OnnxEncoder::Refuse(ErrorCode code, std::string message) const {
  return tl::unexpected(Error{code, std::move(message), source_, 0, 0, 0});
}

Result<void> OnnxEncoder::Encode(std::span<const std::vector<uint32_t>* const> texts, float* vectors) const {
  if (texts.empty()) return {};
  const onnx::Api& api = runtime_.api();
  size_t longest = 0;
  for (const auto* text : texts) longest = std::max(longest, text->size());
  const std::array<int64_t, 2> sides = {static_cast<int64_t>(texts.size()), static_cast<int64_t>(longest)};

  std::vector<std::vector<int32_t>> narrow;
  std::vector<std::vector<int64_t>> wide;
  std::vector<Owned<onnx::Value>> tensors;
  std::vector<const onnx::Value*> values;
  std::vector<const char*> names;
  for (const Port& input : inputs_) {
    void* data = nullptr;
    size_t size = 0;
    if (input.type == onnx::kInt64) {
      auto& numbers = wide.emplace_back(Fill<int64_t>(input.name, texts, longest));
      data = numbers.data(), size = numbers.size() * sizeof(int64_t);
    } else {
      auto& numbers = narrow.emplace_back(Fill<int32_t>(input.name, texts, longest));
      data = numbers.data(), size = numbers.size() * sizeof(int32_t);
    }
    onnx::Value* tensor = nullptr;
    if (auto done = Check(
            api.create_tensor(memory_.get(), data, size, sides.data(), sides.size(), input.type, &tensor));
        !done)
      return done;
    tensors.emplace_back(tensor, api.release_value);
    values.push_back(tensor);
    names.push_back(input.name.c_str());
  }
  const char* output_name = output_.name.c_str();
  onnx::Value* made = nullptr;
  if (auto done = Check(api.run(session_.get(), nullptr, names.data(), values.data(), values.size(),
                                &output_name, 1, &made));
      !done)
    return done;
  const Owned<onnx::Value> output(made, api.release_value);

  onnx::TensorInfo* described = nullptr;
  if (auto done = Check(api.tensor_info(made, &described)); !done) return done;
  const Owned<onnx::TensorInfo> info(described, api.release_tensor_info);
  size_t rank = 0;
  if (auto done = Check(api.rank(described, &rank)); !done) return done;
  std::vector<int64_t> found(rank);
  if (auto done = Check(api.sides(described, found.data(), rank)); !done) return done;
  std::vector<int64_t> expected = {sides[0], static_cast<int64_t>(width_)};
  if (output_.sides.size() == 3) expected.insert(expected.begin() + 1, sides[1]);
  if (found != expected) {
    return Refuse(ErrorCode::kInvalid,
                  fmt::format("the model gave {} numbers; expected {}, as its config.json says",
                              fmt::join(found, " x "), fmt::join(expected, " x ")));
  }
  void* data = nullptr;
  if (auto done = Check(api.tensor_data(made, &data)); !done) return done;
  const auto* rows = static_cast<const float*>(data);
  for (size_t t = 0; t < texts.size(); ++t) {
    const bool pools = rank == 3;
    Pool(pooling_, rows + t * (pools ? longest : 1) * width_, pools ? texts[t]->size() : 1, width_,
         vectors + t * width_);
  }
  return {};
}

}  // namespace concord
