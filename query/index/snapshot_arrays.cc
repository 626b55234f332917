#include "query/index/snapshot_arrays.h"

#include <map>
#include <utility>

namespace concord {
namespace {

// The states that somebody holds, by the digests of their stamps.
class Registry {
 public:
  std::shared_ptr<SnapshotArrays> Find(const std::string& digest) {
    const std::lock_guard lock(mutex_);
    std::erase_if(states_, [](const auto& state) { return state.second.expired(); });
    std::weak_ptr<SnapshotArrays>& known = states_[digest];
    std::shared_ptr<SnapshotArrays> arrays = known.lock();
    if (arrays == nullptr) known = arrays = std::make_shared<SnapshotArrays>();
    return arrays;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<SnapshotArrays>> states_;
};

std::filesystem::path PathOf(const SnapshotStamp& stamp, const ArrayMaker& maker) {
  return stamp.folder / maker.file;
}

}  // namespace

std::shared_ptr<SnapshotArrays> SnapshotArrays::Of(const Snapshot& snapshot) {
  static Registry registry;
  const std::optional<SnapshotStamp> stamp = StampOf(snapshot);
  return stamp ? registry.Find(stamp->digest) : std::make_shared<SnapshotArrays>();
}

Result<std::shared_ptr<const FlatFile>> SnapshotArrays::Get(const Snapshot& snapshot, const ArrayMaker& maker,
                                                            ArraySource source) {
  Slot& slot = (source == ArraySource::kMade ? made_ : saved_)[maker.kind.kind];
  const std::lock_guard lock(slot.mutex);
  if (slot.arrays != nullptr) return slot.arrays;
  if (source == ArraySource::kMade) {
    auto made = maker.make(snapshot, nullptr);
    if (made) slot.arrays = *made;
    return made;
  }
  const std::optional<SnapshotStamp> stamp = StampOf(snapshot);
  std::string why;
  if (stamp) slot.arrays = FlatFile::Open(PathOf(*stamp, maker), maker.kind, *stamp, &why);
  if (slot.arrays != nullptr) return slot.arrays;
  auto made = maker.make(snapshot, stamp ? &*stamp : nullptr);
  if (!made) return made;
  slot.arrays = *std::move(made);
  // For the next one, unless a writer has been there meanwhile. On a disk that cannot be written each
  // question makes them anew.
  if (stamp && FlatFile::SequenceOf(PathOf(*stamp, maker), maker.kind) <= stamp->sequence)
    static_cast<void>(slot.arrays->Save(PathOf(*stamp, maker)).has_value());
  return slot.arrays;
}

Result<std::string> SaveArrays(const Snapshot& snapshot, const ArrayMaker& maker) {
  const std::optional<SnapshotStamp> stamp = StampOf(snapshot);
  if (!stamp) return std::string();
  std::string note;
  if (FlatFile::Open(PathOf(*stamp, maker), maker.kind, *stamp, &note) != nullptr) return std::string();
  auto made = maker.make(snapshot, &*stamp);
  if (!made) return tl::unexpected(made.error());
  if (const Result<void> saved = (*made)->Save(PathOf(*stamp, maker)); !saved)
    return "what makes questions fast was not saved: " + saved.error().ToString();
  return note.empty() ? note : note + "; it was made anew";
}

}  // namespace concord
