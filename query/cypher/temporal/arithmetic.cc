// Sums, differences, products and quotients with durations.
#include <fmt/format.h>

#include "query/cypher/temporal/amount.h"
#include "query/cypher/temporal/calendar.h"
#include "query/cypher/temporal/functions.h"
#include "query/cypher/temporal/steps.h"

namespace concord::temporal {
namespace {

tl::unexpected<Error> OutOfRange() { return Fail(ErrorCode::kInvalid, "the result is out of range"); }

Result<Duration> Sum(const Duration& a, const Duration& b, int sign) {
  const auto part = [sign](int64_t x, int64_t y) { return Amount{Int128{x} + Int128{y} * sign, 0}; };
  return ToDuration(
      {part(a.months, b.months), part(a.days, b.days), part(a.seconds, b.seconds), part(a.nanos, b.nanos)},
      1);
}

// Whole days of the time part; what is below a day counts toward zero.
int64_t WholeDays(const Duration& duration) {
  const bool up = duration.seconds < 0 && duration.nanos > 0;
  return (duration.seconds + (up ? 1 : 0)) / kSecondsPerDay;
}

Result<Date> Plus(const Date& date, const Duration& duration) {
  int64_t days = 0;
  if (__builtin_add_overflow(duration.days, WholeDays(duration), &days)) return OutOfRange();
  const Result<Date> later = PlusMonths(date, duration.months);
  return later ? PlusDays(*later, days) : later;
}

Result<LocalTime> Plus(const LocalTime& time, const Duration& duration) {
  const int64_t nanos = duration.seconds % kSecondsPerDay * kNanosPerSecond + duration.nanos;
  return LocalTime{FloorMod(time.nanos + nanos, kNanosPerDay)};
}

Result<Time> Plus(const Time& time, const Duration& duration) {
  return Time{*Plus(time.local, duration), time.offset};
}

Result<DateTime> Plus(const DateTime& value, const Duration& duration) {
  const Result<DateTime> later = PlusMonthsAndDays(value, duration.months, duration.days);
  if (!later) return later;
  const int64_t nanos = later->local.time.nanos % kNanosPerSecond + duration.nanos;
  int64_t seconds = 0;
  if (__builtin_add_overflow(EpochSeconds(*later), duration.seconds, &seconds) ||
      __builtin_add_overflow(seconds, nanos / kNanosPerSecond, &seconds)) {
    return OutOfRange();
  }
  if (duration.seconds == 0 && duration.nanos == 0) return later;
  return AtEpoch(seconds, nanos % kNanosPerSecond, ZoneOf(*later));
}

Result<LocalDateTime> Plus(const LocalDateTime& value, const Duration& duration) {
  const Result<DateTime> sum = Plus(DateTime{value, 0, nullptr}, duration);
  if (!sum) return tl::unexpected(sum.error());
  return sum->local;
}

Result<Duration> Plus(const Duration& a, const Duration& b) { return Sum(a, b, 1); }

// Each part times a fraction of a positive denominator.
Result<Duration> Scale(const Duration& duration, Int128 numerator, Int128 denominator) {
  Amounts amounts;
  const std::pair<Amount*, int64_t> parts[] = {{&amounts.months, duration.months},
                                               {&amounts.days, duration.days},
                                               {&amounts.seconds, duration.seconds},
                                               {&amounts.nanos, duration.nanos}};
  for (const auto& [amount, part] : parts) {
    Int128 product = 0;
    if (__builtin_mul_overflow(Int128{part}, numerator, &product)) return OutOfRange();
    *amount = {product / denominator, product % denominator};
  }
  return ToDuration(amounts, denominator);
}

// The largest denominator that ToDuration() takes.
constexpr int kMaxPlaces = 28;

// number * 10^places, or nothing where that is more than 10^limit.
std::optional<Int128> Shift(Int128 number, int places, int limit) {
  Int128 bound = 1;
  for (int n = 0; n < limit; ++n) bound *= 10;
  for (; places > 0; --places) {
    number *= 10;
    if (number > bound || number < -bound) return std::nullopt;
  }
  return number;
}

Result<Decimal> Finite(Number number) {
  if (const auto* whole = std::get_if<int64_t>(&number)) return Decimal{*whole, 0};
  const auto decimal = ToDecimal(std::get<double>(number));
  if (!decimal) return Fail(ErrorCode::kInvalid, "a duration goes with finite numbers only");
  return *decimal;
}

}  // namespace

Result<Date> PlusMonths(const Date& date, int64_t months) {
  int64_t count = 0;
  if (__builtin_add_overflow(int64_t{date.year} * 12 + date.month - 1, months, &count)) return OutOfRange();
  const int64_t year = FloorDiv(count, 12);
  const int month = static_cast<int>(FloorMod(count, 12)) + 1;
  return MakeDate(year, month, std::min(int{date.day}, DaysInMonth(year, month)));
}

Result<Date> PlusDays(const Date& date, int64_t days) {
  int64_t number = 0;
  if (__builtin_add_overflow(DayNumber(date), days, &number)) return OutOfRange();
  return DateFromDayNumber(number);
}

Result<DateTime> PlusMonthsAndDays(const DateTime& value, int64_t months, int64_t days) {
  if (months == 0 && days == 0) return value;
  Result<Date> date = PlusMonths(value.local.date, months);
  if (date) date = PlusDays(*date, days);
  if (!date) return tl::unexpected(date.error());
  return InZone({*date, value.local.time}, ZoneOf(value), value.offset);
}

Result<TemporalValue> Add(const TemporalValue& left, const TemporalValue& right) {
  const auto* duration = std::get_if<Duration>(&right);
  if (duration == nullptr && std::holds_alternative<Duration>(left)) return Add(right, left);
  if (duration == nullptr) {
    return Fail(ErrorCode::kInvalid,
                fmt::format("a {} cannot be added to a {}", TypeName(TypeOf(right)), TypeName(TypeOf(left))));
  }
  return std::visit([&](const auto& value) -> Result<TemporalValue> { return Plus(value, *duration); }, left);
}

Result<TemporalValue> Subtract(const TemporalValue& left, const TemporalValue& right) {
  const auto* duration = std::get_if<Duration>(&right);
  if (duration == nullptr) {
    return Fail(
        ErrorCode::kInvalid,
        fmt::format("a {} cannot be subtracted; duration.between() gives the difference of two instants",
                    TypeName(TypeOf(right))));
  }
  if (const auto* from = std::get_if<Duration>(&left)) return Sum(*from, *duration, -1);
  const Result<Duration> negative = Sum(Duration{}, *duration, -1);
  if (!negative) return tl::unexpected(negative.error());
  return Add(left, *negative);
}

Result<Duration> Multiply(const Duration& duration, Number factor) {
  Result<Decimal> decimal = Finite(factor);
  if (!decimal) return tl::unexpected(decimal.error());
  if (decimal->digits == 0 || duration == Duration{}) return Duration{};
  if (decimal->exponent >= 0) {
    const auto numerator = Shift(decimal->digits, decimal->exponent, 37);
    return numerator ? Scale(duration, *numerator, 1) : Result<Duration>(OutOfRange());
  }
  // Digits further behind the point cannot add up to a nanosecond that counts.
  for (; decimal->exponent < -kMaxPlaces; ++decimal->exponent) decimal->digits /= 10;
  return Scale(duration, decimal->digits, *Shift(1, -decimal->exponent, kMaxPlaces));
}

Result<Duration> Divide(const Duration& duration, Number divisor) {
  const Result<Decimal> decimal = Finite(divisor);
  if (!decimal) return tl::unexpected(decimal.error());
  if (decimal->digits == 0) return Fail(ErrorCode::kInvalid, "a duration cannot be divided by zero");
  if (duration == Duration{}) return Duration{};
  const int sign = decimal->digits < 0 ? -1 : 1;
  const Int128 digits = Int128{decimal->digits} * sign;
  if (decimal->exponent < 0) {
    const auto numerator = Shift(sign, -decimal->exponent, 37);
    return numerator ? Scale(duration, *numerator, digits) : Result<Duration>(OutOfRange());
  }
  const auto denominator = Shift(digits, decimal->exponent, kMaxPlaces);
  return denominator ? Scale(duration, sign, *denominator) : Duration{};  // too little is left to count
}

}  // namespace concord::temporal
