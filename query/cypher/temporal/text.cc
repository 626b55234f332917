// Temporal values as text, canonical ISO 8601.
#include <fmt/format.h>

#include <string>

#include "query/cypher/temporal/functions.h"

namespace concord::temporal {
namespace {

// ".645" for 645,000,000; nothing for 0.
std::string FractionText(int64_t nanos) {
  if (nanos == 0) return {};
  std::string text = fmt::format(".{:09}", nanos);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

// At least four digits, with a sign before year 0 and after year 9999.
std::string YearText(int32_t year) {
  if (year > 9999) return fmt::format("+{}", year);
  return year < 0 ? fmt::format("-{:04}", -year) : fmt::format("{:04}", year);
}

std::string Text(const Date& date) {
  return fmt::format("{}-{:02}-{:02}", YearText(date.year), date.month, date.day);
}

std::string Text(const LocalTime& time) {
  const int64_t seconds = time.nanos / kNanosPerSecond;
  std::string text = fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
  const int64_t nanos = time.nanos % kNanosPerSecond;
  if (seconds % 60 != 0 || nanos != 0) text += fmt::format(":{:02}{}", seconds % 60, FractionText(nanos));
  return text;
}

std::string Text(const LocalDateTime& value) { return Text(value.date) + "T" + Text(value.time); }

std::string Text(const Time& time) { return Text(time.local) + OffsetText(time.offset); }

std::string Text(const DateTime& value) {
  std::string text = Text(value.local) + OffsetText(value.offset);
  if (value.zone != nullptr) text += "[" + ZoneName(*value.zone) + "]";
  return text;
}

std::string Text(const Duration& duration) {
  std::string date;
  const auto append = [](std::string& text, int64_t number, char unit) {
    if (number != 0) text += fmt::format("{}{}", number, unit);
  };
  append(date, duration.months / 12, 'Y');
  append(date, duration.months % 12, 'M');
  append(date, duration.days, 'D');

  // All parts of the time have its sign, so a negative time is counted from above.
  const bool up = duration.seconds < 0 && duration.nanos > 0;
  const int64_t seconds = duration.seconds + (up ? 1 : 0);
  const int64_t nanos = up ? kNanosPerSecond - duration.nanos : duration.nanos;
  std::string time;
  append(time, seconds / 3600, 'H');
  append(time, seconds / 60 % 60, 'M');
  if (seconds % 60 != 0 || nanos != 0) {
    const bool lost_sign = up && seconds % 60 == 0;
    time += fmt::format("{}{}{}S", lost_sign ? "-" : "", seconds % 60, FractionText(nanos));
  }
  if (date.empty() && time.empty()) return "PT0S";
  return "P" + date + (time.empty() ? "" : "T" + time);
}

}  // namespace

std::string ToString(const TemporalValue& value) {
  return std::visit([](const auto& held) { return Text(held); }, value);
}

}  // namespace concord::temporal
