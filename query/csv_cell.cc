#include "query/csv_cell.h"

#include "query/answer_json.h"

namespace concord {
namespace {

bool LooksLikeFormula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string Quote(std::string text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string CsvText(std::string_view text) {
  return Quote(LooksLikeFormula(text) ? "'" + std::string(text) : std::string(text));
}

std::string CsvCell(const Value& value) {
  switch (value.type()) {
    case Value::Type::kNull:
      return {};
    case Value::Type::kList:
    case Value::Type::kMap:
      return Quote(ValueToJson(value));
    case Value::Type::kString:
      return CsvText(value.as_string());
    default:
      return value.ToString();
  }
}

}  // namespace concord
