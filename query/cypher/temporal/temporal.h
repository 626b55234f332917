// The temporal values of the query language: five kinds of instants, and durations.
//
// Semantics: openCypher 9 (CIP2015-08-06, "Date and Time"). The calendar is ISO 8601's, proleptic
// Gregorian, with years from -999,999,999 to 999,999,999; the smallest step is a nanosecond. There are no
// leap seconds. All types are plain values of at most 40 bytes that may be copied and shared freely.
//
// construct.h makes them, functions.h works with them.
#ifndef CONCORD_QUERY_CYPHER_TEMPORAL_TEMPORAL_H_
#define CONCORD_QUERY_CYPHER_TEMPORAL_TEMPORAL_H_

#include <compare>
#include <cstdint>
#include <string_view>
#include <variant>

#include "query/cypher/temporal/zone.h"

namespace concord::temporal {

inline constexpr int32_t kMinYear = -999'999'999;
inline constexpr int32_t kMaxYear = 999'999'999;
inline constexpr int64_t kSecondsPerDay = 86'400;
inline constexpr int64_t kNanosPerSecond = 1'000'000'000;
inline constexpr int64_t kNanosPerDay = kSecondsPerDay * kNanosPerSecond;

// Always a day that the calendar has. Year 0 is the year before year 1.
struct Date {
  int32_t year = 1970;
  int8_t month = 1;  // 1 to 12
  int8_t day = 1;    // 1 to 31

  // NOLINTNEXTLINE(modernize-use-nullptr): the check takes the 0 of a generated comparison for a pointer
  auto operator<=>(const Date&) const = default;
};

// A time of day, without a date or a zone.
struct LocalTime {
  int64_t nanos = 0;  // since midnight, below kNanosPerDay

  // NOLINTNEXTLINE(modernize-use-nullptr): as above
  auto operator<=>(const LocalTime&) const = default;
};

struct LocalDateTime {
  Date date;
  LocalTime time;

  // NOLINTNEXTLINE(modernize-use-nullptr): as above
  auto operator<=>(const LocalDateTime&) const = default;
};

// A time of day as clocks show it at an offset from UTC.
struct Time {
  LocalTime local;
  int32_t offset = 0;  // seconds east of UTC, at most 18 hours either way

  // Same clock, same offset. What comes first in time: Compare().
  bool operator==(const Time&) const = default;
};

// A date and time as clocks show them in a zone. `offset` is the zone's offset at that instant.
struct DateTime {
  LocalDateTime local;
  int32_t offset = 0;          // seconds east of UTC
  const Zone* zone = nullptr;  // the named zone; null when only the offset is known

  // Same clock, same offset, same zone: 10:00+01:00 and 09:00Z are two values. What comes first: Compare().
  bool operator==(const DateTime&) const = default;
};

// An amount of time. Months, days and seconds are kept apart because none is a fixed number of the others.
// Each may be negative.
struct Duration {
  int64_t months = 0;
  int64_t days = 0;
  int64_t seconds = 0;  // rounded down, so that `nanos` is never negative: -0.1 s is -1 and 900,000,000
  int32_t nanos = 0;    // 0 to 999,999,999

  bool operator==(const Duration&) const = default;
};

// In the order in which ORDER BY sorts values of different types.
using TemporalValue = std::variant<DateTime, LocalDateTime, Date, Time, LocalTime, Duration>;

// The position of each type in TemporalValue.
enum class TemporalType : uint8_t { kDateTime, kLocalDateTime, kDate, kTime, kLocalTime, kDuration };

inline TemporalType TypeOf(const TemporalValue& value) { return static_cast<TemporalType>(value.index()); }

// "datetime", "localdatetime", "date", "time", "localtime", "duration": the names of the functions.
std::string_view FunctionName(TemporalType type);

// "DateTime", "LocalDateTime" ...: for messages.
std::string_view TypeName(TemporalType type);

}  // namespace concord::temporal

#endif  // CONCORD_QUERY_CYPHER_TEMPORAL_TEMPORAL_H_
