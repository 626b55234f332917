// Which zones are one zone since 1970.
//
// The IANA database has one set of rules for places whose clocks agree since 1970, and links the other names
// to it. Debian undoes these links, so that such names differ in earlier years, less reliably known. Other
// databases keep them. Names are linked here again, by the database's own table, for the same answers
// everywhere.
#ifndef CONCORD_QUERY_CYPHER_TEMPORAL_ZONE_TABLE_H_
#define CONCORD_QUERY_CYPHER_TEMPORAL_ZONE_TABLE_H_

#include <string>
#include <string_view>

namespace concord::temporal {

inline constexpr std::string_view kZoneFolder = "/usr/share/zoneinfo/";

// The zone with the rules for `name`: "Europe/Berlin" for "Europe/Stockholm". `name` itself when it has
// rules of its own or the system has no such table. The first call reads the tables; any thread may call it.
std::string NameOfRules(const std::string& name);

// The same from the bytes of zone1970.tab and zone.tab, for tests.
std::string NameOfRules(const std::string& name, std::string_view zone1970, std::string_view zones);

}  // namespace concord::temporal

#endif  // CONCORD_QUERY_CYPHER_TEMPORAL_ZONE_TABLE_H_
