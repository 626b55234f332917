#include "query/embedding/safetensors.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidjson/document.h>

#include <bit>
#include <cmath>
#include <optional>

namespace concord {
namespace {

constexpr uint64_t kMaxHeader = 100'000'000;

uint64_t LittleEndian(std::string_view bytes) {
  uint64_t number = 0;
  for (size_t i = bytes.size(); i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

size_t BytesOf(std::string_view type) {
  if (type == "F16" || type == "BF16") return 2;
  if (type == "F32") return 4;
  return 0;
}

// The number of elements, or nothing when it has more than 64 bits.
std::optional<uint64_t> Elements(const std::vector<uint64_t>& shape) {
  uint64_t count = 1;
  for (const uint64_t side : shape) {
    if (__builtin_mul_overflow(count, side, &count)) return std::nullopt;
  }
  return count;
}

}  // namespace

float HalfToFloat(uint16_t half) {
  const uint32_t sign = static_cast<uint32_t>(half & 0x8000) << 16;
  const uint32_t exponent = half >> 10 & 0x1F, fraction = half & 0x3FF;
  if (exponent == 0x1F) return std::bit_cast<float>(sign | 0x7F800000 | fraction << 13);
  if (exponent != 0) return std::bit_cast<float>(sign | (exponent + 112) << 23 | fraction << 13);
  const float small = static_cast<float>(fraction) * 0x1p-24F;
  return sign == 0 ? small : -small;
}

Result<Safetensors> Safetensors::Parse(std::string bytes, std::string_view source) {
  const auto refuse = [&](ErrorCode code, std::string message) {
    return tl::unexpected(Error{code, std::move(message), std::string(source), 0, 0, 0});
  };
  if (bytes.size() < 8) return refuse(ErrorCode::kInvalid, "shorter than the 8 bytes that start safetensors");
  const uint64_t length = LittleEndian(std::string_view(bytes).substr(0, 8));
  if (length > kMaxHeader)
    return refuse(ErrorCode::kLimit,
                  fmt::format("a header of {} bytes; the limit is {}", length, kMaxHeader));
  if (length > bytes.size() - 8) {
    return refuse(ErrorCode::kInvalid,
                  fmt::format("a header of {} bytes in a file of {}", length, bytes.size()));
  }
  rapidjson::Document header;
  header.Parse<rapidjson::kParseIterativeFlag>(bytes.data() + 8, length);
  if (header.HasParseError() || !header.IsObject())
    return refuse(ErrorCode::kInvalid, "the header is no JSON object: not a safetensors file?");

  Safetensors file;
  const uint64_t data = 8 + length;
  for (const auto& entry : header.GetObject()) {
    const std::string name(entry.name.GetString(), entry.name.GetStringLength());
    if (name == "__metadata__") continue;
    const auto bad = [&](std::string_view what) {
      return refuse(ErrorCode::kInvalid, fmt::format("array '{}': {}", name, what));
    };
    if (!entry.value.IsObject()) return bad("expected an object");
    const auto type = entry.value.FindMember("dtype"), shape = entry.value.FindMember("shape"),
               offsets = entry.value.FindMember("data_offsets");
    const auto none = entry.value.MemberEnd();
    if (type == none || !type->value.IsString() || shape == none || !shape->value.IsArray() ||
        offsets == none || !offsets->value.IsArray() || offsets->value.Size() != 2 ||
        !offsets->value[0].IsUint64() || !offsets->value[1].IsUint64()) {
      return bad("expected dtype, shape and two data_offsets");
    }
    Tensor tensor;
    tensor.type = type->value.GetString();
    for (const auto& side : shape->value.GetArray()) {
      if (!side.IsUint64()) return bad("a side of its shape is no whole number");
      tensor.shape.push_back(side.GetUint64());
    }
    const uint64_t start = offsets->value[0].GetUint64(), end = offsets->value[1].GetUint64();
    if (start > end || end > bytes.size() - data)
      return bad(fmt::format("its bytes {} to {} lie outside of the file", start, end));
    tensor.start = data + start;
    tensor.end = data + end;
    if (const size_t each = BytesOf(tensor.type); each != 0) {
      const auto count = Elements(tensor.shape);
      if (!count || *count > (end - start) / each || *count * each != end - start)
        return bad(fmt::format("{} bytes do not fit its shape", end - start));
    }
    file.tensors_.emplace(name, std::move(tensor));
  }
  file.bytes_ = std::move(bytes);
  file.source_ = source;
  return file;
}

std::vector<uint64_t> Safetensors::ShapeOf(std::string_view name) const {
  const auto at = tensors_.find(name);
  return at == tensors_.end() ? std::vector<uint64_t>() : at->second.shape;
}

Result<std::vector<float>> Safetensors::Read(std::string_view name,
                                             const std::vector<uint64_t>& shape) const {
  const auto refuse = [&](ErrorCode code, std::string message) {
    return tl::unexpected(Error{code, std::move(message), source_, 0, 0, 0});
  };
  const auto at = tensors_.find(name);
  if (at == tensors_.end()) return refuse(ErrorCode::kNotFound, fmt::format("there is no array '{}'", name));
  const Tensor& tensor = at->second;
  if (tensor.shape != shape) {
    return refuse(ErrorCode::kInvalid, fmt::format("array '{}' has the shape [{}]; it should be [{}]", name,
                                                   fmt::join(tensor.shape, ", "), fmt::join(shape, ", ")));
  }
  const size_t each = BytesOf(tensor.type);
  if (each == 0) {
    return refuse(ErrorCode::kUnsupported,
                  fmt::format("array '{}' holds {}; it should be one of F16, BF16, F32", name, tensor.type));
  }
  std::vector<float> numbers((tensor.end - tensor.start) / each);
  const char* bytes = bytes_.data() + tensor.start;
  const bool half = tensor.type == "F16";
  bool finite = true;
  for (size_t i = 0; i < numbers.size(); ++i) {
    uint32_t bits = 0;
    for (size_t b = each; b-- > 0;) bits = bits << 8 | static_cast<unsigned char>(bytes[i * each + b]);
    numbers[i] =
        half ? HalfToFloat(static_cast<uint16_t>(bits)) : std::bit_cast<float>(each == 2 ? bits << 16 : bits);
    finite = finite && std::isfinite(numbers[i]);
  }
  if (!finite)
    return refuse(ErrorCode::kInvalid, fmt::format("array '{}' has numbers that are not finite", name));
  return numbers;
}

}  // namespace concord
