#include "query/output/evidence_table.h"

#include <string_view>

namespace concord {

Answer EvidenceTable(const Answer& answer) {
  Answer table;
  table.query = "evidence";
  for (const std::string_view name : {"row", "column", "document", "title", "version", "section", "anchor",
                                      "page", "start", "end", "source", "quote"}) {
    const bool is_number = name == "page" || name == "start" || name == "end";
    table.columns.push_back({std::string(name), "", is_number});
  }
  const auto number = [](uint64_t n) { return Value(static_cast<int64_t>(n)); };
  for (const Row& row : answer.rows) {
    for (const Evidence& evidence : row.evidence) {
      const bool span = evidence.end > evidence.start;
      table.rows.push_back(
          {{row.cells.empty() ? Value() : row.cells.front(), evidence.column, evidence.document,
            evidence.title, evidence.version, evidence.section, evidence.anchor,
            evidence.page == 0 ? Value() : number(evidence.page), span ? number(evidence.start) : Value(),
            span ? number(evidence.end) : Value(), evidence.source, evidence.quote},
           {}});
    }
  }
  return table;
}

}  // namespace concord
