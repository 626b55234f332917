#include "query/output/json_text.h"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>

#include "query/output/answer_json.h"
#include "query/output/find_byte.h"

namespace concord {

void AppendJsonText(std::string_view text, std::string* out) {
  constexpr auto kEscaped = [](uint8_t c) { return (c < 0x20) | (c == '"') | (c == '\\'); };
  constexpr std::string_view kLetters = "uuuuuuuubtnufruuuuuuuuuuuuuuuuuu";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  *out += '"';
  size_t from = 0;
  for (size_t at = FindByte(text, 0, kEscaped); at < text.size(); at = FindByte(text, at + 1, kEscaped)) {
    out->append(text, from, at - from);
    from = at + 1;
    const char c = text[at];
    *out += '\\';
    // Short escapes where JSON has them: \b, \t, \n, \f, \r.
    const char letter = c == '"' || c == '\\' ? c : kLetters[static_cast<uint8_t>(c)];
    *out += letter;
    if (letter != 'u') continue;
    *out += "00";
    *out += kDigits[static_cast<uint8_t>(c) >> 4];
    *out += kDigits[static_cast<uint8_t>(c) & 15];
  }
  out->append(text, from, text.size() - from);
  *out += '"';
}

bool AppendBoolOrInt(const ValueView& value, std::string* out) {
  switch (value.type()) {
    case Value::Type::kBool:
      *out += value.as_bool() ? "true" : "false";
      return true;
    case Value::Type::kInt: {
      const fmt::format_int digits(value.as_int());
      out->append(digits.data(), digits.size());
      return true;
    }
    default:
      return false;
  }
}

void AppendJson(const ValueView& value, std::string* out) {
  if (AppendBoolOrInt(value, out)) return;
  if (value.type() == Value::Type::kString) return AppendJsonText(value.as_string(), out);
  *out += ValueToJson(value.ToValue());
}

}  // namespace concord
