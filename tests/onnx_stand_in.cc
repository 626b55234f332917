// A library with the C interface of ONNX Runtime and nothing behind it, for tests: it reads a "model" of a
// few words and answers with numbers that a test can work out. What lies where in the table of functions is
// written here by its number, apart from the declarations of query/embedding/onnx_api.h.
//
// A model is lines of words: "input NAME int64|int32", "output NAME float|half SIDE..." (SIDE: -1 for any),
// "fail" (running it fails). An output's number is 1 + piece + 0.5 * place + (column == piece mod columns),
// and a thousand where the mask says that there is no piece; an output of two sides has the first piece's
// row.
#include <array>
#include <cstdint>
#include <cstring>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace {

struct Status {
  std::string message;
};
struct Tensor {
  int type = 0;  // 0: no tensor
  std::vector<int64_t> sides;
  void* data = nullptr;
  std::vector<float> own;
};
struct Port {
  std::string name;
  Tensor tensor;
};
struct Model {
  std::vector<Port> inputs, outputs;
  bool fails = false;
};

Status* Failed(const char* message) { return new Status{message}; }

const char* Message(const Status* status) { return status->message.c_str(); }
Status* CreateEnv(int, const char*, void** env) { return *env = new int(0), nullptr; }
Status* CreateOptions(void** options) { return *options = new int(0), nullptr; }
Status* SetOption(void*, int) { return nullptr; }
Status* CreateMemoryInfo(int, int, void** info) { return *info = new int(0), nullptr; }
Status* DefaultAllocator(void** allocator) {
  static int only = 0;
  return *allocator = &only, nullptr;
}
void ReleaseInt(void* number) { delete static_cast<int*>(number); }

Status* CreateSession(const void*, const void* bytes, size_t size, const void*, Model** model) {
  std::istringstream lines(std::string(static_cast<const char*>(bytes), size));
  auto read = new Model;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string kind, name, type;
    words >> kind >> name >> type;
    if (kind == "fail") {
      read->fails = true;
      continue;
    }
    if (kind != "input" && kind != "output") {
      delete read;
      return Failed("this is no model");
    }
    static const std::map<std::string, int> types = {
        {"float", 1}, {"int32", 6}, {"int64", 7}, {"half", 10}, {"map", 0}};
    Port port{name, {types.at(type), {}, nullptr, {}}};
    for (int64_t side = 0; words >> side;) port.tensor.sides.push_back(side);
    if (kind == "input" && port.tensor.sides.empty()) port.tensor.sides = {-1, -1};
    (kind == "input" ? read->inputs : read->outputs).push_back(port);
  }
  return *model = read, nullptr;
}
void ReleaseSession(Model* model) { delete model; }

Status* InputCount(const Model* model, size_t* count) { return *count = model->inputs.size(), nullptr; }
Status* OutputCount(const Model* model, size_t* count) { return *count = model->outputs.size(), nullptr; }
Status* Type(const Port& port, Tensor** type) { return *type = new Tensor(port.tensor), nullptr; }
Status* InputType(const Model* model, size_t i, Tensor** type) { return Type(model->inputs[i], type); }
Status* OutputType(const Model* model, size_t i, Tensor** type) { return Type(model->outputs[i], type); }
Status* Name(const Port& port, char** name) { return *name = strdup(port.name.c_str()), nullptr; }
Status* InputName(const Model* model, size_t i, void*, char** name) { return Name(model->inputs[i], name); }
Status* OutputName(const Model* model, size_t i, void*, char** name) { return Name(model->outputs[i], name); }
Status* Free(void*, void* bytes) { return free(bytes), nullptr; }
void ReleaseStatus(Status* status) { delete status; }
void ReleaseTensor(Tensor* tensor) { delete tensor; }

Status* AsTensor(const Tensor* type, const Tensor** tensor) {
  return *tensor = type->type == 0 ? nullptr : type, nullptr;
}
Status* ElementType(const Tensor* tensor, int* type) { return *type = tensor->type, nullptr; }
Status* Rank(const Tensor* tensor, size_t* rank) { return *rank = tensor->sides.size(), nullptr; }
Status* Sides(const Tensor* tensor, int64_t* sides, size_t rank) {
  if (rank != tensor->sides.size()) return Failed("another rank");
  return std::copy(tensor->sides.begin(), tensor->sides.end(), sides), nullptr;
}
Status* CopyOf(const Tensor* tensor, Tensor** copy) { return *copy = new Tensor(*tensor), nullptr; }
Status* Data(Tensor* tensor, void** data) { return *data = tensor->own.data(), nullptr; }

Status* CreateTensor(const void*, void* data, size_t size, const int64_t* sides, size_t rank, int type,
                     Tensor** tensor) {
  size_t count = type == 7 ? 8 : 4;
  for (size_t i = 0; i < rank; ++i) count *= static_cast<size_t>(sides[i]);
  if (count != size) return Failed("the sides are not the size");
  *tensor = new Tensor{type, {sides, sides + rank}, data, {}};
  return nullptr;
}

int64_t At(const Tensor& tensor, size_t i) {
  return tensor.type == 7 ? static_cast<const int64_t*>(tensor.data)[i]
                          : static_cast<const int32_t*>(tensor.data)[i];
}

Status* Run(Model* model, const void* options, const char* const* names, const Tensor* const* values,
            size_t count, const char* const* output_names, size_t output_count, Tensor** outputs) {
  if (model->fails || options != nullptr || output_count != 1) return Failed("running it fails");
  std::map<std::string, const Tensor*> given;
  for (size_t i = 0; i < count; ++i) given[names[i]] = values[i];
  for (const Port& input : model->inputs) {
    if (!given.contains(input.name)) return Failed("an input is missing");
    if (given[input.name]->type != input.tensor.type) return Failed("an input has another type");
  }
  const Port* output = nullptr;
  for (const Port& port : model->outputs) {
    if (port.name == output_names[0]) output = &port;
  }
  if (output == nullptr) return Failed("there is no such output");
  const Tensor &pieces = *given["input_ids"], &mask = *given["attention_mask"];
  const auto texts = static_cast<size_t>(pieces.sides[0]), longest = static_cast<size_t>(pieces.sides[1]);
  // "output NAME float -1 -1 -1" has 8 columns all the same.
  const bool pooled = output->tensor.sides.size() == 2;
  const int64_t last = output->tensor.sides.back();
  const auto columns = static_cast<size_t>(last < 0 ? 8 : last);
  auto* made = new Tensor{1, {pieces.sides[0]}, nullptr, {}};
  if (!pooled) made->sides.push_back(pieces.sides[1]);
  made->sides.push_back(static_cast<int64_t>(columns));
  for (size_t t = 0; t < texts; ++t) {
    for (size_t p = 0; p < (pooled ? 1 : longest); ++p) {
      const size_t i = t * longest + p;
      const int64_t piece = At(pieces, i);
      const bool padding = At(mask, i) == 0;
      // A sentence is of the first type, and a place is where it stands, if the model asks.
      const bool wrong = (given.contains("token_type_ids") && At(*given["token_type_ids"], i) != 0) ||
                         (given.contains("position_ids") && !padding &&
                          At(*given["position_ids"], i) != static_cast<int64_t>(p));
      for (size_t c = 0; c < columns; ++c) {
        const bool own = static_cast<size_t>(piece) % columns == c;
        made->own.push_back(padding || wrong ? 1000.0F
                                             : static_cast<float>(1 + piece) + 0.5F * static_cast<float>(p) +
                                                   (own ? 1.0F : 0.0F));
      }
    }
  }
  return outputs[0] = made, nullptr;
}

template <typename Function>
void* Erased(Function* function) {
  return reinterpret_cast<void*>(function);
}

std::array<void*, 102> table = [] {
  std::array<void*, 102> made = {};
  made[2] = Erased(Message);
  made[3] = Erased(CreateEnv);
  made[8] = Erased(CreateSession);
  made[9] = Erased(Run);
  made[10] = Erased(CreateOptions);
  made[22] = made[23] = made[24] = Erased(SetOption);
  made[30] = Erased(InputCount);
  made[31] = Erased(OutputCount);
  made[33] = Erased(InputType);
  made[34] = Erased(OutputType);
  made[36] = Erased(InputName);
  made[37] = Erased(OutputName);
  made[49] = Erased(CreateTensor);
  made[51] = Erased(Data);
  made[55] = Erased(AsTensor);
  made[60] = Erased(ElementType);
  made[61] = Erased(Rank);
  made[62] = Erased(Sides);
  made[65] = Erased(CopyOf);
  made[69] = Erased(CreateMemoryInfo);
  made[76] = Erased(Free);
  made[78] = Erased(DefaultAllocator);
  made[92] = made[94] = made[100] = Erased(ReleaseInt);
  made[93] = Erased(ReleaseStatus);
  made[95] = Erased(ReleaseSession);
  made[96] = made[98] = made[99] = Erased(ReleaseTensor);
  return made;
}();

const void* GetApi(uint32_t version) { return version == 1 ? table.data() : nullptr; }
const char* Version() { return "0.stand-in"; }

struct Base {
  const void* (*get_api)(uint32_t);
  const char* (*version)();
};
const Base base = {GetApi, Version};

}  // namespace

extern "C" __attribute__((visibility("default"))) const void* OrtGetApiBase() { return &base; }
