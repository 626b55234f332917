#include "query/cypher/temporal/amount.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "query/cypher/temporal/scan.h"

namespace concord::temporal {
namespace {

constexpr bool FitsInt64(Int128 value) {
  return value >= std::numeric_limits<int64_t>::min() && value <= std::numeric_limits<int64_t>::max();
}

// Gives `whole` and `rest` the same sign; |rest| < unit before and after.
void AlignSigns(Int128& whole, Int128& rest, Int128 unit) {
  if (whole > 0 && rest < 0) {
    --whole;
    rest += unit;
  } else if (whole < 0 && rest > 0) {
    ++whole;
    rest -= unit;
  }
}

Int128 PowerOfTen(int n) {
  Int128 power = 1;
  for (; n > 0; --n) power *= 10;
  return power;
}

}  // namespace

Amount Times(const Amount& amount, int64_t factor, Int128 denominator) {
  const Int128 rest = amount.rest * factor;
  return {amount.whole * factor + rest / denominator, rest % denominator};
}

Amount Plus(const Amount& a, const Amount& b, Int128 denominator) {
  const Int128 rest = a.rest + b.rest;
  Amount sum{a.whole + b.whole + rest / denominator, rest % denominator};
  AlignSigns(sum.whole, sum.rest, denominator);
  return sum;
}

Result<Duration> ToDuration(const Amounts& amounts, Int128 denominator) {
  const auto out_of_range = [] {
    return Fail(ErrorCode::kInvalid,
                "the duration is out of range: its months, days and seconds have 64 bits");
  };
  // What days and nanoseconds add to seconds does not bring them back from that far.
  if (!FitsInt64(amounts.seconds.whole / 4)) return out_of_range();

  // Days and what is left of them, in seconds.
  const Int128 day = denominator * kSecondsPerDay;
  Int128 left = amounts.months.rest * kSecondsPerMonth + amounts.days.rest * kSecondsPerDay;
  Int128 days = amounts.days.whole + left / day;
  left %= day;
  AlignSigns(days, left, day);

  // Seconds and less, in nanoseconds.
  const Int128 below_second =
      (left % denominator + amounts.seconds.rest) * kNanosPerSecond + amounts.nanos.rest;
  Int128 nanos = (amounts.seconds.whole + left / denominator) * kNanosPerSecond + amounts.nanos.whole +
                 below_second / denominator;
  Int128 cut_off = below_second % denominator;
  AlignSigns(nanos, cut_off, denominator);

  Int128 seconds = nanos / kNanosPerSecond;
  nanos %= kNanosPerSecond;
  if (nanos < 0) {
    --seconds;
    nanos += kNanosPerSecond;
  }
  if (!FitsInt64(amounts.months.whole) || !FitsInt64(days) || !FitsInt64(seconds)) return out_of_range();
  return Duration{static_cast<int64_t>(amounts.months.whole), static_cast<int64_t>(days),
                  static_cast<int64_t>(seconds), static_cast<int32_t>(nanos)};
}

std::optional<Amount> ParseAmount(std::string_view text) {
  Scan scan(text);
  const bool negative = scan.Take('-');
  if (!negative) scan.Take('+');
  std::string_view digits = scan.TakeDigits();
  if (digits.empty()) return std::nullopt;
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (digits.size() > 19) return std::nullopt;
  Amount amount;
  for (const char c : digits) amount.whole = amount.whole * 10 + (c - '0');

  if (scan.Take('.') || scan.Take(',')) {
    const std::string_view fraction = scan.TakeDigits();
    if (fraction.empty()) return std::nullopt;
    int64_t unit = kDecimalDenominator;
    for (const char c : fraction.substr(0, 18)) amount.rest += (unit /= 10) * (c - '0');
  }
  if (negative) amount = {-amount.whole, -amount.rest};
  if (!scan.AtEnd() || !FitsInt64(amount.whole)) return std::nullopt;
  return amount;
}

std::optional<Decimal> ToDecimal(double number) {
  if (!std::isfinite(number)) return std::nullopt;
  // "-1.2345e-07": the shortest digits.
  std::array<char, 40> buffer;
  const auto printed =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific);
  const std::string_view text(buffer.data(), static_cast<size_t>(printed.ptr - buffer.data()));
  Scan scan(text.substr(0, text.find('e')));
  const bool negative = scan.Take('-');
  Decimal decimal;
  for (const char c : scan.TakeDigits()) decimal.digits = decimal.digits * 10 + (c - '0');
  scan.Take('.');
  for (const char c : scan.TakeDigits()) {
    decimal.digits = decimal.digits * 10 + (c - '0');
    --decimal.exponent;
  }
  std::string_view power = text.substr(text.find('e') + 1);
  if (power.starts_with('+')) power.remove_prefix(1);
  int exponent = 0;
  std::from_chars(power.data(), power.data() + power.size(), exponent);
  decimal.exponent += exponent;
  if (negative) decimal.digits = -decimal.digits;
  return decimal;
}

std::optional<Amount> ToAmount(double number) {
  const auto decimal = ToDecimal(number);
  if (!decimal || std::abs(number) >= 9.3e18) return std::nullopt;
  if (decimal->exponent >= 0) {
    const Int128 whole = decimal->digits * PowerOfTen(decimal->exponent);
    return FitsInt64(whole) ? std::optional(Amount{whole, 0}) : std::nullopt;
  }
  // Digits far behind the point do not count.
  const int places = -decimal->exponent;
  if (places > 36) return Amount{};
  const Int128 scale = PowerOfTen(places);
  Amount amount{decimal->digits / scale, decimal->digits % scale};
  amount.rest = places <= 18 ? amount.rest * PowerOfTen(18 - places) : amount.rest / PowerOfTen(places - 18);
  return amount;
}

}  // namespace concord::temporal
