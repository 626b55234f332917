// The passages of an answer as a separate table.
#ifndef CONCORD_QUERY_OUTPUT_EVIDENCE_TABLE_H_
#define CONCORD_QUERY_OUTPUT_EVIDENCE_TABLE_H_

#include "query/answer.h"

namespace concord {

// One row for each passage: row (the first cell of the row that it proves), column, document, title, version,
// section, anchor, page, start, end, source, quote. With all evidence, there are as many rows for a row and
// column as its number says.
Answer EvidenceTable(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_EVIDENCE_TABLE_H_
