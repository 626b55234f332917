#include "query/cypher/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "query/cypher/failure.h"
#include "query/cypher/temporal_value.h"
#include "query/cypher/value_limits.h"

namespace concord::cypher {

namespace {

void CheckSize(size_t bytes, size_t depth) {
  if (bytes > kMaxValueBytes)
    FailRuntime("LimitExceeded", "MemoryLimit", {}, "a list or a map would have more than 2 GiB");
  if (depth > kMaxValueDepth) {
    FailRuntime("LimitExceeded", "MemoryLimit", {},
                fmt::format("lists and maps would nest more than {} deep", kMaxValueDepth));
  }
}

}  // namespace

Value::Value(ValueList value) {
  size_t bytes = sizeof(ValueList) + value.size() * sizeof(Value), depth = 0;
  for (const Value& item : value) {
    bytes += item.HeapBytes();
    depth = std::max(depth, item.Depth());
  }
  CheckSize(bytes, depth + 1);
  value_ = std::make_shared<const Shared<ValueList>>(Shared<ValueList>{std::move(value), bytes, depth + 1});
}

Value::Value(ValueMap value) {
  size_t bytes = sizeof(ValueMap), depth = 0;
  for (const auto& [key, item] : value) {
    bytes += 96 + key.size() + item.HeapBytes();
    depth = std::max(depth, item.Depth());
  }
  CheckSize(bytes, depth + 1);
  value_ = std::make_shared<const Shared<ValueMap>>(Shared<ValueMap>{std::move(value), bytes, depth + 1});
}

size_t Value::Depth() const {
  if (type() == ValueType::kList) return std::get<std::shared_ptr<const Shared<ValueList>>>(value_)->depth;
  if (type() == ValueType::kMap) return std::get<std::shared_ptr<const Shared<ValueMap>>>(value_)->depth;
  return 0;
}

size_t Value::HeapBytes() const {
  switch (type()) {
    case ValueType::kString:
      return as_string().capacity() < 16 ? 0 : as_string().capacity();
    case ValueType::kList:
      return std::get<std::shared_ptr<const Shared<ValueList>>>(value_)->bytes;
    case ValueType::kMap:
      return std::get<std::shared_ptr<const Shared<ValueMap>>>(value_)->bytes;
    case ValueType::kPath:
      return sizeof(PathValue) + 16 * as_path().nodes.size();
    case ValueType::kTemporal:
      return 96;
    default:
      return 0;
  }
}

std::string_view TypeName(const Value& value) {
  switch (value.type()) {
    case ValueType::kNull:
      return "NULL";
    case ValueType::kBool:
      return "BOOLEAN";
    case ValueType::kInt:
      return "INTEGER";
    case ValueType::kFloat:
      return "FLOAT";
    case ValueType::kString:
      return "STRING";
    case ValueType::kList:
      return "LIST";
    case ValueType::kMap:
      return "MAP";
    case ValueType::kNode:
      return "NODE";
    case ValueType::kEdge:
      return "RELATIONSHIP";
    case ValueType::kPath:
      return "PATH";
    case ValueType::kTemporal:
      return TemporalTypeName(value.as_temporal());
  }
  return "";
}

namespace {

int Sign(int64_t a, int64_t b) { return a < b ? -1 : a > b ? 1 : 0; }

// Exact, also where an integer has no double of its own.
int CompareIntFloat(int64_t a, double b) {
  if (b >= 9223372036854775808.0) return -1;
  if (b < -9223372036854775808.0) return 1;
  const auto whole = static_cast<int64_t>(b);
  if (a != whole) return a < whole ? -1 : 1;
  const double rest = b - static_cast<double>(whole);
  return rest > 0 ? -1 : rest < 0 ? 1 : 0;
}

// Neither is NaN.
int CompareNumbers(const Value& a, const Value& b) {
  const bool a_int = a.type() == ValueType::kInt;
  const bool b_int = b.type() == ValueType::kInt;
  if (a_int && b_int) return Sign(a.as_int(), b.as_int());
  if (a_int) return CompareIntFloat(a.as_int(), b.as_float());
  if (b_int) return -CompareIntFloat(b.as_int(), a.as_float());
  return a.as_float() < b.as_float() ? -1 : a.as_float() > b.as_float() ? 1 : 0;
}

bool IsNan(const Value& value) { return value.type() == ValueType::kFloat && std::isnan(value.as_float()); }

bool SamePath(const PathValue& a, const PathValue& b) { return a.nodes == b.nodes && a.edges == b.edges; }

std::optional<bool> EqualLists(const ValueList& a, const ValueList& b) {
  if (a.size() != b.size()) return false;
  bool unknown = false;
  for (size_t i = 0; i < a.size(); ++i) {
    const std::optional<bool> equal = Equals(a[i], b[i]);
    if (!equal)
      unknown = true;
    else if (!*equal)
      return false;
  }
  return unknown ? std::nullopt : std::optional(true);
}

std::optional<bool> EqualMaps(const ValueMap& a, const ValueMap& b) {
  if (a.size() != b.size()) return false;
  for (auto i = a.begin(), j = b.begin(); i != a.end(); ++i, ++j) {
    if (i->first != j->first) return false;
  }
  bool unknown = false;
  for (auto i = a.begin(), j = b.begin(); i != a.end(); ++i, ++j) {
    const std::optional<bool> equal = Equals(i->second, j->second);
    if (!equal)
      unknown = true;
    else if (!*equal)
      return false;
  }
  return unknown ? std::nullopt : std::optional(true);
}

}  // namespace

std::optional<bool> Equals(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return std::nullopt;
  if (a.is_number() && b.is_number()) {
    if (IsNan(a) || IsNan(b)) return false;
    return CompareNumbers(a, b) == 0;
  }
  if (a.type() != b.type()) return false;
  switch (a.type()) {
    case ValueType::kBool:
      return a.as_bool() == b.as_bool();
    case ValueType::kString:
      return a.as_string() == b.as_string();
    case ValueType::kList:
      return EqualLists(a.as_list(), b.as_list());
    case ValueType::kMap:
      return EqualMaps(a.as_map(), b.as_map());
    case ValueType::kNode:
      return a.as_node() == b.as_node();
    case ValueType::kEdge:
      return a.as_edge() == b.as_edge();
    case ValueType::kPath:
      return SamePath(a.as_path(), b.as_path());
    case ValueType::kTemporal:
      return TemporalEquals(a.as_temporal(), b.as_temporal());
    default:
      return false;
  }
}

std::optional<int> Compare(const Value& a, const Value& b, bool* is_nan) {
  *is_nan = false;
  if (a.is_number() && b.is_number()) {
    *is_nan = IsNan(a) || IsNan(b);
    return *is_nan ? 0 : CompareNumbers(a, b);
  }
  if (a.type() != b.type()) return std::nullopt;
  switch (a.type()) {
    case ValueType::kBool:
      return int{a.as_bool()} - int{b.as_bool()};
    case ValueType::kString: {
      const int order = a.as_string().compare(b.as_string());
      return order < 0 ? -1 : order > 0 ? 1 : 0;
    }
    case ValueType::kList: {
      const ValueList& left = a.as_list();
      const ValueList& right = b.as_list();
      for (size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
        const std::optional<int> order = Compare(left[i], right[i], is_nan);
        if (!order) return std::nullopt;
        if (*is_nan || *order != 0) return order;
      }
      return Sign(static_cast<int64_t>(left.size()), static_cast<int64_t>(right.size()));
    }
    case ValueType::kTemporal:
      return TemporalCompare(a.as_temporal(), b.as_temporal());
    default:
      return std::nullopt;
  }
}

namespace {

// The rank of a type in the order of all values.
int Rank(const Value& value) {
  switch (value.type()) {
    case ValueType::kMap:
      return 0;
    case ValueType::kNode:
      return 1;
    case ValueType::kEdge:
      return 2;
    case ValueType::kList:
      return 3;
    case ValueType::kPath:
      return 4;
    case ValueType::kTemporal:
      return 5;
    case ValueType::kString:
      return 6;
    case ValueType::kBool:
      return 7;
    case ValueType::kInt:
    case ValueType::kFloat:
      return 8;
    case ValueType::kNull:
      return 9;
  }
  return 9;
}

template <typename T>
int OrderIds(const std::vector<T>& a, const std::vector<T>& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

int OrderMaps(const ValueMap& a, const ValueMap& b) {
  auto i = a.begin();
  auto j = b.begin();
  for (; i != a.end() && j != b.end(); ++i, ++j) {
    if (const int order = i->first.compare(j->first); order != 0) return order;
    if (const int order = Order(i->second, j->second); order != 0) return order;
  }
  return Sign(static_cast<int64_t>(a.size()), static_cast<int64_t>(b.size()));
}

int OrderPaths(const PathValue& a, const PathValue& b) {
  if (const int order = OrderIds(a.nodes, b.nodes); order != 0) return order;
  return OrderIds(a.edges, b.edges);
}

}  // namespace

int Order(const Value& a, const Value& b) {
  const int rank = Rank(a) - Rank(b);
  if (rank != 0) return rank;
  switch (a.type()) {
    case ValueType::kMap:
      return OrderMaps(a.as_map(), b.as_map());
    case ValueType::kNode:
      return a.as_node() < b.as_node() ? -1 : a.as_node() > b.as_node() ? 1 : 0;
    case ValueType::kEdge:
      return a.as_edge() < b.as_edge() ? -1 : a.as_edge() > b.as_edge() ? 1 : 0;
    case ValueType::kList: {
      const ValueList& left = a.as_list();
      const ValueList& right = b.as_list();
      for (size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
        if (const int order = Order(left[i], right[i]); order != 0) return order;
      }
      return Sign(static_cast<int64_t>(left.size()), static_cast<int64_t>(right.size()));
    }
    case ValueType::kPath:
      return OrderPaths(a.as_path(), b.as_path());
    case ValueType::kTemporal:
      return TemporalOrder(a.as_temporal(), b.as_temporal());
    case ValueType::kString:
      return a.as_string().compare(b.as_string());
    case ValueType::kBool:
      return int{a.as_bool()} - int{b.as_bool()};
    case ValueType::kInt:
    case ValueType::kFloat:
      if (IsNan(a) || IsNan(b)) return int{IsNan(a)} - int{IsNan(b)};
      return CompareNumbers(a, b);
    case ValueType::kNull:
      return 0;
  }
  return 0;
}

bool Equivalent(const Value& a, const Value& b) { return Order(a, b) == 0; }

namespace {

size_t Mix(size_t seed, size_t hash) {
  return seed ^ (hash + 0x9E3779B97F4A7C15ULL + (seed << 6) + (seed >> 2));
}

// Numbers that are equal hash alike, whatever their type.
size_t HashNumber(double value) {
  if (std::isnan(value)) return 17;
  if (value == 0) return 0;
  return std::hash<double>()(value);
}

}  // namespace

size_t HashOf(const Value& value) {
  const auto seed = static_cast<size_t>(Rank(value)) * 1000003;
  switch (value.type()) {
    case ValueType::kNull:
      return seed;
    case ValueType::kBool:
      return Mix(seed, value.as_bool() ? 1 : 2);
    case ValueType::kInt:
    case ValueType::kFloat:
      return Mix(seed, HashNumber(value.as_number()));
    case ValueType::kString:
      return Mix(seed, std::hash<std::string>()(value.as_string()));
    case ValueType::kNode:
      return Mix(seed, std::hash<uint64_t>()(value.as_node()));
    case ValueType::kEdge:
      return Mix(seed, std::hash<uint64_t>()(value.as_edge()));
    case ValueType::kList: {
      size_t hash = seed;
      for (const Value& item : value.as_list()) hash = Mix(hash, HashOf(item));
      return hash;
    }
    case ValueType::kMap: {
      size_t hash = seed;
      for (const auto& [key, item] : value.as_map()) {
        hash = Mix(Mix(hash, std::hash<std::string>()(key)), HashOf(item));
      }
      return hash;
    }
    case ValueType::kPath: {
      size_t hash = seed;
      for (const NodeId id : value.as_path().nodes) hash = Mix(hash, id);
      for (const EdgeId id : value.as_path().edges) hash = Mix(hash, id);
      return hash;
    }
    case ValueType::kTemporal:
      return Mix(seed, TemporalHash(value.as_temporal()));
  }
  return seed;
}

std::string FloatText(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  char buffer[40];
  const double size = std::abs(value);
  // Plain digits as long as they are readable, as other implementations print them.
  const bool plain = size == 0 || (size >= 1e-3 && size < 1e7);
  const auto end = plain
                       ? std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed)
                       : std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific);
  std::string text(buffer, end.ptr);
  const size_t exponent = text.find('e');
  if (text.find('.') == std::string::npos) text.insert(std::min(exponent, text.size()), ".0");
  if (const size_t e = text.find('e'); e != std::string::npos) {
    std::string power = text.substr(e + 1);
    const bool negative = power.starts_with('-');
    const size_t digits = power.find_first_not_of("+-0");
    power = digits == std::string::npos ? "0" : power.substr(digits);
    text = text.substr(0, e) + "E" + (negative ? "-" : "") + power;
  }
  return text;
}

namespace {

std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

}  // namespace

std::string ToText(const Value& value) {
  switch (value.type()) {
    case ValueType::kNull:
      return "null";
    case ValueType::kBool:
      return value.as_bool() ? "true" : "false";
    case ValueType::kInt:
      return std::to_string(value.as_int());
    case ValueType::kFloat:
      return FloatText(value.as_float());
    case ValueType::kString:
      return Quoted(value.as_string());
    case ValueType::kList: {
      std::string text = "[";
      for (const Value& item : value.as_list()) text += (text.size() > 1 ? ", " : "") + ToText(item);
      return text + "]";
    }
    case ValueType::kMap: {
      std::string text = "{";
      for (const auto& [key, item] : value.as_map()) {
        text += (text.size() > 1 ? ", " : "") + key + ": " + ToText(item);
      }
      return text + "}";
    }
    case ValueType::kNode:
      return fmt::format("(#{})", value.as_node());
    case ValueType::kEdge:
      return fmt::format("[#{}]", value.as_edge());
    case ValueType::kPath: {
      const PathValue& path = value.as_path();
      std::string text = "<";
      for (size_t i = 0; i < path.nodes.size(); ++i) {
        text += fmt::format("(#{})", path.nodes[i]);
        if (i < path.edges.size()) text += fmt::format("-[#{}]-", path.edges[i]);
      }
      return text + ">";
    }
    case ValueType::kTemporal:
      return TemporalText(value.as_temporal());
  }
  return "";
}

}  // namespace concord::cypher
