// The part of the C interface of ONNX Runtime that we use, declared in the layout of that interface: a table
// of functions. Its first version has the 102 entries below, and later versions only append
// (onnxruntime_c_api.h, struct OrtApi, "Version 1"). So any runtime since 1.0 works, and building does not
// need its header.
#ifndef CONCORD_QUERY_EMBEDDING_ONNX_API_H_
#define CONCORD_QUERY_EMBEDDING_ONNX_API_H_

#include <cstddef>
#include <cstdint>

namespace concord::onnx {

struct Status;  // null: no error
struct Env;
struct SessionOptions;
struct Session;
struct RunOptions;
struct Value;
struct TypeInfo;
struct TensorInfo;
struct MemoryInfo;
struct Allocator;

inline constexpr uint32_t kApiVersion = 1;
inline constexpr int kLogFatal = 4;         // ORT_LOGGING_LEVEL_FATAL: a status reports failures
inline constexpr int kOptimiseAll = 99;     // ORT_ENABLE_ALL
inline constexpr int kDeviceAllocator = 0;  // OrtDeviceAllocator
inline constexpr int kDefaultMemory = 0;    // OrtMemTypeDefault
enum ElementType : int { kFloat = 1, kInt32 = 6, kInt64 = 7 };  // ONNXTensorElementDataType

struct Api {
  using Unused = void*;

  Unused at_0[2];
  const char* (*get_error_message)(const Status*);
  Status* (*create_env)(int severity, const char* name, Env**);
  Unused at_4[4];
  Status* (*create_session_from_array)(const Env*, const void* bytes, size_t size, const SessionOptions*,
                                       Session**);
  Status* (*run)(Session*, const RunOptions*, const char* const* input_names, const Value* const* inputs,
                 size_t input_count, const char* const* output_names, size_t output_count, Value** outputs);
  Status* (*create_session_options)(SessionOptions**);
  Unused at_11[11];
  Status* (*set_log_severity)(SessionOptions*, int severity);
  Status* (*set_graph_optimization)(SessionOptions*, int level);
  Status* (*set_threads)(SessionOptions*, int threads);
  Unused at_25[5];
  Status* (*input_count)(const Session*, size_t*);
  Status* (*output_count)(const Session*, size_t*);
  Unused at_32[1];
  Status* (*input_type)(const Session*, size_t index, TypeInfo**);
  Status* (*output_type)(const Session*, size_t index, TypeInfo**);
  Unused at_35[1];
  Status* (*input_name)(const Session*, size_t index, Allocator*, char**);
  Status* (*output_name)(const Session*, size_t index, Allocator*, char**);
  Unused at_38[11];
  Status* (*create_tensor)(const MemoryInfo*, void* data, size_t bytes, const int64_t* sides, size_t rank,
                           int type, Value**);  // borrows `data`
  Unused at_50[1];
  Status* (*tensor_data)(Value*, void**);  // belongs to the value
  Unused at_52[3];
  Status* (*as_tensor_info)(const TypeInfo*, const TensorInfo**);  // null if it is not a tensor; borrowed
  Unused at_56[4];
  Status* (*element_type)(const TensorInfo*, int*);
  Status* (*rank)(const TensorInfo*, size_t*);
  Status* (*sides)(const TensorInfo*, int64_t*, size_t rank);
  Unused at_63[2];
  Status* (*tensor_info)(const Value*, TensorInfo**);
  Unused at_66[3];
  Status* (*create_cpu_memory_info)(int allocator, int memory, MemoryInfo**);
  Unused at_70[6];
  Status* (*allocator_free)(Allocator*, void*);
  Unused at_77[1];
  Status* (*default_allocator)(Allocator**);  // the runtime's own
  Unused at_79[13];
  void (*release_env)(Env*);
  void (*release_status)(Status*);
  void (*release_memory_info)(MemoryInfo*);
  void (*release_session)(Session*);
  void (*release_value)(Value*);
  void (*release_run_options)(RunOptions*);
  void (*release_type_info)(TypeInfo*);
  void (*release_tensor_info)(TensorInfo*);
  void (*release_session_options)(SessionOptions*);
  Unused at_101[1];
};
static_assert(offsetof(Api, create_session_from_array) == 8 * sizeof(void*));
static_assert(offsetof(Api, input_count) == 30 * sizeof(void*));
static_assert(offsetof(Api, create_tensor) == 49 * sizeof(void*));
static_assert(offsetof(Api, tensor_info) == 65 * sizeof(void*));
static_assert(offsetof(Api, default_allocator) == 78 * sizeof(void*));
static_assert(offsetof(Api, release_env) == 92 * sizeof(void*));
static_assert(sizeof(Api) == 102 * sizeof(void*));

// What the library's one symbol, OrtGetApiBase, returns.
struct ApiBase {
  const Api* (*get_api)(uint32_t version);  // null if the runtime does not know this version
  const char* (*version)();
};

}  // namespace concord::onnx

#endif  // CONCORD_QUERY_EMBEDDING_ONNX_API_H_
