// A file that the build put into the program (concord_embed in cmake/rooms.cmake).
#ifndef CONCORD_BASE_EMBEDDED_FILE_H_
#define CONCORD_BASE_EMBEDDED_FILE_H_

#include <string_view>

namespace concord {

// Valid as long as the program runs.
struct EmbeddedFile {
  std::string_view name;  // the path from the folder that was put in: "forums.tsv", "treaties/one.txt"
  std::string_view bytes;
};

}  // namespace concord

#endif  // CONCORD_BASE_EMBEDDED_FILE_H_
