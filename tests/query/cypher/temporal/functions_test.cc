// Text, properties, truncation, arithmetic, differences, comparison. Parsing: parse_test.cc.
#include "query/cypher/temporal/functions.h"

#include <gtest/gtest.h>

#include "tests/query/cypher/temporal/temporal_values.h"

namespace concord::temporal {
namespace {

using enum TemporalType;
using std::string_view_literals::operator""sv;

TEST(ToString, DurationsHaveTheSignAtEachPart) {
  EXPECT_EQ(ToString(Duration{}), "PT0S");
  EXPECT_EQ(ToString(Duration{14, 0, 0, 0}), "P1Y2M");
  EXPECT_EQ(ToString(Duration{-14, 3, 0, 0}), "P-1Y-2M3D");
  EXPECT_EQ(ToString(Duration{0, 0, -1, 900'000'000}), "PT-0.1S");
  EXPECT_EQ(ToString(Duration{0, 0, -61, 999'999'999}), "PT-1M-0.000000001S");
  EXPECT_EQ(ToString(Duration{0, 0, 3'600, 1}), "PT1H0.000000001S");
  EXPECT_EQ(ToString(Duration{0, 40, 90'000, 0}), "P40DT25H");
}

int64_t NumberOf(std::string_view value, std::string_view name) {
  const auto property = Property(Value(value), name);
  EXPECT_TRUE(property) << value << " " << name;
  return property ? std::get<int64_t>(*property) : -1;
}

std::string TextOf(std::string_view value, std::string_view name) {
  const auto property = Property(Value(value), name);
  EXPECT_TRUE(property) << value << " " << name;
  return property ? std::get<std::string>(*property) : "";
}

TEST(Property, OfInstants) {
  constexpr std::string_view kValue = "datetime 2015-07-21T21:40:32.142536475[Europe/Paris]";
  EXPECT_EQ(NumberOf(kValue, "year"), 2015);
  EXPECT_EQ(NumberOf(kValue, "quarter"), 3);
  EXPECT_EQ(NumberOf(kValue, "month"), 7);
  EXPECT_EQ(NumberOf(kValue, "week"), 30);
  EXPECT_EQ(NumberOf(kValue, "weekYear"), 2015);
  EXPECT_EQ(NumberOf(kValue, "dayOfQuarter"), 21);
  EXPECT_EQ(NumberOf(kValue, "day"), 21);
  EXPECT_EQ(NumberOf(kValue, "ordinalDay"), 202);
  EXPECT_EQ(NumberOf(kValue, "weekDay"), 2);
  EXPECT_EQ(NumberOf(kValue, "hour"), 21);
  EXPECT_EQ(NumberOf(kValue, "minute"), 40);
  EXPECT_EQ(NumberOf(kValue, "second"), 32);
  EXPECT_EQ(NumberOf(kValue, "millisecond"), 142);
  EXPECT_EQ(NumberOf(kValue, "microsecond"), 142'536);
  EXPECT_EQ(NumberOf(kValue, "nanosecond"), 142'536'475);
  EXPECT_EQ(NumberOf(kValue, "offsetMinutes"), 120);
  EXPECT_EQ(NumberOf(kValue, "offsetSeconds"), 7'200);
  EXPECT_EQ(NumberOf(kValue, "epochSeconds"), 1'437'507'632);
  EXPECT_EQ(NumberOf(kValue, "epochMillis"), 1'437'507'632'142);
  EXPECT_EQ(TextOf(kValue, "timezone"), "Europe/Paris");
  EXPECT_EQ(TextOf(kValue, "offset"), "+02:00");
  EXPECT_EQ(TextOf("time 10:00-01:30", "timezone"), "-01:30");
  EXPECT_EQ(NumberOf("datetime 1969-12-31T23:59:59.5Z", "epochMillis"), -500);
  EXPECT_EQ(NumberOf("datetime 1969-12-31T23:59:59.5Z", "epochSeconds"), -1);
  // Milliseconds to the last years are more than 64 bits hold.
  EXPECT_EQ(NumberOf("datetime +999999999-12-31T23:59:59Z", "epochSeconds"), 31'556'889'832'780'799);
  EXPECT_FALSE(Property(Value("datetime +999999999-12-31"), "epochMillis"));
  EXPECT_FALSE(Property(Value("date 2015"), "hour"));
  EXPECT_FALSE(Property(Value("localtime 10:00"), "year"));
  EXPECT_FALSE(Property(Value("localdatetime 2015"), "timezone"));
  EXPECT_FALSE(Property(Value("localdatetime 2015"), "epochMillis"));
  EXPECT_FALSE(Property(Value("date 2015"), "years"));
}

TEST(Property, OfDurations) {
  constexpr std::string_view kValue = "duration P2Y7M24DT3H25M45.123456789S";
  EXPECT_EQ(NumberOf(kValue, "years"), 2);
  EXPECT_EQ(NumberOf(kValue, "quarters"), 10);
  EXPECT_EQ(NumberOf(kValue, "months"), 31);
  EXPECT_EQ(NumberOf(kValue, "weeks"), 3);
  EXPECT_EQ(NumberOf(kValue, "days"), 24);
  EXPECT_EQ(NumberOf(kValue, "hours"), 3);
  EXPECT_EQ(NumberOf(kValue, "minutes"), 205);
  EXPECT_EQ(NumberOf(kValue, "seconds"), 12'345);
  EXPECT_EQ(NumberOf(kValue, "milliseconds"), 12'345'123);
  EXPECT_EQ(NumberOf(kValue, "microseconds"), 12'345'123'456);
  EXPECT_EQ(NumberOf(kValue, "nanoseconds"), 12'345'123'456'789);
  EXPECT_EQ(NumberOf(kValue, "quartersOfYear"), 2);
  EXPECT_EQ(NumberOf(kValue, "monthsOfQuarter"), 1);
  EXPECT_EQ(NumberOf(kValue, "monthsOfYear"), 7);
  EXPECT_EQ(NumberOf(kValue, "daysOfWeek"), 3);
  EXPECT_EQ(NumberOf(kValue, "minutesOfHour"), 25);
  EXPECT_EQ(NumberOf(kValue, "secondsOfMinute"), 45);
  EXPECT_EQ(NumberOf(kValue, "millisecondsOfSecond"), 123);
  EXPECT_EQ(NumberOf(kValue, "microsecondsOfSecond"), 123'456);
  EXPECT_EQ(NumberOf(kValue, "nanosecondsOfSecond"), 123'456'789);
  EXPECT_FALSE(Property(Duration{0, 0, std::numeric_limits<int64_t>::max(), 0}, "milliseconds"));
  EXPECT_FALSE(Property(Duration{}, "year"));
}

std::string Truncated(TemporalType type, std::string_view unit, std::string_view value,
                      std::vector<Component> components = {}) {
  return Shown(Truncate(type, unit, Value(value), components));
}

TEST(Truncate, EachUnit) {
  constexpr std::string_view kValue = "localdatetime 1987-11-19T21:40:32.142536475";  // a Thursday
  const auto to = [&](std::string_view unit) { return Truncated(kLocalDateTime, unit, kValue); };
  EXPECT_EQ(to("millennium"), "1000-01-01T00:00");
  EXPECT_EQ(to("century"), "1900-01-01T00:00");
  EXPECT_EQ(to("decade"), "1980-01-01T00:00");
  EXPECT_EQ(to("year"), "1987-01-01T00:00");
  EXPECT_EQ(to("weekYear"), "1986-12-29T00:00");
  EXPECT_EQ(to("quarter"), "1987-10-01T00:00");
  EXPECT_EQ(to("month"), "1987-11-01T00:00");
  EXPECT_EQ(to("week"), "1987-11-16T00:00");
  EXPECT_EQ(to("day"), "1987-11-19T00:00");
  EXPECT_EQ(to("hour"), "1987-11-19T21:00");
  EXPECT_EQ(to("minute"), "1987-11-19T21:40");
  EXPECT_EQ(to("second"), "1987-11-19T21:40:32");
  EXPECT_EQ(to("millisecond"), "1987-11-19T21:40:32.142");
  EXPECT_EQ(to("microsecond"), "1987-11-19T21:40:32.142536");
  EXPECT_EQ(Truncated(kDate, "century", "date -0050-06-07"), "-0100-01-01");
  EXPECT_EQ(Truncated(kDate, "decade", "date -0001-06-07"), "-0010-01-01");
  EXPECT_TRUE(IsError(to("fortnight")));
  EXPECT_TRUE(IsError(to("Day")));
}

TEST(Truncate, SetsComponentsUponTheBoundary) {
  EXPECT_EQ(Truncated(kDate, "week", "date 1987-11-19", {{"dayOfWeek", int64_t{4}}}), "1987-11-19");
  EXPECT_EQ(Truncated(kDate, "year", "date 1987-11-19", {{"day", int64_t{31}}}), "1987-01-31");
  EXPECT_EQ(Truncated(kLocalTime, "millisecond", "time 21:40:32.142536475Z", {{"nanosecond", int64_t{7}}}),
            "21:40:32.142000007");
  EXPECT_EQ(Truncated(kLocalTime, "millisecond", "time 21:40:32.142536475Z", {{"microsecond", int64_t{7}}}),
            "21:40:32.142007");
  EXPECT_EQ(Truncated(kLocalTime, "second", "time 21:40:32.142536475Z", {{"microsecond", int64_t{7}}}),
            "21:40:32.000007");
  EXPECT_TRUE(
      IsError(Truncated(kLocalTime, "microsecond", "localtime 21:40", {{"nanosecond", int64_t{1000}}})));
  // The current time of this week's Tuesday.
  EXPECT_EQ(Truncated(kDateTime, "week", "date 1987-11-19",
                      {{"dayOfWeek", int64_t{2}}, {"time", Value("localtime 10:20")}}),
            "1987-11-17T10:20Z");
}

TEST(Truncate, ZonesStayOrAreReplaced) {
  EXPECT_EQ(Truncated(kDateTime, "year", "datetime 2015-07-21T21:40[Europe/Paris]"),
            "2015-01-01T00:00+01:00[Europe/Paris]");
  EXPECT_EQ(Truncated(kDateTime, "hour", "datetime 2015-07-21T21:40+05:00", {{"timezone", "Europe/Paris"sv}}),
            "2015-07-21T21:00+02:00[Europe/Paris]");
  EXPECT_EQ(Truncated(kDateTime, "hour", "datetime 2024-10-27T02:30+01:00[Europe/Paris]"),
            "2024-10-27T02:00+01:00[Europe/Paris]");
  EXPECT_EQ(Truncated(kTime, "hour", "datetime 2015-07-21T21:40[Europe/Paris]"), "21:00+02:00");
  EXPECT_EQ(Truncated(kTime, "day", "localtime 21:40", {{"timezone", "+01:00"sv}}), "00:00+01:00");
}

TEST(Truncate, WhatCannotBe) {
  EXPECT_TRUE(IsError(Truncated(kDate, "hour", "datetime 2015-07-21T21:40Z")));
  EXPECT_TRUE(IsError(Truncated(kDateTime, "hour", "date 2015-07-21")));
  EXPECT_TRUE(IsError(Truncated(kDate, "day", "time 21:40")));
  EXPECT_TRUE(IsError(Truncated(kTime, "month", "datetime 2015-07-21T21:40Z")));
  EXPECT_TRUE(IsError(Truncated(kTime, "hour", "date 2015-07-21")));
  EXPECT_TRUE(IsError(Truncated(kDuration, "day", "duration P1D")));
  EXPECT_TRUE(IsError(Truncated(kDate, "day", "duration P1D")));
}

TEST(Truncate, TwiceIsAsOnce) {
  RandomValues random(4);
  for (int n = 0; n < 2'000; ++n) {
    const TemporalValue value = random.AnyDateTime();
    for (const std::string_view unit :
         {"millennium", "century", "decade", "year", "weekYear", "quarter", "month", "week", "day", "hour",
          "minute", "second", "millisecond", "microsecond"}) {
      const auto once = Truncate(kLocalDateTime, unit, value);
      ASSERT_TRUE(once) << unit << " " << ToString(value);
      ASSERT_EQ(Truncate(kLocalDateTime, unit, *once).value_or(TemporalValue()), *once)
          << unit << " " << ToString(value);
      const auto local = Project(kLocalDateTime, value);
      ASSERT_TRUE(std::get<LocalDateTime>(*once) <= std::get<LocalDateTime>(*local)) << unit;
    }
  }
}

std::string Sum(std::string_view left, std::string_view right) {
  return Shown(Add(Value(left), Value(right)));
}
std::string Difference(std::string_view left, std::string_view right) {
  return Shown(Subtract(Value(left), Value(right)));
}

TEST(Add, MonthsThenDaysThenSeconds) {
  EXPECT_EQ(Sum("date 2011-01-31", "duration P1M"), "2011-02-28");
  EXPECT_EQ(Sum("date 2011-02-28", "duration P12M"), "2012-02-28");
  EXPECT_EQ(Sum("date 2011-01-31", "duration P13M"), "2012-02-29");
  EXPECT_EQ(Sum("date 2011-01-31", "duration P1M1D"), "2011-03-01");
  EXPECT_EQ(Sum("duration P1M1D", "date 2011-01-31"), "2011-03-01");
  EXPECT_EQ(Difference("date 2011-03-31", "duration P1M"), "2011-02-28");
  EXPECT_EQ(Sum("localdatetime 2011-01-31T23:59:59.5", "duration P1MT0.5S"), "2011-03-01T00:00");
  EXPECT_EQ(Difference("localdatetime 2011-03-01", "duration PT0.000000001S"),
            "2011-02-28T23:59:59.999999999");
}

TEST(Add, AnInstantIgnoresWhatItCannotHold) {
  EXPECT_EQ(Sum("time 13:42:19", "duration P1DT12H"), "01:42:19Z");
  EXPECT_EQ(Sum("localtime 23:00", "duration P5Y3DT2H"), "01:00");
  EXPECT_EQ(Difference("localtime 01:00", "duration PT2H0.5S"), "22:59:59.5");
  EXPECT_EQ(Sum("date 2011-01-31", "duration PT23H59M"), "2011-01-31");
  EXPECT_EQ(Sum("date 2011-01-31", "duration PT24H"), "2011-02-01");
  EXPECT_EQ(Difference("date 2011-01-31", "duration PT23H59M59.5S"), "2011-01-31");
  EXPECT_EQ(Difference("date 2011-01-31", "duration PT24H0.5S"), "2011-01-30");
}

TEST(Add, DaysFollowTheClockAndHoursTheSun) {
  constexpr std::string_view kEvening = "datetime 2024-03-30T18:00[Europe/Paris]";
  EXPECT_EQ(Sum(kEvening, "duration P1D"), "2024-03-31T18:00+02:00[Europe/Paris]");
  EXPECT_EQ(Sum(kEvening, "duration PT24H"), "2024-03-31T19:00+02:00[Europe/Paris]");
  EXPECT_EQ(Sum("datetime 2024-10-27T02:30+02:00[Europe/Paris]", "duration PT1H"),
            "2024-10-27T02:30+01:00[Europe/Paris]");
  EXPECT_EQ(Sum("datetime 2024-10-27T02:30+01:00[Europe/Paris]", "duration PT0S"),
            "2024-10-27T02:30+01:00[Europe/Paris]");
}

TEST(Add, DurationsPartByPart) {
  EXPECT_EQ(Sum("duration P2DT7H", "duration P1MT18H"), "P1M2DT25H");
  EXPECT_EQ(Difference("duration P2DT7H", "duration P1MT18H"), "P-1M2DT-11H");
  EXPECT_EQ(Sum("duration PT0.9S", "duration PT0.2S"), "PT1.1S");
  EXPECT_EQ(Difference("duration PT0.1S", "duration PT0.2S"), "PT-0.1S");
}

TEST(Add, WhatCannotBe) {
  EXPECT_TRUE(IsError(Sum("date 2011-01-31", "date 2011-01-31")));
  EXPECT_TRUE(IsError(Difference("date 2011-01-31", "date 2011-01-31")));
  EXPECT_TRUE(IsError(Difference("duration P1D", "date 2011-01-31")));
  EXPECT_TRUE(IsError(Sum("date +999999999-12-31", "duration P1D")));
  EXPECT_TRUE(IsError(Difference("localdatetime -999999999-01-01", "duration PT0.1S")));
  EXPECT_TRUE(IsError(Sum("date 2011-01-31", "duration P9223372036854775807M")));
  EXPECT_TRUE(IsError(Sum("date 2011-01-31", "duration P9223372036854775807D")));
  EXPECT_TRUE(IsError(Sum("datetime 2011-01-31", "duration PT9223372036854775807S")));
  EXPECT_TRUE(IsError(Sum("duration P9223372036854775807D", "duration P1D")));
  EXPECT_FALSE(Subtract(Value("date 2011"), Duration{std::numeric_limits<int64_t>::min(), 0, 0, 0}));
}

TEST(Add, TakenAwayAgainIsWhatWas) {
  RandomValues random(5);
  for (int n = 0; n < 5'000; ++n) {
    for (const TemporalType type : {kDate, kLocalTime, kTime, kLocalDateTime, kDuration}) {
      const TemporalValue value = random.Any(type);
      Duration duration = random.AnyDuration();
      duration.months = type == kDuration ? duration.months : 0;  // months lose days
      const auto sum = Add(value, duration);
      ASSERT_TRUE(sum) << ToString(value) << " + " << ToString(duration);
      ASSERT_EQ(Subtract(*sum, duration).value_or(TemporalValue()), value)
          << ToString(value) << " + " << ToString(duration);
    }
    const DateTime zoned = random.AnyDateTime();
    const Duration seconds{0, 0, random.Number(-1'000'000'000, 1'000'000'000),
                           static_cast<int32_t>(random.Number(0, 999'999'999))};
    const auto sum = Add(zoned, seconds);
    ASSERT_TRUE(sum);
    ASSERT_EQ(Subtract(*sum, seconds).value_or(TemporalValue()), TemporalValue(zoned)) << ToString(zoned);
  }
}

// Numbers at the ends of what can be: a value or an error, and under sanitizers nothing else.
TEST(Add, TakesAnyNumbers) {
  RandomValues random(9);
  constexpr int64_t kMin = std::numeric_limits<int64_t>::min(), kMax = std::numeric_limits<int64_t>::max();
  const int64_t numbers[] = {kMin, kMin + 1, -1, 0, 1, kMax - 1, kMax, kMinYear, kMaxYear, 1'000'000'000'000};
  const auto any = [&] { return numbers[random.Number(0, 9)]; };
  for (int n = 0; n < 20'000; ++n) {
    const Duration duration{any(), any(), any(), static_cast<int32_t>(random.Number(0, 1) * 999'999'999)};
    for (const TemporalType type : kAllTypes) {
      const TemporalValue value = random.Any(type);
      for (const auto& result : {Add(value, duration), Subtract(value, duration)}) {
        if (!result) continue;
        ASSERT_EQ(Parse(type, ToString(*result)).value_or(TemporalValue()), *result) << ToString(*result);
      }
    }
    for (const auto& result : {Multiply(duration, any()), Divide(duration, any())}) {
      if (!result) continue;
      ASSERT_EQ(DurationOf(ToString(*result)), *result);
    }
    ASSERT_EQ(DurationOf(ToString(duration)), duration) << ToString(duration);
    ASSERT_EQ(Order(duration, Duration{}) < 0, Order(Duration{}, duration) > 0);
  }
}

std::string Times(std::string_view duration, Number factor) {
  return Shown(Multiply(DurationOf(duration), factor));
}
std::string Over(std::string_view duration, Number divisor) {
  return Shown(Divide(DurationOf(duration), divisor));
}

TEST(Multiply, PartByPart) {
  EXPECT_EQ(Times("PT5H21M", int64_t{14}), "PT74H54M");
  EXPECT_EQ(Times("P1Y2M3DT4.5S", int64_t{-2}), "P-2Y-4M-6DT-9S");
  EXPECT_EQ(Times("P1Y2M3DT4.5S", int64_t{0}), "PT0S");
  EXPECT_EQ(Times("P1M", 0.5), "P15DT5H14M33S");
  EXPECT_EQ(Times("P1D", 1.5), "P1DT12H");
  EXPECT_EQ(Times("PT1S", 0.1), "PT0.1S");
  EXPECT_EQ(Times("PT1S", 1e-9), "PT0.000000001S");
  EXPECT_EQ(Times("PT1S", 1e-10), "PT0S");
  EXPECT_EQ(Times("PT1S", 1e-300), "PT0S");
  EXPECT_EQ(Times("PT0.000000001S", 1e9), "PT1S");
  EXPECT_EQ(Times("P1D", 2e10), "P20000000000D");
  EXPECT_TRUE(IsError(Times("P1D", 1e300)));
  EXPECT_TRUE(IsError(Times("P2D", std::numeric_limits<int64_t>::max())));
  EXPECT_TRUE(IsError(Times("P1D", std::numeric_limits<double>::infinity())));
}

TEST(Divide, PartByPart) {
  EXPECT_EQ(Over("PT3H16M", int64_t{2}), "PT1H38M");
  EXPECT_EQ(Over("P1M", int64_t{2}), "P15DT5H14M33S");
  EXPECT_EQ(Over("P1D", int64_t{3}), "PT8H");  // exactly: a third has no last digit
  EXPECT_EQ(Over("P-1D", int64_t{3}), "PT-8H");
  EXPECT_EQ(Over("P1D", int64_t{-3}), "PT-8H");
  EXPECT_EQ(Over("PT1S", int64_t{3}), "PT0.333333333S");
  EXPECT_EQ(Over("P1D", 0.5), "P2D");
  EXPECT_EQ(Over("P3D", 1.5), "P2D");
  EXPECT_EQ(Over("P1D", 1e300), "PT0S");
  EXPECT_TRUE(IsError(Over("P1D", int64_t{0})));
  EXPECT_TRUE(IsError(Over("P1D", 0.0)));
  EXPECT_TRUE(IsError(Over("P1D", 1e-300)));
  EXPECT_TRUE(IsError(Over("P1D", std::numeric_limits<double>::quiet_NaN())));
}

TEST(Divide, UndoesMultiply) {
  RandomValues random(6);
  for (int n = 0; n < 5'000; ++n) {
    const Duration duration = random.AnyDuration();
    const int64_t factor = random.Number(0, 1) == 0 ? random.Number(1, 1'000) : -random.Number(1, 1'000);
    const auto product = Multiply(duration, factor);
    ASSERT_TRUE(product);
    ASSERT_EQ(Divide(*product, factor).value_or(Duration{}), duration)
        << ToString(duration) << " * " << factor;
  }
}

std::string Gap(std::string_view from, std::string_view to) { return Shown(Between(Value(from), Value(to))); }

TEST(Between, WholeMonthsThenDaysThenSeconds) {
  EXPECT_EQ(Gap("date 1984-10-11", "date 2015-06-24"), "P30Y8M13D");
  EXPECT_EQ(Gap("date 2015-06-24", "date 1984-10-11"), "P-30Y-8M-13D");
  EXPECT_EQ(Gap("date 2015-01-31", "date 2015-02-28"), "P28D");
  EXPECT_EQ(Gap("date 2015-01-31", "date 2015-03-01"), "P1M1D");
  EXPECT_EQ(Gap("localdatetime 2015-01-01T12:00", "localdatetime 2015-02-01T11:59"), "P30DT23H59M");
  EXPECT_EQ(Gap("localdatetime 2015-02-01T11:59", "localdatetime 2015-01-01T12:00"), "P-30DT-23H-59M");
  EXPECT_EQ(Gap("localtime 10:00:00.7", "localtime 10:00:00.5"), "PT-0.2S");
  EXPECT_EQ(Gap("date 2015", "date 2015"), "PT0S");
  EXPECT_TRUE(IsError(Gap("date 2015", "duration P1D")));
  EXPECT_TRUE(IsError(Gap("duration P1D", "date 2015")));
}

TEST(Between, MissingPartsComeFromTheOtherSide) {
  EXPECT_EQ(Gap("date 2015-06-24", "localtime 14:30"), "PT14H30M");
  EXPECT_EQ(Gap("date 2015-06-24", "localdatetime 2015-06-25T01:00"), "P1DT1H");
  EXPECT_EQ(Gap("localtime 14:30", "datetime 2015-06-24T16:30+02:00"), "PT2H");
  EXPECT_EQ(Gap("time 14:30Z", "datetime 2015-06-24T16:30+02:00"), "PT0S");
  // Midnight in Paris comes two hours before midnight in Reykjavik.
  EXPECT_EQ(Gap("datetime 2015-06-24T00:00[Europe/Paris]", "datetime 2015-06-24T00:00Z"), "PT2H");
}

TEST(Between, InOneUnit) {
  const TemporalValue from = Value("localdatetime 2014-10-11T12:00");
  const TemporalValue to = Value("localdatetime 2015-12-10T11:00");
  EXPECT_EQ(Shown(InMonths(from, to)), "P1Y1M");
  EXPECT_EQ(Shown(InDays(from, to)), "P424D");  // 425 days less an hour
  EXPECT_EQ(Shown(InSeconds(from, to)), "PT10199H");
  EXPECT_EQ(Shown(InDays(to, from)), "P-424D");
  EXPECT_EQ(Shown(InSeconds(to, from)), "PT-10199H");
  EXPECT_EQ(Shown(InMonths(Value("time 10:00"), to)), "PT0S");
  EXPECT_EQ(Shown(InDays(Value("time 10:00"), to)), "PT0S");
  EXPECT_EQ(Shown(InSeconds(Value("date -999999999-01-01"), Value("date +999999999-12-31"))),
            "PT17531639991192H");
}

TEST(Between, AddedToTheStartIsTheEnd) {
  RandomValues random(7);
  for (int n = 0; n < 5'000; ++n) {
    for (const TemporalType type : {kDate, kLocalDateTime, kDateTime}) {
      const TemporalValue from = random.Any(type);
      TemporalValue to = random.Any(type);
      if (type == kDateTime)
        to = *AtEpoch(EpochSeconds(std::get<DateTime>(to)), 0, ZoneOf(std::get<DateTime>(from)));
      const auto gap = Between(from, to);
      ASSERT_TRUE(gap) << ToString(from) << " " << ToString(to);
      ASSERT_EQ(Add(from, *gap).value_or(TemporalValue()), to) << ToString(from) << " " << ToString(to);
      const auto seconds = InSeconds(from, to);
      ASSERT_TRUE(seconds);
      ASSERT_EQ(Add(from, *seconds).value_or(TemporalValue()), to) << ToString(from) << " " << ToString(to);
    }
  }
}

TEST(Compare, InstantsOfOneTypeByTime) {
  const auto compare = [](std::string_view a, std::string_view b) { return Compare(Value(a), Value(b)); };
  EXPECT_EQ(compare("date 2015-01-01", "date 2015-01-02"), std::strong_ordering::less);
  EXPECT_EQ(compare("date -0001-01-01", "date 0001-01-01"), std::strong_ordering::less);
  EXPECT_EQ(compare("time 10:00+01:00", "time 09:30Z"), std::strong_ordering::less);
  EXPECT_EQ(compare("datetime 2015-01-01T00:30+01:00", "datetime 2014-12-31T23:31Z"),
            std::strong_ordering::less);
  EXPECT_EQ(compare("localtime 10:00", "localtime 10:00:00"), std::strong_ordering::equal);
  EXPECT_EQ(compare("date 2015-01-01", "localdatetime 2015-01-01"), std::nullopt);
  EXPECT_EQ(compare("duration P1D", "duration P2D"), std::nullopt);
  EXPECT_EQ(compare("duration P1D", "duration PT24H"), std::nullopt);
  EXPECT_EQ(compare("duration P12M", "duration P1Y"), std::strong_ordering::equal);
}

TEST(Compare, OneInstantInTwoZonesIsTwoValues) {
  const TemporalValue paris = Value("datetime 2015-07-21T12:00[Europe/Paris]");
  const TemporalValue offset = Value("datetime 2015-07-21T12:00+02:00");
  const TemporalValue utc = Value("datetime 2015-07-21T10:00Z");
  EXPECT_NE(paris, offset);
  EXPECT_NE(offset, utc);
  EXPECT_EQ(Compare(utc, offset), std::strong_ordering::less);
  EXPECT_EQ(Compare(offset, paris), std::strong_ordering::less);
}

TEST(Order, DurationsByLength) {
  const auto less = [](std::string_view a, std::string_view b) { return Order(Value(a), Value(b)) < 0; };
  EXPECT_TRUE(less("duration P30D", "duration P1M"));  // 30.436875 days
  EXPECT_TRUE(less("duration P1M", "duration P31D"));
  EXPECT_TRUE(less("duration P-1D", "duration PT-23H"));
  EXPECT_TRUE(less("duration PT24H", "duration P1D"));  // as long, with fewer days
  EXPECT_TRUE(less("datetime 2015", "date 1000"));      // by type
}

TEST(Order, IsTotalAndAgreesWithEqualityAndHashes) {
  RandomValues random(8);
  std::vector<TemporalValue> values;
  for (const TemporalType type : kAllTypes) {
    for (int n = 0; n < 40; ++n) values.push_back(random.Any(type));
    values.push_back(values.back());
  }
  for (const TemporalValue& a : values) {
    for (const TemporalValue& b : values) {
      ASSERT_EQ(Order(a, b) == 0, a == b);
      ASSERT_EQ(Order(a, b) < 0, Order(b, a) > 0);
      if (a == b) {
        ASSERT_EQ(Hash(a), Hash(b));
      }
      for (const TemporalValue& c : values) {
        if (Order(a, b) < 0 && Order(b, c) < 0) {
          ASSERT_TRUE(Order(a, c) < 0);
        }
      }
    }
  }
}

}  // namespace
}  // namespace concord::temporal
