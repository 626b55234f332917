#include "query/output/csv_cell.h"

#include <algorithm>

#include "base/delimited.h"
#include "query/output/answer_json.h"

namespace concord {
namespace {

bool LooksLikeFormula(std::string_view text) {
  return text.size() > 1 && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

}  // namespace

void AppendCsvText(std::string_view text, std::string* out) {
  const bool quoted =
      std::ranges::any_of(text, [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; });
  if (quoted) *out += '"';
  if (LooksLikeFormula(text)) *out += '\'';
  for (size_t from = 0; quoted && from < text.size();) {
    const size_t quote = std::min(text.find('"', from), text.size());
    out->append(text, from, quote - from);
    if (quote < text.size()) *out += "\"\"";
    from = quote + 1;
  }
  if (!quoted) *out += text;
  if (quoted) *out += '"';
}

void AppendCsvCell(const Value& value, std::string* out) {
  switch (value.type()) {
    case Value::Type::kNull:
      return;
    case Value::Type::kList:
    case Value::Type::kMap:
      *out += QuoteCell(ValueToJson(value), ',');
      return;
    case Value::Type::kString:
      return AppendCsvText(value.as_string(), out);
    default:
      *out += value.ToString();
  }
}

std::string CsvText(std::string_view text) {
  std::string out;
  AppendCsvText(text, &out);
  return out;
}

std::string CsvCell(const Value& value) {
  std::string out;
  AppendCsvCell(value, &out);
  return out;
}

}  // namespace concord
