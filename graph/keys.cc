#include "graph/keys.h"

#include <bit>
#include <cmath>
#include <limits>

namespace concord {
namespace {

// Tags of types in ordered values. Never to be given another meaning.
enum OrderedTag : char {
  kOrderedEnd = 0x00,  // of a list or map; below all others, so that the shorter comes first
  kOrderedNull = 0x01,
  kOrderedFalse = 0x02,
  kOrderedTrue = 0x03,
  kOrderedInt = 0x04,
  kOrderedDouble = 0x05,
  kOrderedString = 0x06,
  kOrderedDate = 0x07,
  kOrderedList = 0x08,
  kOrderedMap = 0x09,
};

constexpr uint64_t kSignBit = uint64_t{1} << 63;

void Store(uint64_t number, size_t bytes, char* out) {
  for (size_t i = 0; i < bytes; ++i) out[i] = static_cast<char>(number >> (8 * (bytes - 1 - i)));
}

// NUL becomes NUL FF and the end is NUL 00: no other byte of the string can look like either.
void AppendOrderedString(std::string_view text, std::string* out) {
  for (const char c : text) {
    out->push_back(c);
    if (c == '\0') out->push_back('\xff');
    // What is cut off anyway need not be written (a text of megabytes).
    if (out->size() > kMaxOrderedValue) return;
  }
  out->append(2, '\0');
}

// IEEE 754 doubles as integers in the same order: the sign bit flipped, negative ones inverted.
uint64_t OrderedDouble(double number) {
  if (std::isnan(number)) return UINT64_MAX;
  const auto bits = std::bit_cast<uint64_t>(number == 0 ? 0.0 : number);
  return (bits & kSignBit) != 0 ? ~bits : bits | kSignBit;
}

// Depth is bounded by kMaxValueDepth, and by the cut for values that only ask.
void AppendOrdered(const Value& value, std::string* out) {
  if (out->size() > kMaxOrderedValue) return;
  switch (value.type()) {
    case Value::Type::kNull:
      out->push_back(kOrderedNull);
      return;
    case Value::Type::kBool:
      out->push_back(value.as_bool() ? kOrderedTrue : kOrderedFalse);
      return;
    case Value::Type::kInt:
      out->push_back(kOrderedInt);
      Append64(static_cast<uint64_t>(value.as_int()) ^ kSignBit, out);
      return;
    case Value::Type::kDouble:
      out->push_back(kOrderedDouble);
      Append64(OrderedDouble(value.as_double()), out);
      return;
    case Value::Type::kString:
      out->push_back(kOrderedString);
      AppendOrderedString(value.as_string(), out);
      return;
    case Value::Type::kDate: {
      const Date date = value.as_date();
      const auto year = static_cast<uint16_t>(static_cast<uint16_t>(date.year) ^ 0x8000u);
      out->push_back(kOrderedDate);
      out->push_back(static_cast<char>(year >> 8));
      out->push_back(static_cast<char>(year & 0xff));
      out->push_back(static_cast<char>(static_cast<uint8_t>(date.month) ^ 0x80u));
      out->push_back(static_cast<char>(static_cast<uint8_t>(date.day) ^ 0x80u));
      return;
    }
    case Value::Type::kList:
      out->push_back(kOrderedList);
      for (const Value& item : value.as_list()) AppendOrdered(item, out);
      out->push_back(kOrderedEnd);
      return;
    case Value::Type::kMap:
      out->push_back(kOrderedMap);
      for (const Property& property : value.as_map()) {
        out->push_back(kOrderedString);
        AppendOrderedString(property.name, out);
        AppendOrdered(property.value, out);
      }
      out->push_back(kOrderedEnd);
      return;
  }
}

}  // namespace

const char* FamilyName(Family family) {
  constexpr const char* kNames[kFamilyCount] = {"meta", "node", "key", "label", "property",
                                                "edge", "out",  "in",  "blob"};
  return kNames[static_cast<size_t>(family)];
}

FixedKey& FixedKey::Add32(uint32_t number) {
  Store(number, 4, bytes_.data() + size_);
  size_ += 4;
  return *this;
}

FixedKey& FixedKey::Add64(uint64_t number) {
  Store(number, 8, bytes_.data() + size_);
  size_ += 8;
  return *this;
}

void Append64(uint64_t number, std::string* out) {
  char bytes[8];
  Store(number, 8, bytes);
  out->append(bytes, 8);
}

uint32_t Read32(const char* bytes) {
  uint32_t number = 0;
  for (int i = 0; i < 4; ++i) number = number << 8 | static_cast<uint8_t>(bytes[i]);
  return number;
}

uint64_t Read64(const char* bytes) { return uint64_t{Read32(bytes)} << 32 | Read32(bytes + 4); }

std::optional<uint64_t> ParseIdKey(std::string_view key) {
  if (key.size() != 8) return std::nullopt;
  return Read64(key.data());
}

std::optional<RunKeyParts> ParseRunKey(std::string_view key) {
  if (key.size() != 20) return std::nullopt;
  return RunKeyParts{Read64(key.data()), Read32(key.data() + 8), Read64(key.data() + 12)};
}

std::optional<NodeId> ParseTrailingNode(std::string_view key) {
  if (key.size() < 12) return std::nullopt;
  return Read64(key.data() + key.size() - 8);
}

std::string OrderedValue(const Value& value) {
  std::string out;
  AppendOrdered(value, &out);
  if (out.size() > kMaxOrderedValue) out.resize(kMaxOrderedValue);
  return out;
}

std::string PropertyValuePrefix(Symbol label, Symbol property, const Value& value) {
  return std::string(PropertyPrefix(label, property).view()) + OrderedValue(value);
}

std::string PropertyKey(Symbol label, Symbol property, const Value& value, NodeId node) {
  std::string key = PropertyValuePrefix(label, property, value);
  Append64(node, &key);
  return key;
}

std::string UnitKey(std::string_view name) { return std::string(kUnitPrefix).append(name); }

std::string SymbolKey(Symbol symbol) {
  return std::string(kSymbolPrefix).append(FixedKey().Add32(symbol).view());
}

std::string PrefixEnd(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && end.back() == '\xff') end.pop_back();
  if (!end.empty()) end.back() = static_cast<char>(static_cast<uint8_t>(end.back()) + 1);
  return end;
}

}  // namespace concord
