// Time zones: offsets from UTC, and the named zones of the IANA database.
#ifndef CONCORD_QUERY_CYPHER_TEMPORAL_ZONE_H_
#define CONCORD_QUERY_CYPHER_TEMPORAL_ZONE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace concord::temporal {

// A named zone. One object for each name, which lives as long as the program: pointers may be kept and
// compared. Safe to use from any thread.
class Zone;

// kNotFound when the system's database has no such zone. A blank stands for an underscore.
Result<const Zone*> FindZone(std::string_view name);

// "Europe/Stockholm", as it was asked for.
const std::string& ZoneName(const Zone& zone);

// Seconds east of UTC at an instant, given in seconds since 1970-01-01T00:00Z. Any year: after the last
// change that the database lists, the zone's rule for all later years counts.
int32_t OffsetAt(const Zone& zone, int64_t epoch_seconds);

// What an instant is in a zone.
struct ZonedSeconds {
  int64_t local = 0;  // seconds since 1970-01-01T00:00 as clocks show them
  int32_t offset = 0;
};

// The instant at which clocks in the zone show `local`. Where clocks were put forward and never showed it,
// it moves forward by as much as they did. Where they showed it twice, `preferred` chooses if it is one of
// the two offsets, else the earlier instant counts.
ZonedSeconds ResolveLocal(const Zone& zone, int64_t local, std::optional<int32_t> preferred = std::nullopt);

// An offset, or a named zone.
struct ZoneOrOffset {
  const Zone* zone = nullptr;  // null: `offset` counts
  int32_t offset = 0;
};

// "Z", "+01", "+0100", "+01:00", "-02:05:59", or a name: what a component `timezone` may say.
Result<ZoneOrOffset> ParseZone(std::string_view text);

// "Z", "+01:00", "-02:05:59".
std::string OffsetText(int32_t offset);

}  // namespace concord::temporal

#endif  // CONCORD_QUERY_CYPHER_TEMPORAL_ZONE_H_
