#include "query/cypher/temporal/parse_duration.h"

#include <fmt/format.h>

#include "query/cypher/temporal/amount.h"
#include "query/cypher/temporal/calendar.h"
#include "query/cypher/temporal/scan.h"

namespace concord::temporal {
namespace {

tl::unexpected<Error> Malformed(std::string_view text) {
  return Fail(ErrorCode::kInvalid, fmt::format("'{}' is not a duration; expected a form such as "
                                               "P1Y2M10DT2H30M, P2.5W or P2012-02-02T14:37:21.545",
                                               text));
}

// How many of the amount's part one of a unit is.
struct Unit {
  char letter;
  Amount Amounts::*part;
  int64_t size;
};
constexpr Unit kDateUnits[] = {{'Y', &Amounts::months, 12},
                               {'M', &Amounts::months, 1},
                               {'W', &Amounts::days, 7},
                               {'D', &Amounts::days, 1}};
constexpr Unit kTimeUnits[] = {
    {'H', &Amounts::seconds, 3600}, {'M', &Amounts::seconds, 60}, {'S', &Amounts::seconds, 1}};

// "1Y2M-3.5D": units in this order, each at most once. False when it is something else. Only the last number
// of a duration has a fraction; `fraction` says whether one was seen.
bool AddUnits(std::string_view text, std::span<const Unit> units, Amounts& sum, bool& fraction) {
  auto unit = units.begin();
  while (!text.empty()) {
    const size_t letter = text.find_first_not_of("+-0123456789.,");
    if (letter == text.npos) return false;
    while (unit != units.end() && unit->letter != text[letter]) ++unit;
    if (unit == units.end()) return false;
    const auto amount = ParseAmount(text.substr(0, letter));
    if (!amount || fraction) return false;
    fraction = amount->rest != 0;
    Amount& part = sum.*(unit->part);
    part = Plus(part, Times(*amount, unit->size, kDecimalDenominator), kDecimalDenominator);
    text.remove_prefix(letter + 1);
    ++unit;
  }
  return true;
}

// "2012-02-02T14:37:21.545", "20120202T143721", "2012-032": the same number of years, months, days ...
// Unlike in a date, months and days may be zero.
Result<Duration> ParseAsDateTime(std::string_view date, std::string_view time, std::string_view text) {
  Scan scan(date);
  const auto years = scan.TakeNumber(4);
  if (!years) return Malformed(text);
  Duration duration{*years * 12, 0, 0, 0};
  const bool extended = scan.Take('-');
  if (scan.rest().size() == 3) {
    const auto days = scan.TakeNumber(3);
    if (!days) return Malformed(text);
    if (auto ok = CheckRange("days", *days, 0, 366); !ok) return tl::unexpected(ok.error());
    duration.days = *days;
  } else {
    const auto months = scan.TakeNumber(2);
    if (!months || scan.Take('-') != extended) return Malformed(text);
    const auto days = scan.TakeNumber(2);
    if (!days || !scan.AtEnd()) return Malformed(text);
    if (auto ok = CheckRange("months", *months, 0, 12); !ok) return tl::unexpected(ok.error());
    if (auto ok = CheckRange("days", *days, 0, 31); !ok) return tl::unexpected(ok.error());
    duration.months += *months;
    duration.days = *days;
  }
  if (time.empty()) return duration;
  const Result<TemporalValue> clock = Parse(TemporalType::kLocalTime, time);
  if (!clock) return tl::unexpected(clock.error());
  const int64_t nanos = std::get<LocalTime>(*clock).nanos;
  duration.seconds = nanos / kNanosPerSecond;
  duration.nanos = static_cast<int32_t>(nanos % kNanosPerSecond);
  return duration;
}

}  // namespace

Result<Duration> ParseDuration(std::string_view text) {
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  if (!rest.starts_with('P')) return Malformed(text);
  rest.remove_prefix(1);
  const size_t mark = rest.find('T');
  const std::string_view date = rest.substr(0, mark);
  const std::string_view time = mark == rest.npos ? std::string_view() : rest.substr(mark + 1);
  if ((mark == rest.npos ? date : time).empty()) return Malformed(text);

  if (!negative && !date.empty() && date.find_first_of("YMWD") == date.npos) {
    return ParseAsDateTime(date, time, text);
  }
  Amounts amounts;
  bool fraction = false;
  if (!AddUnits(date, kDateUnits, amounts, fraction) || !AddUnits(time, kTimeUnits, amounts, fraction)) {
    return Malformed(text);
  }
  if (negative) {
    for (Amount* part : {&amounts.months, &amounts.days, &amounts.seconds})
      *part = {-part->whole, -part->rest};
  }
  return ToDuration(amounts, kDecimalDenominator);
}

}  // namespace concord::temporal
