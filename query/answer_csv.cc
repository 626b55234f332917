#include "query/answer_csv.h"

#include "query/csv_cell.h"

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

std::string EvidenceToCsv(const Answer& answer) {
  std::string out = "row,column,document,title,version,section,anchor,start,end,source,quote\r\n";
  for (const Row& row : answer.rows) {
    const std::string name = row.cells.empty() ? std::string() : CsvCell(row.cells.front());
    for (const Evidence& evidence : row.evidence) {
      out += name;
      for (const std::string* text : {&evidence.column, &evidence.document, &evidence.title,
                                      &evidence.version, &evidence.section, &evidence.anchor}) {
        out += "," + CsvText(*text);
      }
      const bool span = evidence.end > evidence.start;
      out += "," + (span ? std::to_string(evidence.start) : "") + "," +
             (span ? std::to_string(evidence.end) : "");
      out += "," + CsvText(evidence.source) + "," + CsvText(evidence.quote) + "\r\n";
    }
  }
  return out;
}

}  // namespace concord
