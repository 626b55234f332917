// The difference between two instants.
#include <fmt/format.h>

#include "query/cypher/temporal/calendar.h"
#include "query/cypher/temporal/fields.h"
#include "query/cypher/temporal/functions.h"
#include "query/cypher/temporal/steps.h"

namespace concord::temporal {
namespace {

// Two instants with all parts, in one zone.
struct Ends {
  DateTime from, to;
  bool have_dates = false;  // else their dates mean nothing
};

Result<DateTime> Complete(const TemporalValue& value, const Date& date, const ZoneOrOffset& zone) {
  if (const auto* whole = std::get_if<DateTime>(&value)) return *whole;
  return InZone({DatePart(value).value_or(date), TimePart(value).value_or(LocalTime{})},
                ZonePart(value).value_or(zone));
}

Result<Ends> Align(const TemporalValue& from, const TemporalValue& to) {
  for (const TemporalValue* end : {&from, &to}) {
    if (std::holds_alternative<Duration>(*end)) {
      return Fail(ErrorCode::kInvalid, "a difference is between two instants, and a Duration is none");
    }
  }
  const auto from_date = DatePart(from);
  const auto to_date = DatePart(to);
  const Date date = from_date ? *from_date : to_date.value_or(Date{});
  const auto from_zone = ZonePart(from);
  const ZoneOrOffset zone = from_zone ? *from_zone : ZonePart(to).value_or(ZoneOrOffset{});

  Ends ends;
  ends.have_dates = from_date && to_date;
  const Result<DateTime> first = Complete(from, date, zone);
  if (!first) return tl::unexpected(first.error());
  ends.from = *first;
  Result<DateTime> second = Complete(to, date, zone);
  if (second &&
      (second->zone != first->zone || (second->zone == nullptr && second->offset != first->offset))) {
    second = AtEpoch(EpochSeconds(*second), second->local.time.nanos % kNanosPerSecond, ZoneOf(*first));
  }
  if (!second) return tl::unexpected(second.error());
  ends.to = *second;
  return ends;
}

// The last day on which the time of day of `from` has been reached, coming from there.
Result<Date> LastDay(const DateTime& from, const DateTime& to) {
  const LocalDateTime& a = from.local;
  const LocalDateTime& b = to.local;
  if (b.date > a.date && b.time < a.time) return PlusDays(b.date, -1);
  if (b.date < a.date && b.time > a.time) return PlusDays(b.date, 1);
  return b.date;
}

Result<int64_t> MonthsUntil(const DateTime& from, const DateTime& to) {
  const Result<Date> last = LastDay(from, to);
  if (!last) return tl::unexpected(last.error());
  const Date& first = from.local.date;
  // A month is full when the day of the month is reached; 32 is more than any day.
  const auto count = [](const Date& date) { return (int64_t{date.year} * 12 + date.month) * 32 + date.day; };
  return (count(*last) - count(first)) / 32;
}

Result<int64_t> DaysUntil(const DateTime& from, const DateTime& to) {
  const Result<Date> last = LastDay(from, to);
  if (!last) return tl::unexpected(last.error());
  return DayNumber(*last) - DayNumber(from.local.date);
}

Duration TimeUntil(const DateTime& from, const DateTime& to) {
  Duration duration;
  duration.seconds = EpochSeconds(to) - EpochSeconds(from);
  const int64_t nanos = to.local.time.nanos % kNanosPerSecond - from.local.time.nanos % kNanosPerSecond;
  if (nanos < 0) --duration.seconds;
  duration.nanos = static_cast<int32_t>(FloorMod(nanos, kNanosPerSecond));
  return duration;
}

}  // namespace

Result<Duration> Between(const TemporalValue& from, const TemporalValue& to) {
  const Result<Ends> ends = Align(from, to);
  if (!ends) return tl::unexpected(ends.error());
  if (!ends->have_dates) return TimeUntil(ends->from, ends->to);
  const Result<int64_t> months = MonthsUntil(ends->from, ends->to);
  if (!months) return tl::unexpected(months.error());
  Result<DateTime> reached = PlusMonthsAndDays(ends->from, *months, 0);
  if (!reached) return tl::unexpected(reached.error());
  const Result<int64_t> days = DaysUntil(*reached, ends->to);
  if (!days) return tl::unexpected(days.error());
  reached = PlusMonthsAndDays(*reached, 0, *days);
  if (!reached) return tl::unexpected(reached.error());
  Duration duration = TimeUntil(*reached, ends->to);
  duration.months = *months;
  duration.days = *days;
  return duration;
}

Result<Duration> InMonths(const TemporalValue& from, const TemporalValue& to) {
  const Result<Ends> ends = Align(from, to);
  if (!ends) return tl::unexpected(ends.error());
  if (!ends->have_dates) return Duration{};
  const Result<int64_t> months = MonthsUntil(ends->from, ends->to);
  if (!months) return tl::unexpected(months.error());
  return Duration{*months, 0, 0, 0};
}

Result<Duration> InDays(const TemporalValue& from, const TemporalValue& to) {
  const Result<Ends> ends = Align(from, to);
  if (!ends) return tl::unexpected(ends.error());
  if (!ends->have_dates) return Duration{};
  const Result<int64_t> days = DaysUntil(ends->from, ends->to);
  if (!days) return tl::unexpected(days.error());
  return Duration{0, *days, 0, 0};
}

Result<Duration> InSeconds(const TemporalValue& from, const TemporalValue& to) {
  const Result<Ends> ends = Align(from, to);
  if (!ends) return tl::unexpected(ends.error());
  return TimeUntil(ends->from, ends->to);
}

}  // namespace concord::temporal
