// An answer as an Excel workbook: the table, its evidence, and what was asked.
#ifndef CONCORD_QUERY_OUTPUT_ANSWER_XLSX_H_
#define CONCORD_QUERY_OUTPUT_ANSWER_XLSX_H_

#include <string>

#include "base/result.h"
#include "query/answer.h"

namespace concord {

// The bytes of a workbook of three sheets:
//
//   the query's name   the table; lists are joined with "; "
//   evidence           one line for each passage, with the columns of EvidenceTable. With all evidence,
//                      filtering by `row` and `column` leaves as many lines as the number says
//   about              the question, its arguments as understood, and the notes
//
// The same answer gives the same bytes. A text that is too long for a cell (32,767 characters)
// is cut and ends in "…". Fails as WriteXlsxWorkbook does: kLimit for more than 1,048,575
// passages.
Result<std::string> AnswerToXlsx(const Answer& answer);

}  // namespace concord

#endif  // CONCORD_QUERY_OUTPUT_ANSWER_XLSX_H_
