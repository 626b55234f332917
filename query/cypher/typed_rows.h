// The rows of a result as the types of a C++ program.
//
//   const auto rows = cypher::RowsAs<std::string, std::optional<int64_t>>(result);
//   if (!rows) std::cerr << rows.error().message;
//   for (const auto& [title, measures] : *rows) ...
//
// A column is read as bool, int64_t, double (also of integers), std::string, Node, Edge, Value, a
// std::vector of these (a list), or a std::optional of any (null where there is nothing).
#ifndef CONCORD_QUERY_CYPHER_TYPED_ROWS_H_
#define CONCORD_QUERY_CYPHER_TYPED_ROWS_H_

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/result.h"
#include "query/cypher/cypher.h"
#include "query/cypher/value.h"

namespace concord::cypher {

// Reads a value as a T; nothing when it is of another type. `name` says what was expected.
template <typename T>
struct Typed;

template <>
struct Typed<Value> {
  static constexpr std::string_view name = "any value";
  static std::optional<Value> Read(const Value& value, const QueryResult&) { return value; }
};
template <>
struct Typed<bool> {
  static constexpr std::string_view name = "a BOOLEAN";
  static std::optional<bool> Read(const Value& value, const QueryResult&) {
    return value.type() == ValueType::kBool ? std::optional(value.as_bool()) : std::nullopt;
  }
};
template <>
struct Typed<int64_t> {
  static constexpr std::string_view name = "an INTEGER";
  static std::optional<int64_t> Read(const Value& value, const QueryResult&) {
    return value.type() == ValueType::kInt ? std::optional(value.as_int()) : std::nullopt;
  }
};
template <>
struct Typed<double> {
  static constexpr std::string_view name = "a number";
  static std::optional<double> Read(const Value& value, const QueryResult&) {
    return value.is_number() ? std::optional(value.as_number()) : std::nullopt;
  }
};
template <>
struct Typed<std::string> {
  static constexpr std::string_view name = "a STRING";
  static std::optional<std::string> Read(const Value& value, const QueryResult&) {
    return value.type() == ValueType::kString ? std::optional(value.as_string()) : std::nullopt;
  }
};
template <>
struct Typed<Node> {
  static constexpr std::string_view name = "a NODE";
  static std::optional<Node> Read(const Value& value, const QueryResult& result) {
    return value.type() == ValueType::kNode ? std::optional(result.nodes.at(value.as_node())) : std::nullopt;
  }
};
template <>
struct Typed<Edge> {
  static constexpr std::string_view name = "a RELATIONSHIP";
  static std::optional<Edge> Read(const Value& value, const QueryResult& result) {
    return value.type() == ValueType::kEdge ? std::optional(result.edges.at(value.as_edge())) : std::nullopt;
  }
};
template <typename Item>
struct Typed<std::vector<Item>> {
  static constexpr std::string_view name = "a LIST of the expected type";
  static std::optional<std::vector<Item>> Read(const Value& value, const QueryResult& result) {
    if (value.type() != ValueType::kList) return std::nullopt;
    std::vector<Item> items;
    for (const Value& given : value.as_list()) {
      std::optional<Item> item = Typed<Item>::Read(given, result);
      if (!item) return std::nullopt;
      items.push_back(*std::move(item));
    }
    return items;
  }
};
template <typename Held>
struct Typed<std::optional<Held>> {
  static constexpr std::string_view name = Typed<Held>::name;
  static std::optional<std::optional<Held>> Read(const Value& value, const QueryResult& result) {
    if (value.is_null()) return std::optional<Held>();
    std::optional<Held> held = Typed<Held>::Read(value, result);
    if (!held) return std::nullopt;
    return std::optional<std::optional<Held>>(std::move(held));
  }
};

// Fails with kUsage when the result has another number of columns, and with kInvalid at a value of another
// type.
template <typename... Columns>
Result<std::vector<std::tuple<Columns...>>> RowsAs(const QueryResult& result) {
  if (result.columns.size() != sizeof...(Columns)) {
    return Fail(ErrorCode::kUsage, fmt::format("the result has {} columns; expected {}",
                                               result.columns.size(), sizeof...(Columns)));
  }
  std::vector<std::tuple<Columns...>> rows;
  rows.reserve(result.rows.size());
  for (const ValueList& values : result.rows) {
    constexpr std::string_view kNames[] = {Typed<Columns>::name...};
    std::tuple<std::optional<Columns>...> read;
    const size_t wrong = [&]<size_t... i>(std::index_sequence<i...>) {
      ((std::get<i>(read) = Typed<Columns>::Read(values[i], result)), ...);
      size_t first = sizeof...(Columns);
      ((first == sizeof...(Columns) && !std::get<i>(read) ? first = i : first), ...);
      return first;
    }
    (std::index_sequence_for<Columns...>());
    if (wrong < sizeof...(Columns)) {
      return Fail(ErrorCode::kInvalid,
                  fmt::format("row {}, column {}: expected {}, found {}", rows.size() + 1,
                              result.columns[wrong], kNames[wrong], TypeName(values[wrong])));
    }
    rows.push_back(std::apply(
        [](std::optional<Columns>&... columns) { return std::tuple<Columns...>(*std::move(columns)...); },
        read));
  }
  return rows;
}

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_TYPED_ROWS_H_
