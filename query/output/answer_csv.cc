#include "query/output/answer_csv.h"

#include "query/output/csv_cell.h"

namespace concord {

std::string AnswerToCsv(const Answer& answer) {
  std::string out;
  for (const Column& column : answer.columns) out += (out.empty() ? "" : ",") + CsvText(column.name);
  out += "\r\n";
  for (const Row& row : answer.rows) {
    for (size_t i = 0; i < answer.columns.size(); ++i)
      out += (i == 0 ? "" : ",") + (i < row.cells.size() ? CsvCell(row.cells[i]) : std::string());
    out += "\r\n";
  }
  return out;
}

}  // namespace concord
