// A calendar date with the precision that a document states: a year, a month, or a day.
#ifndef CONCORD_BASE_DATE_H_
#define CONCORD_BASE_DATE_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace concord {

// ISO 8601 (proleptic Gregorian), years 1 to 9999. Dates are ordered by time. If two dates start together,
// the less precise one comes first (2024 < 2024-01 < 2024-01-01).
struct Date {
  int16_t year = 0;
  int8_t month = 0;  // 1 to 12; 0 when only the year is known
  int8_t day = 0;    // 1 to 31; 0 when only the month is known

  // NOLINTNEXTLINE(modernize-use-nullptr): the check takes the 0 of a generated comparison for a pointer
  auto operator<=>(const Date&) const = default;

  // "2024", "2024-03" or "2024-03-21".
  std::string ToString() const;

  // Reads exactly what ToString writes and nothing else. Rejects days that the calendar does not have.
  static std::optional<Date> Parse(std::string_view text);
};

}  // namespace concord

#endif  // CONCORD_BASE_DATE_H_
