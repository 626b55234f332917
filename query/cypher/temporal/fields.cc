#include "query/cypher/temporal/fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "query/cypher/temporal/calendar.h"

namespace concord::temporal {
namespace {

enum class Group : uint8_t { kDate, kTime, kEpoch };

struct NumberField {
  std::string_view name;
  Group group;
  Fields::Number Fields::*field;
};
constexpr NumberField kNumbers[] = {
    {"year", Group::kDate, &Fields::year},
    {"month", Group::kDate, &Fields::month},
    {"day", Group::kDate, &Fields::day},
    {"week", Group::kDate, &Fields::week},
    {"dayOfWeek", Group::kDate, &Fields::day_of_week},
    {"quarter", Group::kDate, &Fields::quarter},
    {"dayOfQuarter", Group::kDate, &Fields::day_of_quarter},
    {"ordinalDay", Group::kDate, &Fields::ordinal_day},
    {"hour", Group::kTime, &Fields::hour},
    {"minute", Group::kTime, &Fields::minute},
    {"second", Group::kTime, &Fields::second},
    {"millisecond", Group::kTime, &Fields::millisecond},
    {"microsecond", Group::kTime, &Fields::microsecond},
    {"nanosecond", Group::kTime, &Fields::nanosecond},
    {"epochSeconds", Group::kEpoch, &Fields::epoch_seconds},
    {"epochMillis", Group::kEpoch, &Fields::epoch_millis},
};

struct BaseField {
  std::string_view name;
  const TemporalValue* Fields::*field;
  bool date, time;  // the parts that it stands for
};
constexpr BaseField kBases[] = {
    {"date", &Fields::date, true, false},
    {"time", &Fields::time, false, true},
    {"datetime", &Fields::datetime, true, true},
};

bool HasGroup(TemporalType type, Group group) {
  if (group == Group::kEpoch) return type == TemporalType::kDateTime;
  if (type == TemporalType::kDateTime || type == TemporalType::kLocalDateTime) return true;
  return (type == TemporalType::kDate) == (group == Group::kDate);
}

tl::unexpected<Error> WrongType(std::string_view name, std::string_view expected) {
  return Fail(ErrorCode::kInvalid, fmt::format("component '{}' must be {}", name, expected));
}

Result<void> ReadBase(const BaseField& base, TemporalType type, const Component& component, Fields& fields) {
  const auto* value = std::get_if<TemporalValue>(&component.value);
  if (value == nullptr) return WrongType(base.name, "a temporal value");
  const bool for_date = base.date && HasGroup(type, Group::kDate);
  const bool for_time = base.time && HasGroup(type, Group::kTime);
  if (!for_date && !for_time) {
    return Fail(ErrorCode::kInvalid, fmt::format("{} has no component '{}'", TypeName(type), base.name));
  }
  if ((for_date && !DatePart(*value)) || (for_time && !TimePart(*value))) {
    return Fail(ErrorCode::kInvalid, fmt::format("a {} cannot be the component '{}' of a {}",
                                                 TypeName(TypeOf(*value)), base.name, TypeName(type)));
  }
  fields.*(base.field) = value;
  return {};
}

// A part of lower rank that is given needs the part of higher rank.
Result<void> Need(const Fields::Number& lower, std::string_view lower_name, const Fields::Number& higher,
                  std::string_view higher_name) {
  if (!lower || higher) return {};
  return Fail(ErrorCode::kInvalid, fmt::format("component '{}' needs '{}'", lower_name, higher_name));
}

int64_t Among(int64_t value, int64_t last) { return std::min(value, last); }

}  // namespace

bool Fields::HasDate() const {
  return year || month || day || week || day_of_week || quarter || day_of_quarter || ordinal_day;
}

bool Fields::HasTime() const { return hour || minute || second || HasFraction(); }

Result<Fields> ReadFields(TemporalType type, Components components) {
  Fields fields;
  for (const Component& component : components) {
    const auto is_named = [&](const auto& field) { return field.name == component.name; };
    if (const auto* base = std::ranges::find_if(kBases, is_named); base != std::end(kBases)) {
      if (auto ok = ReadBase(*base, type, component, fields); !ok) return tl::unexpected(ok.error());
      continue;
    }
    if (component.name == "timezone") {
      const auto* text = std::get_if<std::string_view>(&component.value);
      if (text == nullptr) return WrongType("timezone", "a string");
      if (type != TemporalType::kTime && type != TemporalType::kDateTime) {
        return Fail(ErrorCode::kInvalid, fmt::format("a {} has no time zone", TypeName(type)));
      }
      fields.timezone = *text;
      continue;
    }
    const auto* number = std::ranges::find_if(kNumbers, is_named);
    if (number == std::end(kNumbers) || !HasGroup(type, number->group)) {
      return Fail(ErrorCode::kInvalid,
                  fmt::format("{} has no component '{}'", TypeName(type), component.name));
    }
    const auto* value = std::get_if<int64_t>(&component.value);
    if (value == nullptr) return WrongType(component.name, "an integer");
    fields.*(number->field) = *value;
  }
  if (fields.datetime != nullptr && (fields.date != nullptr || fields.time != nullptr)) {
    return Fail(ErrorCode::kInvalid, "component 'datetime' goes with neither 'date' nor 'time'");
  }
  return fields;
}

Result<Date> BuildDate(const Fields& fields, const std::optional<Date>& base) {
  const bool by_week = fields.week || fields.day_of_week;
  const bool by_quarter = fields.quarter || fields.day_of_quarter;
  const bool by_ordinal = fields.ordinal_day.has_value();
  const bool by_month = fields.month || fields.day;
  if (by_week + by_quarter + by_ordinal + by_month > 1) {
    return Fail(ErrorCode::kInvalid,
                "a date takes month and day, or week and dayOfWeek, or quarter and "
                "dayOfQuarter, or ordinalDay: no two of these together");
  }
  if (!base) {
    if (!fields.year) return Fail(ErrorCode::kInvalid, "component 'year' is missing");
    for (const auto& ok : {Need(fields.day, "day", fields.month, "month"),
                           Need(fields.day_of_week, "dayOfWeek", fields.week, "week"),
                           Need(fields.day_of_quarter, "dayOfQuarter", fields.quarter, "quarter")}) {
      if (!ok) return tl::unexpected(ok.error());
    }
  }

  if (fields.year) {
    if (auto ok = CheckRange("year", *fields.year, kMinYear, kMaxYear); !ok)
      return tl::unexpected(ok.error());
  }
  if (by_ordinal) return MakeOrdinalDate(fields.year.value_or(base ? base->year : 0), *fields.ordinal_day);
  if (by_week) {
    const WeekDate from = base ? WeekOf(*base) : WeekDate{};
    const int64_t year = fields.year.value_or(from.year);
    return MakeWeekDate(year, fields.week.value_or(Among(from.week, WeeksInYear(year))),
                        fields.day_of_week.value_or(from.day));
  }
  const Date from = base.value_or(Date{0, 1, 1});
  const int64_t year = fields.year.value_or(from.year);
  if (by_quarter) {
    const int64_t quarter = fields.quarter.value_or(Quarter(from));
    const int last = quarter >= 1 && quarter <= 4 ? DaysInQuarter(year, static_cast<int>(quarter)) : 1;
    return MakeQuarterDate(year, quarter, fields.day_of_quarter.value_or(Among(DayOfQuarter(from), last)));
  }
  const int64_t month = fields.month.value_or(from.month);
  const int last = month >= 1 && month <= 12 ? DaysInMonth(year, static_cast<int>(month)) : 1;
  return MakeDate(year, month, fields.day.value_or(Among(from.day, last)));
}

Result<int64_t> FractionOf(const Fields& fields) {
  struct Part {
    std::string_view name;
    const Fields::Number& value;
    int64_t nanos;
  };
  const Part parts[] = {{"millisecond", fields.millisecond, 1'000'000},
                        {"microsecond", fields.microsecond, 1'000},
                        {"nanosecond", fields.nanosecond, 1}};
  int64_t sum = 0;
  int64_t above = kNanosPerSecond;
  for (const Part& part : parts) {
    if (!part.value) continue;
    if (auto ok = CheckRange(part.name, *part.value, 0, above / part.nanos - 1); !ok) {
      return tl::unexpected(ok.error());
    }
    sum += *part.value * part.nanos;
    above = part.nanos;
  }
  return sum;
}

Result<LocalTime> BuildTime(const Fields& fields, const std::optional<LocalTime>& base) {
  if (!base) {
    for (const auto& ok : {Need(fields.minute, "minute", fields.hour, "hour"),
                           Need(fields.second, "second", fields.minute, "minute"),
                           Need(fields.millisecond, "millisecond", fields.second, "second"),
                           Need(fields.microsecond, "microsecond", fields.second, "second"),
                           Need(fields.nanosecond, "nanosecond", fields.second, "second")}) {
      if (!ok) return tl::unexpected(ok.error());
    }
  }
  const int64_t nanos = base ? base->nanos : 0;
  const int64_t seconds = nanos / kNanosPerSecond;
  const Result<int64_t> fraction = FractionOf(fields);
  if (!fraction) return tl::unexpected(fraction.error());
  return MakeTime(fields.hour.value_or(seconds / 3600), fields.minute.value_or(seconds / 60 % 60),
                  fields.second.value_or(seconds % 60),
                  fields.HasFraction() ? *fraction : nanos % kNanosPerSecond);
}

std::optional<Date> DatePart(const TemporalValue& value) {
  if (const auto* date = std::get_if<Date>(&value)) return *date;
  if (const auto* local = std::get_if<LocalDateTime>(&value)) return local->date;
  if (const auto* zoned = std::get_if<DateTime>(&value)) return zoned->local.date;
  return std::nullopt;
}

std::optional<LocalTime> TimePart(const TemporalValue& value) {
  if (const auto* local = std::get_if<LocalTime>(&value)) return *local;
  if (const auto* time = std::get_if<Time>(&value)) return time->local;
  if (const auto* local = std::get_if<LocalDateTime>(&value)) return local->time;
  if (const auto* zoned = std::get_if<DateTime>(&value)) return zoned->local.time;
  return std::nullopt;
}

std::optional<ZoneOrOffset> ZonePart(const TemporalValue& value) {
  if (const auto* time = std::get_if<Time>(&value)) return ZoneOrOffset{nullptr, time->offset};
  if (const auto* zoned = std::get_if<DateTime>(&value)) return ZoneOf(*zoned);
  return std::nullopt;
}

}  // namespace concord::temporal
