#include "server/live_store.h"

#include <sys/stat.h>

#include <algorithm>
#include <vector>

#include "base/sha256.h"

namespace concord {
namespace {

// Names, sizes and times of the store's files. A log that only this process writes (RocksDB's LOG) is none of
// them, nor are indexes, which questions save.
std::string TagOf(const std::filesystem::path& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with("LOG") || name == "LOCK" || name == "IDENTITY" ||
        entry->path().extension() == ".index")
      continue;
    struct stat status {};
    if (stat(entry->path().c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
    files.push_back(entry->path().string() + " " + std::to_string(status.st_size) + " " +
                    std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec));
  }
  std::ranges::sort(files);
  std::string all;
  for (const std::string& file : files) all += file + "\n";
  return Sha256Hex(all).substr(0, 16);
}

}  // namespace

Result<std::shared_ptr<const PublishedState>> LiveStore::Now() {
  const std::lock_guard lock(mutex_);
  std::string tag = TagOf(folder_);
  if (state_ != nullptr && state_->tag == tag) return state_;
  auto store = OpenStore(folder_, OpenMode::kReadOnly);
  if (!store) return tl::unexpected(store.error());
  auto state = std::make_shared<PublishedState>();
  state->store = *std::move(store);
  state->snapshot = state->store->TakeSnapshot();
  state->arrays = SnapshotArrays::Of(*state->snapshot);
  state->tag = std::move(tag);
  state_ = std::move(state);
  return state_;
}

}  // namespace concord
