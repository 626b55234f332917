// The items of a list that is gone through once. Those of range() are counted out one by one, and never made
// into a list: UNWIND range(1, 30000000) AS x takes no memory.
#ifndef CONCORD_QUERY_CYPHER_LIST_ITEMS_H_
#define CONCORD_QUERY_CYPHER_LIST_ITEMS_H_

#include <cstdint>
#include <utility>

#include "query/cypher/execution.h"
#include "query/cypher/functions.h"
#include "query/cypher/value.h"

namespace concord::cypher {

struct Progression {
  int64_t first = 0;
  int64_t step = 1;
  uint64_t count = 0;

  int64_t operator[](uint64_t i) const {
    return static_cast<int64_t>(static_cast<uint64_t>(first) + i * static_cast<uint64_t>(step));
  }
};

// What the arguments of range() say; they are not null. Fails when they are wrong.
Progression RangeOf(const FunctionCall& call);

class ListItems {
 public:
  ListItems() = default;
  explicit ListItems(Value value) : value_(std::move(value)) {}
  explicit ListItems(Progression range) : range_(range), is_range_(true) {}

  bool is_list() const { return is_range_ || value_.type() == ValueType::kList; }
  // Where there is no list, the value that stands in its place.
  const Value& value() const { return value_; }

  // Of a list only.
  uint64_t size() const { return is_range_ ? range_.count : value_.as_list().size(); }
  Value operator[](uint64_t i) const {
    return is_range_ ? Value(range_[i]) : value_.as_list()[static_cast<size_t>(i)];
  }

 private:
  Value value_;
  Progression range_;
  bool is_range_ = false;
};

// The items of an expression that should be a list.
ListItems EvaluateItems(const Expr& expr, Row& row, Execution& execution);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_LIST_ITEMS_H_
