// What a manifest says without effect.
#ifndef CONCORD_APP_MANIFEST_NOTES_H_
#define CONCORD_APP_MANIFEST_NOTES_H_

#include <vector>

#include "ingest/manifest.h"
#include "query/note.h"

namespace concord {

// Columns that are not used, with those that they seem to mean.
std::vector<Note> NotesOnColumns(const Manifest& manifest);

// Rows that lead to no file; the first of them by name. Looks for each file.
std::vector<Note> NotesOnFiles(const Manifest& manifest);

}  // namespace concord

#endif  // CONCORD_APP_MANIFEST_NOTES_H_
