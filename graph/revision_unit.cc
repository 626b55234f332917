#include "graph/revision_unit.h"

namespace concord {
namespace {

constexpr std::string_view kPrefix = "revision ";

}  // namespace

std::string RevisionUnit(std::string_view earlier, std::string_view later) {
  std::string name(kPrefix);
  name += earlier;
  name += ' ';
  name += later;
  return name;
}

Result<std::vector<std::string>> RevisionUnitsOf(const Snapshot& snapshot, std::string_view version) {
  auto units = snapshot.Units();
  if (!units) return tl::unexpected(units.error());
  std::vector<std::string> names;
  for (Unit& unit : *units) {
    std::string_view pair = unit.name;
    if (!pair.starts_with(kPrefix)) continue;
    pair.remove_prefix(kPrefix.size());
    const size_t blank = pair.find(' ');
    if (blank == std::string_view::npos) continue;
    if (pair.substr(0, blank) == version || pair.substr(blank + 1) == version) {
      names.push_back(std::move(unit.name));
    }
  }
  return names;
}

}  // namespace concord
