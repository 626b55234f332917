#include "ingest/readers/pages/line_numbers.h"

#include <algorithm>

#include "base/text.h"

namespace concord {
namespace {

struct NumberedLine {
  size_t line = 0;             // among those that are not empty
  size_t start = 0, text = 0;  // of the number; of what stands behind it and the blanks
  int value = 0;
};

}  // namespace

std::vector<Piece> WithoutLineNumbers(std::string_view text, size_t* count) {
  constexpr size_t kFewest = 8, kFewestByFive = 3;
  *count = 0;
  std::vector<NumberedLine> numbers;
  size_t lines = 0, small = 0;  // lines with words, and those that go on with the sentence of the line before
  size_t units = 0;             // "(a) ...", "SEC. 2. ..." behind the number
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const size_t first = std::min(text.find_first_not_of(" \t\f\r", at), end);
    size_t digits = first;
    int value = 0;
    while (digits < end && digits - first < 3 && IsDigit(text[digits]))
      value = value * 10 + (text[digits++] - '0');
    const size_t behind = std::min(text.find_first_not_of(" \t\r", digits), end);
    size_t words = first;
    if (first < end) {
      const bool alone = behind == end;
      if (digits > first && value > 0 && (alone || behind > digits)) {
        numbers.push_back({lines, first, behind, value});
        words = behind;
      }
      ++lines;
      small += words < end && text[words] >= 'a' && text[words] <= 'z' ? 1 : 0;
      const std::string_view rest = text.substr(words, end - words);
      units += words > first && (rest.starts_with('(') || StartsWithIgnoreCase(rest, "sec")) ? 1 : 0;
    }
    at = end + 1;
  }
  const std::vector<Piece> all = {{text, 0}};
  const bool act = units >= 3 && small * 8 >= lines;
  if (numbers.size() < kFewestByFive || (small * 4 < lines && !act)) return all;
  size_t by_one = 0, by_five = 0;
  for (size_t i = 1; i < numbers.size(); ++i) {
    const int step = numbers[i].value - numbers[i - 1].value;
    const size_t apart = numbers[i].line - numbers[i - 1].line;
    by_one += step == 1 || numbers[i].value == 1 ? 1 : 0;
    by_five += numbers[i].value % 5 == 0 && apart >= 3 && (step == 5 || numbers[i].value == 5) ? 1 : 0;
  }
  const size_t steps = numbers.size() - 1;
  const bool each = numbers.size() >= kFewest && by_one * 10 >= steps * 9 && numbers.size() * 10 >= lines * 7;
  if (!each && by_five * 10 < steps * 9) return all;
  std::vector<Piece> pieces;
  size_t from = 0;
  for (const NumberedLine& number : numbers) {
    size_t end = number.start;
    // A page ends: the blank lines around its end are no end of a paragraph.
    const std::string_view between = text.substr(from, end - from);
    const size_t last = between.find_last_not_of(" \t\r\n\f");
    if (each && number.value == 1 && last != std::string_view::npos) {
      if (const size_t line = between.find('\n', last); line != std::string_view::npos) end = from + line + 1;
    }
    if (end > from) pieces.push_back({text.substr(from, end - from), from});
    from = number.text;
  }
  if (from < text.size()) pieces.push_back({text.substr(from), from});
  *count = numbers.size();
  return pieces;
}

}  // namespace concord
