#include "query/cypher/temporal/calendar.h"

#include <fmt/format.h>

namespace concord::temporal {
namespace {

constexpr int64_t kDaysPerEra = 146'097;  // 400 years

// Years begin in March, so that the leap day is a year's last.
int64_t DaysFromCivil(int64_t year, int64_t month, int64_t day) {
  year -= month <= 2 ? 1 : 0;
  const int64_t era = FloorDiv(year, 400);
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysPerEra + day_of_era - 719'468;
}

int WeekdayOf(int64_t day_number) {
  return static_cast<int>(FloorMod(day_number + 3, 7)) + 1;  // 1970-01-01 was a Thursday
}

// The Monday of week 1: the week of January 4.
int64_t FirstMonday(int64_t year) {
  const int64_t fourth = DaysFromCivil(year, 1, 4);
  return fourth - (WeekdayOf(fourth) - 1);
}

tl::unexpected<Error> YearOutOfRange() {
  return Fail(ErrorCode::kInvalid, fmt::format("year must be {} to {}", kMinYear, kMaxYear));
}

}  // namespace

bool IsLeapYear(int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int DaysInMonth(int64_t year, int month) {
  if (month == 2) return IsLeapYear(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

int DaysInYear(int64_t year) { return IsLeapYear(year) ? 366 : 365; }

int DaysInQuarter(int64_t year, int quarter) {
  if (quarter == 1) return IsLeapYear(year) ? 91 : 90;
  return quarter == 2 ? 91 : 92;
}

int WeeksInYear(int64_t year) { return static_cast<int>((FirstMonday(year + 1) - FirstMonday(year)) / 7); }

int64_t DayNumber(const Date& date) { return DaysFromCivil(date.year, date.month, date.day); }

int DayOfWeek(const Date& date) { return WeekdayOf(DayNumber(date)); }

int DayOfYear(const Date& date) {
  return static_cast<int>(DayNumber(date) - DaysFromCivil(date.year, 1, 1)) + 1;
}

int Quarter(const Date& date) { return (date.month - 1) / 3 + 1; }

int DayOfQuarter(const Date& date) {
  return static_cast<int>(DayNumber(date) - DaysFromCivil(date.year, Quarter(date) * 3 - 2, 1)) + 1;
}

WeekDate WeekOf(const Date& date) {
  const int64_t number = DayNumber(date);
  int64_t year = date.year;
  if (number < FirstMonday(year)) {
    --year;
  } else if (number >= FirstMonday(year + 1)) {
    ++year;
  }
  return {year, static_cast<int>((number - FirstMonday(year)) / 7) + 1, WeekdayOf(number)};
}

Result<void> CheckRange(std::string_view name, int64_t value, int64_t min, int64_t max) {
  if (value >= min && value <= max) return {};
  return Fail(ErrorCode::kInvalid, fmt::format("{} must be {} to {}, found {}", name, min, max, value));
}

Result<Date> DateFromDayNumber(int64_t day_number) {
  static const int64_t first = DaysFromCivil(kMinYear, 1, 1);
  static const int64_t last = DaysFromCivil(kMaxYear, 12, 31);
  if (day_number < first || day_number > last) return YearOutOfRange();
  day_number += 719'468;
  const int64_t era = FloorDiv(day_number, kDaysPerEra);
  const int64_t day_of_era = day_number - era * kDaysPerEra;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t from_march = (5 * day_of_year + 2) / 153;
  const int64_t month = from_march + (from_march < 10 ? 3 : -9);
  return Date{static_cast<int32_t>(era * 400 + year_of_era + (month <= 2 ? 1 : 0)),
              static_cast<int8_t>(month), static_cast<int8_t>(day_of_year - (153 * from_march + 2) / 5 + 1)};
}

Result<Date> MakeDate(int64_t year, int64_t month, int64_t day) {
  if (year < kMinYear || year > kMaxYear) return YearOutOfRange();
  if (auto ok = CheckRange("month", month, 1, 12); !ok) return tl::unexpected(ok.error());
  const int last = DaysInMonth(year, static_cast<int>(month));
  if (auto ok = CheckRange("day", day, 1, last); !ok) return tl::unexpected(ok.error());
  return Date{static_cast<int32_t>(year), static_cast<int8_t>(month), static_cast<int8_t>(day)};
}

Result<Date> MakeWeekDate(int64_t year, int64_t week, int64_t day) {
  if (year < kMinYear || year > kMaxYear) return YearOutOfRange();
  if (auto ok = CheckRange("week", week, 1, WeeksInYear(year)); !ok) return tl::unexpected(ok.error());
  if (auto ok = CheckRange("dayOfWeek", day, 1, 7); !ok) return tl::unexpected(ok.error());
  return DateFromDayNumber(FirstMonday(year) + (week - 1) * 7 + day - 1);
}

Result<Date> MakeQuarterDate(int64_t year, int64_t quarter, int64_t day) {
  if (year < kMinYear || year > kMaxYear) return YearOutOfRange();
  if (auto ok = CheckRange("quarter", quarter, 1, 4); !ok) return tl::unexpected(ok.error());
  const int last = DaysInQuarter(year, static_cast<int>(quarter));
  if (auto ok = CheckRange("dayOfQuarter", day, 1, last); !ok) return tl::unexpected(ok.error());
  return DateFromDayNumber(DaysFromCivil(year, quarter * 3 - 2, 1) + day - 1);
}

Result<Date> MakeOrdinalDate(int64_t year, int64_t day) {
  if (year < kMinYear || year > kMaxYear) return YearOutOfRange();
  if (auto ok = CheckRange("ordinalDay", day, 1, DaysInYear(year)); !ok) return tl::unexpected(ok.error());
  return DateFromDayNumber(DaysFromCivil(year, 1, 1) + day - 1);
}

Result<LocalTime> MakeTime(int64_t hour, int64_t minute, int64_t second, int64_t nanos) {
  if (auto ok = CheckRange("hour", hour, 0, 23); !ok) return tl::unexpected(ok.error());
  if (auto ok = CheckRange("minute", minute, 0, 59); !ok) return tl::unexpected(ok.error());
  if (auto ok = CheckRange("second", second, 0, 59); !ok) return tl::unexpected(ok.error());
  if (auto ok = CheckRange("nanosecond", nanos, 0, kNanosPerSecond - 1); !ok)
    return tl::unexpected(ok.error());
  return LocalTime{((hour * 60 + minute) * 60 + second) * kNanosPerSecond + nanos};
}

int64_t LocalSeconds(const LocalDateTime& value) {
  return DayNumber(value.date) * kSecondsPerDay + value.time.nanos / kNanosPerSecond;
}

Result<LocalDateTime> FromLocalSeconds(int64_t seconds, int64_t nanos_of_second) {
  const Result<Date> date = DateFromDayNumber(FloorDiv(seconds, kSecondsPerDay));
  if (!date) return tl::unexpected(date.error());
  return LocalDateTime{*date, {FloorMod(seconds, kSecondsPerDay) * kNanosPerSecond + nanos_of_second}};
}

Result<DateTime> InZone(const LocalDateTime& value, const ZoneOrOffset& zone,
                        std::optional<int32_t> preferred) {
  if (zone.zone == nullptr) return DateTime{value, zone.offset, nullptr};
  const ZonedSeconds resolved = ResolveLocal(*zone.zone, LocalSeconds(value), preferred);
  const Result<LocalDateTime> local = FromLocalSeconds(resolved.local, value.time.nanos % kNanosPerSecond);
  if (!local) return tl::unexpected(local.error());
  return DateTime{*local, resolved.offset, zone.zone};
}

int64_t EpochSeconds(const DateTime& value) { return LocalSeconds(value.local) - value.offset; }

Result<DateTime> AtEpoch(int64_t seconds, int64_t nanos_of_second, const ZoneOrOffset& zone) {
  const int32_t offset = zone.zone == nullptr ? zone.offset : OffsetAt(*zone.zone, seconds);
  int64_t local_seconds = 0;
  if (__builtin_add_overflow(seconds, int64_t{offset}, &local_seconds)) return YearOutOfRange();
  const Result<LocalDateTime> local = FromLocalSeconds(local_seconds, nanos_of_second);
  if (!local) return tl::unexpected(local.error());
  return DateTime{*local, offset, zone.zone};
}

}  // namespace concord::temporal
