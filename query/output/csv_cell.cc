#include "query/output/csv_cell.h"

#include "base/delimited.h"
#include "query/output/answer_json.h"

namespace concord {
namespace {

bool LooksLikeFormula(std::string_view text) {
  return text.size() > 1 && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

}  // namespace

std::string CsvText(std::string_view text) {
  return QuoteCell(LooksLikeFormula(text) ? "'" + std::string(text) : std::string(text), ',');
}

std::string CsvCell(const Value& value) {
  switch (value.type()) {
    case Value::Type::kNull:
      return {};
    case Value::Type::kList:
    case Value::Type::kMap:
      return QuoteCell(ValueToJson(value), ',');
    case Value::Type::kString:
      return CsvText(value.as_string());
    default:
      return value.ToString();
  }
}

}  // namespace concord
