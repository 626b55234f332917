// Folders whose names survive a loss of power. The name of a new file or folder is on disk only when the
// folder that holds it is synced.
#ifndef CONCORD_BASE_FOLDER_SYNC_H_
#define CONCORD_BASE_FOLDER_SYNC_H_

#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace concord {

// "cannot sync a/b: No space left on device". kNotFound if `number`, an errno, says that the path is not
// there; otherwise kIo.
tl::unexpected<Error> FailAt(const std::filesystem::path& path, std::string_view what, int number);

// Waits until the names in the folder are on disk. Does nothing on file systems whose folders cannot be
// synced. Fails with kNotFound or kIo.
Result<void> SyncFolder(const std::filesystem::path& folder);

// Makes the folder and those above it that are missing. Their names are on disk afterwards, also that of a
// folder that was there already. Fails with kIo.
Result<void> MakeFolder(const std::filesystem::path& folder);

}  // namespace concord

#endif  // CONCORD_BASE_FOLDER_SYNC_H_
