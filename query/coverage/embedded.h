// The tables of datasets/ that this folder reads, as they were when the program was built.
#ifndef CONCORD_QUERY_COVERAGE_EMBEDDED_H_
#define CONCORD_QUERY_COVERAGE_EMBEDDED_H_

#include <vector>

#include "base/embedded_file.h"

namespace concord {

// draft_words.tsv. Valid as long as the program runs. The build defines this (cmake/rooms.cmake).
std::vector<EmbeddedFile> CoverageTables();

}  // namespace concord

#endif  // CONCORD_QUERY_COVERAGE_EMBEDDED_H_
