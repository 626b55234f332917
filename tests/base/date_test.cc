#include "base/date.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>

namespace concord {
namespace {

TEST(Date, EveryDayThatTheCalendarHas) {
  for (int year : {1, 1900, 2000, 2023, 2024, 9999}) {
    for (int month = 0; month <= 13; ++month) {
      for (int day = 0; day <= 32; ++day) {
        const std::string text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
        const bool exists = std::chrono::year_month_day(std::chrono::year(year),
                                                        std::chrono::month(static_cast<unsigned>(month)),
                                                        std::chrono::day(static_cast<unsigned>(day)))
                                .ok();
        const auto date = Date::Parse(text);
        ASSERT_EQ(date.has_value(), exists) << text;
        if (date.has_value()) {
          ASSERT_EQ(date->ToString(), text);
        }
      }
    }
  }
}

TEST(Date, Precisions) {
  EXPECT_EQ(Date::Parse("2024")->ToString(), "2024");
  EXPECT_EQ(Date::Parse("2024-03")->ToString(), "2024-03");
  EXPECT_LT(*Date::Parse("2024"), *Date::Parse("2024-01"));
  EXPECT_LT(*Date::Parse("2024-01"), *Date::Parse("2024-01-01"));
  EXPECT_LT(*Date::Parse("2023-12-31"), *Date::Parse("2024"));
}

TEST(Date, NothingElse) {
  for (const char* text : {"", "24", "0000", "2024-", "2024-3", "2024-03-1", "2024/03/01", "-024",
                           "2024-1-01", "2024-03-01 ", "2024-+3", "20 4"}) {
    EXPECT_FALSE(Date::Parse(text)) << text;
  }
}

}  // namespace
}  // namespace concord
