// Copies of a store: making one beside a writer, going back to one, and saving what a damaged store still
// has.
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
  uint64_t bytes_shared = 0;  // with the backup before: the same file under two names
  uint64_t nodes = 0, edges = 0;
};

// Makes the folder `backups`/`name`, a store of its own, with everything that was published when the call
// began. Another program may write at the same time. Tables that the latest backup in `backups` has already
// are not copied again, but linked. The copy is read from end to end before it gets its name; what fails
// leaves nothing. kNotFound for a folder without a store, kUsage when there is a backup of that name,
// kCorrupt when the store is damaged.
Result<BackupReport> BackUpStore(const std::filesystem::path& store, const std::filesystem::path& backups,
                                 const std::string& name);

// Copies a backup, or the latest one of a folder of backups, to `store`, which must not exist. Read from end
// to end before it gets its name; what fails leaves nothing.
Result<BackupReport> RestoreStore(const std::filesystem::path& backup, const std::filesystem::path& store);

struct RepairReport {
  std::vector<std::string> done;  // what was changed, and what was lost by it; empty when nothing was needed
  uint64_t nodes = 0, edges = 0;
};

// Makes a store usable that OpenStore refuses: writes CURRENT anew, and cuts the log off where it is damaged,
// which gives up everything that was written behind. The logs are kept in `store`.damaged. Fails as OpenStore
// does when that does not help: damaged tables need a backup.
Result<RepairReport> RepairStore(const std::filesystem::path& store);

}  // namespace concord

#endif  // CONCORD_GRAPH_BACKUP_H_
