// The arithmetic of the calendar: days, weeks, quarters and times of day as numbers, and back.
//
// Day 0 is 1970-01-01. The algorithms are Howard Hinnant's "chrono-compatible low-level date algorithms",
// with 64-bit years.
#ifndef CONCORD_QUERY_CYPHER_TEMPORAL_CALENDAR_H_
#define CONCORD_QUERY_CYPHER_TEMPORAL_CALENDAR_H_

#include <cstdint>

#include "base/result.h"
#include "query/cypher/temporal/temporal.h"

namespace concord::temporal {

bool IsLeapYear(int64_t year);
int DaysInMonth(int64_t year, int month);
int DaysInYear(int64_t year);
int DaysInQuarter(int64_t year, int quarter);
int WeeksInYear(int64_t year);  // 52 or 53, of a week year

int64_t DayNumber(const Date& date);
int DayOfWeek(const Date& date);     // 1 is Monday, 7 is Sunday
int DayOfYear(const Date& date);     // from 1
int Quarter(const Date& date);       // 1 to 4
int DayOfQuarter(const Date& date);  // from 1

// ISO 8601: week 1 has the year's first Thursday.
struct WeekDate {
  int64_t year = 0;  // may be one more or less than that of the date
  int week = 1;
  int day = 1;  // 1 is Monday
};
WeekDate WeekOf(const Date& date);

// An error when the calendar has no such day; its message names the component and what it may be.
Result<Date> DateFromDayNumber(int64_t day_number);
Result<Date> MakeDate(int64_t year, int64_t month, int64_t day);
Result<Date> MakeWeekDate(int64_t year, int64_t week, int64_t day);
Result<Date> MakeQuarterDate(int64_t year, int64_t quarter, int64_t day);
Result<Date> MakeOrdinalDate(int64_t year, int64_t day);
Result<LocalTime> MakeTime(int64_t hour, int64_t minute, int64_t second, int64_t nanos);

// An error unless min <= value <= max: "month must be 1 to 12, found 13".
Result<void> CheckRange(std::string_view name, int64_t value, int64_t min, int64_t max);

// Seconds since 1970-01-01T00:00 as clocks show them, without the part below a second; and back.
int64_t LocalSeconds(const LocalDateTime& value);
Result<LocalDateTime> FromLocalSeconds(int64_t seconds, int64_t nanos_of_second);

// `value` in a zone; DST gaps and overlaps as in ResolveLocal().
Result<DateTime> InZone(const LocalDateTime& value, const ZoneOrOffset& zone,
                        std::optional<int32_t> preferred = std::nullopt);
int64_t EpochSeconds(const DateTime& value);
Result<DateTime> AtEpoch(int64_t seconds, int64_t nanos_of_second, const ZoneOrOffset& zone);
inline ZoneOrOffset ZoneOf(const DateTime& value) { return {value.zone, value.offset}; }

// Rounded down, and what is left, which is never negative.
constexpr int64_t FloorDiv(int64_t a, int64_t b) {
  return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}
constexpr int64_t FloorMod(int64_t a, int64_t b) {
  return a % b + ((a % b != 0 && (a < 0) != (b < 0)) ? b : 0);
}

}  // namespace concord::temporal

#endif  // CONCORD_QUERY_CYPHER_TEMPORAL_CALENDAR_H_
