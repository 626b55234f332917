// Copies of a store: making one while a writer works, restoring one, and saving what is left of a damaged
// store.
#ifndef CONCORD_GRAPH_BACKUP_H_
#define CONCORD_GRAPH_BACKUP_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace concord {

struct BackupReport {
  std::filesystem::path path;  // of the backup, or of the restored store
  uint64_t files = 0;
  uint64_t bytes_copied = 0;
  uint64_t bytes_shared = 0;  // with the previous backup: the same file under two names
  uint64_t nodes = 0, edges = 0;
};

// Makes the folder `backups`/`name`, a complete store with everything that was published when the call began.
// Another program may write at the same time. Tables that the latest backup in `backups` already has are
// linked instead of copied. The copy is read from end to end before it gets its name; a failure leaves
// nothing behind. Fails with kNotFound for a folder without a store, with kUsage if a backup of that name
// exists, and with kCorrupt if the store is damaged.
Result<BackupReport> BackUpStore(const std::filesystem::path& store, const std::filesystem::path& backups,
                                 const std::string& name);

// Copies a backup, or the latest one in a folder of backups, to `store`, which must not exist. The copy is
// read from end to end before it gets its name; a failure leaves nothing behind.
Result<BackupReport> RestoreStore(const std::filesystem::path& backup, const std::filesystem::path& store);

struct RepairReport {
  std::vector<std::string> done;  // what was changed, and what was lost by it; empty if nothing was needed
  uint64_t nodes = 0, edges = 0;
};

// Makes a store usable that OpenStore refuses. Writes a new CURRENT, and cuts the log off where it is
// damaged; everything that was written after that place is lost. Keeps the old logs in `store`.damaged. If
// that does not help, fails as OpenStore does: damaged tables need a backup.
Result<RepairReport> RepairStore(const std::filesystem::path& store);

}  // namespace concord

#endif  // CONCORD_GRAPH_BACKUP_H_
