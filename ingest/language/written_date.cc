#include "ingest/language/written_date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/unicode.h"
#include "ingest/language/front_matter.h"

namespace concord {
namespace {

constexpr int kFirstYear = 1500, kLastYear = 2199;

struct DateToken {
  std::string word;  // in lower case; digits without what ends an ordinal
  int number = -1;
  size_t digits = 0;
  bool after_comma = false;
  Span span;
};

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// The value of a digit of any script that texts write dates in, and its bytes; -1 for other characters.
std::pair<int, size_t> DigitAt(std::string_view text, size_t at) {
  if (at >= text.size()) return {-1, 0};
  if (IsDigit(text[at])) return {text[at] - '0', 1};
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte != 0xD9 && byte != 0xDB && byte != 0xEF) return {-1, 0};
  size_t next = at;
  const char32_t c = NextCodePoint(text, &next);
  for (const char32_t zero : {char32_t{0x660}, char32_t{0x6F0}, char32_t{0xFF10}}) {
    if (c >= zero && c < zero + 10) return {static_cast<int>(c - zero), next - at};
  }
  return {-1, 0};
}

// Numerals of Han script before a sign of a date: "二〇三一" is 2031, "十三" 13; -1 for others.
std::pair<int, size_t> HanNumeral(std::string_view text, size_t at) {
  constexpr std::string_view kDigits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  int value = 0, ten = -1;
  size_t digits = 0, end = at;
  for (; digits < 5 && end + 3 <= text.size(); end += 3, ++digits) {
    const std::string_view sign = text.substr(end, 3);
    const auto* digit = std::ranges::find(kDigits, sign == "零" ? std::string_view("〇") : sign);
    if (digit != std::end(kDigits)) {
      value = value * 10 + static_cast<int>(digit - std::begin(kDigits));
    } else if (sign == "十" && ten < 0) {
      ten = value == 0 ? 1 : value;
      value = 0;
    } else {
      break;
    }
  }
  if (digits == 0) return {-1, 0};
  return {ten < 0 ? value : ten * 10 + value, end - at};
}

// "MMXXXI": 1500 to 2199 in well-formed capitals or small letters; else 0.
int RomanYear(std::string_view lower) {
  constexpr std::pair<std::string_view, int> kParts[] = {
      {"m", 1000}, {"cm", 900}, {"d", 500}, {"cd", 400}, {"c", 100}, {"xc", 90}, {"l", 50},
      {"xl", 40},  {"x", 10},   {"ix", 9},  {"v", 5},    {"iv", 4},  {"i", 1}};
  constexpr size_t kShortest = 4;
  if (lower.size() < kShortest) return 0;
  int value = 0;
  for (const auto& [letters, worth] : kParts) {
    for (size_t n = 0; n < 3 && lower.starts_with(letters); ++n) {
      value += worth;
      lower.remove_prefix(letters.size());
    }
  }
  return lower.empty() && value >= kFirstYear && value <= kLastYear ? value : 0;
}

// Numbers, words, and each other byte but white space and commas by itself. CJK signs of a date stand alone.
std::vector<DateToken> Tokens(std::string_view text) {
  std::vector<DateToken> tokens;
  bool comma = false;
  const auto is_sign = [&](size_t at) {
    const std::string_view sign = text.substr(at, 3);
    return sign == "年" || sign == "月" || sign == "日" || sign == "년" || sign == "월" || sign == "일";
  };
  const auto is_han = [&](size_t at) {
    const auto [value, size] = HanNumeral(text, at);
    return value >= 0 && is_sign(at + size);
  };
  for (size_t at = 0; at < text.size();) {
    const size_t start = at;
    DateToken token;
    if (const auto [han, size] = HanNumeral(text, at); han >= 0 && is_sign(at + size)) {
      at += size;
      token.number = han;
      token.digits = han >= 1000 ? 4 : 2;
      token.word = std::string(text.substr(start, size));
    } else if (DigitAt(text, at).first >= 0) {
      int value = 0;
      for (auto digit = DigitAt(text, at); digit.first >= 0; digit = DigitAt(text, at)) {
        if (token.digits++ < 6) value = value * 10 + digit.first;
        at += digit.second;
      }
      token.number = value;
      token.word = std::string(text.substr(start, at - start));
      // "13th", "1er", "2º"
      for (const std::string_view end :
           {"st", "nd", "rd", "th", "er", "re", "ème", "ste", "de", "º", "°", "ª", "ης", "η", "."}) {
        const std::string_view rest = text.substr(at);
        if (!StartsWithIgnoreCase(rest, end)) continue;
        const bool dot = end == ".";
        const bool last =
            rest.size() == end.size() || !(IsWordByte(rest[end.size()]) || IsDigit(rest[end.size()]));
        if (!dot && last) at += end.size();
        break;
      }
    } else if (is_sign(at)) {
      token.word = std::string(text.substr(at, 3));
      at += 3;
    } else if (IsWordByte(text[at])) {
      while (
          at < text.size() &&
          (IsWordByte(text[at]) || (text[at] == '-' && at + 1 < text.size() && IsWordByte(text[at + 1]))) &&
          !is_sign(at) && DigitAt(text, at).first < 0 && !(at > start && is_han(at)))
        ++at;
      token.word = ToLowerCase(text.substr(start, at - start));
      if (const int year = RomanYear(token.word); year > 0) token.number = year, token.digits = 4;
    } else {
      ++at;
      comma = comma || text[start] == ',';
      if (text[start] == ' ' || text[start] == '\n' || text[start] == '\t' || text[start] == ',') continue;
      token.word = std::string(text.substr(start, 1));
    }
    token.span = {static_cast<uint32_t>(start), static_cast<uint32_t>(at)};
    token.after_comma = std::exchange(comma, false);
    tokens.push_back(std::move(token));
  }
  return tokens;
}

// The place of a word in its row, counted from one; 0: not in it.
int PlaceIn(std::string_view word, std::string_view word_class) {
  const auto phrases = FrontPhrases(word_class);
  for (size_t i = 0; i < phrases.size(); ++i) {
    if (phrases[i].words == word) return static_cast<int>(i) + 1;
  }
  return 0;
}

class Finder {
 public:
  Finder(std::string_view text, const WrittenDateOptions& options) : options_(options), t_(Tokens(text)) {}

  std::optional<WrittenDate> Find() {
    for (size_t i = 0; i < t_.size(); ++i) {
      std::optional<WrittenDate> found = Numeric(i);
      if (!found && t_[i].number < 0) {
        if (const int month = MonthOfName(t_[i].word); month > 0) found = Named(i, month);
      }
      if (found) return found;
    }
    return {};
  }

 private:
  bool Is(size_t i, std::string_view word) const { return i < t_.size() && t_[i].word == word; }
  bool IsYear(size_t i) const {
    return i < t_.size() && t_[i].digits == 4 && t_[i].number >= kFirstYear && t_[i].number <= kLastYear;
  }
  bool IsDay(size_t i) const {
    return i < t_.size() && t_[i].digits >= 1 && t_[i].digits <= 2 && t_[i].number >= 1 && t_[i].number <= 31;
  }
  bool IsMonth(size_t i) const { return IsDay(i) && t_[i].number <= 12; }
  bool Touches(size_t i) const { return i + 1 < t_.size() && t_[i].span.end == t_[i + 1].span.start; }

  std::optional<WrittenDate> Make(int year, int month, int day, size_t first, size_t last) const {
    const auto date = day == 0 ? Date::Parse(fmt::format("{}-{:02}", year, month))
                               : Date::Parse(fmt::format("{}-{:02}-{:02}", year, month, day));
    if (!date) return {};
    return WrittenDate{*date, {t_[first].span.start, t_[last].span.end}};
  }

  // "2031-01-06", "06.01.2031", "1/6/2031", "2031年1月6日"
  std::optional<WrittenDate> Numeric(size_t i) const {
    if (t_[i].number < 0 || i + 4 >= t_.size()) return {};
    const bool signs = (Is(i + 1, "年") && Is(i + 3, "月")) || (Is(i + 1, "년") && Is(i + 3, "월"));
    if (signs && IsMonth(i + 2) && IsDay(i + 4)) {
      const int year = IsYear(i) ? t_[i].number : EraYear(i);
      if (year > 0) return Make(year, t_[i + 2].number, t_[i + 4].number, i, i + 4);
    }
    // "13.V.2031"
    if (IsDay(i) && Is(i + 1, ".") && Is(i + 3, ".") && IsYear(i + 4)) {
      static constexpr auto kMonths = std::to_array<std::string_view>(
          {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"});
      const auto* month = std::ranges::find(kMonths, t_[i + 2].word);
      if (month != kMonths.end())
        return Make(t_[i + 4].number, static_cast<int>(month - kMonths.begin()) + 1, t_[i].number, i, i + 4);
    }
    const std::string& mark = t_[i + 1].word;
    if ((mark != "-" && mark != "." && mark != "/") || !Is(i + 3, mark)) return {};
    // "12.7.2024" in "1.12.7.2024" is no date.
    if (i > 0 && Is(i - 1, mark) && Touches(i - 1)) return {};
    if (mark != "." && !(Touches(i) && Touches(i + 1) && Touches(i + 2) && Touches(i + 3))) return {};
    if (Is(i + 5, mark) && Touches(i + 4) && mark != ".") return {};
    if (IsYear(i) && mark != "." && IsMonth(i + 2) && IsDay(i + 4))
      return Make(t_[i].number, t_[i + 2].number, t_[i + 4].number, i, i + 4);
    if (!IsDay(i) || !IsDay(i + 2) || !IsYear(i + 4)) return {};
    const int first = t_[i].number, second = t_[i + 2].number;
    int day = first, month = second;
    if (mark != ".") {  // with dots the day is first everywhere
      if (second > 12 || (options_.month_first && first <= 12)) {
        day = second, month = first;
      } else if (first <= 12 && first != second) {
        return {};  // nobody can say
      }
    }
    return Make(t_[i + 4].number, month, day, i, i + 4);
  }

  // Years of Japanese reigns: "令和13" is 2031.
  int EraYear(size_t i) const {
    constexpr std::pair<std::string_view, int> kEras[] = {{"令和", 2018}, {"平成", 1988}, {"昭和", 1925}};
    if (i == 0 || t_[i].number > 99) return 0;
    for (const auto& [era, before] : kEras) {
      if (t_[i - 1].word.ends_with(era)) return before + t_[i].number;
    }
    return 0;
  }

  bool Spans(size_t i) const {
    const std::string& word = t_[i].word;
    return word == "-" || word == "\u2013" || word == "and" || word == "to" || word == "et" || word == "y";
  }

  // "13-May-2031"
  bool IsTie(size_t i) const { return i > 0 && (Is(i, "-") || Is(i, "/")) && Touches(i) && Touches(i - 1); }
  bool IsFiller(size_t i) const {
    return i < t_.size() && (t_[i].word == "." || t_[i].word == "'" || t_[i].word == "’" || IsTie(i) ||
                             PlaceIn(t_[i].word, "date-filler") > 0);
  }
  size_t Behind(size_t i) const {
    constexpr size_t kMostFillers = 8;  // "in the year of our Lord"
    for (size_t n = 0; n < kMostFillers && IsFiller(i); ++n) ++i;
    return i;
  }
  // The token in front of fillers; t_.size() if there is none.
  size_t Before(size_t i) const {
    constexpr size_t kMostFillers = 3;  // "13th day of"
    size_t n = 0;
    while (i > 0 && !t_[i].after_comma && n++ <= kMostFillers) {
      if (!IsFiller(--i)) return i;
    }
    return t_.size();
  }
  int DayAt(size_t i) const {
    if (i >= t_.size()) return 0;
    if (IsDay(i)) return t_[i].number;
    return t_[i].number < 0 ? PlaceIn(t_[i].word, "day-word") : 0;
  }

  // "two thousand and twenty-four", "nineteen hundred and ninety-eight"; *last is its last token.
  int YearInWords(size_t i, size_t* last) const {
    const auto small = [&](std::string_view word) {  // up to 99
      if (const int one = PlaceIn(word, "cardinal"); one > 0) return one;
      const size_t hyphen = word.find('-');
      const int tens = PlaceIn(word.substr(0, hyphen), "tens");
      if (tens == 0) return 0;
      const int units = hyphen == std::string_view::npos ? 0 : PlaceIn(word.substr(hyphen + 1), "cardinal");
      return tens * 10 + units;
    };
    if (i + 1 >= t_.size()) return 0;
    int year = small(t_[i].word);
    if (year == 0) return 0;
    if (Is(i + 1, "thousand")) {
      year *= 1000;
    } else if (Is(i + 1, "hundred")) {
      year *= 100;
    } else {
      return 0;
    }
    *last = i + 1;
    size_t next = i + 2;
    // "one thousand nine hundred and sixty-nine"
    if (const int hundreds = next + 1 < t_.size() && Is(next + 1, "hundred") ? small(t_[next].word) : 0;
        hundreds > 0) {
      year += hundreds * 100;
      *last = next + 1;
      next += 2;
    }
    if (Is(next, "and")) ++next;
    if (next < t_.size()) {
      int rest = small(t_[next].word);
      if (rest > 0) *last = next;
      // "twenty four"
      if (rest >= 20 && rest % 10 == 0 && next + 1 < t_.size()) {
        const int units = PlaceIn(t_[next + 1].word, "cardinal");
        if (units > 0 && units < 10) rest += units, *last = next + 1;
      }
      year += rest;
    }
    return year >= kFirstYear && year <= kLastYear ? year : 0;
  }

  std::optional<WrittenDate> Named(size_t i, int month) const {
    const size_t before = Before(i), behind = Behind(i + 1);
    // "6 January 2031", "6 de enero de 2031", "sixth day of January, two thousand and thirty-one"
    if (const int day = DayAt(before); day > 0) {
      // "1-2 January 2031": of several days the first.
      if (IsYear(behind) && before >= 2 && IsDay(before - 2) && t_[before - 2].number < day &&
          Spans(before - 1))
        return Make(t_[behind].number, month, t_[before - 2].number, before - 2, behind);
      if (IsYear(behind)) return Make(t_[behind].number, month, day, before, behind);
      size_t last = 0;
      if (const int year = YearInWords(behind, &last); year > 0) return Make(year, month, day, before, last);
      // "2031. gada 6. janvāris"
      const size_t year = Before(before);
      if (IsYear(year) && !IsDay(behind)) return Make(t_[year].number, month, day, year, i);
    }
    // "January 6, 2031", "January 6th 2031"
    if (IsDay(behind) && IsYear(Behind(behind + 1)))
      return Make(t_[Behind(behind + 1)].number, month, t_[behind].number, i, Behind(behind + 1));
    // "2031. január 6.", "2031 m. sausio 6 d."
    if (IsYear(before) && IsDay(behind))
      return Make(t_[before].number, month, t_[behind].number, before, behind);
    if (options_.month_is_enough && IsYear(behind)) return Make(t_[behind].number, month, 0, i, behind);
    return {};
  }

  const WrittenDateOptions& options_;
  const std::vector<DateToken> t_;
};

}  // namespace

std::optional<WrittenDate> FindWrittenDate(std::string_view text, const WrittenDateOptions& options) {
  return Finder(text, options).Find();
}

}  // namespace concord
