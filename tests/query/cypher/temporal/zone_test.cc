#include "query/cypher/temporal/zone.h"

#include <gtest/gtest.h>

#include "query/cypher/temporal/posix_rule.h"
#include "query/cypher/temporal/zone_table.h"
#include "tests/query/cypher/temporal/temporal_values.h"

namespace concord::temporal {
namespace {

// Seconds since 1970 of what clocks show.
int64_t At(std::string_view local) {
  return LocalSeconds(std::get<LocalDateTime>(Parsed(TemporalType::kLocalDateTime, local)));
}

const Zone& Named(std::string_view name) {
  const auto zone = FindZone(name);
  EXPECT_TRUE(zone) << name;
  return **zone;
}

TEST(Zone, OffsetsFollowSummerTime) {
  const Zone& stockholm = Named("Europe/Stockholm");
  EXPECT_EQ(OffsetAt(stockholm, At("2015-07-21T12:00")), 7200);
  EXPECT_EQ(OffsetAt(stockholm, At("2015-12-21T12:00")), 3600);
  // In 2024 the clocks changed on March 31 at 01:00 UTC.
  EXPECT_EQ(OffsetAt(stockholm, At("2024-03-31T00:59:59")), 3600);
  EXPECT_EQ(OffsetAt(stockholm, At("2024-03-31T01:00")), 7200);
}

TEST(Zone, TheRuleGoesOnAfterTheListedChanges) {
  const Zone& new_york = Named("America/New_York");
  EXPECT_EQ(OffsetAt(new_york, At("2051-07-04T12:00")), -4 * 3600);
  EXPECT_EQ(OffsetAt(new_york, At("2051-12-24T12:00")), -5 * 3600);
  // The calendar of the year 400,002,051 is that of 2051.
  EXPECT_EQ(OffsetAt(new_york, At("+400002051-07-04T12:00")), -4 * 3600);
  EXPECT_EQ(OffsetAt(Named("Australia/Sydney"), At("2100-01-01T00:00")), 11 * 3600);  // summer there
  EXPECT_EQ(OffsetAt(Named("Australia/Sydney"), At("2100-07-01T00:00")), 10 * 3600);
  EXPECT_EQ(OffsetAt(Named("Asia/Kolkata"), At("2100-07-01T00:00")), 5 * 3600 + 1800);
}

TEST(Zone, GapsMoveForward) {
  const Zone& stockholm = Named("Europe/Stockholm");
  const ZonedSeconds resolved = ResolveLocal(stockholm, At("2024-03-31T02:30"));
  EXPECT_EQ(resolved.local, At("2024-03-31T03:30"));
  EXPECT_EQ(resolved.offset, 7200);
}

TEST(Zone, OverlapsAreTheEarlierInstantUnlessAnOffsetIsPreferred) {
  const Zone& stockholm = Named("Europe/Stockholm");
  EXPECT_EQ(ResolveLocal(stockholm, At("2024-10-27T02:30")).offset, 7200);
  EXPECT_EQ(ResolveLocal(stockholm, At("2024-10-27T02:30"), 3600).offset, 3600);
  EXPECT_EQ(ResolveLocal(stockholm, At("2024-10-27T02:30"), 7200).offset, 7200);
  EXPECT_EQ(ResolveLocal(stockholm, At("2024-10-27T02:30"), 0).offset, 7200);
  EXPECT_EQ(ResolveLocal(stockholm, At("2024-10-27T03:30"), 7200).offset, 3600);
}

TEST(Zone, OneObjectForAName) {
  EXPECT_EQ(*FindZone("America/New York"), *FindZone("America/New_York"));
  EXPECT_NE(*FindZone("Europe/Stockholm"), *FindZone("Europe/Berlin"));
  EXPECT_EQ(ZoneName(Named("Europe/Stockholm")), "Europe/Stockholm");
}

TEST(Zone, UnknownNamesAreErrors) {
  for (const std::string_view name :
       {"", "Europe/Atlantis", "../../../etc/passwd", "Europe", "europe/stockholm"}) {
    const auto zone = FindZone(name);
    ASSERT_FALSE(zone) << name;
    EXPECT_EQ(zone.error().code, ErrorCode::kNotFound);
  }
}

TEST(ParseZone, AllFormsOfOffsets) {
  const auto offset = [](std::string_view text) {
    const auto zone = ParseZone(text);
    return zone && zone->zone == nullptr ? zone->offset : -1;
  };
  EXPECT_EQ(offset("Z"), 0);
  EXPECT_EQ(offset("+01"), 3600);
  EXPECT_EQ(offset("+0130"), 5400);
  EXPECT_EQ(offset("-01:30"), -5400);
  EXPECT_EQ(offset("+01:30:07"), 5407);
  EXPECT_EQ(offset("+013007"), 5407);
  EXPECT_EQ(offset("-00:00"), 0);
  EXPECT_EQ(offset("+18:00"), 18 * 3600);
  for (const std::string_view text :
       {"+", "+1", "+01:3", "+18:01", "+01:3007", "+0130:07", "+01:60", "01:00", "+01:30:"}) {
    EXPECT_FALSE(ParseZone(text)) << text;
  }
  EXPECT_EQ(OffsetText(0), "Z");
  EXPECT_EQ(OffsetText(-5400), "-01:30");
  EXPECT_EQ(OffsetText(5407), "+01:30:07");
}

TEST(PosixRule, ReadsWhatZoneFilesHave) {
  const auto rule = PosixRule::Parse("CET-1CEST,M3.5.0,M10.5.0/3");
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->standard, 3600);
  EXPECT_EQ(rule->summer, 7200);
  EXPECT_EQ(rule->OffsetAt(At("2040-03-25T00:59:59")), 3600);  // the last Sunday
  EXPECT_EQ(rule->OffsetAt(At("2040-03-25T01:00")), 7200);
  EXPECT_EQ(rule->OffsetAt(At("2040-10-28T00:59:59")), 7200);
  EXPECT_EQ(rule->OffsetAt(At("2040-10-28T01:00")), 3600);
  EXPECT_EQ(PosixRule::Parse("<+0330>-3:30")->OffsetAt(0), 3 * 3600 + 1800);

  // Irish winter time is what is saved: the "summer" part lies in winter.
  const auto dublin = PosixRule::Parse("IST-1GMT0,M10.5.0,M3.5.0/1");
  ASSERT_TRUE(dublin);
  EXPECT_EQ(dublin->OffsetAt(At("2040-07-01T00:00")), 3600);
  EXPECT_EQ(dublin->OffsetAt(At("2040-12-01T00:00")), 0);

  // February 28 is day 59 with or without a leap day; March 1 is day 60 of J, and of n from 0 only in leap
  // years.
  const auto julian = PosixRule::Parse("AAA0BBB,J60/0,J61/0");
  ASSERT_TRUE(julian);
  EXPECT_EQ(julian->OffsetAt(At("2040-03-01T12:00")), 3600);
  EXPECT_EQ(julian->OffsetAt(At("2041-03-01T12:00")), 3600);
  const auto counted = PosixRule::Parse("AAA0BBB,59/0,60/0");
  ASSERT_TRUE(counted);
  EXPECT_EQ(counted->OffsetAt(At("2040-02-29T12:00")), 3600);
  EXPECT_EQ(counted->OffsetAt(At("2041-03-01T12:00")), 3600);

  for (const std::string_view text : {"", "CE-1", "CET", "CET-1CEST", "CET-1CEST,M3.5.0",
                                      "CET-1CEST,M13.5.0,M10.5.0", "CET-1x,", "<+03-3"}) {
    EXPECT_FALSE(PosixRule::Parse(text)) << text;
  }
}

TEST(ZoneTable, LinksCountriesWithOneSetOfRules) {
  constexpr std::string_view kMerged =
      "# comment\nAA,BB\t+00+00\tSea/One\nCC\t+00+00\tSea/Two\tnorth\nBC,CC\t+00+00\tSea/Three\n";
  constexpr std::string_view kAll =
      "AA\t+00+00\tSea/One\nBB\t+00+00\tSea/Bay\nCC\t+00+00\tSea/Cove\nDD\t+00+00\tSea/Deep\n";
  EXPECT_EQ(NameOfRules("Sea/Bay", kMerged, kAll), "Sea/One");
  EXPECT_EQ(NameOfRules("Sea/One", kMerged, kAll), "Sea/One");
  EXPECT_EQ(NameOfRules("Sea/Cove", kMerged, kAll), "Sea/Cove");  // two candidates
  EXPECT_EQ(NameOfRules("Sea/Deep", kMerged, kAll), "Sea/Deep");  // none
  EXPECT_EQ(NameOfRules("Etc/UTC", kMerged, kAll), "Etc/UTC");    // in no table
  EXPECT_EQ(NameOfRules("Sea/Bay", "", ""), "Sea/Bay");
}

}  // namespace
}  // namespace concord::temporal
