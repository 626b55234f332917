// The --json output of commands that are not queries: one object, with members in the order of the calls.
#ifndef CONCORD_CLI_JSON_H_
#define CONCORD_CLI_JSON_H_

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>
#include <string_view>
#include <vector>

#include "query/output/note_json.h"

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

// The sentences of notes, and their codes (docs/json/README.md).
inline void JsonNotes(JsonWriter& json, const std::vector<Note>& notes) {
  json.Key("notes");
  json.StartArray();
  for (const Note& note : notes) json.String(note.text);
  json.EndArray();
  json.Key("note_codes");
  const std::string codes = NoteCodesJson(notes);
  json.RawValue(codes.data(), codes.size(), rapidjson::kArrayType);
}

}  // namespace concord

#endif  // CONCORD_CLI_JSON_H_
