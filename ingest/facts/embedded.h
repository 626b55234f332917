// The files of datasets/ at the time when the program was built.
#ifndef CONCORD_INGEST_FACTS_EMBEDDED_H_
#define CONCORD_INGEST_FACTS_EMBEDDED_H_

#include <vector>

#include "base/embedded_file.h"

namespace concord {

// In the order of their names. Valid as long as the program runs. The build defines this (cmake/rooms.cmake).
std::vector<EmbeddedFile> EmbeddedFiles();

}  // namespace concord

#endif  // CONCORD_INGEST_FACTS_EMBEDDED_H_
