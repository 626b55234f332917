// The codes of notes as JSON.
#ifndef CONCORD_QUERY_OUTPUT_NOTE_JSON_H_
#define CONCORD_QUERY_OUTPUT_NOTE_JSON_H_

#include <span>
#include <string>

#include "query/note.h"

namespace concord {

// [{"code":CODE,"values":[...]},...]: what a program reads instead of the sentences.
std::string NoteCodesJson(std::span<const Note> notes);

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_NOTE_JSON_H_
