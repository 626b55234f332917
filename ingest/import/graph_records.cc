#include "ingest/import/graph_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <utility>

#include "base/shorten.h"
#include "base/text.h"
#include "base/try.h"
#include "ingest/import/json_events.h"

namespace concord {
namespace {

constexpr size_t kShownBytes = 40;

tl::unexpected<Error> Expected(std::string_view expected, std::string_view found) {
  return Fail(ErrorCode::kInvalid,
              fmt::format("expected {}, found '{}'", expected, Shorten(found, kShownBytes)));
}

template <typename Number>
std::optional<Number> NumberOf(std::string_view text) {
  text = Trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// The value with the element at `pointer` (RFC 6901) replaced by what `make` returns for it. Pointers are as
// deep as values, which kMaxValueDepth bounds.
Result<Value> Replaced(const Value& value, std::string_view pointer,
                       const std::function<Result<Value>(const Value&)>& make) {
  if (pointer.empty()) return make(value);
  pointer.remove_prefix(1);
  const size_t end = std::min(pointer.find('/'), pointer.size());
  std::string step;
  for (size_t at = 0; at < end; ++at) {
    const bool escaped = pointer[at] == '~' && at + 1 < end;
    step += !escaped ? pointer[at] : pointer[++at] == '0' ? '~' : '/';
  }
  const std::string_view rest = pointer.substr(end);
  if (value.type() == Value::Type::kMap) {
    PropertyMap map = value.as_map();
    const Value* below = map.Find(step);
    // A number that JSON cannot hold is null there, and a null is no property.
    CONCORD_ASSIGN(Value made, Replaced(below == nullptr ? Value() : *below, rest, make));
    map.Set(step, std::move(made));
    return Value(std::move(map));
  }
  if (value.type() == Value::Type::kList) {
    const std::optional<uint64_t> place = NumberOf<uint64_t>(step);
    if (place && *place < value.as_list().size()) {
      List list = value.as_list();
      CONCORD_ASSIGN(list[*place], Replaced(list[*place], rest, make));
      return Value(std::move(list));
    }
  }
  return Expected("a pointer to a value", step);
}

Result<Value> DateOf(const Value& value) {
  if (value.type() != Value::Type::kString) return Expected("a date as a string", value.ToString());
  return ParseTypedText("date", value.as_string());
}

Result<void> ReplaceIn(PropertyMap* properties, std::string_view pointer,
                       const std::function<Result<Value>(const Value&)>& make) {
  if (!pointer.starts_with('/')) return Expected("a JSON pointer", pointer);
  CONCORD_ASSIGN(Value all, Replaced(Value(std::move(*properties)), pointer, make));
  *properties = all.as_map();
  return {};
}

// The texts of a member that is an object.
Result<std::vector<std::pair<std::string, std::string>>> TextsOf(const PropertyMap& exact,
                                                                 std::string_view member) {
  std::vector<std::pair<std::string, std::string>> texts;
  const Value* value = exact.Find(member);
  if (value == nullptr) return texts;
  if (value->type() != Value::Type::kMap)
    return Expected(fmt::format("an object as \"{}\"", member), value->ToString());
  for (const auto& [name, text] : value->as_map()) {
    if (text.type() != Value::Type::kString) return Expected("a string", text.ToString());
    texts.emplace_back(name, text.as_string());
  }
  return texts;
}

Result<std::vector<std::string>> ListOf(const PropertyMap& exact, std::string_view member) {
  std::vector<std::string> texts;
  const Value* value = exact.Find(member);
  if (value == nullptr) return texts;
  if (value->type() != Value::Type::kList)
    return Expected(fmt::format("a list as \"{}\"", member), value->ToString());
  for (const Value& text : value->as_list()) {
    if (text.type() != Value::Type::kString) return Expected("a string", text.ToString());
    texts.push_back(text.as_string());
  }
  return texts;
}

}  // namespace

Result<Value> ParseTypedText(std::string_view type, std::string_view text) {
  if (type == "string") return Value(text);
  if (type == "bool") {
    const std::string_view word = Trim(text);
    if (EqualsIgnoreCase(word, "true") || word == "1") return Value(true);
    if (EqualsIgnoreCase(word, "false") || word == "0") return Value(false);
    return Expected("true or false", text);
  }
  if (type == "int") {
    const std::optional<int64_t> number = NumberOf<int64_t>(text);
    return number ? Result<Value>(*number) : Expected("a whole number of 64 bits", text);
  }
  if (type == "double") {
    const std::optional<double> number = NumberOf<double>(text);
    return number ? Result<Value>(*number) : Expected("a number", text);
  }
  if (type == "date") {
    const std::optional<Date> date = Date::Parse(Trim(text));
    return date ? Result<Value>(*date) : Expected("a date (2024, 2024-03 or 2024-03-21)", text);
  }
  CONCORD_ASSIGN(Value value, ParseJsonValue(text));
  if (type == ValueTypeName(value.type())) return value;
  return Expected(fmt::format("a {} as JSON", type), text);
}

Result<void> ApplyExactRecord(const Value& exact, std::vector<std::string>* labels, PropertyMap* properties) {
  if (exact.type() != Value::Type::kMap) return Expected("an object as \"concord\"", exact.ToString());
  const PropertyMap& members = exact.as_map();
  CONCORD_ASSIGN(const auto names, TextsOf(members, "names"));
  PropertyMap renamed;
  for (const auto& [shown, name] : names) {
    if (const Value* value = properties->Find(shown)) renamed.Set(name, *value);
    properties->Remove(shown);
  }
  for (const auto& [name, value] : renamed) properties->Set(name, value);
  CONCORD_ASSIGN(const auto types, TextsOf(members, "types"));
  for (const auto& [name, type] : types) {
    const Value* value = properties->Find(name);
    if (value == nullptr || value->type() != Value::Type::kString)
      return Expected("a text of the type " + type, name);
    CONCORD_ASSIGN(Value typed, ParseTypedText(type, value->as_string()));
    properties->Set(name, std::move(typed));
  }
  if (const Value* values = members.Find("values")) {
    if (values->type() != Value::Type::kMap) return Expected("an object as \"values\"", values->ToString());
    for (const auto& [name, value] : values->as_map()) properties->Set(name, value);
  }
  CONCORD_ASSIGN(const auto dates, ListOf(members, "dates"));
  for (const std::string& pointer : dates) CONCORD_TRY(ReplaceIn(properties, pointer, DateOf));
  CONCORD_ASSIGN(const auto numbers, TextsOf(members, "numbers"));
  for (const auto& [pointer, text] : numbers) {
    CONCORD_TRY(ReplaceIn(properties, pointer,
                          [&text](const Value& /*null*/) { return ParseTypedText("double", text); }));
  }
  CONCORD_ASSIGN(std::vector<std::string> exact_labels, ListOf(members, "labels"));
  if (!exact_labels.empty()) *labels = std::move(exact_labels);
  return {};
}

Result<void> MakeDates(const std::set<std::string, std::less<>>& names, PropertyMap* properties) {
  for (const std::string& name : names) {
    const Value* value = properties->Find(name);
    if (value == nullptr) continue;
    CONCORD_ASSIGN(Value date, DateOf(*value));
    properties->Set(name, std::move(date));
  }
  return {};
}

std::string TakeKey(std::string_view name, PropertyMap* record) {
  const Value* value = record->Find(name);
  if (value == nullptr || (value->type() != Value::Type::kString && value->type() != Value::Type::kInt &&
                           value->type() != Value::Type::kDouble)) {
    return {};
  }
  std::string key = value->ToString();
  record->Remove(name);
  return key;
}

std::string TakeText(std::string_view name, PropertyMap* record) {
  std::string text(record->FindString(name));
  if (!text.empty()) record->Remove(name);
  return text;
}

std::vector<std::string> TakeLabels(PropertyMap* record) {
  const Value* value = record->Find("labels");
  if (value == nullptr) return {};
  std::vector<std::string> labels;
  if (value->type() == Value::Type::kString) {
    labels = SplitLabels(value->as_string());
  } else {
    if (value->type() != Value::Type::kList) return {};
    for (const Value& label : value->as_list()) {
      if (label.type() != Value::Type::kString) return {};
      labels.push_back(label.as_string());
    }
  }
  record->Remove("labels");
  return labels;
}

std::vector<std::string> SplitLabels(std::string_view joined) {
  std::vector<std::string> labels;
  for (const std::string_view label : Split(joined, ':')) {
    if (!label.empty()) labels.emplace_back(label);
  }
  return labels;
}

}  // namespace concord
