#include "query/cypher/temporal/construct.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "query/cypher/temporal/amount.h"
#include "query/cypher/temporal/calendar.h"
#include "query/cypher/temporal/fields.h"

namespace concord::temporal {
namespace {

struct DurationUnit {
  std::string_view name;
  Amount Amounts::*part;
  int64_t size;  // in months, days, seconds or nanoseconds
};
constexpr DurationUnit kDurationUnits[] = {
    {"years", &Amounts::months, 12},
    {"quarters", &Amounts::months, 3},
    {"months", &Amounts::months, 1},
    {"weeks", &Amounts::days, 7},
    {"days", &Amounts::days, 1},
    {"hours", &Amounts::seconds, 3600},
    {"minutes", &Amounts::seconds, 60},
    {"seconds", &Amounts::seconds, 1},
    {"milliseconds", &Amounts::nanos, 1'000'000},
    {"microseconds", &Amounts::nanos, 1'000},
    {"nanoseconds", &Amounts::nanos, 1},
};

Result<Duration> ConstructDuration(Components components) {
  Amounts amounts;
  for (const Component& component : components) {
    const auto* unit = std::ranges::find(kDurationUnits, component.name, &DurationUnit::name);
    if (unit == std::end(kDurationUnits)) {
      return Fail(ErrorCode::kInvalid, fmt::format("a Duration has no component '{}'", component.name));
    }
    std::optional<Amount> amount;
    if (const auto* whole = std::get_if<int64_t>(&component.value)) amount = Amount{*whole, 0};
    if (const auto* number = std::get_if<double>(&component.value)) amount = ToAmount(*number);
    if (!amount) {
      return Fail(ErrorCode::kInvalid, fmt::format("component '{}' must be a number of 64 bits", unit->name));
    }
    Amount& part = amounts.*(unit->part);
    part = Plus(part, Times(*amount, unit->size, kDecimalDenominator), kDecimalDenominator);
  }
  return ToDuration(amounts, kDecimalDenominator);
}

// datetime({epochSeconds: ..., nanosecond: ...}), datetime({epochMillis: ...}).
Result<DateTime> ConstructFromEpoch(const Fields& fields, const ZoneOrOffset& zone) {
  const bool both = fields.epoch_seconds && fields.epoch_millis;
  if (both || fields.HasDate() || fields.hour || fields.minute || fields.second || fields.date != nullptr ||
      fields.time != nullptr || fields.datetime != nullptr) {
    return Fail(ErrorCode::kInvalid,
                "epochSeconds or epochMillis goes with timezone and parts of a second only");
  }
  Fields below = fields;
  if (fields.epoch_millis) {
    if (fields.millisecond) return Fail(ErrorCode::kInvalid, "epochMillis does not go with millisecond");
    below.millisecond = FloorMod(*fields.epoch_millis, 1000);
  }
  const Result<int64_t> nanos = FractionOf(below);
  if (!nanos) return tl::unexpected(nanos.error());
  return AtEpoch(fields.epoch_millis ? FloorDiv(*fields.epoch_millis, 1000) : *fields.epoch_seconds, *nanos,
                 zone);
}

// What the base values give, where nothing else is given.
struct Base {
  std::optional<Date> date;
  std::optional<LocalTime> time;
  std::optional<ZoneOrOffset> zone;
  std::optional<int32_t> offset;  // at the base's instant
};

Base BaseOf(const Fields& fields) {
  Base base;
  if (const auto* value = fields.datetime != nullptr ? fields.datetime : fields.date)
    base.date = DatePart(*value);
  if (const auto* value = fields.datetime != nullptr ? fields.datetime : fields.time) {
    base.time = TimePart(*value);
    base.zone = ZonePart(*value);
    if (base.zone) base.offset = base.zone->offset;
  }
  return base;
}

// "It is not permitted to omit a value of higher significance": an hour of a month is none of a day.
Result<void> CheckDayIsGiven(const Fields& fields, const Base& base) {
  if (base.date || (!fields.HasTime() && !base.time)) return {};
  if (fields.day || fields.day_of_week || fields.day_of_quarter || fields.ordinal_day) return {};
  return Fail(ErrorCode::kInvalid, "components of the time need a full date; its day is missing");
}

Result<Time> ConstructTime(const LocalTime& local, const Base& base,
                           const std::optional<ZoneOrOffset>& zone) {
  if (zone && zone->zone != nullptr) {
    return Fail(ErrorCode::kInvalid, fmt::format("a Time cannot be in the named zone '{}', whose offset is "
                                                 "unknown without a date",
                                                 ZoneName(*zone->zone)));
  }
  if (!zone) return Time{local, base.offset.value_or(0)};
  if (!base.offset) return Time{local, zone->offset};
  // The same instant, at another offset.
  const int64_t shift = (int64_t{zone->offset} - *base.offset) * kNanosPerSecond;
  return Time{{FloorMod(local.nanos + shift, kNanosPerDay)}, zone->offset};
}

Result<DateTime> ConstructDateTime(const LocalDateTime& local, const Base& base,
                                   const std::optional<ZoneOrOffset>& zone) {
  const ZoneOrOffset first = base.zone ? *base.zone : zone.value_or(ZoneOrOffset{});
  const Result<DateTime> value = InZone(local, first, base.offset);
  if (!value || !base.zone || !zone) return value;
  return AtEpoch(EpochSeconds(*value), local.time.nanos % kNanosPerSecond, *zone);
}

bool IsTimezoneAlone(Components components) {
  return components.size() == 1 && components.front().name == "timezone" &&
         std::holds_alternative<std::string_view>(components.front().value);
}

}  // namespace

Moment Now() {
  const int64_t nanos = std::chrono::duration_cast<std::chrono::nanoseconds>(
                            std::chrono::system_clock::now().time_since_epoch())
                            .count();
  return {FloorDiv(nanos, kNanosPerSecond), static_cast<int32_t>(FloorMod(nanos, kNanosPerSecond))};
}

Result<TemporalValue> Construct(TemporalType type, Components components, Moment now) {
  if (components.empty()) {
    return Fail(ErrorCode::kInvalid, fmt::format("a {} needs at least one component", TypeName(type)));
  }
  if (type == TemporalType::kDuration) return ConstructDuration(components);
  if (IsTimezoneAlone(components))
    return Current(type, now, std::get<std::string_view>(components.front().value));

  const Result<Fields> fields = ReadFields(type, components);
  if (!fields) return tl::unexpected(fields.error());
  std::optional<ZoneOrOffset> zone;
  if (fields->timezone) {
    const Result<ZoneOrOffset> parsed = ParseZone(*fields->timezone);
    if (!parsed) return tl::unexpected(parsed.error());
    zone = *parsed;
  }
  if (fields->epoch_seconds || fields->epoch_millis) {
    return ConstructFromEpoch(*fields, zone.value_or(ZoneOrOffset{}));
  }

  const Base base = BaseOf(*fields);
  Date date;
  if (type == TemporalType::kDate || type == TemporalType::kLocalDateTime ||
      type == TemporalType::kDateTime) {
    const Result<Date> built = BuildDate(*fields, base.date);
    if (!built) return tl::unexpected(built.error());
    date = *built;
    if (type == TemporalType::kDate) return date;
    if (auto ok = CheckDayIsGiven(*fields, base); !ok) return tl::unexpected(ok.error());
  }
  const Result<LocalTime> time = BuildTime(*fields, base.time);
  if (!time) return tl::unexpected(time.error());
  if (type == TemporalType::kLocalTime) {
    if (!base.time && !fields->hour) return Fail(ErrorCode::kInvalid, "component 'hour' is missing");
    return *time;
  }
  if (type == TemporalType::kLocalDateTime) return LocalDateTime{date, *time};
  if (type == TemporalType::kDateTime) return ConstructDateTime({date, *time}, base, zone);
  if (!base.time && !fields->hour) return Fail(ErrorCode::kInvalid, "component 'hour' is missing");
  return ConstructTime(*time, base, zone);
}

Result<TemporalValue> Project(TemporalType type, const TemporalValue& value) {
  if (type == TypeOf(value)) return value;
  const auto date = DatePart(value);
  const auto time = TimePart(value);
  const ZoneOrOffset zone = ZonePart(value).value_or(ZoneOrOffset{});
  if (type == TemporalType::kDate && date) return *date;
  if (type == TemporalType::kLocalTime && time) return *time;
  if (type == TemporalType::kTime && time) return Time{*time, zone.offset};
  if (type == TemporalType::kLocalDateTime && date && time) return LocalDateTime{*date, *time};
  if (type == TemporalType::kDateTime && date && time) return InZone({*date, *time}, zone);
  return Fail(ErrorCode::kInvalid,
              fmt::format("a {} has not all parts of a {}", TypeName(TypeOf(value)), TypeName(type)));
}

Result<TemporalValue> Current(TemporalType type, Moment now, std::string_view timezone) {
  if (type == TemporalType::kDuration) return Fail(ErrorCode::kInvalid, "a Duration is not shown by a clock");
  const Result<ZoneOrOffset> zone = ParseZone(timezone);
  if (!zone) return tl::unexpected(zone.error());
  const Result<DateTime> value = AtEpoch(now.seconds, now.nanos, *zone);
  if (!value) return tl::unexpected(value.error());
  return Project(type, *value);
}

Result<DateTime> FromEpoch(int64_t seconds, int64_t nanos) {
  if (auto ok = CheckRange("nanoseconds", nanos, 0, kNanosPerSecond - 1); !ok)
    return tl::unexpected(ok.error());
  return AtEpoch(seconds, nanos, ZoneOrOffset{});
}

Result<DateTime> FromEpochMillis(int64_t millis) {
  return AtEpoch(FloorDiv(millis, 1000), FloorMod(millis, 1000) * 1'000'000, ZoneOrOffset{});
}

}  // namespace concord::temporal
