#include <gtest/gtest.h>

#include "query/cypher/temporal/construct.h"
#include "tests/query/cypher/temporal/temporal_values.h"

namespace concord::temporal {
namespace {

using enum TemporalType;

TEST(ParseDate, AllForms) {
  // 2015-07-21 was a Tuesday, day 202 of the year and day 21 of its third quarter.
  for (const std::string_view text :
       {"2015-07-21", "20150721", "2015-W30-2", "2015W302", "2015-202", "2015202", "2015-Q3-21", "2015Q321",
        "+2015-07-21", "+02015-W30-2", "+2015W302"}) {
    EXPECT_EQ(Read(kDate, text), "2015-07-21") << text;
  }
  for (const std::string_view text : {"2015-07", "201507", "2015-Q3", "2015Q3", "2015-182"}) {
    EXPECT_EQ(Read(kDate, text), "2015-07-01") << text;
  }
  for (const std::string_view text : {"2015-W30", "2015W30"})
    EXPECT_EQ(Read(kDate, text), "2015-07-20") << text;
  for (const std::string_view text : {"2015", "+2015", "2015-01", "2015-001"}) {
    EXPECT_EQ(Read(kDate, text), "2015-01-01") << text;
  }
}

TEST(ParseDate, YearsWithASign) {
  EXPECT_EQ(Read(kDate, "-0044-03-15"), "-0044-03-15");
  EXPECT_EQ(Read(kDate, "-1-01"), "-0001-01-01");
  EXPECT_EQ(Read(kDate, "0000-02-29"), "0000-02-29");  // a leap year
  EXPECT_EQ(Read(kDate, "+12345-06-07"), "+12345-06-07");
  EXPECT_EQ(Read(kDate, "-999999999-01-01"), "-999999999-01-01");
  EXPECT_EQ(Read(kDate, "+999999999-12-31"), "+999999999-12-31");
  EXPECT_TRUE(IsError(Read(kDate, "+1000000000-01-01")));
  EXPECT_TRUE(IsError(Read(kDate, "-99999999999999999999999-01-01")));
}

TEST(ParseDate, WhatIsNone) {
  for (const std::string_view text : {"",
                                      "-",
                                      "+",
                                      "15",
                                      "20150",
                                      "2015-",
                                      "2015-7-21",
                                      "2015-07-",
                                      "2015-0721",
                                      "201507-21",
                                      "2015-07-21-",
                                      "2015-07-21T",
                                      "2015-W3",
                                      "2015-W301",
                                      "2015-W30-",
                                      "2015W30-2",
                                      "2015-W30-8",
                                      "2015-W54",
                                      "2015-Q5",
                                      "2015-Q3-1",
                                      "2015-13",
                                      "2015-02-29",
                                      "2015-366",
                                      "2015-000",
                                      "2015-00-01",
                                      "20150721Z",
                                      " 2015",
                                      "2015 ",
                                      "2015-07-21T10:00",
                                      "２０１５"}) {
    EXPECT_TRUE(IsError(Read(kDate, text))) << text;
  }
}

TEST(ParseTime, AllForms) {
  for (const std::string_view text :
       {"21:40:32.142", "214032.142", "21:40:32,142", "T21:40:32.142", "T214032.142"}) {
    EXPECT_EQ(Read(kLocalTime, text), "21:40:32.142") << text;
  }
  for (const std::string_view text : {"21:40", "2140", "T2140", "21:40:00", "214000.0"}) {
    EXPECT_EQ(Read(kLocalTime, text), "21:40") << text;
  }
  EXPECT_EQ(Read(kLocalTime, "00"), "00:00");
  EXPECT_EQ(Read(kLocalTime, "23:59:59.999999999"), "23:59:59.999999999");
  EXPECT_EQ(Read(kLocalTime, "00:00:00.000000001"), "00:00:00.000000001");
  EXPECT_EQ(Read(kTime, "21:40"), "21:40Z");
  EXPECT_EQ(Read(kTime, "21:40:32.5-0130"), "21:40:32.5-01:30");
  EXPECT_EQ(Read(kTime, "2140+05:45"), "21:40+05:45");
  EXPECT_EQ(Read(kTime, "21Z"), "21:00Z");
}

TEST(ParseTime, WhatIsNone) {
  for (const std::string_view text : {"", "T", "2", "214", "24:00", "21:60", "21:40:60", "21:4032", "2140:32",
                                      "21:40:", "21:40:32.", "21:40:32.1234567890", "21.5", "21:40.5",
                                      "21:40Z", "21:40+01:00", "TT21", "21:40[Europe/London]", "-21:40"}) {
    EXPECT_TRUE(IsError(Read(kLocalTime, text))) << text;
  }
  for (const std::string_view text : {"21:40+", "21:40+1", "21:40+19:00", "21:40ZZ", "21:40+01:00Z",
                                      "21:40[Europe/London]", "Z", "21:40Europe/London"}) {
    EXPECT_TRUE(IsError(Read(kTime, text))) << text;
  }
}

TEST(ParseDateTime, AnyDateWithAnyTime) {
  for (const std::string_view text :
       {"2015-07-21T21:40", "20150721T2140", "2015-W30-2T21:40:00", "2015202T2140"}) {
    EXPECT_EQ(Read(kLocalDateTime, text), "2015-07-21T21:40") << text;
    EXPECT_EQ(Read(kDateTime, text), "2015-07-21T21:40Z") << text;
    EXPECT_EQ(Read(kDateTime, std::string(text) + "-0300"), "2015-07-21T21:40-03:00") << text;
  }
  EXPECT_EQ(Read(kLocalDateTime, "2015-07"), "2015-07-01T00:00");
  EXPECT_TRUE(IsError(Read(kLocalDateTime, "2015-07-21T21:40Z")));
  EXPECT_TRUE(IsError(Read(kLocalDateTime, "2015-07-21 21:40")));
  EXPECT_TRUE(IsError(Read(kDateTime, "2015-07-21Z")));
  EXPECT_TRUE(IsError(Read(kDateTime, "T21:40")));
}

TEST(ParseDateTime, NamedZones) {
  EXPECT_EQ(Read(kDateTime, "2015-07-21T21:40[Europe/Paris]"), "2015-07-21T21:40+02:00[Europe/Paris]");
  EXPECT_EQ(Read(kDateTime, "2015-07-21T21:40+02:00[Europe/Paris]"), "2015-07-21T21:40+02:00[Europe/Paris]");
  // Clocks showed 02:30 twice that night.
  EXPECT_EQ(Read(kDateTime, "2024-10-27T02:30+01:00[Europe/Paris]"), "2024-10-27T02:30+01:00[Europe/Paris]");
  EXPECT_EQ(Read(kDateTime, "2024-10-27T02:30[Europe/Paris]"), "2024-10-27T02:30+02:00[Europe/Paris]");
  EXPECT_TRUE(IsError(Read(kDateTime, "2015-07-21T21:40+01:00[Europe/Paris]")));
  EXPECT_TRUE(IsError(Read(kDateTime, "2015-07-21T21:40[Europe/Atlantis]")));
  EXPECT_TRUE(IsError(Read(kDateTime, "2015-07-21T21:40[Europe/Paris")));
  EXPECT_TRUE(IsError(Read(kDateTime, "2015-07-21T21:40[]")));
}

TEST(ParseDuration, Units) {
  EXPECT_EQ(DurationOf("P1Y2M3W4DT5H6M7.8S"), (Duration{14, 25, 5 * 3600 + 6 * 60 + 7, 800'000'000}));
  EXPECT_EQ(DurationOf("P-1Y2M-3D"), (Duration{-10, -3, 0, 0}));
  EXPECT_EQ(DurationOf("-P1Y-2M"), (Duration{-10, 0, 0, 0}));
  EXPECT_EQ(DurationOf("PT-0.1S"), (Duration{0, 0, -1, 900'000'000}));
  EXPECT_EQ(DurationOf("PT0.75M"), (Duration{0, 0, 45, 0}));
  EXPECT_EQ(DurationOf("P2.5W"), (Duration{0, 17, 43'200, 0}));
  EXPECT_EQ(DurationOf("P1,5D"), (Duration{0, 1, 43'200, 0}));
  // Half a month is 15.2184375 days: 15 days and 18,873 seconds.
  EXPECT_EQ(DurationOf("P0.5M"), (Duration{0, 15, 18'873, 0}));
  EXPECT_EQ(DurationOf("P0D"), Duration{});
  EXPECT_EQ(DurationOf("PT9223372036854775807S").seconds, 9'223'372'036'854'775'807);
  EXPECT_TRUE(IsError(Read(kDuration, "PT9223372036854775808S")));
  EXPECT_TRUE(IsError(Read(kDuration, "P9223372036854775807Y")));
}

TEST(ParseDuration, AsDateAndTime) {
  EXPECT_EQ(Read(kDuration, "P2012-02-03T14:37:21.5"), "P2012Y2M3DT14H37M21.5S");
  EXPECT_EQ(Read(kDuration, "P20120203T143721.5"), "P2012Y2M3DT14H37M21.5S");
  EXPECT_EQ(Read(kDuration, "P0001-00-00T00:00:00"), "P1Y");
  EXPECT_EQ(Read(kDuration, "P2012-032"), "P2012Y32D");
  EXPECT_TRUE(IsError(Read(kDuration, "P2012-13-01")));
  EXPECT_TRUE(IsError(Read(kDuration, "P2012-02-03T25:00")));
}

TEST(ParseDuration, WhatIsNone) {
  for (const std::string_view text :
       {"",      "P",   "PT",   "P1",       "1Y",      "P1YT",         "P1M1Y",
        "P1Y1Y", "P1H", "PT1D", "P1.5YT1H", "P1.5Y2M", "P1.Y",         "P.5Y",
        "P+-1Y", "PY",  "p1y",  "P1Y ",     "P--1Y",   "-P2012-02-03", "P2012-0203"}) {
    EXPECT_TRUE(IsError(Read(kDuration, text))) << text;
  }
}

TEST(Parse, ReadsBackWhatToStringWrites) {
  RandomValues random(2);
  for (const TemporalType type : kAllTypes) {
    for (int n = 0; n < 3'000; ++n) {
      const TemporalValue value = random.Any(type);
      const auto back = Parse(type, ToString(value));
      ASSERT_TRUE(back) << ToString(value) << ": " << back.error().message;
      ASSERT_EQ(*back, value) << ToString(value);
    }
  }
}

TEST(Parse, AnyBytesAreAValueOrAnError) {
  RandomValues random(3);
  constexpr std::string_view kBytes = "0123456789+-:.,TZPWQYMDHS[]/Euro ";
  for (int n = 0; n < 20'000; ++n) {
    std::string text;
    for (int64_t size = random.Number(0, 14); size > 0; --size) {
      text += kBytes[static_cast<size_t>(random.Number(0, static_cast<int64_t>(kBytes.size()) - 1))];
    }
    if (random.Number(0, 2) == 0) text = "P" + text;
    for (const TemporalType type : kAllTypes) {
      const auto value = Parse(type, text);
      if (!value) continue;
      const auto back = Parse(type, ToString(*value));
      ASSERT_TRUE(back) << text << " " << ToString(*value);
      ASSERT_EQ(*back, *value) << text;
    }
  }
}

}  // namespace
}  // namespace concord::temporal
