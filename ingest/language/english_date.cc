#include "ingest/language/english_date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.h"

namespace concord {
namespace {

bool IsNumber(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

// 1 to 12 of a whole name or its usual short form; 0: none.
int MonthOf(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  for (size_t i = 0; i < kMonths.size(); ++i) {
    const bool shortened = word == kMonths[i].substr(0, 3) || (word == "sept" && i == 8);
    if (word == kMonths[i] || shortened) return static_cast<int>(i) + 1;
  }
  return 0;
}

}  // namespace

std::optional<Date> FindEnglishDate(std::string_view text) {
  const std::string lower = AsciiLower(CollapseSpace(text));
  std::vector<std::string_view> words;
  for (std::string_view word : Split(lower, ' ')) {
    word.remove_prefix(std::min(word.find_first_not_of("[("), word.size()));
    const size_t last = word.find_last_not_of(".,;:)]");
    words.push_back(word.substr(0, last == std::string_view::npos ? 0 : last + 1));
  }
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    const int month = MonthOf(words[i]);
    if (month == 0) continue;
    const bool day_first = i > 0 && IsNumber(words[i - 1]) && words[i + 1].size() == 4;
    const std::string_view day = day_first ? words[i - 1] : words[i + 1];
    const std::string_view year = day_first ? words[i + 1] : i + 2 < words.size() ? words[i + 2] : "";
    if (!IsNumber(day) || day.size() > 2 || !IsNumber(year) || year.size() != 4) continue;
    if (const auto date = Date::Parse(fmt::format("{}-{:02}-{:0>2}", year, month, day))) return date;
  }
  return {};
}

}  // namespace concord
