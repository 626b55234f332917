// The components of an instant, as a map states them.
#ifndef CONCORD_QUERY_CYPHER_TEMPORAL_FIELDS_H_
#define CONCORD_QUERY_CYPHER_TEMPORAL_FIELDS_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "query/cypher/temporal/construct.h"
#include "query/cypher/temporal/temporal.h"

namespace concord::temporal {

// Borrows from the components that it was read from.
struct Fields {
  using Number = std::optional<int64_t>;

  Number year, month, day, week, day_of_week, quarter, day_of_quarter, ordinal_day;
  Number hour, minute, second, millisecond, microsecond, nanosecond;
  Number epoch_seconds, epoch_millis;
  std::optional<std::string_view> timezone;
  const TemporalValue* date = nullptr;
  const TemporalValue* time = nullptr;
  const TemporalValue* datetime = nullptr;

  bool HasDate() const;
  bool HasTime() const;
  bool HasFraction() const { return millisecond || microsecond || nanosecond; }
};

// An error for a component that values of this type do not have, or of the wrong type.
Result<Fields> ReadFields(TemporalType type, Components components);

// With a base, what is missing comes from it; a day that does not exist then becomes the last that does.
// Without one, only less significant parts may be missing.
Result<Date> BuildDate(const Fields& fields, const std::optional<Date>& base);
Result<LocalTime> BuildTime(const Fields& fields, const std::optional<LocalTime>& base);

// Milliseconds, microseconds and nanoseconds together, below a second; 0 when there are none. The coarsest of
// them counts whole, each further one below the one before.
Result<int64_t> FractionOf(const Fields& fields);

// The parts of a value, where it has them.
std::optional<Date> DatePart(const TemporalValue& value);
std::optional<LocalTime> TimePart(const TemporalValue& value);
std::optional<ZoneOrOffset> ZonePart(const TemporalValue& value);

}  // namespace concord::temporal

#endif  // CONCORD_QUERY_CYPHER_TEMPORAL_FIELDS_H_
