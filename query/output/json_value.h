// Reads JSON from others. RapidJSON's own accessors assume that a value has the requested type and return
// garbage if it does not.
#ifndef CONCORD_QUERY_OUTPUT_JSON_VALUE_H_
#define CONCORD_QUERY_OUTPUT_JSON_VALUE_H_

#include <rapidjson/document.h>

#include <optional>
#include <string_view>

namespace concord {

// Null if `json` is not an object or has no such member. Valid as long as `json`.
inline const rapidjson::Value* JsonMember(const rapidjson::Value& json, std::string_view name) {
  if (!json.IsObject()) return nullptr;
  const rapidjson::Value key(
      rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size())));
  const auto found = json.FindMember(key);
  return found == json.MemberEnd() ? nullptr : &found->value;
}

// The bytes of a string, including zeros; nothing for a value of another type.
inline std::optional<std::string_view> JsonText(const rapidjson::Value* json) {
  if (json == nullptr || !json->IsString()) return std::nullopt;
  return std::string_view(json->GetString(), json->GetStringLength());
}
inline std::optional<std::string_view> JsonText(const rapidjson::Value& json, std::string_view member) {
  return JsonText(JsonMember(json, member));
}

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_JSON_VALUE_H_
