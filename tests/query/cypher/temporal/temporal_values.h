// Short forms for tests: values from text, and text from results.
#ifndef CONCORD_TESTS_QUERY_CYPHER_TEMPORAL_TEMPORAL_VALUES_H_
#define CONCORD_TESTS_QUERY_CYPHER_TEMPORAL_TEMPORAL_VALUES_H_

#include <gtest/gtest.h>

#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "query/cypher/temporal/calendar.h"
#include "query/cypher/temporal/functions.h"

namespace concord::temporal {

inline TemporalValue Parsed(TemporalType type, std::string_view text) {
  auto value = Parse(type, text);
  EXPECT_TRUE(value) << text << ": " << value.error().message;
  return value.value_or(TemporalValue());
}

inline Duration DurationOf(std::string_view text) {
  return std::get<Duration>(Parsed(TemporalType::kDuration, text));
}

// "date 2015-07-21", "datetime 2015-07-21T10:00Z": the name of the function and its argument.
inline TemporalValue Value(std::string_view text) {
  const size_t blank = text.find(' ');
  for (int type = 0; type <= static_cast<int>(TemporalType::kDuration); ++type) {
    if (FunctionName(static_cast<TemporalType>(type)) == text.substr(0, blank)) {
      return Parsed(static_cast<TemporalType>(type), text.substr(blank + 1));
    }
  }
  ADD_FAILURE() << text;
  return {};
}

// The value's text, or "error: " and the message.
template <typename T>
std::string Shown(const Result<T>& value) {
  return value ? ToString(*value) : "error: " + value.error().message;
}

inline std::string Read(TemporalType type, std::string_view text) { return Shown(Parse(type, text)); }

inline std::string Built(TemporalType type, std::initializer_list<Component> components) {
  const std::vector<Component> all = components;
  return Shown(Construct(type, all, Moment{}));
}

inline bool IsError(const std::string& shown) { return shown.starts_with("error: "); }

// Values of all types, near and far, whole and with fractions. The same ones for the same seed.
class RandomValues {
 public:
  explicit RandomValues(unsigned seed) : random_(seed) {}

  int64_t Number(int64_t min, int64_t max) {
    return std::uniform_int_distribution<int64_t>(min, max)(random_);
  }

  Date AnyDate() {
    const int64_t span = Number(0, 1) == 0 ? 200 : 999'999'000;
    return *DateFromDayNumber(Number(-span * 365, span * 365));
  }

  LocalTime AnyTime() {
    constexpr int64_t kUnits[] = {1, 1'000, 1'000'000, kNanosPerSecond, 60 * kNanosPerSecond};
    const int64_t unit = kUnits[Number(0, 4)];
    return {Number(0, kNanosPerDay / unit - 1) * unit};
  }

  DateTime AnyDateTime() {
    constexpr std::string_view kZones[] = {
        "Z",       "+05:30",           "-11:00",           "+00:53:28",
        "Etc/UTC", "Europe/Stockholm", "America/New_York", "Australia/Lord_Howe"};
    const auto zone = ParseZone(kZones[Number(0, 7)]);
    return *InZone({AnyDate(), AnyTime()}, *zone);
  }

  Duration AnyDuration() {
    return {Number(-30'000, 30'000), Number(-100'000, 100'000), Number(-10'000'000, 10'000'000),
            static_cast<int32_t>(Number(0, 1) * Number(0, kNanosPerSecond - 1))};
  }

  TemporalValue Any(TemporalType type) {
    switch (type) {
      case TemporalType::kDateTime:
        return AnyDateTime();
      case TemporalType::kLocalDateTime:
        return LocalDateTime{AnyDate(), AnyTime()};
      case TemporalType::kDate:
        return AnyDate();
      case TemporalType::kTime:
        return Time{AnyTime(), static_cast<int32_t>(Number(-18 * 3600, 18 * 3600))};
      case TemporalType::kLocalTime:
        return AnyTime();
      case TemporalType::kDuration:
        return AnyDuration();
    }
    return {};
  }

 private:
  std::mt19937 random_;
};

inline constexpr TemporalType kAllTypes[] = {TemporalType::kDateTime,  TemporalType::kLocalDateTime,
                                             TemporalType::kDate,      TemporalType::kTime,
                                             TemporalType::kLocalTime, TemporalType::kDuration};

}  // namespace concord::temporal

#endif  // CONCORD_TESTS_QUERY_CYPHER_TEMPORAL_TEMPORAL_VALUES_H_
