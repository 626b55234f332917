#include "query/cypher/temporal/calendar.h"

#include <gtest/gtest.h>

#include "tests/query/cypher/temporal/temporal_values.h"

namespace concord::temporal {
namespace {

TEST(Calendar, DayNumbersAgreeWithCountingDayByDay) {
  // From 1600-01-01 on, one day at a time, as one does on a wall.
  int year = 1600;
  int month = 1;
  int day = 1;
  int weekday = 6;  // it was a Saturday
  int ordinal = 1;
  for (int64_t number = -135'140; number < 30'000; ++number) {
    const Result<Date> date = DateFromDayNumber(number);
    ASSERT_TRUE(date);
    ASSERT_EQ(*date, (Date{year, static_cast<int8_t>(month), static_cast<int8_t>(day)})) << number;
    ASSERT_EQ(DayNumber(*date), number);
    ASSERT_EQ(DayOfWeek(*date), weekday);
    ASSERT_EQ(DayOfYear(*date), ordinal);
    weekday = weekday % 7 + 1;
    ++ordinal;
    if (++day > DaysInMonth(year, month)) {
      day = 1;
      if (++month > 12) {
        month = 1;
        ++year;
        ordinal = 1;
      }
    }
  }
}

TEST(Calendar, AllWaysToNameADayLeadBackToIt) {
  RandomValues random(1);
  for (int n = 0; n < 20'000; ++n) {
    const Date date = random.AnyDate();
    const WeekDate week = WeekOf(date);
    ASSERT_EQ(MakeWeekDate(week.year, week.week, week.day).value_or(Date{}), date);
    ASSERT_EQ(MakeOrdinalDate(date.year, DayOfYear(date)).value_or(Date{}), date);
    ASSERT_EQ(MakeQuarterDate(date.year, Quarter(date), DayOfQuarter(date)).value_or(Date{}), date);
    ASSERT_EQ(DateFromDayNumber(DayNumber(date)).value_or(Date{}), date);
  }
}

TEST(Calendar, WeeksBelongToTheYearOfTheirThursday) {
  EXPECT_EQ(WeekOf({2005, 1, 1}).year, 2004);  // a Saturday
  EXPECT_EQ(WeekOf({2005, 1, 1}).week, 53);
  EXPECT_EQ(WeekOf({2008, 12, 29}).year, 2009);  // a Monday
  EXPECT_EQ(WeekOf({2008, 12, 29}).week, 1);
  EXPECT_EQ(WeeksInYear(2004), 53);
  EXPECT_EQ(WeeksInYear(2005), 52);
  EXPECT_FALSE(MakeWeekDate(2005, 53, 1));
}

TEST(Calendar, YearsEndWhereTheyShould) {
  EXPECT_TRUE(MakeDate(kMaxYear, 12, 31));
  EXPECT_TRUE(MakeDate(kMinYear, 1, 1));
  EXPECT_FALSE(MakeDate(int64_t{kMaxYear} + 1, 1, 1));
  EXPECT_FALSE(DateFromDayNumber(DayNumber({kMaxYear, 12, 31}) + 1));
  EXPECT_FALSE(DateFromDayNumber(DayNumber({kMinYear, 1, 1}) - 1));
  EXPECT_FALSE(DateFromDayNumber(std::numeric_limits<int64_t>::max()));
  EXPECT_FALSE(AtEpoch(std::numeric_limits<int64_t>::max(), 0, {nullptr, 3600}));
}

TEST(Calendar, ErrorsSayWhatMayBe) {
  EXPECT_EQ(MakeDate(2023, 2, 29).error().message, "day must be 1 to 28, found 29");
  EXPECT_EQ(MakeDate(2023, 13, 1).error().message, "month must be 1 to 12, found 13");
  EXPECT_EQ(MakeTime(24, 0, 0, 0).error().message, "hour must be 0 to 23, found 24");
}

}  // namespace
}  // namespace concord::temporal
