#include "base/folder_sync.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <vector>

#include "base/descriptor.h"
#include "base/try.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

fs::path Above(const fs::path& folder) {
  return folder.has_parent_path() ? folder.parent_path() : fs::path(".");
}

}  // namespace

tl::unexpected<Error> FailAt(const fs::path& path, std::string_view what, int number) {
  return Fail(number == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
              fmt::format("cannot {} {}: {}", what, path.string(), std::generic_category().message(number)));
}

Result<void> SyncFolder(const fs::path& folder) {
  const Descriptor descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor.is_open() || (fsync(descriptor.get()) != 0 && errno != EINVAL && errno != EROFS))
    return FailAt(folder, "sync", errno);
  return {};
}

Result<void> MakeFolder(const fs::path& folder) {
  // "a/b/" is "a/b".
  const fs::path wanted = folder.has_filename() ? folder : folder.parent_path();
  std::vector<fs::path> made = {wanted};
  std::error_code error;
  while (!fs::exists(Above(made.back()), error)) made.push_back(Above(made.back()));
  fs::create_directories(wanted, error);
  if (error) return FailAt(wanted, "make the folder", error.value());
  for (const fs::path& each : made) {
    // A folder that may be entered and not be read cannot be synced, and its names are not ours to keep.
    if (access(Above(each).c_str(), R_OK) != 0) continue;
    CONCORD_TRY(SyncFolder(Above(each)));
  }
  return {};
}

}  // namespace concord
