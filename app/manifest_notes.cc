#include "app/manifest_notes.h"

#include <algorithm>
#include <string>

namespace concord {

std::vector<Note> NotesOnColumns(const Manifest& manifest) {
  std::vector<Note> notes;
  std::string others;
  size_t count = 0;
  for (const Manifest::UnusedColumn& column : manifest.UnusedColumns()) {
    if (column.meant.empty()) {
      others += (others.empty() ? "'" : ", '") + column.name + "'";
      ++count;
      continue;
    }
    notes.push_back(MakeNote("column-misspelt", "{}:1: the column '{}' is not used; did you mean '{}'?",
                             manifest.name(), column.name, column.meant));
  }
  if (count > 0) {
    notes.push_back(
        count == 1 ? MakeNote("columns-unused", "{}:1: not used: the column {}", manifest.name(), others)
                   : MakeNote("columns-unused", "{}:1: not used: the columns {}", manifest.name(), others));
  }
  return notes;
}

std::vector<Note> NotesOnFiles(const Manifest& manifest) {
  constexpr size_t kMostNamed = 5;
  const std::vector<Manifest::AbsentFile> absent = manifest.AbsentFiles();
  std::vector<Note> notes;
  for (size_t i = 0; i < std::min(kMostNamed, absent.size()); ++i) {
    notes.push_back(MakeNote("file-absent", "{}:{}: there is no file '{}'; the row has no effect",
                             manifest.name(), absent[i].line, absent[i].path));
  }
  if (absent.size() > kMostNamed) {
    notes.push_back(MakeNote("files-absent", "{}: {} to no file", manifest.name(),
                             Counting{absent.size() - kMostNamed, "more row leads", "more rows lead"}));
  }
  return notes;
}

}  // namespace concord
