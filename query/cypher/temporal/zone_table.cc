#include "query/cypher/temporal/zone_table.h"

#include <algorithm>
#include <vector>

#include "base/file.h"
#include "base/text.h"

namespace concord::temporal {
namespace {

// A row of either table: country codes, a place, the name of a zone, perhaps a comment.
struct Row {
  std::vector<std::string_view> countries;
  std::string_view name;
};

std::vector<Row> RowsOf(std::string_view table) {
  std::vector<Row> rows;
  for (const std::string_view line : Split(table, '\n')) {
    if (line.starts_with('#')) continue;
    const auto cells = Split(line, '\t');
    if (cells.size() >= 3) rows.push_back({Split(cells[0], ','), Trim(cells[2])});
  }
  return rows;
}

std::string ReadTable(std::string_view name) {
  constexpr uint64_t kMaxTable = 1 << 20;
  return ReadFile(std::string(kZoneFolder) + std::string(name), kMaxTable).value_or("");
}

}  // namespace

std::string NameOfRules(const std::string& name, std::string_view zone1970, std::string_view zones) {
  const std::vector<Row> merged = RowsOf(zone1970);
  const std::vector<Row> all = RowsOf(zones);
  const auto has_name = [&](const Row& row) { return row.name == name; };
  const auto own = std::ranges::find_if(all, has_name);
  if (own == all.end() || std::ranges::any_of(merged, has_name)) return name;

  // The table says of no name where it went. It is certain for countries with a single set of rules.
  std::string_view found;
  for (const Row& row : merged) {
    if (std::ranges::find(row.countries, own->countries.front()) == row.countries.end()) continue;
    if (!found.empty()) return name;
    found = row.name;
  }
  return found.empty() ? name : std::string(found);
}

std::string NameOfRules(const std::string& name) {
  static const std::string zone1970 = ReadTable("zone1970.tab");
  static const std::string zones = ReadTable("zone.tab");
  return NameOfRules(name, zone1970, zones);
}

}  // namespace concord::temporal
