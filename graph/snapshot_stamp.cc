#include "graph/snapshot_stamp.h"

#include "base/sha256.h"
#include "graph/cancellable_snapshot.h"
#include "graph/rocks_snapshot.h"

namespace concord {

std::optional<SnapshotStamp> StampOf(const Snapshot& snapshot) {
  if (const auto* cancellable = dynamic_cast<const CancellableSnapshot*>(&snapshot))
    return StampOf(cancellable->underlying());
  const auto* rocks = dynamic_cast<const RocksSnapshot*>(&snapshot);
  if (rocks == nullptr || rocks->broken()) return std::nullopt;
  rocksdb::DB& database = *rocks->database().rocks();
  SnapshotStamp stamp;
  stamp.folder = database.GetName();
  stamp.sequence =
      rocks->rocks() != nullptr ? rocks->rocks()->GetSequenceNumber() : database.GetLatestSequenceNumber();
  std::string identity;
  if (!database.GetDbIdentity(identity).ok()) return std::nullopt;
  // The limits and counts tell apart what a copy of the store became, where the sequences are equal.
  stamp.digest = Sha256Hex(identity + "\n" + std::to_string(stamp.sequence) + "\n" +
                           EncodeState(rocks->state()) + "\n" + EncodeRemoval(rocks->removal()));
  return stamp;
}

}  // namespace concord
