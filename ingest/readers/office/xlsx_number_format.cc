#include "ingest/readers/office/xlsx_number_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "base/text.h"

namespace concord {
namespace {

struct Part {
  enum class Kind : uint8_t { kLiteral, kDigit, kPoint, kPercent, kGeneral, kText };
  Kind kind = Kind::kLiteral;
  std::string text;  // of a literal
  char digit = '0';  // '0', '#' or '?'
};
using Kind = Part::Kind;

struct Section {
  std::vector<Part> parts;
  bool known = true;     // false: something that we do not show
  bool grouped = false;  // thousands are set apart
  int thousands = 0;     // commas at the end: so often it is divided by a thousand
  int percents = 0;
  int exponent = 0;       // digits behind "E+"; 0: none
  bool plus = false;      // the sign of the exponent is shown when it is positive too
  std::string condition;  // "<", ">=", "<>": the numbers that it is for; empty: all that are left
  double limit = 0;
  bool Holds(double number) const {
    if (condition == "<") return number < limit;
    if (condition == "<=") return number <= limit;
    if (condition == ">") return number > limit;
    if (condition == ">=") return number >= limit;
    if (condition == "=") return number == limit;
    if (condition == "<>") return number != limit;
    return true;
  }
  bool Has(Kind kind) const {
    return std::ranges::any_of(parts, [kind](const Part& part) { return part.kind == kind; });
  }
};

// The bytes of the character at `at`.
size_t CharacterSize(std::string_view text, size_t at) {
  size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return end - at;
}

void AddLiteral(std::string_view text, Section* section) {
  if (section->parts.empty() || section->parts.back().kind != Kind::kLiteral) section->parts.push_back({});
  section->parts.back().text += text;
}

// "[Red]", "[$€-407]", "[>100]"
void AddBracket(std::string_view inside, Section* section) {
  if (inside.starts_with('$')) {
    AddLiteral(inside.substr(1, inside.find('-', 1) - 1), section);
  } else if (!inside.empty() && std::string_view("<>=").find(inside[0]) != std::string_view::npos) {
    const size_t sign = std::min(inside.find_first_not_of("<>="), inside.size());
    section->condition = inside.substr(0, sign);
    const std::string limit(inside.substr(sign));
    char* end = nullptr;
    section->limit = std::strtod(limit.c_str(), &end);
    section->known = !limit.empty() && *end == '\0' && section->condition.size() <= 2;
  }
}

// The sections of a format, which semicolons part.
std::vector<Section> Parse(std::string_view format) {
  std::vector<Section> sections(1);
  for (size_t at = 0; at < format.size();) {
    Section& section = sections.back();
    const char c = format[at];
    size_t size = 1;
    if (c == ';') {
      sections.emplace_back();
    } else if (c == '"') {
      const size_t end = std::min(format.find('"', at + 1), format.size());
      AddLiteral(format.substr(at + 1, end - at - 1), &section);
      size = end + 1 - at;
    } else if (c == '[') {
      const size_t end = std::min(format.find(']', at), format.size());
      AddBracket(format.substr(at + 1, end - at - 1), &section);
      size = end + 1 - at;
    } else if (c == '\\' || c == '_' || c == '*') {
      // Shown as it is; a blank of its width; repeated to fill the cell.
      if (at + 1 < format.size()) {
        size = 1 + CharacterSize(format, at + 1);
        if (c != '*') AddLiteral(c == '\\' ? format.substr(at + 1, size - 1) : " ", &section);
      }
    } else if (c == '0' || c == '#' || c == '?') {
      if (section.thousands > 0) section.grouped = true;
      section.thousands = 0;
      section.parts.push_back({Kind::kDigit, "", c});
    } else if (c == '.' && !section.Has(Kind::kPoint)) {
      section.parts.push_back({Kind::kPoint, ""});
    } else if (c == ',') {
      if (section.Has(Kind::kDigit)) {
        ++section.thousands;
      } else {
        AddLiteral(",", &section);
      }
    } else if (c == '%') {
      ++section.percents;
      section.parts.push_back({Kind::kPercent, ""});
    } else if (c == '@') {
      section.parts.push_back({Kind::kText, ""});
    } else if ((c == 'E' || c == 'e') && at + 1 < format.size() &&
               (format[at + 1] == '+' || format[at + 1] == '-')) {
      section.plus = format[at + 1] == '+';
      for (size = 2; at + size < format.size() && format[at + size] == '0'; ++size) ++section.exponent;
    } else if (StartsWithIgnoreCase(format.substr(at), "general")) {
      section.parts.push_back({Kind::kGeneral, ""});
      size = 7;
    } else if (c == '/' && section.Has(Kind::kDigit)) {
      section.known = false;  // a fraction
    } else {
      size = CharacterSize(format, at);
      AddLiteral(format.substr(at, size), &section);
    }
    at += size;
  }
  return sections;
}

// The digits of a number of no sign, rounded as people do it: half a unit goes up. Excel keeps 15 digits, in
// which 1.005 is no less than it looks.
std::string Rounded(double number, int decimals) {
  const double scaled = number * std::pow(10.0, decimals);
  if (!(scaled < 1e15)) return fmt::format("{:.{}f}", number, decimals);
  std::string digits = fmt::format("{:.0f}", std::floor(scaled * (1 + 1e-15) + 0.5));
  if (decimals == 0) return digits;
  const auto places = static_cast<size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  return digits.substr(0, digits.size() - places) + "." + digits.substr(digits.size() - places);
}

std::string Show(double number, const Section& section, std::string_view general) {
  size_t places = 0, decimals = 0;
  bool behind = false;
  for (const Part& part : section.parts) {
    behind = behind || part.kind == Kind::kPoint;
    if (part.kind == Kind::kDigit) ++(behind ? decimals : places);
  }
  for (int i = 0; i < section.percents; ++i) number *= 100;
  for (int i = 0; i < section.thousands; ++i) number /= 1000;
  int power = 0;
  if (section.exponent > 0 && number > 0) {
    power = static_cast<int>(std::floor(std::log10(number)));
    number /= std::pow(10.0, power);
  }
  const std::string rounded = Rounded(number, static_cast<int>(std::min<size_t>(decimals, 30)));
  std::string whole = rounded.substr(0, rounded.find('.'));
  const std::string fraction = rounded.find('.') == std::string::npos ? "" : rounded.substr(whole.size() + 1);
  if (whole == "0") whole.clear();  // '#' shows none

  std::string shown;
  // `position`: 1 for ones, 2 for tens.
  const auto put = [&](char digit, size_t position) {
    shown += digit;
    if (section.grouped && position > 1 && (position - 1) % 3 == 0) shown += ',';
  };
  size_t place = 0, decimal = 0;
  behind = false;
  for (const Part& part : section.parts) {
    switch (part.kind) {
      case Kind::kLiteral:
        shown += part.text;
        break;
      case Kind::kPercent:
        shown += '%';
        break;
      case Kind::kGeneral:
        shown += general;
        break;
      case Kind::kText:
        shown += general;
        break;
      case Kind::kPoint:
        behind = true;
        shown += '.';
        break;
      case Kind::kDigit:
        if (behind) {
          const char digit = decimal < fraction.size() ? fraction[decimal] : '0';
          const bool rest = fraction.find_first_not_of('0', decimal) != std::string::npos;
          if (part.digit == '0' || rest) shown += digit;
          ++decimal;
          break;
        }
        {
          const size_t left = places - place;
          // The first place takes all digits that the others leave.
          for (size_t at = whole.size(); place == 0 && at > left; --at) put(whole[whole.size() - at], at);
          if (left <= whole.size()) {
            put(whole[whole.size() - left], left);
          } else if (part.digit == '0') {
            put('0', left);
          }
        }
        ++place;
        break;
    }
  }
  if (section.exponent > 0) {
    const char* sign = power < 0 ? "-" : section.plus ? "+" : "";
    shown += fmt::format("E{}{:0{}}", sign, std::abs(power), section.exponent);
  }
  return shown;
}

}  // namespace

std::string_view BuiltInNumberFormat(uint64_t id) {
  switch (id) {
    case 1:
      return "0";
    case 2:
      return "0.00";
    case 3:
      return "#,##0";
    case 4:
      return "#,##0.00";
    case 9:
      return "0%";
    case 10:
      return "0.00%";
    case 11:
      return "0.00E+00";
    case 37:
    case 38:
      return "#,##0_);(#,##0)";
    case 39:
    case 40:
      return "#,##0.00_);(#,##0.00)";
    default:
      return {};
  }
}

std::string ShowNumber(double number, std::string_view format, std::string_view general) {
  if (format.empty() || !std::isfinite(number)) return std::string(general);
  const std::vector<Section> sections = Parse(format);
  size_t which = 0;
  bool sign = number < 0;
  const bool conditions =
      std::ranges::any_of(sections, [](const Section& section) { return !section.condition.empty(); });
  if (conditions) {
    const size_t last = std::min<size_t>(sections.size(), 3) - 1;  // the fourth is for text
    while (which < last && !sections[which].Holds(number)) ++which;
    if (!sections[which].Holds(number)) return std::string(general);
  } else if (number < 0 && sections.size() > 1) {
    which = 1;
    sign = false;
  } else if (number == 0 && sections.size() > 2) {
    which = 2;
  }
  const Section& section = sections[which];
  const bool known = std::ranges::all_of(sections, &Section::known);
  if (!known || section.parts.empty() || section.Has(Kind::kText)) return std::string(general);
  std::string_view unsigned_general = general;
  if (number < 0 && unsigned_general.starts_with('-')) unsigned_general.remove_prefix(1);
  std::string shown = CollapseSpace(Show(std::abs(number), section, unsigned_general));
  if (shown.empty()) return std::string(general);
  return sign ? "-" + shown : shown;
}

std::string ShowText(std::string_view text, std::string_view format) {
  if (format.find('@') == std::string_view::npos) return std::string(text);
  const std::vector<Section> sections = Parse(format);
  const Section& section = sections.size() > 3 ? sections[3] : sections.back();
  if (!section.Has(Kind::kText)) return std::string(text);
  std::string shown;
  for (const Part& part : section.parts) {
    if (part.kind == Kind::kLiteral) shown += part.text;
    if (part.kind == Kind::kText) shown += text;
  }
  return shown;
}

}  // namespace concord
