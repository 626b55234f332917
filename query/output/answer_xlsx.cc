#include "query/output/answer_xlsx.h"

#include <algorithm>

#include "base/shorten.h"
#include "query/output/answer_json.h"
#include "query/output/evidence_table.h"
#include "query/output/xlsx_workbook_writer.h"

namespace concord {
namespace {

constexpr size_t kMaxCell = 32'000;  // bytes: never more characters than a cell holds, and room for "…"

std::string Fitting(std::string_view text) { return Shorten(text, kMaxCell); }

std::string TextOf(const Value& value) {
  switch (value.type()) {
    case Value::Type::kNull:
      return {};
    case Value::Type::kString:
      return value.as_string();
    case Value::Type::kDate:
      return value.as_date().ToString();
    case Value::Type::kList: {
      std::string text;
      for (const Value& element : value.as_list()) text += (text.empty() ? "" : "; ") + TextOf(element);
      return text;
    }
    default:
      return ValueToJson(value);
  }
}

SheetCell CellOf(const Value& value) {
  if (value.type() == Value::Type::kInt) return static_cast<double>(value.as_int());
  if (value.type() == Value::Type::kDouble) return value.as_double();
  return Fitting(TextOf(value));
}

Sheet TableOf(const Answer& answer) {
  Sheet sheet{.name = SheetName(answer.query)};
  for (const Column& column : answer.columns) {
    const std::string& title = column.title.empty() ? column.name : column.title;
    const double least = column.right ? 8 : 24;
    sheet.columns.push_back({title, std::clamp(static_cast<double>(title.size()) + 2, least, 40.0)});
  }
  for (const Row& row : answer.rows) {
    std::vector<SheetCell>& cells = sheet.rows.emplace_back();
    for (size_t i = 0; i < row.cells.size() && i < answer.columns.size(); ++i)
      cells.push_back(CellOf(row.cells[i]));
  }
  return sheet;
}

// As TableOf, with more room for quotes.
Sheet EvidenceOf(const Answer& answer) {
  Sheet sheet = TableOf(EvidenceTable(answer));
  sheet.columns.back() = {"quote", 90, true};
  return sheet;
}

Sheet AboutOf(const Answer& answer) {
  Sheet sheet{.name = "about", .columns = {{"what", 16}, {"value", 100, true}}, .filter = false};
  sheet.rows.push_back({"query", answer.query});
  for (const auto& [name, value] : answer.arguments) sheet.rows.push_back({name, CellOf(value)});
  for (const Note& note : answer.notes) sheet.rows.push_back({"note", Fitting(note.text)});
  return sheet;
}

}  // namespace

Result<std::string> AnswerToXlsx(const Answer& answer) {
  return WriteXlsxWorkbook({TableOf(answer), EvidenceOf(answer), AboutOf(answer)});
}

}  // namespace concord
