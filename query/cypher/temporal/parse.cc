// ISO 8601 instants from text. Durations: parse_duration.cc.
#include <fmt/format.h>

#include "query/cypher/temporal/calendar.h"
#include "query/cypher/temporal/construct.h"
#include "query/cypher/temporal/parse_duration.h"
#include "query/cypher/temporal/scan.h"

namespace concord::temporal {
namespace {

tl::unexpected<Error> Malformed(std::string_view text, std::string_view kind, std::string_view examples) {
  return Fail(ErrorCode::kInvalid,
              fmt::format("'{}' is not a {}; expected a form such as {}", text, kind, examples));
}

// What follows the year: "-07-21", "0721", "-202", "W302", "-Q2-60" ... In the extended form a hyphen stands
// before each part, in the basic form before none.
Result<Date> ParseAfterYear(int64_t year, std::string_view rest, std::string_view text) {
  const auto malformed = [&] { return Malformed(text, "date", "2015-07-21, 2015-W30-2 or 2015-202"); };
  Scan scan(rest);
  const bool extended = scan.Take('-');
  if (scan.AtEnd()) return extended ? Result<Date>(malformed()) : MakeDate(year, 1, 1);

  const char kind = scan.Peek();
  if (scan.Take('W') || scan.Take('Q')) {
    const auto part = scan.TakeNumber(kind == 'W' ? 2 : 1);
    if (!part) return malformed();
    int day = 1;
    if (!scan.AtEnd()) {
      if (extended && !scan.Take('-')) return malformed();
      const auto number = scan.TakeNumber(kind == 'W' ? 1 : 2);
      if (!number || !scan.AtEnd()) return malformed();
      day = *number;
    }
    return kind == 'W' ? MakeWeekDate(year, *part, day) : MakeQuarterDate(year, *part, day);
  }

  const std::string_view digits = scan.TakeDigits();
  const int64_t number = ToNumber(digits).value_or(0);
  if (digits.size() == 3 && scan.AtEnd()) return MakeOrdinalDate(year, number);
  if (digits.size() == 2 && scan.AtEnd()) return MakeDate(year, number, 1);
  if (!extended && digits.size() == 4 && scan.AtEnd()) return MakeDate(year, number / 100, number % 100);
  if (!extended || digits.size() != 2 || !scan.Take('-')) return malformed();
  const auto day = scan.TakeNumber(2);
  if (!day || !scan.AtEnd()) return malformed();
  return MakeDate(year, number, *day);
}

Result<Date> ParseDate(std::string_view text) {
  Scan scan(text);
  const bool negative = scan.Peek() == '-';
  if (scan.Take('-') || scan.Take('+')) {
    // With a sign the year has any number of digits, so something else must end it.
    const std::string_view digits = scan.TakeDigits();
    const auto year = ToNumber(digits);
    const bool ended = scan.AtEnd() || scan.Peek() == '-' || scan.Peek() == 'W' || scan.Peek() == 'Q';
    if (digits.empty() || !ended) return Malformed(text, "date", "-0044-03-15 or +12015-07-21");
    // A year of more digits than a number can have is out of range all the same.
    const int64_t size = year.value_or(int64_t{kMaxYear} + 1);
    return ParseAfterYear(negative ? -size : size, scan.rest(), text);
  }
  const auto year = scan.TakeNumber(4);
  if (!year) return Malformed(text, "date", "2015-07-21, 2015-W30-2 or 2015-202");
  return ParseAfterYear(*year, scan.rest(), text);
}

// "21:40:32.142", "2140" ...: colons between all parts or none.
Result<LocalTime> ParseTime(std::string_view text) {
  const auto malformed = [&] { return Malformed(text, "time", "21:40:32.142 or 2140"); };
  Scan scan(text);
  const auto hour = scan.TakeNumber(2);
  if (!hour) return malformed();
  if (scan.AtEnd()) return MakeTime(*hour, 0, 0, 0);
  const bool extended = scan.Take(':');
  const auto minute = scan.TakeNumber(2);
  if (!minute) return malformed();
  if (scan.AtEnd()) return MakeTime(*hour, *minute, 0, 0);
  if (extended && !scan.Take(':')) return malformed();
  const auto second = scan.TakeNumber(2);
  if (!second) return malformed();
  if (scan.AtEnd()) return MakeTime(*hour, *minute, *second, 0);
  if (!scan.Take('.') && !scan.Take(',')) return malformed();
  const std::string_view fraction = scan.TakeDigits();
  if (fraction.empty() || !scan.AtEnd()) return malformed();
  if (fraction.size() > 9) {
    return Fail(ErrorCode::kInvalid, fmt::format("'{}' has more than nine digits after the second", text));
  }
  int64_t nanos = *ToNumber(fraction);
  for (size_t n = fraction.size(); n < 9; ++n) nanos *= 10;
  return MakeTime(*hour, *minute, *second, nanos);
}

// A time of day and what follows it: "Z", "+01:00", "[Europe/London]", "+01:00[Europe/London]".
struct ZonedTime {
  LocalTime time;
  std::optional<int32_t> offset;
  const Zone* zone = nullptr;
};

Result<ZonedTime> ParseZonedTime(std::string_view text) {
  ZonedTime result;
  std::string_view rest = text;
  if (const size_t bracket = rest.find('['); bracket != rest.npos) {
    std::string_view name = rest.substr(bracket + 1);
    if (!name.ends_with(']')) return Malformed(text, "time with a zone", "21:40+01:00[Europe/London]");
    name.remove_suffix(1);
    const Result<const Zone*> zone = FindZone(name);
    if (!zone) return tl::unexpected(zone.error());
    result.zone = *zone;
    rest = rest.substr(0, bracket);
  }
  if (const size_t sign = rest.find_first_of("Zz+-"); sign != rest.npos) {
    const Result<ZoneOrOffset> offset = ParseZone(rest.substr(sign));
    if (!offset) return tl::unexpected(offset.error());
    if (offset->zone != nullptr) return Malformed(text, "time with a zone", "21:40Z or 21:40+01:00");
    result.offset = offset->offset;
    rest = rest.substr(0, sign);
  }
  const Result<LocalTime> time = ParseTime(rest);
  if (!time) return tl::unexpected(time.error());
  result.time = *time;
  return result;
}

// A date, alone or with a time after a "T".
struct DateAndTime {
  Date date;
  ZonedTime time;
};

Result<DateAndTime> ParseDateAndTime(std::string_view text) {
  DateAndTime result;
  const size_t mark = text.find('T');
  const Result<Date> date = ParseDate(text.substr(0, mark));
  if (!date) return tl::unexpected(date.error());
  result.date = *date;
  if (mark == text.npos) return result;
  const Result<ZonedTime> time = ParseZonedTime(text.substr(mark + 1));
  if (!time) return tl::unexpected(time.error());
  result.time = *time;
  return result;
}

Result<TemporalValue> ParseDateTime(std::string_view text) {
  const Result<DateAndTime> parts = ParseDateAndTime(text);
  if (!parts) return tl::unexpected(parts.error());
  const ZonedTime& time = parts->time;
  const Result<DateTime> value =
      InZone({parts->date, time.time}, {time.zone, time.offset.value_or(0)}, time.offset);
  if (!value) return tl::unexpected(value.error());
  if (time.offset && value->offset != *time.offset) {
    return Fail(ErrorCode::kInvalid,
                fmt::format("'{}' has the offset {}, but clocks in {} were at {} then", text,
                            OffsetText(*time.offset), ZoneName(*time.zone), OffsetText(value->offset)));
  }
  return *value;
}

}  // namespace

Result<TemporalValue> Parse(TemporalType type, std::string_view text) {
  if (type == TemporalType::kDuration) return ParseDuration(text);
  if (type == TemporalType::kDate) return ParseDate(text);
  if (type == TemporalType::kDateTime) return ParseDateTime(text);
  if (type == TemporalType::kLocalDateTime) {
    const Result<DateAndTime> parts = ParseDateAndTime(text);
    if (!parts) return tl::unexpected(parts.error());
    if (parts->time.offset || parts->time.zone != nullptr) {
      return Fail(ErrorCode::kInvalid, fmt::format("'{}' has a zone, which a LocalDateTime has not", text));
    }
    return LocalDateTime{parts->date, parts->time.time};
  }

  const Result<ZonedTime> time = ParseZonedTime(text.starts_with('T') ? text.substr(1) : text);
  if (!time) return tl::unexpected(time.error());
  if (type == TemporalType::kTime) {
    if (time->zone == nullptr) return Time{time->time, time->offset.value_or(0)};
    return Fail(ErrorCode::kInvalid,
                fmt::format("'{}' has a named zone, whose offset is unknown without a date", text));
  }
  if (time->offset || time->zone != nullptr) {
    return Fail(ErrorCode::kInvalid, fmt::format("'{}' has a zone, which a LocalTime has not", text));
  }
  return time->time;
}

}  // namespace concord::temporal
