// Hands out the keys of versions, so that two different files never share one.
#ifndef CONCORD_INGEST_VERSION_KEYS_H_
#define CONCORD_INGEST_VERSION_KEYS_H_

#include <map>
#include <string>

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

// For one run and one thread, which must ask in the order of the sorted names: the first file gets the key.
class VersionKeys {
 public:
  // The snapshot is that of the store before the run. It must outlive this object.
  explicit VersionKeys(const Snapshot& snapshot) : snapshot_(snapshot) {}

  struct Key {
    std::string version;
    bool same = false;  // an earlier file of this run has the same key and the same bytes
  };
  // The key as proposed. If the store or an earlier file has other bytes under it, "+" and the start of the
  // digest follow. Fails when the store cannot be read.
  Result<Key> Assign(std::string proposed, const std::string& sha256);

  // Takes back a key that was assigned, of a file that was refused after all.
  void Release(const std::string& version) { given_.erase(version); }

 private:
  Result<bool> TakenByOther(const std::string& version, const std::string& sha256) const;

  const Snapshot& snapshot_;
  std::map<std::string, std::string> given_;  // version key -> sha256
};

}  // namespace concord

#endif  // CONCORD_INGEST_VERSION_KEYS_H_
