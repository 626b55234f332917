// The --json output of commands that are not queries: one object, with members in the order of the calls.
#ifndef CONCORD_CLI_JSON_H_
#define CONCORD_CLI_JSON_H_

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>
#include <string_view>

namespace concord {

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

inline void JsonString(JsonWriter& json, std::string_view name, std::string_view value) {
  json.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

inline void JsonNumber(JsonWriter& json, std::string_view name, uint64_t value) {
  json.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
  json.Uint64(value);
}

}  // namespace concord

#endif  // CONCORD_CLI_JSON_H_
