// A store that others write while it is read.
#ifndef CONCORD_SERVER_LIVE_STORE_H_
#define CONCORD_SERVER_LIVE_STORE_H_

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"
#include "graph/store.h"
#include "query/index/snapshot_arrays.h"

namespace concord {

// One state of the store. Its holder can go on reading it while others write.
struct PublishedState {
  std::unique_ptr<GraphStore> store;
  std::unique_ptr<Snapshot> snapshot;      // of `store`; declared after it, so it goes first
  std::shared_ptr<SnapshotArrays> arrays;  // what all questions about this state read
  std::string tag;                         // changes with every write; for an ETag
};

class LiveStore {
 public:
  explicit LiveStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // The state that is published now. Reopens the store only if its files have changed. For any thread. Fails
  // as OpenStore does in kReadOnly.
  Result<std::shared_ptr<const PublishedState>> Now();

  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
  std::mutex mutex_;
  std::shared_ptr<const PublishedState> state_;
};

}  // namespace concord

#endif  // CONCORD_SERVER_LIVE_STORE_H_
