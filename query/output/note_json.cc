#include "query/output/note_json.h"

#include "query/output/answer_json.h"

namespace concord {

std::string NoteCodesJson(std::span<const Note> notes) {
  std::string json = "[";
  for (const Note& note : notes) {
    json += (json.size() > 1 ? ",{\"code\":" : "{\"code\":") + ValueToJson(note.code);
    json += ",\"values\":" + ValueToJson(note.values) + "}";
  }
  return json + "]";
}

}  // namespace concord
