#include "base/date.h"

#include <fmt/format.h>

#include <charconv>

namespace concord {
namespace {

// The number that all of `text` spells in digits, or -1.
int Digits(std::string_view text) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && text[0] != '-' ? value : -1;
}

int DaysIn(int year, int month) {
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month == 2) return leap ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

}  // namespace

std::string Date::ToString() const {
  if (month == 0) return fmt::format("{:04}", year);
  if (day == 0) return fmt::format("{:04}-{:02}", year, month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::optional<Date> Date::Parse(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  Date date;
  const int year = Digits(text.substr(0, 4));
  if (year < 1) return std::nullopt;
  date.year = static_cast<int16_t>(year);
  if (text.size() >= 7) {
    const int month = Digits(text.substr(5, 2));
    if (text[4] != '-' || month < 1 || month > 12) return std::nullopt;
    date.month = static_cast<int8_t>(month);
  }
  if (text.size() == 10) {
    const int day = Digits(text.substr(8, 2));
    if (text[7] != '-' || day < 1 || day > DaysIn(date.year, date.month)) return std::nullopt;
    date.day = static_cast<int8_t>(day);
  }
  return date;
}

}  // namespace concord
