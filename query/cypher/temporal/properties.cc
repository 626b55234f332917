// Components of temporal values as properties.
#include <fmt/format.h>

#include <algorithm>

#include "query/cypher/temporal/calendar.h"
#include "query/cypher/temporal/fields.h"
#include "query/cypher/temporal/functions.h"

namespace concord::temporal {
namespace {

template <typename Part>
struct Reader {
  std::string_view name;
  int64_t (*read)(const Part&);
};

constexpr Reader<Date> kOfDate[] = {
    {"year", [](const Date& date) -> int64_t { return date.year; }},
    {"quarter", [](const Date& date) -> int64_t { return Quarter(date); }},
    {"month", [](const Date& date) -> int64_t { return date.month; }},
    {"week", [](const Date& date) -> int64_t { return WeekOf(date).week; }},
    {"weekYear", [](const Date& date) -> int64_t { return WeekOf(date).year; }},
    {"dayOfQuarter", [](const Date& date) -> int64_t { return DayOfQuarter(date); }},
    {"quarterDay", [](const Date& date) -> int64_t { return DayOfQuarter(date); }},
    {"day", [](const Date& date) -> int64_t { return date.day; }},
    {"ordinalDay", [](const Date& date) -> int64_t { return DayOfYear(date); }},
    {"weekDay", [](const Date& date) -> int64_t { return DayOfWeek(date); }},
    {"dayOfWeek", [](const Date& date) -> int64_t { return DayOfWeek(date); }},
};

constexpr Reader<LocalTime> kOfTime[] = {
    {"hour", [](const LocalTime& time) { return time.nanos / (3600 * kNanosPerSecond); }},
    {"minute", [](const LocalTime& time) { return time.nanos / (60 * kNanosPerSecond) % 60; }},
    {"second", [](const LocalTime& time) { return time.nanos / kNanosPerSecond % 60; }},
    {"millisecond", [](const LocalTime& time) { return time.nanos % kNanosPerSecond / 1'000'000; }},
    {"microsecond", [](const LocalTime& time) { return time.nanos % kNanosPerSecond / 1'000; }},
    {"nanosecond", [](const LocalTime& time) { return time.nanos % kNanosPerSecond; }},
};

constexpr Reader<ZoneOrOffset> kOfZone[] = {
    {"offsetMinutes", [](const ZoneOrOffset& zone) -> int64_t { return zone.offset / 60; }},
    {"offsetSeconds", [](const ZoneOrOffset& zone) -> int64_t { return zone.offset; }},
};

constexpr Reader<Duration> kOfDuration[] = {
    {"years", [](const Duration& duration) { return duration.months / 12; }},
    {"quarters", [](const Duration& duration) { return duration.months / 3; }},
    {"months", [](const Duration& duration) { return duration.months; }},
    {"weeks", [](const Duration& duration) { return duration.days / 7; }},
    {"days", [](const Duration& duration) { return duration.days; }},
    {"hours", [](const Duration& duration) { return duration.seconds / 3600; }},
    {"minutes", [](const Duration& duration) { return duration.seconds / 60; }},
    {"seconds", [](const Duration& duration) { return duration.seconds; }},
    {"quartersOfYear", [](const Duration& duration) { return duration.months / 3 % 4; }},
    {"monthsOfYear", [](const Duration& duration) { return duration.months % 12; }},
    {"monthsOfQuarter", [](const Duration& duration) { return duration.months % 3; }},
    {"daysOfWeek", [](const Duration& duration) { return duration.days % 7; }},
    {"minutesOfHour", [](const Duration& duration) { return duration.seconds / 60 % 60; }},
    {"secondsOfMinute", [](const Duration& duration) { return duration.seconds % 60; }},
    {"millisecondsOfSecond", [](const Duration& duration) -> int64_t { return duration.nanos / 1'000'000; }},
    {"microsecondsOfSecond", [](const Duration& duration) -> int64_t { return duration.nanos / 1'000; }},
    {"nanosecondsOfSecond", [](const Duration& duration) -> int64_t { return duration.nanos; }},
};

// A time in a small unit, of which years near the end of the calendar have more than 64 bits hold.
struct SmallUnit {
  std::string_view name;
  int64_t in_second;
};
constexpr SmallUnit kSmallUnits[] = {
    {"milliseconds", 1'000}, {"microseconds", 1'000'000}, {"nanoseconds", 1'000'000'000}};

template <typename Part, size_t kCount>
std::optional<int64_t> Read(const Reader<Part> (&readers)[kCount], const Part& part, std::string_view name) {
  const auto* reader = std::ranges::find(readers, name, &Reader<Part>::name);
  if (reader == std::end(readers)) return std::nullopt;
  return reader->read(part);
}

Result<int64_t> InUnit(int64_t seconds, int64_t nanos, const SmallUnit& unit) {
  int64_t whole = 0;
  if (__builtin_mul_overflow(seconds, unit.in_second, &whole) ||
      __builtin_add_overflow(whole, nanos / (kNanosPerSecond / unit.in_second), &whole)) {
    return Fail(ErrorCode::kInvalid, fmt::format("the value has more {} than 64 bits hold", unit.name));
  }
  return whole;
}

}  // namespace

Result<PropertyValue> Property(const TemporalValue& value, std::string_view name) {
  std::optional<int64_t> number;
  if (const auto* duration = std::get_if<Duration>(&value)) {
    if (const auto* unit = std::ranges::find(kSmallUnits, name, &SmallUnit::name);
        unit != std::end(kSmallUnits)) {
      return InUnit(duration->seconds, duration->nanos, *unit);
    }
    number = Read(kOfDuration, *duration, name);
  }
  if (const auto date = DatePart(value)) number = Read(kOfDate, *date, name);
  if (const auto time = TimePart(value); time && !number) number = Read(kOfTime, *time, name);
  if (const auto zone = ZonePart(value); zone && !number) {
    if (name == "timezone") return zone->zone != nullptr ? ZoneName(*zone->zone) : OffsetText(zone->offset);
    if (name == "offset") return OffsetText(zone->offset);
    number = Read(kOfZone, *zone, name);
  }
  if (const auto* zoned = std::get_if<DateTime>(&value)) {
    if (name == "epochSeconds") number = EpochSeconds(*zoned);
    if (name == "epochMillis") {
      return InUnit(EpochSeconds(*zoned), zoned->local.time.nanos % kNanosPerSecond, kSmallUnits[0]);
    }
  }
  if (number) return *number;
  return Fail(ErrorCode::kInvalid, fmt::format("a {} has no component '{}'", TypeName(TypeOf(value)), name));
}

}  // namespace concord::temporal
