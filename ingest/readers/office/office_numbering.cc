#include "ingest/readers/office/office_numbering.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace concord {
namespace {

std::string Roman(int64_t value) {
  constexpr std::pair<int, std::string_view> kDigits[] = {
      {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
      {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  std::string text;
  for (const auto& [digit, letters] : kDigits) {
    for (; value >= digit; value -= digit) text += letters;
  }
  return text;
}

std::string Upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

constexpr std::string_view kOnes[] = {"",        "one",     "two",       "three",    "four",
                                      "five",    "six",     "seven",     "eight",    "nine",
                                      "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                      "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::string_view kTens[] = {"",      "",      "twenty",  "thirty", "forty",
                                      "fifty", "sixty", "seventy", "eighty", "ninety"};
constexpr std::string_view kOrdinals[] = {
    "",           "first",     "second",    "third",       "fourth",     "fifth",     "sixth",
    "seventh",    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",   "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"};

// From 1 to 99: "Forty-Two", "Forty-Second", as Word has it in English.
std::string Words(int64_t value, bool ordinal) {
  std::string text;
  if (value >= 20) {
    text = kTens[value / 10];
    if (value % 10 == 0 && ordinal) text.replace(text.size() - 1, 1, "ieth");
    if (value % 10 != 0) text += "-";
  }
  const int64_t rest = value >= 20 ? value % 10 : value;
  text += ordinal ? kOrdinals[rest] : kOnes[rest];
  for (size_t i = 0; i < text.size(); ++i) {
    if (i == 0 || text[i - 1] == '-') text[i] = Upper(std::string(1, text[i]))[0];
  }
  return text;
}

}  // namespace

std::string FormatNumber(int64_t value, std::string_view format) {
  const std::string decimal = fmt::format("{}", value);
  if (format == "none") return "";
  if (format == "decimalZero") return value >= 0 && value < 10 ? "0" + decimal : decimal;
  if (format == "numberInDash") return "- " + decimal + " -";
  if (format == "hex") return value < 0 ? decimal : fmt::format("{:X}", value);
  if (value < 1) return decimal;
  if (format == "lowerRoman" || format == "upperRoman") {
    if (value > 3999) return decimal;
    return format == "lowerRoman" ? Roman(value) : Upper(Roman(value));
  }
  if (format == "lowerLetter" || format == "upperLetter") {
    // After z come aa, bb, cc.
    const int64_t times = (value - 1) / 26 + 1;
    if (times > 30) return decimal;
    const char first = format == "lowerLetter" ? 'a' : 'A';
    return std::string(static_cast<size_t>(times), static_cast<char>(first + (value - 1) % 26));
  }
  if (format == "ordinal") {
    const int64_t tens = value % 100, ones = value % 10;
    const bool teen = tens >= 11 && tens <= 13;
    return decimal + (!teen && ones == 1   ? "st"
                      : !teen && ones == 2 ? "nd"
                      : !teen && ones == 3 ? "rd"
                                           : "th");
  }
  if ((format == "cardinalText" || format == "ordinalText") && value < 100) {
    return Words(value, format == "ordinalText");
  }
  return decimal;
}

NumberCounters::NumberCounters() { counters_.fill(-1); }

void NumberCounters::Restart(int level) {
  for (int i = std::max(level, 0); i < kNumberLevels; ++i) counters_[static_cast<size_t>(i)] = -1;
}

void NumberCounters::Restart(int level, int64_t start) {
  Restart(level);
  if (level >= 0 && level < kNumberLevels)
    counters_[static_cast<size_t>(level)] = std::max<int64_t>(start, 0) - 1;
}

std::string NumberCounters::Next(int level, const std::function<NumberLevel(int)>& find) {
  // Levels above that nobody has counted are displayed as begun.
  for (int i = 0; i < level; ++i) {
    int64_t& above = counters_[static_cast<size_t>(i)];
    if (above < 0) above = find(i).start;
  }
  const NumberLevel shown = find(level);
  int64_t& counter = counters_[static_cast<size_t>(level)];
  counter = counter < 0 ? shown.start : counter + 1;
  for (int i = level + 1; i < kNumberLevels; ++i) {
    const int restart = find(i).restart;
    if (restart < 0 || level < restart) counters_[static_cast<size_t>(i)] = -1;
  }
  std::string text;
  for (size_t at = 0; at < shown.text.size(); ++at) {
    // "%1" to "%9", and "%10%" with a closing sign as ODF has it
    if (shown.text[at] != '%' || at + 1 == shown.text.size() || shown.text[at + 1] < '1' ||
        shown.text[at + 1] > '9') {
      text += shown.text[at];
      continue;
    }
    const int of = shown.text[++at] - '1';
    if (of > level) continue;
    const NumberLevel found = find(of);
    const bool legal = shown.legal && found.format != "decimalZero";
    text += FormatNumber(counters_[static_cast<size_t>(of)], legal ? "decimal" : found.format);
  }
  return CollapseSpace(text);
}

}  // namespace concord
