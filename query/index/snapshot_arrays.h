// The arrays that are made from a snapshot and shared by all questions about it, kept on disk beside the
// store.
//
// A file is used when it was made of exactly the state that the snapshot shows (graph/snapshot_stamp.h). Else
// the arrays are made from the snapshot, which gives the same bytes, and written for the next one where the
// folder of the store can be written. So a file that is damaged, old, foreign or missing costs time and
// changes no answer.
#ifndef CONCORD_QUERY_INDEX_SNAPSHOT_ARRAYS_H_
#define CONCORD_QUERY_INDEX_SNAPSHOT_ARRAYS_H_

#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/flat_file.h"
#include "graph/snapshot.h"
#include "graph/view.h"

namespace concord {

// One kind of arrays and how they are made. `make` gives the same bytes for the same graph, whatever the
// number of threads.
struct ArrayMaker {
  FlatKind kind;
  std::string_view file;  // in the folder of the store
  Result<std::shared_ptr<const FlatFile>> (*make)(const Snapshot& snapshot, const SnapshotStamp* stamp);
};
inline constexpr uint32_t kTextKind = 1, kCoverageKind = 2, kGraphKind = 3, kArrayKinds = 4;

// Where the arrays of a question come from.
enum class ArraySource : uint8_t {
  kSaved,  // from the disk where they are there, else made and saved
  kMade,   // made anew from the snapshot: --no-index
};

// The arrays of one state of a store. All functions may be called by several threads at once; one that asks
// for what another is making waits for it. Holds no snapshot: whoever has it may let the store go, and what
// Get gave lives as long as its pointer.
class SnapshotArrays {
 public:
  // Those of the state that the snapshot shows: the same object for the same state as long as somebody holds
  // it, so that a server makes them once. A store in memory has new ones for each call.
  static std::shared_ptr<SnapshotArrays> Of(const Snapshot& snapshot);

  // Fails with the snapshot's errors. `snapshot` shows the state that this is of.
  Result<std::shared_ptr<const FlatFile>> Get(const Snapshot& snapshot, const ArrayMaker& maker,
                                              ArraySource source);

  // All nodes and relationships as a view, which lives as long as its pointer. Unless somebody has opened it,
  // it is read from its file (query/index/graph_arrays.h), or made and saved; or, if `opens` is false, the
  // result is null. Null too for a store in memory. Fails with the errors of the snapshot and of LoadView.
  Result<std::shared_ptr<const GraphView>> View(const Snapshot& snapshot, bool opens);

 private:
  struct Slot {
    std::mutex mutex;
    std::shared_ptr<const FlatFile> arrays;
  };
  std::array<Slot, kArrayKinds> saved_, made_;  // by kind
  std::mutex view_mutex_;
  std::shared_ptr<const GraphView> view_;
};

// Brings a saved file up to date, for a writer that has published. What is already of this state stays as it
// is. A note for the user when the old file was damaged or the new one cannot be written, which harms no
// answer; else empty. Fails with the snapshot's errors.
Result<std::string> SaveArrays(const Snapshot& snapshot, const ArrayMaker& maker);

}  // namespace concord

#endif  // CONCORD_QUERY_INDEX_SNAPSHOT_ARRAYS_H_
