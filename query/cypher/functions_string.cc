// Positions and lengths count characters (code points).
#include <algorithm>

#include "base/unicode.h"
#include "query/cypher/execution.h"
#include "query/cypher/function_arguments.h"
#include "query/cypher/value_limits.h"

namespace concord::cypher {
namespace {

std::u32string Decode(std::string_view text) {
  std::u32string characters;
  for (size_t at = 0; at < text.size();) characters += NextCodePoint(text, &at);
  return characters;
}

std::string Encode(std::u32string_view characters) {
  std::string text;
  for (const char32_t c : characters) AppendUtf8(c, &text);
  return text;
}

// A number of characters: not negative, and no more than there are.
size_t Length(const FunctionCall& call, size_t place, size_t most) {
  const int64_t length = IntArgument(call, place);
  if (length < 0) {
    FailRuntime("ArgumentError", "NegativeIntegerArgument", call.call.args[place]->position,
                fmt::format("{}() expects a number that is not negative; found {}", call.call.other, length));
  }
  return std::min(static_cast<size_t>(length), most);
}

Value Trimmed(const FunctionCall& call, bool left, bool right) {
  const std::u32string text = Decode(StringArgument(call, 0));
  size_t first = 0, limit = text.size();
  while (left && first < limit && IsSpace(text[first])) ++first;
  while (right && limit > first && IsSpace(text[limit - 1])) --limit;
  return Value(Encode(std::u32string_view(text).substr(first, limit - first)));
}

}  // namespace

Value StringLower(const FunctionCall& call) { return Value(ToLowerCase(StringArgument(call, 0))); }
Value StringUpper(const FunctionCall& call) { return Value(ToUpperCase(StringArgument(call, 0))); }
Value StringTrim(const FunctionCall& call) { return Trimmed(call, true, true); }
Value StringTrimLeft(const FunctionCall& call) { return Trimmed(call, true, false); }
Value StringTrimRight(const FunctionCall& call) { return Trimmed(call, false, true); }

Value StringLeft(const FunctionCall& call) {
  const std::u32string text = Decode(StringArgument(call, 0));
  return Value(Encode(text.substr(0, Length(call, 1, text.size()))));
}

Value StringRight(const FunctionCall& call) {
  const std::u32string text = Decode(StringArgument(call, 0));
  return Value(Encode(text.substr(text.size() - Length(call, 1, text.size()))));
}

Value StringSubstring(const FunctionCall& call) {
  const std::u32string text = Decode(StringArgument(call, 0));
  const size_t first = Length(call, 1, text.size());
  const size_t length = call.args.size() > 2 ? Length(call, 2, text.size()) : text.size();
  return Value(Encode(text.substr(first, length)));
}

Value StringReplace(const FunctionCall& call) {
  const std::string& text = StringArgument(call, 0);
  const std::string& from = StringArgument(call, 1);
  const std::string& to = StringArgument(call, 2);
  if (from.empty()) return Value(text);
  std::string result;
  size_t at = 0;
  for (size_t found = text.find(from); found != std::string::npos; found = text.find(from, at)) {
    CheckTextBytes(result.size() + found - at + to.size(), call.call.position);
    result.append(text, at, found - at).append(to);
    at = found + from.size();
  }
  return Value(result.append(text, at));
}

Value StringSplit(const FunctionCall& call) {
  const std::string& text = StringArgument(call, 0);
  const std::string& separator = StringArgument(call, 1);
  ValueList parts;
  Account account(&call.execution);
  const auto add = [&](std::string part) {
    call.execution.Tick();
    account.Charge(sizeof(Value) + part.size());
    parts.emplace_back(std::move(part));
  };
  if (separator.empty()) {
    for (const char32_t c : Decode(text)) add(Encode(std::u32string_view(&c, 1)));
    return Value(std::move(parts));
  }
  size_t at = 0;
  for (size_t found = text.find(separator); found != std::string::npos; found = text.find(separator, at)) {
    add(text.substr(at, found - at));
    at = found + separator.size();
  }
  add(text.substr(at));
  return Value(std::move(parts));
}

Value StringLength(const FunctionCall& call) {
  return Value(static_cast<int64_t>(Decode(StringArgument(call, 0)).size()));
}

Value Reverse(const FunctionCall& call) {
  if (call.args[0].type() == ValueType::kList) {
    ValueList list = call.args[0].as_list();
    std::reverse(list.begin(), list.end());
    return Value(std::move(list));
  }
  std::u32string text = Decode(StringArgument(call, 0));
  std::reverse(text.begin(), text.end());
  return Value(Encode(text));
}

}  // namespace concord::cypher
