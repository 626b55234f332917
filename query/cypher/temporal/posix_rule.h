// The rule of a time zone for all years after its listed changes, as a POSIX TZ string says it:
// "CET-1CEST,M3.5.0,M10.5.0/3" (POSIX.1-2017, 8.3; RFC 8536, 3.3, which lets hours go to 167).
#ifndef CONCORD_QUERY_CYPHER_TEMPORAL_POSIX_RULE_H_
#define CONCORD_QUERY_CYPHER_TEMPORAL_POSIX_RULE_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace concord::temporal {

struct PosixRule {
  // When a change happens: on a day of the year, at a time of that day.
  struct Change {
    enum class Kind : uint8_t { kMonthWeekDay, kDayWithoutLeap, kDay };
    Kind kind = Kind::kMonthWeekDay;
    int month = 1;
    int week = 1;         // 5 is the last
    int day = 0;          // 0 is Sunday; or the day of the year, from 1 (kDayWithoutLeap) or 0 (kDay)
    int seconds = 7'200;  // after midnight; may be negative or beyond the day
  };

  int32_t standard = 0;  // seconds east of UTC
  int32_t summer = 0;
  bool has_summer = false;
  Change start, end;

  // Nothing when the text is not such a string.
  static std::optional<PosixRule> Parse(std::string_view text);

  // Seconds east of UTC at an instant.
  int32_t OffsetAt(int64_t epoch_seconds) const;
};

}  // namespace concord::temporal

#endif  // CONCORD_QUERY_CYPHER_TEMPORAL_POSIX_RULE_H_
