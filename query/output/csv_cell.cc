#include "query/output/csv_cell.h"

#include <fmt/format.h>

#include <cstdint>

#include "base/delimited.h"
#include "query/output/answer_json.h"
#include "query/output/find_byte.h"

namespace concord {
namespace {

bool LooksLikeFormula(std::string_view text) {
  return text.size() > 1 && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

}  // namespace

void AppendCsvText(std::string_view text, std::string* out) {
  constexpr auto kQuoted = [](uint8_t c) { return (c == ',') | (c == '"') | (c == '\r') | (c == '\n'); };
  constexpr auto kQuote = [](uint8_t c) { return c == '"'; };
  const bool quoted = FindByte(text, 0, kQuoted) < text.size();
  if (quoted) *out += '"';
  if (LooksLikeFormula(text)) *out += '\'';
  size_t from = 0;
  if (quoted) {
    for (size_t at = FindByte(text, 0, kQuote); at < text.size(); at = FindByte(text, at + 1, kQuote)) {
      out->append(text, from, at + 1 - from);
      *out += '"';
      from = at + 1;
    }
  }
  out->append(text, from, text.size() - from);
  if (quoted) *out += '"';
}

void AppendCsvCell(const ValueView& value, std::string* out) {
  switch (value.type()) {
    case Value::Type::kNull:
      return;
    case Value::Type::kList:
    case Value::Type::kMap:
      *out += QuoteCell(ValueToJson(value.ToValue()), ',');
      return;
    case Value::Type::kString:
      return AppendCsvText(value.as_string(), out);
    case Value::Type::kInt: {
      const fmt::format_int digits(value.as_int());
      out->append(digits.data(), digits.size());
      return;
    }
    default:
      *out += value.ToValue().ToString();
  }
}

void AppendCsvCell(const Value& value, std::string* out) { AppendCsvCell(ValueView(value), out); }

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
