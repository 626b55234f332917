// What can be done with temporal values: text, components, truncation, arithmetic, differences, comparison.
//
// All errors have the code kInvalid and a message for users; none has a position. Results beyond the years
// that a date can have, or beyond 64 bits of a duration's parts, are errors.
#ifndef CONCORD_QUERY_CYPHER_TEMPORAL_FUNCTIONS_H_
#define CONCORD_QUERY_CYPHER_TEMPORAL_FUNCTIONS_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"
#include "query/cypher/temporal/construct.h"
#include "query/cypher/temporal/temporal.h"

namespace concord::temporal {

// ISO 8601, the shortest form that keeps the value: "12:31", "1984-10-11T12:31:14.645+01:00[Europe/Paris]",
// "P12Y5M-14DT16H". Parse() reads it back.
std::string ToString(const TemporalValue& value);

// A component as a property: value.year, value.timezone, duration.minutesOfHour ... An error when values of
// this type have none of this name.
using PropertyValue = std::variant<int64_t, std::string>;
Result<PropertyValue> Property(const TemporalValue& value, std::string_view name);

// date.truncate(unit, value, components) and so on: the last boundary of a unit (millennium, century, decade,
// year, weekYear, quarter, month, week, day, hour, minute, second, millisecond, microsecond), with
// `components` set upon it. A `timezone` among them replaces the zone and keeps what clocks show.
Result<TemporalValue> Truncate(TemporalType type, std::string_view unit, const TemporalValue& value,
                               Components components = {});

// The difference between two instants of any types. Where one has no date, dates are ignored; where one has
// no zone, it is in the zone of the other; where one has no time, it is at midnight.
Result<Duration> Between(const TemporalValue& from, const TemporalValue& to);    // months, days and seconds
Result<Duration> InMonths(const TemporalValue& from, const TemporalValue& to);   // whole months only
Result<Duration> InDays(const TemporalValue& from, const TemporalValue& to);     // whole days only
Result<Duration> InSeconds(const TemporalValue& from, const TemporalValue& to);  // seconds and nanoseconds

// instant + duration, duration + instant, duration + duration, and the same with minus, where the right side
// is a duration. Months come first, and a day that the month lacks becomes its last; then days, then seconds.
// An instant ignores what it cannot hold: a date takes whole days, a time rolls over at midnight.
Result<TemporalValue> Add(const TemporalValue& left, const TemporalValue& right);
Result<TemporalValue> Subtract(const TemporalValue& left, const TemporalValue& right);

// By an integer or a float. A fraction of a month goes on as days and seconds (a month being 30.436875 days),
// a fraction of a day as seconds; what is left below a nanosecond is cut off.
using Number = std::variant<int64_t, double>;
Result<Duration> Multiply(const Duration& duration, Number factor);
Result<Duration> Divide(const Duration& duration, Number divisor);

// For <, <=, >, >=: instants of one type by time, those at the same time by what their clocks show. Nothing
// when the types differ, or for two durations that are not equal: then the comparison is null.
std::optional<std::strong_ordering> Compare(const TemporalValue& left, const TemporalValue& right);

// For ORDER BY: a total order that agrees with Compare() and with ==. Types follow one another as in
// TemporalValue; durations by length, a month being 30.436875 days.
std::strong_ordering Order(const TemporalValue& left, const TemporalValue& right);

// Equal values have equal hashes. Equality, and equivalence too, is ==.
size_t Hash(const TemporalValue& value);

}  // namespace concord::temporal

#endif  // CONCORD_QUERY_CYPHER_TEMPORAL_FUNCTIONS_H_
