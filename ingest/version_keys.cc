#include "ingest/version_keys.h"

#include <utility>

#include "base/try.h"

namespace concord {

Result<VersionKeys::Key> VersionKeys::Assign(std::string proposed, const std::string& sha256) {
  Key key{std::move(proposed)};
  CONCORD_ASSIGN(const bool is_taken, TakenByOther(key.version, sha256));
  if (is_taken) key.version += "+" + sha256.substr(0, 12);
  key.same = !given_.emplace(key.version, sha256).second;
  return key;
}

Result<bool> VersionKeys::TakenByOther(const std::string& version, const std::string& sha256) const {
  const auto given = given_.find(version);
  if (given != given_.end()) return given->second != sha256;
  CONCORD_ASSIGN(const std::optional<Unit> unit, snapshot_.FindUnit(version));
  return unit && !unit->fingerprint.starts_with(sha256);
}

}  // namespace concord
