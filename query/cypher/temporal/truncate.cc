// The last boundary of a unit before an instant.
#include <fmt/format.h>

#include <algorithm>

#include "query/cypher/temporal/calendar.h"
#include "query/cypher/temporal/fields.h"
#include "query/cypher/temporal/functions.h"

namespace concord::temporal {
namespace {

enum class Unit : uint8_t {
  kMillennium,
  kCentury,
  kDecade,
  kYear,
  kWeekYear,
  kQuarter,
  kMonth,
  kWeek,
  kDay,
  kHour,
  kMinute,
  kSecond,
  kMillisecond,
  kMicrosecond,
};
constexpr std::string_view kUnitNames[] = {"millennium", "century", "decade",      "year",       "weekYear",
                                           "quarter",    "month",   "week",        "day",        "hour",
                                           "minute",     "second",  "millisecond", "microsecond"};

std::optional<Unit> UnitNamed(std::string_view name) {
  const auto* found = std::ranges::find(kUnitNames, name);
  if (found == std::end(kUnitNames)) return std::nullopt;
  return static_cast<Unit>(found - kUnitNames);
}

Result<Date> TruncateDate(const Date& date, Unit unit) {
  const auto to_years = [&](int64_t years) { return MakeDate(FloorDiv(date.year, years) * years, 1, 1); };
  switch (unit) {
    case Unit::kMillennium:
      return to_years(1000);
    case Unit::kCentury:
      return to_years(100);
    case Unit::kDecade:
      return to_years(10);
    case Unit::kYear:
      return to_years(1);
    case Unit::kWeekYear:
      return MakeWeekDate(WeekOf(date).year, 1, 1);
    case Unit::kQuarter:
      return MakeDate(date.year, Quarter(date) * 3 - 2, 1);
    case Unit::kMonth:
      return MakeDate(date.year, date.month, 1);
    case Unit::kWeek:
      return DateFromDayNumber(DayNumber(date) - (DayOfWeek(date) - 1));
    default:
      return date;
  }
}

LocalTime TruncateTime(const LocalTime& time, Unit unit) {
  const auto to_nanos = [&](int64_t nanos) { return LocalTime{time.nanos - time.nanos % nanos}; };
  switch (unit) {
    case Unit::kHour:
      return to_nanos(3600 * kNanosPerSecond);
    case Unit::kMinute:
      return to_nanos(60 * kNanosPerSecond);
    case Unit::kSecond:
      return to_nanos(kNanosPerSecond);
    case Unit::kMillisecond:
      return to_nanos(1'000'000);
    case Unit::kMicrosecond:
      return to_nanos(1'000);
    default:
      return {};
  }
}

// Finer parts of a second are set upon the part that is kept, not in its place.
void KeepFraction(const LocalTime& time, Unit unit, Fields& fields) {
  const int64_t nanos = time.nanos % kNanosPerSecond;
  if (unit == Unit::kMillisecond && !fields.millisecond) fields.millisecond = nanos / 1'000'000;
  if (unit == Unit::kMicrosecond && !fields.microsecond && !fields.millisecond)
    fields.microsecond = nanos / 1'000;
}

}  // namespace

Result<TemporalValue> Truncate(TemporalType type, std::string_view unit_name, const TemporalValue& value,
                               Components components) {
  const auto unit = UnitNamed(unit_name);
  if (!unit) {
    return Fail(ErrorCode::kInvalid, fmt::format("'{}' is not a unit to truncate to; expected one of [{}]",
                                                 unit_name, fmt::join(kUnitNames, ", ")));
  }
  const bool wants_date = type != TemporalType::kTime && type != TemporalType::kLocalTime;
  const bool wants_time = type != TemporalType::kDate;
  const auto date = DatePart(value);
  const auto time = TimePart(value);
  const bool too_large = !wants_date && *unit < Unit::kDay;
  const bool too_small = *unit > Unit::kDay && (!wants_time || !time);
  if (type == TemporalType::kDuration || (wants_date && !date) || (!wants_date && !time) || too_large ||
      too_small) {
    return Fail(ErrorCode::kInvalid, fmt::format("a {} cannot be truncated to a {} of unit '{}'",
                                                 TypeName(TypeOf(value)), TypeName(type), unit_name));
  }

  Result<Fields> fields = ReadFields(type, components);
  if (!fields) return tl::unexpected(fields.error());
  Result<Date> new_date = Date{};
  if (wants_date) {
    const auto* other = fields->datetime != nullptr ? fields->datetime : fields->date;
    new_date = other != nullptr ? *DatePart(*other) : TruncateDate(*date, *unit);
    if (new_date) new_date = BuildDate(*fields, *new_date);
    if (!new_date) return tl::unexpected(new_date.error());
    if (type == TemporalType::kDate) return *new_date;
  }
  const auto* other = fields->datetime != nullptr ? fields->datetime : fields->time;
  const LocalTime truncated =
      other != nullptr ? *TimePart(*other) : TruncateTime(time.value_or(LocalTime{}), *unit);
  if (fields->HasFraction()) KeepFraction(truncated, *unit, *fields);
  const Result<LocalTime> new_time = BuildTime(*fields, truncated);
  if (!new_time) return tl::unexpected(new_time.error());
  if (type == TemporalType::kLocalTime) return *new_time;
  const LocalDateTime local{*new_date, *new_time};
  if (type == TemporalType::kLocalDateTime) return local;

  ZoneOrOffset zone = ZonePart(value).value_or(ZoneOrOffset{});
  std::optional<int32_t> preferred = zone.offset;
  if (fields->timezone) {
    const Result<ZoneOrOffset> parsed = ParseZone(*fields->timezone);
    if (!parsed) return tl::unexpected(parsed.error());
    zone = *parsed;
    preferred.reset();
  }
  if (type == TemporalType::kDateTime) return InZone(local, zone, preferred);
  if (fields->timezone && zone.zone != nullptr) {
    return Fail(ErrorCode::kInvalid, fmt::format("a Time cannot be in the named zone '{}', whose offset is "
                                                 "unknown without a date",
                                                 *fields->timezone));
  }
  return Time{*new_time, zone.offset};
}

}  // namespace concord::temporal
