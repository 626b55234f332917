#include "query/suggestions/suggestion_line.h"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <span>
#include <unordered_map>

#include "base/json_fault.h"
#include "base/try.h"

namespace concord {
namespace {

using Json = rapidjson::Value;

std::string_view TextOf(const Json& value) { return {value.GetString(), value.GetStringLength()}; }

tl::unexpected<Error> Expected(std::string_view what) {
  return Fail(ErrorCode::kInvalid, fmt::format("expected {}", what));
}

Result<void> CheckNames(const Json& object, std::string_view where, const std::vector<std::string>& known) {
  for (const auto& member : object.GetObject()) {
    const std::string_view name = TextOf(member.name);
    if (std::ranges::find(known, name) == known.end())
      return Fail(ErrorCode::kInvalid, UnknownField(name, where, known));
  }
  return {};
}

// Null is like absent.
const Json* Find(const Json& object, const char* name) {
  const auto found = object.FindMember(name);
  return found == object.MemberEnd() || found->value.IsNull() ? nullptr : &found->value;
}

Result<std::string> StringOf(const Json& object, const char* name, std::string_view where) {
  const Json* value = Find(object, name);
  if (value == nullptr) return std::string();
  if (!value->IsString()) return Expected(fmt::format("a string as \"{}\" of {}", name, where));
  return std::string(TextOf(*value));
}

Result<std::vector<std::string>> StringsOf(const Json& object, const char* name) {
  std::vector<std::string> strings;
  const Json* value = Find(object, name);
  if (value == nullptr) return strings;
  if (!value->IsArray()) return Expected(fmt::format("an array of strings as \"{}\" of the line", name));
  for (const Json& item : value->GetArray()) {
    if (!item.IsString()) return Expected(fmt::format("an array of strings as \"{}\" of the line", name));
    strings.emplace_back(TextOf(item));
  }
  return strings;
}

// Items stand behind those that they are parts of.
Result<Framework> ReadItems(const Json& array) {
  if (!array.IsArray() || array.Empty()) return Expected("an array of at least one object as \"items\"");
  Framework framework;
  std::unordered_map<std::string, int32_t> places;
  for (const Json& object : array.GetArray()) {
    if (!object.IsObject()) return Expected("an array of objects as \"items\"");
    CONCORD_TRY(CheckNames(object, "an item", {"id", "title", "text", "parent"}));
    Item item;
    CONCORD_ASSIGN(item.id, StringOf(object, "id", "an item"));
    CONCORD_ASSIGN(item.title, StringOf(object, "title", "an item"));
    CONCORD_ASSIGN(item.text, StringOf(object, "text", "an item"));
    CONCORD_ASSIGN(const std::string parent, StringOf(object, "parent", "an item"));
    if (item.id.empty()) return Expected("the \"id\" of each item");
    if (item.title.empty() && item.text.empty())
      return Expected(fmt::format("a \"title\" or a \"text\" of the item \"{}\"", item.id));
    if (!parent.empty()) {
      const auto above = places.find(parent);
      if (above == places.end())
        return Expected(fmt::format("the parent \"{}\" of \"{}\" as an item before it", parent, item.id));
      item.parent = above->second;
      const Item& up = framework.items[static_cast<size_t>(item.parent)];
      item.path = up.path + (up.path.empty() || up.title.empty() ? "" : " > ") + up.title;
    }
    if (!places.emplace(item.id, static_cast<int32_t>(framework.items.size())).second)
      return Expected(fmt::format("one item with the id \"{}\"", item.id));
    framework.items.push_back(std::move(item));
  }
  return framework;
}

}  // namespace

Result<SuggestionLine> SuggestionLine::Parse(std::string_view text) {
  rapidjson::Document json;
  json.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(text.data(),
                                                                                     text.size());
  if (json.HasParseError()) {
    return tl::unexpected(Error{ErrorCode::kInvalid,
                                JsonFault(rapidjson::GetParseError_En(json.GetParseError())), "", 1,
                                json.GetErrorOffset() + 1, json.GetErrorOffset()});
  }
  if (!json.IsObject()) return Expected("an object with \"a\" or \"items\"");
  CONCORD_TRY(CheckNames(json, "the line", {"id", "a", "b", "items", "subjects", "objects"}));
  SuggestionLine line;
  CONCORD_ASSIGN(line.id, StringOf(json, "id", "the line"));
  CONCORD_ASSIGN(line.a, StringOf(json, "a", "the line"));
  CONCORD_ASSIGN(line.b, StringOf(json, "b", "the line"));
  CONCORD_ASSIGN(line.subjects, StringsOf(json, "subjects"));
  CONCORD_ASSIGN(line.objects, StringsOf(json, "objects"));
  const Json* const items = Find(json, "items");
  if ((items == nullptr) == line.a.empty()) return Expected("either \"a\" or \"items\" in the line");
  if (items != nullptr) {
    CONCORD_ASSIGN(line.items, ReadItems(*items));
  }
  return line;
}

}  // namespace concord
