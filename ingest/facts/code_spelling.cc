#include "ingest/facts/code_spelling.h"

#include <fmt/format.h>

#include "base/text.h"

namespace concord {
namespace {

// The digits at the start of `*text`, without zeros in front, which it takes away; "" when there are none.
std::string_view TakeNumber(std::string_view* text) {
  size_t end = 0;
  while (end < text->size() && IsDigit((*text)[end])) ++end;
  std::string_view number = text->substr(0, end);
  text->remove_prefix(end);
  while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
  return number;
}

// "ac-2.1", "AC-02(01)", "AC-2 (1)" -> "AC-2(1)"; "ac" -> "AC". A family has two letters.
std::string SpellControl(std::string_view code) {
  constexpr size_t kFamily = 2;
  std::string family = AsciiLower(code.substr(0, kFamily));
  if (family.size() < kFamily || family.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos)
    return std::string(code);
  for (char& c : family) c = static_cast<char>(c - 'a' + 'A');
  std::string_view rest = code.substr(kFamily);
  if (rest.empty()) return family;
  if (rest[0] != '-') return std::string(code);
  rest.remove_prefix(1);
  const std::string_view control = TakeNumber(&rest);
  if (control.empty()) return std::string(code);
  if (rest.empty()) return fmt::format("{}-{}", family, control);
  const bool dotted = rest[0] == '.';
  if (rest[0] == ' ') rest.remove_prefix(1);
  if (!dotted && !rest.starts_with('(')) return std::string(code);
  rest.remove_prefix(1);
  const std::string_view enhancement = TakeNumber(&rest);
  if (enhancement.empty() || rest != (dotted ? "" : ")")) return std::string(code);
  return fmt::format("{}-{}({})", family, control, enhancement);
}

}  // namespace

std::optional<CodeSpelling> ParseCodeSpelling(std::string_view name) {
  if (name.empty()) return CodeSpelling::kAsWritten;
  if (name == "controls") return CodeSpelling::kControls;
  return std::nullopt;
}

std::string SpellCode(CodeSpelling spelling, std::string_view code) {
  return spelling == CodeSpelling::kControls ? SpellControl(code) : std::string(code);
}

}  // namespace concord
