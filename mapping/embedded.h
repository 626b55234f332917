// The tables of datasets/ that this room reads, as they were when the program was built.
#ifndef CONCORD_MAPPING_EMBEDDED_H_
#define CONCORD_MAPPING_EMBEDDED_H_

#include <vector>

#include "base/embedded_file.h"

namespace concord {

// counterpart_words.tsv. Valid as long as the program runs. The build defines this (cmake/rooms.cmake).
std::vector<EmbeddedFile> MappingTables();

}  // namespace concord

#endif  // CONCORD_MAPPING_EMBEDDED_H_
