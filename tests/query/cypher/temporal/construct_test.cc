#include "query/cypher/temporal/construct.h"

#include <gtest/gtest.h>

#include "tests/query/cypher/temporal/temporal_values.h"

namespace concord::temporal {
namespace {

using enum TemporalType;
using std::string_view_literals::operator""sv;

Component Of(std::string_view name, int64_t number) { return {name, number}; }
Component Of(std::string_view name, std::string_view text) { return {name, text}; }
Component Of(std::string_view name, const TemporalValue& value) { return {name, value}; }

TEST(ConstructDate, ByEachCalendar) {
  EXPECT_EQ(Built(kDate, {Of("year", 2015), Of("month", 7), Of("day", 21)}), "2015-07-21");
  EXPECT_EQ(Built(kDate, {Of("day", 21), Of("month", 7), Of("year", 2015)}), "2015-07-21");
  EXPECT_EQ(Built(kDate, {Of("year", 2015), Of("week", 30), Of("dayOfWeek", 2)}), "2015-07-21");
  EXPECT_EQ(Built(kDate, {Of("year", 2015), Of("quarter", 3), Of("dayOfQuarter", 21)}), "2015-07-21");
  EXPECT_EQ(Built(kDate, {Of("year", 2015), Of("ordinalDay", 202)}), "2015-07-21");
  EXPECT_EQ(Built(kDate, {Of("year", 2015), Of("week", 30)}), "2015-07-20");
  EXPECT_EQ(Built(kDate, {Of("year", 2015), Of("quarter", 3)}), "2015-07-01");
  EXPECT_EQ(Built(kDate, {Of("year", 2015)}), "2015-01-01");
  EXPECT_EQ(Built(kDate, {Of("year", -44), Of("month", 3)}), "-0044-03-01");
}

TEST(ConstructDate, WhatIsNone) {
  EXPECT_EQ(Built(kDate, {Of("month", 7)}), "error: component 'year' is missing");
  EXPECT_EQ(Built(kDate, {Of("year", 2015), Of("day", 7)}), "error: component 'day' needs 'month'");
  EXPECT_EQ(Built(kDate, {Of("year", 2015), Of("dayOfWeek", 7)}),
            "error: component 'dayOfWeek' needs 'week'");
  EXPECT_EQ(Built(kDate, {Of("year", 2015), Of("hour", 7)}), "error: Date has no component 'hour'");
  EXPECT_EQ(Built(kDate, {Of("year", 2015), Of("mouth", 7)}), "error: Date has no component 'mouth'");
  EXPECT_EQ(Built(kDate, {Of("year", "2015"sv)}), "error: component 'year' must be an integer");
  EXPECT_EQ(Built(kDate, {{"year", 2015.0}}), "error: component 'year' must be an integer");
  EXPECT_TRUE(IsError(Built(kDate, {Of("year", 2015), Of("month", 1), Of("week", 7)})));
  EXPECT_TRUE(IsError(Built(kDate, {Of("year", 2015), Of("month", 2), Of("day", 29)})));
  EXPECT_TRUE(IsError(Built(kDate, {Of("year", 1'000'000'000)})));
  EXPECT_TRUE(IsError(Built(kDate, {Of("year", std::numeric_limits<int64_t>::min()), Of("week", 1)})));
  EXPECT_TRUE(IsError(Built(kDate, {Of("year", std::numeric_limits<int64_t>::max()), Of("quarter", 1)})));
  EXPECT_TRUE(IsError(Built(kDate, {})));
}

TEST(ConstructDate, FromABaseInEachCalendar) {
  const TemporalValue base = Value("date 2015-07-21");
  EXPECT_EQ(Built(kDate, {Of("date", base)}), "2015-07-21");
  EXPECT_EQ(Built(kDate, {Of("date", base), Of("year", 2016)}), "2016-07-21");
  EXPECT_EQ(Built(kDate, {Of("date", base), Of("month", 3)}), "2015-03-21");
  EXPECT_EQ(Built(kDate, {Of("date", base), Of("week", 1)}), "2014-12-30");  // that week's Tuesday
  EXPECT_EQ(Built(kDate, {Of("date", base), Of("dayOfWeek", 7)}), "2015-07-26");
  EXPECT_EQ(Built(kDate, {Of("date", base), Of("quarter", 1)}), "2015-01-21");
  EXPECT_EQ(Built(kDate, {Of("date", base), Of("ordinalDay", 1)}), "2015-01-01");
  EXPECT_EQ(Built(kDate, {Of("date", Value("datetime 2015-07-21T10:00+02:00"))}), "2015-07-21");
  // A day from the base that the month lacks becomes its last; a day that is asked for does not.
  EXPECT_EQ(Built(kDate, {Of("date", Value("date 2016-02-29")), Of("year", 2015)}), "2015-02-28");
  EXPECT_EQ(Built(kDate, {Of("date", Value("date 2015-01-31")), Of("month", 4)}), "2015-04-30");
  EXPECT_EQ(Built(kDate, {Of("date", Value("date 2004-12-31")), Of("year", 2005), Of("dayOfWeek", 1)}),
            "2005-12-26");
  EXPECT_TRUE(IsError(Built(kDate, {Of("date", base), Of("month", 2), Of("day", 29)})));
  EXPECT_TRUE(IsError(Built(kDate, {Of("date", Value("time 10:00"))})));
  EXPECT_TRUE(IsError(Built(kDate, {Of("date", "2015-07-21"sv)})));
}

TEST(ConstructTime, PartsBelowASecond) {
  const auto with = [](std::initializer_list<Component> parts) {
    std::vector<Component> all = {Of("hour", 12), Of("minute", 31), Of("second", 14)};
    all.insert(all.end(), parts);
    return Shown(Construct(kLocalTime, all, Moment{}));
  };
  EXPECT_EQ(with({}), "12:31:14");
  EXPECT_EQ(with({Of("millisecond", 645)}), "12:31:14.645");
  EXPECT_EQ(with({Of("microsecond", 645'876)}), "12:31:14.645876");
  EXPECT_EQ(with({Of("nanosecond", 645'876'123)}), "12:31:14.645876123");
  EXPECT_EQ(with({Of("millisecond", 1), Of("nanosecond", 2'003)}), "12:31:14.001002003");
  EXPECT_EQ(with({Of("nanosecond", 3), Of("microsecond", 2), Of("millisecond", 1)}), "12:31:14.001002003");
  EXPECT_TRUE(IsError(with({Of("millisecond", 1000)})));
  EXPECT_TRUE(IsError(with({Of("millisecond", 1), Of("microsecond", 1000)})));
  EXPECT_TRUE(IsError(with({Of("microsecond", 1), Of("nanosecond", 1000)})));
  EXPECT_TRUE(IsError(with({Of("nanosecond", -1)})));
  EXPECT_EQ(Built(kLocalTime, {Of("minute", 3)}), "error: component 'minute' needs 'hour'");
  EXPECT_EQ(Built(kLocalTime, {Of("hour", 3), Of("second", 3)}), "error: component 'second' needs 'minute'");
  EXPECT_TRUE(IsError(Built(kLocalTime, {Of("hour", 3), Of("minute", 3), Of("nanosecond", 3)})));
  EXPECT_EQ(Built(kLocalTime, {Of("time", Value("localtime 12:31:14.5")), Of("nanosecond", 3)}),
            "12:31:14.000000003");
}

TEST(ConstructTime, AnotherZoneKeepsTheInstantOfAZonedBase) {
  EXPECT_EQ(Built(kTime, {Of("time", Value("time 09:30:14+0100")), Of("timezone", "-0500"sv)}),
            "03:30:14-05:00");
  EXPECT_EQ(Built(kTime, {Of("time", Value("localtime 09:30:14")), Of("timezone", "-0500"sv)}),
            "09:30:14-05:00");
  EXPECT_EQ(Built(kTime, {Of("time", Value("time 23:30+0100")), Of("timezone", "+0300"sv)}), "01:30+03:00");
  EXPECT_EQ(Built(kTime, {Of("time", Value("datetime 2015-07-21T10:00[Europe/Paris]"))}), "10:00+02:00");
  EXPECT_EQ(Built(kTime, {Of("hour", 10)}), "10:00Z");
  EXPECT_TRUE(IsError(Built(kTime, {Of("hour", 10), Of("timezone", "Europe/Paris"sv)})));
  EXPECT_TRUE(IsError(Built(kLocalTime, {Of("hour", 10), Of("timezone", "+01:00"sv)})));
}

TEST(ConstructDateTime, ComponentsAndBases) {
  EXPECT_EQ(Built(kDateTime, {Of("year", 2015), Of("month", 7), Of("day", 21), Of("hour", 10),
                              Of("timezone", "Europe/Paris"sv)}),
            "2015-07-21T10:00+02:00[Europe/Paris]");
  EXPECT_EQ(
      Built(kLocalDateTime, {Of("date", Value("date 2015-07-21")), Of("time", Value("time 10:20+05:00"))}),
      "2015-07-21T10:20");
  EXPECT_EQ(Built(kDateTime, {Of("date", Value("date 2015-07-21")), Of("time", Value("time 22:00-05:00")),
                              Of("timezone", "Europe/Paris"sv)}),
            "2015-07-22T05:00+02:00[Europe/Paris]");
  // The zone of a date says nothing about the time.
  EXPECT_EQ(Built(kDateTime, {Of("date", Value("datetime 2015-07-21T10:00+05:00")), Of("hour", 7)}),
            "2015-07-21T07:00Z");
  // What is set counts in the base's zone; then comes the other zone.
  EXPECT_EQ(Built(kDateTime, {Of("datetime", Value("datetime 2015-01-21T10:00[Europe/Paris]")),
                              Of("month", 7), Of("timezone", "Z"sv)}),
            "2015-07-21T08:00Z");
  // The second of two hours with the same name stays the second.
  EXPECT_EQ(Built(kDateTime,
                  {Of("datetime", Value("datetime 2024-10-27T02:30+01:00[Europe/Paris]")), Of("minute", 40)}),
            "2024-10-27T02:40+01:00[Europe/Paris]");
  EXPECT_EQ(Built(kDateTime, {Of("year", 2024), Of("month", 3), Of("day", 31), Of("hour", 2),
                              Of("timezone", "Europe/Paris"sv)}),
            "2024-03-31T03:00+02:00[Europe/Paris]");
  EXPECT_TRUE(IsError(Built(kDateTime, {Of("hour", 10)})));
  EXPECT_TRUE(IsError(Built(kDateTime, {Of("year", 2015), Of("month", 7), Of("hour", 10)})));
  EXPECT_TRUE(IsError(Built(kDateTime, {Of("datetime", Value("date 2015-07-21"))})));
  EXPECT_TRUE(IsError(
      Built(kDateTime, {Of("datetime", Value("datetime 2015-07-21")), Of("date", Value("date 2015"))})));
}

TEST(ConstructDateTime, SinceTheEpoch) {
  EXPECT_EQ(Built(kDateTime, {Of("epochSeconds", 0)}), "1970-01-01T00:00Z");
  EXPECT_EQ(Built(kDateTime, {Of("epochSeconds", 1'000'000'000), Of("nanosecond", 23)}),
            "2001-09-09T01:46:40.000000023Z");
  EXPECT_EQ(Built(kDateTime, {Of("epochMillis", -1)}), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(Built(kDateTime, {Of("epochMillis", -1), Of("nanosecond", 1)}), "1969-12-31T23:59:59.999000001Z");
  EXPECT_EQ(Built(kDateTime, {Of("epochSeconds", 0), Of("timezone", "Asia/Kolkata"sv)}),
            "1970-01-01T05:30+05:30[Asia/Kolkata]");
  EXPECT_TRUE(IsError(Built(kDateTime, {Of("epochSeconds", 0), Of("epochMillis", 0)})));
  EXPECT_TRUE(IsError(Built(kDateTime, {Of("epochSeconds", 0), Of("year", 2015)})));
  EXPECT_TRUE(IsError(Built(
      kDateTime, {Of("epochMillis", std::numeric_limits<int64_t>::max()), Of("nanosecond", 1'000'000)})));
  EXPECT_TRUE(IsError(Built(kDateTime, {Of("epochSeconds", std::numeric_limits<int64_t>::max())})));
  EXPECT_EQ(Shown(FromEpoch(-1, 999'999'999)), "1969-12-31T23:59:59.999999999Z");
  EXPECT_EQ(Shown(FromEpochMillis(1'500)), "1970-01-01T00:00:01.5Z");
  EXPECT_FALSE(FromEpoch(0, -1));
}

TEST(ConstructDuration, FractionsGoOnToSmallerParts) {
  const auto of = [](std::string_view name, double number) { return Component{name, number}; };
  EXPECT_EQ(Built(kDuration, {Of("days", 14), Of("hours", 16), Of("minutes", 12)}), "P14DT16H12M");
  EXPECT_EQ(Built(kDuration, {Of("months", 5), of("days", 1.5)}), "P5M1DT12H");
  EXPECT_EQ(Built(kDuration, {of("quarters", 1.5)}), "P4M15DT5H14M33S");  // half a month: 15 d 18,873 s
  EXPECT_EQ(Built(kDuration, {of("weeks", 2.5)}), "P17DT12H");
  EXPECT_EQ(Built(kDuration, {of("years", 0.5), of("months", -6)}), "PT0S");
  EXPECT_EQ(Built(kDuration, {of("minutes", 1.5), Of("seconds", 1), Of("milliseconds", 123),
                              Of("microseconds", 456), Of("nanoseconds", 789)}),
            "PT1M31.123456789S");
  // As printed, not as stored: 0.3 is not 0.299999999999999988898.
  EXPECT_EQ(Built(kDuration, {of("seconds", 0.3)}), "PT0.3S");
  EXPECT_EQ(Built(kDuration, {of("seconds", 1e-9)}), "PT0.000000001S");
  EXPECT_EQ(Built(kDuration, {of("seconds", 1e-300)}), "PT0S");
  EXPECT_EQ(Built(kDuration, {of("nanoseconds", -1.9)}), "PT-0.000000001S");
  EXPECT_EQ(Built(kDuration, {Of("days", -3), of("months", 0.05)}),
            "P-1DT-11H-28M-32.7S");  // 131,487.3 s later
  EXPECT_TRUE(IsError(Built(kDuration, {of("years", 1e19)})));
  EXPECT_TRUE(IsError(Built(kDuration, {of("days", std::numeric_limits<double>::infinity())})));
  EXPECT_TRUE(IsError(Built(kDuration, {of("days", std::numeric_limits<double>::quiet_NaN())})));
  EXPECT_TRUE(IsError(Built(kDuration, {Of("hours", std::numeric_limits<int64_t>::max())})));
  EXPECT_TRUE(IsError(Built(kDuration, {Of("day", 1)})));
  EXPECT_TRUE(IsError(Built(kDuration, {Of("days", "1"sv)})));
}

TEST(Construct, TakesAnyNumbers) {
  RandomValues random(10);
  constexpr std::string_view kNames[] = {
      "year",  "month",  "day",    "week",        "dayOfWeek",   "quarter",    "dayOfQuarter", "ordinalDay",
      "hour",  "minute", "second", "millisecond", "microsecond", "nanosecond", "epochSeconds", "epochMillis",
      "years", "months", "days",   "hours",       "seconds",     "nanoseconds"};
  const int64_t numbers[] = {
      std::numeric_limits<int64_t>::min(), -1, 0, 1, 2, 4, 7, 12, 53, 59, 366, 999, kMinYear, kMaxYear,
      std::numeric_limits<int64_t>::max()};
  int made = 0;
  for (int n = 0; n < 200'000; ++n) {
    const TemporalType type = kAllTypes[random.Number(0, 5)];
    std::vector<Component> components;
    if (random.Number(0, 1) == 0) components.push_back(Of("date", random.AnyDateTime()));
    if (random.Number(0, 3) > 0) components.push_back(Of("year", random.Number(1900, 2100)));
    for (int64_t count = random.Number(0, 3); count > 0; --count) {
      components.push_back(Of(kNames[random.Number(0, 21)], numbers[random.Number(0, 14)]));
    }
    const auto value = Construct(type, components, Moment{});
    if (!value) continue;
    ++made;
    ASSERT_EQ(Parse(type, ToString(*value)).value_or(TemporalValue()), *value) << ToString(*value);
  }
  EXPECT_GT(made, 5'000);
}

TEST(Project, TakesTheParts) {
  const TemporalValue value = Value("datetime 2015-07-21T10:20:30.5[Europe/Paris]");
  EXPECT_EQ(Shown(Project(kDate, value)), "2015-07-21");
  EXPECT_EQ(Shown(Project(kLocalTime, value)), "10:20:30.5");
  EXPECT_EQ(Shown(Project(kTime, value)), "10:20:30.5+02:00");
  EXPECT_EQ(Shown(Project(kLocalDateTime, value)), "2015-07-21T10:20:30.5");
  EXPECT_EQ(Shown(Project(kDateTime, value)), "2015-07-21T10:20:30.5+02:00[Europe/Paris]");
  EXPECT_EQ(Shown(Project(kDateTime, Value("localdatetime 2015-07-21T10:20"))), "2015-07-21T10:20Z");
  EXPECT_TRUE(IsError(Shown(Project(kDate, Value("time 10:20")))));
  EXPECT_TRUE(IsError(Shown(Project(kTime, Value("date 2015")))));
  EXPECT_TRUE(IsError(Shown(Project(kDate, Value("duration P1D")))));
  EXPECT_TRUE(IsError(Shown(Project(kDuration, value))));
}

TEST(Current, ShowsTheMomentInAZone) {
  const Moment moment{1'000'000'000, 5};
  EXPECT_EQ(Shown(Current(kDateTime, moment)), "2001-09-09T01:46:40.000000005Z");
  EXPECT_EQ(Shown(Current(kDate, moment, "America/Los_Angeles")), "2001-09-08");
  EXPECT_EQ(Shown(Current(kLocalTime, moment, "+02:00")), "03:46:40.000000005");
  EXPECT_EQ(Shown(Construct(kTime, std::vector<Component>{Of("timezone", "America/Los_Angeles"sv)}, moment)),
            "18:46:40.000000005-07:00");
  EXPECT_TRUE(IsError(Shown(Current(kDate, moment, "Nowhere"))));
  EXPECT_TRUE(IsError(Shown(Current(kDuration, moment))));
  EXPECT_GT(Now().seconds, 1'700'000'000);
}

}  // namespace
}  // namespace concord::temporal
