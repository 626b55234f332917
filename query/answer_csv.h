// An answer as CSV: the table, or its evidence.
#ifndef CONCORD_QUERY_ANSWER_CSV_H_
#define CONCORD_QUERY_ANSWER_CSV_H_

#include <string>

#include "query/answer.h"

namespace concord {

// One line a row, columns by their names.
std::string AnswerToCsv(const Answer& answer);

// One line for each passage: row (its first cell), column, document, version, section, anchor, start, end,
// source, quote. With all evidence, the lines of a row and column are as many as its number says.
std::string EvidenceToCsv(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_ANSWER_CSV_H_
