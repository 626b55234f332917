// Exact amounts with fractions, and how a duration takes them.
#ifndef CONCORD_QUERY_CYPHER_TEMPORAL_AMOUNT_H_
#define CONCORD_QUERY_CYPHER_TEMPORAL_AMOUNT_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "query/cypher/temporal/functions.h"

namespace concord::temporal {

__extension__ typedef __int128 Int128;

// A month on average: a 4,800th of the 400 years after which the calendar repeats.
inline constexpr int64_t kSecondsPerMonth = 2'629'746;

// whole + rest / denominator, where the denominator is known from elsewhere. |rest| < denominator, and both
// have the same sign unless one is zero.
struct Amount {
  Int128 whole = 0;
  Int128 rest = 0;
};

// Exact for any |factor| <= 1,000,000,000.
Amount Times(const Amount& amount, int64_t factor, Int128 denominator);
Amount Plus(const Amount& a, const Amount& b, Int128 denominator);

// The parts of a duration, of one denominator, which is at most 10^28.
struct Amounts {
  Amount months, days, seconds, nanos;
};

// Fractions go on to the next smaller part; what is left below a nanosecond is cut off. An error when a part
// is beyond 64 bits.
Result<Duration> ToDuration(const Amounts& amounts, Int128 denominator);

// The denominator of amounts that are read from text or floats.
inline constexpr int64_t kDecimalDenominator = 1'000'000'000'000'000'000;

// "12", "-0.75", "1,5": of the fraction, 18 digits count. Nothing when the text is no such number or its
// whole part is beyond 64 bits.
std::optional<Amount> ParseAmount(std::string_view text);

// A float stands for the shortest decimal that reads as it, as when it is printed: digits * 10^exponent.
struct Decimal {
  int64_t digits = 0;  // at most 17 of them
  int exponent = 0;
};
std::optional<Decimal> ToDecimal(double number);  // nothing for infinities and NaN

// Nothing when it is not finite or beyond 64 bits.
std::optional<Amount> ToAmount(double number);

}  // namespace concord::temporal

#endif  // CONCORD_QUERY_CYPHER_TEMPORAL_AMOUNT_H_
