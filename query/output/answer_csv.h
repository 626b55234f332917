// An answer as CSV. For its passages, use EvidenceTable (query/output/evidence_table.h).
#ifndef CONCORD_QUERY_OUTPUT_ANSWER_CSV_H_
#define CONCORD_QUERY_OUTPUT_ANSWER_CSV_H_

#include <string>

#include "query/answer.h"

namespace concord {

// One line for each row, with columns by their names.
std::string AnswerToCsv(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_ANSWER_CSV_H_
