// The answer of `map` as a table in the Simple Standard for Sharing Ontological Mappings (SSSOM/TSV 1.0,
// mapping-commons.github.io/sssom).
#ifndef CONCORD_QUERY_OUTPUT_SSSOM_WRITER_H_
#define CONCORD_QUERY_OUTPUT_SSSOM_WRITER_H_

#include <string>

#include "query/answer.h"

namespace concord {

// A header with the metadata and the prefixes in use, then one line for each mapping in the order of the
// rows, with the basis of each in the column `other`. Leaves out rows that state no mapping (chains that only
// exclude something, contradictions). The answer of another query gives no rows.
std::string WriteSssom(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_SSSOM_WRITER_H_
