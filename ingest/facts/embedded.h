// The files of datasets/ at the time when the program was built.
#ifndef CONCORD_INGEST_FACTS_EMBEDDED_H_
#define CONCORD_INGEST_FACTS_EMBEDDED_H_

#include <string_view>
#include <vector>

namespace concord {

struct EmbeddedFile {
  std::string_view name;  // "forums.tsv"
  std::string_view bytes;
};

// In the order of their names. Valid as long as the program runs. The build defines this (cmake/rooms.cmake).
std::vector<EmbeddedFile> EmbeddedFiles();

}  // namespace concord

#endif  // CONCORD_INGEST_FACTS_EMBEDDED_H_
