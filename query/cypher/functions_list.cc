#include <algorithm>

#include "base/unicode.h"
#include "query/cypher/execution.h"
#include "query/cypher/function_arguments.h"
#include "query/cypher/list_items.h"

namespace concord::cypher {

Value ListSize(const FunctionCall& call) {
  const Value& value = call.args[0];
  switch (value.type()) {
    case ValueType::kList:
      return Value(static_cast<int64_t>(value.as_list().size()));
    case ValueType::kMap:
      return Value(static_cast<int64_t>(value.as_map().size()));
    case ValueType::kString: {
      int64_t count = 0;
      for (const char c : value.as_string()) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      return Value(count);
    }
    default:
      FailArgument(call, 0, "LIST or STRING");
  }
}

Value ListIsEmpty(const FunctionCall& call) { return Value(ListSize(call).as_int() == 0); }

Value ListHead(const FunctionCall& call) {
  const ValueList& list = ListArgument(call, 0);
  return list.empty() ? Value() : list.front();
}

Value ListLast(const FunctionCall& call) {
  const ValueList& list = ListArgument(call, 0);
  return list.empty() ? Value() : list.back();
}

Value ListTail(const FunctionCall& call) {
  const ValueList& list = ListArgument(call, 0);
  return list.empty() ? Value(ValueList()) : Value(ValueList(list.begin() + 1, list.end()));
}

Progression RangeOf(const FunctionCall& call) {
  int64_t numbers[3] = {0, 0, 1};
  for (size_t i = 0; i < call.args.size(); ++i) {
    if (call.args[i].type() != ValueType::kInt) {
      FailRuntime("ArgumentError", "InvalidArgumentType", call.call.args[i]->position,
                  fmt::format("range() takes INTEGERs; found {}", TypeName(call.args[i])));
    }
    numbers[i] = call.args[i].as_int();
  }
  const auto [first, last, step] = numbers;
  if (step == 0) {
    FailRuntime("ArgumentError", "NumberOutOfRange", call.call.args[2]->position,
                "the step of range() cannot be 0");
  }
  if (step > 0 ? first > last : first < last) return {};
  const uint64_t distance = step > 0 ? static_cast<uint64_t>(last) - static_cast<uint64_t>(first)
                                     : static_cast<uint64_t>(first) - static_cast<uint64_t>(last);
  const uint64_t size = step > 0 ? static_cast<uint64_t>(step) : 0 - static_cast<uint64_t>(step);
  const uint64_t steps = distance / size;
  // All integers that there are would be one more than can be counted.
  return {first, step, steps == UINT64_MAX ? steps : steps + 1};
}

Value ListRange(const FunctionCall& call) {
  const Progression range = RangeOf(call);
  const uint64_t bytes = std::min<uint64_t>(range.count, uint64_t{1} << 40) * sizeof(Value);
  call.execution.Charge(bytes);
  ValueList list;
  list.reserve(range.count);
  for (uint64_t i = 0; i < range.count; ++i) {
    call.execution.Tick();
    list.emplace_back(range[i]);
  }
  call.execution.Release(bytes);
  return Value(std::move(list));
}

Value Coalesce(const FunctionCall& call) {
  for (const Value& value : call.args) {
    if (!value.is_null()) return value;
  }
  return {};
}

Value NullIf(const FunctionCall& call) {
  return Equals(call.args[0], call.args[1]).value_or(false) ? Value() : call.args[0];
}

}  // namespace concord::cypher
