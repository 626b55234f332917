#include "base/base64.h"

#include <array>
#include <cstdint>

namespace concord {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr int8_t kSkipped = -1, kPadding = -2, kWrong = -3;

constexpr std::array<int8_t, 256> MakeValues() {
  std::array<int8_t, 256> values{};
  values.fill(kWrong);
  for (size_t i = 0; i < kAlphabet.size(); ++i)
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<int8_t>(i);
  for (const unsigned char blank : {' ', '\t', '\r', '\n'}) values[blank] = kSkipped;
  values['='] = kPadding;
  return values;
}

constexpr std::array<int8_t, 256> kValues = MakeValues();

}  // namespace

std::string ToBase64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const std::string_view group = bytes.substr(i, 3);
    uint32_t bits = 0;
    for (size_t k = 0; k < 3; ++k)
      bits = bits << 8 | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0U);
    for (size_t k = 0; k < 4; ++k) text += k <= group.size() ? kAlphabet[bits >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

std::optional<std::string> FromBase64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  uint32_t bits = 0;
  size_t digits = 0, padding = 0;
  for (const char c : text) {
    const int8_t value = kValues[static_cast<unsigned char>(c)];
    if (value == kSkipped) continue;
    if (value == kWrong || (value >= 0 && padding > 0)) return std::nullopt;
    if (value == kPadding) {
      ++padding;
      continue;
    }
    bits = bits << 6 | static_cast<uint32_t>(value);
    if (++digits % 4 == 0) {
      for (const int shift : {16, 8, 0}) bytes += static_cast<char>(bits >> shift & 0xff);
      bits = 0;
    }
  }
  const size_t left = digits % 4;
  if (left == 1 || (padding > 0 && left + padding != 4)) return std::nullopt;
  if (left >= 2) bytes += static_cast<char>(bits >> (left == 2 ? 4 : 10) & 0xff);
  if (left == 3) bytes += static_cast<char>(bits >> 2 & 0xff);
  return bytes;
}

}  // namespace concord
