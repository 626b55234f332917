// The values that expressions of the query language have, and the three relations between them: ternary
// equality (=), equivalence (grouping and DISTINCT), and the order of all values (ORDER BY).
#ifndef CONCORD_QUERY_CYPHER_VALUE_H_
#define CONCORD_QUERY_CYPHER_VALUE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "graph/batch.h"

namespace concord::cypher {

class Value;
using ValueList = std::vector<Value>;
struct TemporalValue;  // query/cypher/temporal_value.h
using ValueMap = std::map<std::string, Value, std::less<>>;

// A node or a relationship is its id; what it holds is read from the graph (query/cypher/working_graph.h).
struct NodeRef {
  NodeId id = 0;
};
struct EdgeRef {
  EdgeId id = 0;
};
// One node more than edges; the edges may run either way.
struct PathValue {
  std::vector<NodeId> nodes;
  std::vector<EdgeId> edges;
};

enum class ValueType : uint8_t {
  kNull,
  kBool,
  kInt,
  kFloat,
  kString,
  kList,
  kMap,
  kNode,
  kEdge,
  kPath,
  kTemporal,
};

// Cheap to copy: what can be large is shared and never changes.
class Value {
 public:
  Value() = default;
  explicit Value(bool value) : value_(value) {}
  explicit Value(int64_t value) : value_(value) {}
  explicit Value(double value) : value_(value) {}
  explicit Value(std::string value) : value_(std::move(value)) {}
  explicit Value(std::string_view value) : value_(std::string(value)) {}
  explicit Value(const char* value) : value_(std::string(value)) {}
  // Fail with MemoryLimit when the value would be larger or deeper than kMaxValueBytes and kMaxValueDepth.
  explicit Value(ValueList value);
  explicit Value(ValueMap value);
  explicit Value(NodeRef value) : value_(value) {}
  explicit Value(EdgeRef value) : value_(value) {}
  explicit Value(PathValue value) : value_(std::make_shared<const PathValue>(std::move(value))) {}
  explicit Value(std::shared_ptr<const TemporalValue> value) : value_(std::move(value)) {}

  ValueType type() const { return static_cast<ValueType>(value_.index()); }
  bool is_null() const { return type() == ValueType::kNull; }
  bool is_number() const { return type() == ValueType::kInt || type() == ValueType::kFloat; }
  bool is_true() const { return type() == ValueType::kBool && as_bool(); }

  // The value of that type; the caller has looked at type().
  bool as_bool() const { return std::get<bool>(value_); }
  int64_t as_int() const { return std::get<int64_t>(value_); }
  double as_float() const { return std::get<double>(value_); }
  double as_number() const { return type() == ValueType::kInt ? static_cast<double>(as_int()) : as_float(); }
  const std::string& as_string() const { return std::get<std::string>(value_); }
  const ValueList& as_list() const;
  const ValueMap& as_map() const;
  NodeId as_node() const { return std::get<NodeRef>(value_).id; }
  EdgeId as_edge() const { return std::get<EdgeRef>(value_).id; }
  const PathValue& as_path() const { return *std::get<std::shared_ptr<const PathValue>>(value_); }
  const TemporalValue& as_temporal() const { return *std::get<std::shared_ptr<const TemporalValue>>(value_); }

  // Makes it a node. Rows are filled again and again: what is a node already only gets another id.
  void set_node(NodeId id) {
    if (NodeRef* node = std::get_if<NodeRef>(&value_); node != nullptr)
      node->id = id;
    else
      value_ = NodeRef{id};
  }
  void set_edge(EdgeId id) {
    if (EdgeRef* edge = std::get_if<EdgeRef>(&value_); edge != nullptr)
      edge->id = id;
    else
      value_ = EdgeRef{id};
  }
  void set_int(int64_t number) {
    if (int64_t* old = std::get_if<int64_t>(&value_); old != nullptr)
      *old = number;
    else
      value_ = number;
  }

  // Bytes that the value takes beside sizeof(Value), about, as if it shared nothing with others. O(1).
  size_t HeapBytes() const;

 private:
  template <typename Items>
  struct Shared;
  size_t Depth() const;

  std::variant<std::monostate, bool, int64_t, double, std::string, std::shared_ptr<const Shared<ValueList>>,
               std::shared_ptr<const Shared<ValueMap>>, NodeRef, EdgeRef, std::shared_ptr<const PathValue>,
               std::shared_ptr<const TemporalValue>>
      value_;
};

// A list or a map, with what its items add up to.
template <typename Items>
struct Value::Shared {
  Items items;
  size_t bytes;
  size_t depth;
};

inline const ValueList& Value::as_list() const {
  return std::get<std::shared_ptr<const Shared<ValueList>>>(value_)->items;
}
inline const ValueMap& Value::as_map() const {
  return std::get<std::shared_ptr<const Shared<ValueMap>>>(value_)->items;
}

// "BOOLEAN", "INTEGER", ...: for messages.
std::string_view TypeName(const Value& value);

// Ternary equality, as `=`: nothing where it is unknown. This and what follows goes into values by recursion;
// see kMaxValueDepth in query/cypher/value_limits.h.
std::optional<bool> Equals(const Value& a, const Value& b);
// As `<`: nothing where the two cannot be compared. -1, 0, 1; `*is_nan` when one is not a number.
std::optional<int> Compare(const Value& a, const Value& b, bool* is_nan);

// Equivalence: null is null, NaN is NaN, 1 is 1.0.
bool Equivalent(const Value& a, const Value& b);
size_t HashOf(const Value& value);

// The order of all values, ascending: map, node, relationship, list, path, temporal, string, boolean, number,
// NaN, null. Negative, zero or positive.
int Order(const Value& a, const Value& b);

// As a query would write it: for messages and tables. Nodes and relationships show their ids.
std::string ToText(const Value& value);
// "1.0", "-0.0", "1.5e300", "NaN", "Infinity".
std::string FloatText(double value);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_VALUE_H_
