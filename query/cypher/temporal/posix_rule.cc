#include "query/cypher/temporal/posix_rule.h"

#include "query/cypher/temporal/calendar.h"
#include "query/cypher/temporal/scan.h"

namespace concord::temporal {
namespace {

// "CET" or "<+0330>".
bool SkipName(Scan& scan) {
  if (scan.Take('<')) {
    while (!scan.AtEnd() && scan.Peek() != '>') scan.Take(scan.Peek());
    return scan.Take('>');
  }
  int letters = 0;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  for (; is_letter(scan.Peek()); ++letters) scan.Take(scan.Peek());
  return letters >= 3;
}

// "-3:30", "2", "+167:00:00", in seconds.
std::optional<int> TakeClock(Scan& scan) {
  const bool negative = scan.Take('-');
  if (!negative) scan.Take('+');
  const auto hours = ToNumber(scan.TakeDigits());
  if (!hours || *hours > 167) return std::nullopt;
  int seconds = static_cast<int>(*hours) * 3600;
  for (int unit = 60; unit > 0 && scan.Take(':'); unit /= 60) {
    const auto part = scan.TakeNumber(2);
    if (!part || *part > 59) return std::nullopt;
    seconds += *part * unit;
  }
  return negative ? -seconds : seconds;
}

std::optional<PosixRule::Change> TakeChange(Scan& scan) {
  using Kind = PosixRule::Change::Kind;
  PosixRule::Change change;
  const auto take = [&](int min, int max, int& into) {
    const auto number = ToNumber(scan.TakeDigits());
    if (!number || *number < min || *number > max) return false;
    into = static_cast<int>(*number);
    return true;
  };
  if (scan.Take('M')) {
    if (!take(1, 12, change.month) || !scan.Take('.') || !take(1, 5, change.week) || !scan.Take('.') ||
        !take(0, 6, change.day)) {
      return std::nullopt;
    }
  } else {
    change.kind = scan.Take('J') ? Kind::kDayWithoutLeap : Kind::kDay;
    if (!take(change.kind == Kind::kDay ? 0 : 1, 365, change.day)) return std::nullopt;
  }
  if (scan.Take('/')) {
    const auto seconds = TakeClock(scan);
    if (!seconds) return std::nullopt;
    change.seconds = *seconds;
  }
  return change;
}

// In seconds since 1970 as clocks show them before the change.
int64_t LocalSecondsOf(const PosixRule::Change& change, int32_t year) {
  using Kind = PosixRule::Change::Kind;
  int64_t day = 0;
  if (change.kind == Kind::kMonthWeekDay) {
    const Date first{year, static_cast<int8_t>(change.month), 1};
    int of_month = 1 + (change.day - DayOfWeek(first) % 7 + 7) % 7 + (change.week - 1) * 7;
    while (of_month > DaysInMonth(year, change.month)) of_month -= 7;
    day = DayNumber(first) + of_month - 1;
  } else {
    const int64_t new_year = DayNumber(Date{year, 1, 1});
    const bool after_leap_day = change.kind == Kind::kDayWithoutLeap && change.day >= 60 && IsLeapYear(year);
    day = new_year + change.day - (change.kind == Kind::kDay ? 0 : 1) + (after_leap_day ? 1 : 0);
  }
  return day * kSecondsPerDay + change.seconds;
}

}  // namespace

std::optional<PosixRule> PosixRule::Parse(std::string_view text) {
  Scan scan(text);
  PosixRule rule;
  if (!SkipName(scan)) return std::nullopt;
  const auto standard = TakeClock(scan);
  if (!standard) return std::nullopt;
  rule.standard = -*standard;  // POSIX counts west of UTC
  if (scan.AtEnd()) return rule;

  rule.has_summer = true;
  if (!SkipName(scan)) return std::nullopt;
  rule.summer = rule.standard + 3600;
  if (scan.Peek() != ',') {
    const auto summer = TakeClock(scan);
    if (!summer) return std::nullopt;
    rule.summer = -*summer;
  }
  if (!scan.Take(',')) return std::nullopt;
  const auto start = TakeChange(scan);
  if (!start || !scan.Take(',')) return std::nullopt;
  const auto end = TakeChange(scan);
  if (!end || !scan.AtEnd()) return std::nullopt;
  rule.start = *start;
  rule.end = *end;
  return rule;
}

int32_t PosixRule::OffsetAt(int64_t epoch_seconds) const {
  if (!has_summer) return standard;
  // The calendar repeats after 400 years, so any year can stand for a nearer one.
  constexpr int64_t kEra = 146'097 * kSecondsPerDay;
  const int64_t at = FloorMod(epoch_seconds, kEra);
  const Result<Date> date = DateFromDayNumber(FloorDiv(at + standard, kSecondsPerDay));
  const int32_t year = date ? date->year : 1970;
  const int64_t from = LocalSecondsOf(start, year) - standard;
  const int64_t until = LocalSecondsOf(end, year) - summer;
  // In the south, summer spans the new year.
  const bool is_summer = from < until ? at >= from && at < until : at >= from || at < until;
  return is_summer ? summer : standard;
}

}  // namespace concord::temporal
