// Making temporal values: from text, from components, from other values, from a clock.
//
// Function calls of the query language map to these one to one:
//   date('2015-07-21')                     Parse(kDate, "2015-07-21")
//   date({year: 2015, month: 7})           Construct(kDate, {{"year", 2015}, {"month", 7}}, now)
//   date(other)                            Project(kDate, other)
//   date(), date.realtime('Europe/Paris')  Current(kDate, now, "Europe/Paris")
//   datetime.fromepoch(s, n)               FromEpoch(s, n)
//   datetime.fromepochmillis(ms)           FromEpochMillis(ms)
// A null argument makes the result null, and is the caller's business. Where no zone is given, it is UTC.
//
// All errors have the code kInvalid or kNotFound (an unknown zone) and a message for users; none has a
// position.
#ifndef CONCORD_QUERY_CYPHER_TEMPORAL_CONSTRUCT_H_
#define CONCORD_QUERY_CYPHER_TEMPORAL_CONSTRUCT_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "query/cypher/temporal/temporal.h"

namespace concord::temporal {

// An entry of a map of components. `name` and text are borrowed for the call.
struct Component {
  using Value = std::variant<int64_t, double, std::string_view, TemporalValue>;

  std::string_view name;
  Value value;
};
using Components = std::span<const Component>;

// A moment of some clock: since 1970-01-01T00:00Z.
struct Moment {
  int64_t seconds = 0;
  int32_t nanos = 0;
};

// The system's clock.
Moment Now();

// Any ISO 8601 form: extended or basic, calendar, week (2015-W30-2), quarter (2015-Q2-60) or ordinal date
// (2015-202), of reduced precision, years beyond four digits with a sign, a zone in brackets. Durations in
// units (P1Y2M10DT2H30M, negative parts, fractions in the last part) or as a date and time
// (P2012-02-02T14:37:21.545).
Result<TemporalValue> Parse(TemporalType type, std::string_view text);

// From a map: year, month, day; year, week, dayOfWeek; year, quarter, dayOfQuarter; year, ordinalDay; hour,
// minute, second, millisecond, microsecond, nanosecond; timezone; epochSeconds, epochMillis; and `date`,
// `time` or `datetime` with a value whose parts count where nothing else is given. Durations: years,
// quarters, months, weeks, days, hours, minutes, seconds, milliseconds, microseconds, nanoseconds.
//
// Without a base value, what is left out must be less significant than what is given. A map with nothing but
// `timezone` asks for the time of `now`. A new zone keeps the instant of a base value that has a zone.
Result<TemporalValue> Construct(TemporalType type, Components components, Moment now);

// The part of `value` that `type` has: date(datetime), time(localtime) ... An error when it has none.
Result<TemporalValue> Project(TemporalType type, const TemporalValue& value);

// What a clock shows in a zone; not for durations.
Result<TemporalValue> Current(TemporalType type, Moment now, std::string_view timezone = "Z");

Result<DateTime> FromEpoch(int64_t seconds, int64_t nanos);
Result<DateTime> FromEpochMillis(int64_t millis);

}  // namespace concord::temporal

#endif  // CONCORD_QUERY_CYPHER_TEMPORAL_CONSTRUCT_H_
