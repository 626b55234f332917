// Going from an instant by months, days and seconds.
#ifndef CONCORD_QUERY_CYPHER_TEMPORAL_STEPS_H_
#define CONCORD_QUERY_CYPHER_TEMPORAL_STEPS_H_

#include <cstdint>

#include "base/result.h"
#include "query/cypher/temporal/temporal.h"

namespace concord::temporal {

// A day that the new month lacks becomes its last. An error beyond the years that a date can have.
Result<Date> PlusMonths(const Date& date, int64_t months);
Result<Date> PlusDays(const Date& date, int64_t days);

// By the clock: the same time of day, months and then days later, resolved in the zone.
Result<DateTime> PlusMonthsAndDays(const DateTime& value, int64_t months, int64_t days);

}  // namespace concord::temporal

#endif  // CONCORD_QUERY_CYPHER_TEMPORAL_STEPS_H_
