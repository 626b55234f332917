// A persistent property graph: one writer, and any number of readers, each with its own snapshot.
#ifndef CONCORD_GRAPH_STORE_H_
#define CONCORD_GRAPH_STORE_H_

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/batch.h"
#include "graph/snapshot.h"

namespace concord {

class BulkLoader;  // graph/bulk_load.h
struct BulkOptions;

enum class ApplyMode : uint8_t {
  // The batch, and everything staged before it, becomes visible at one instant.
  kPublish,
  // The batch is written, but no snapshot sees it until the next batch is published. The same holds for what
  // the first of these batches removes, and for properties added to a visible node. If the store is closed or
  // the program dies, the next Open removes what is still staged.
  kStage,
};

// One thread at a time may call Apply, DiscardStaged, CreateIndex and NewBulkLoader; any thread may call
// TakeSnapshot. Only `Apply` and its bulk version (graph/bulk_load.h) write data.
class GraphStore {
 public:
  virtual ~GraphStore() = default;

  // Applies all of the batch or nothing. Fails with kInvalid if an edge has an end that does not exist, if a
  // key has control characters, or if a batch removes something while something is staged. Fails with kLimit
  // above the limits of graph/batch.h. In these cases the store is unchanged. Fails with kStore if the disk
  // fails; then the store accepts no writes until it is opened again.
  virtual Result<void> Apply(const GraphBatch& batch, ApplyMode mode = ApplyMode::kPublish) = 0;

  // Undoes what was staged since the last publication.
  virtual Result<void> DiscardStaged() = 0;

  // From now on ForEachNodeWhere uses an index for the pair. Existing nodes are indexed before the call
  // returns. Does nothing if the index exists. Fails with kInvalid while something is staged. Open creates
  // the indexes of graph/schema.def.
  virtual Result<void> CreateIndex(std::string_view label, std::string_view property) = 0;

  // Loads a large graph; see graph/bulk_load.h. Fails with kUsage while something is staged. The loader is
  // the store's only writer as long as it lives, and must not outlive the store.
  virtual Result<std::unique_ptr<BulkLoader>> NewBulkLoader(BulkOptions options);

  // The published state at this moment.
  virtual std::unique_ptr<Snapshot> TakeSnapshot() const = 0;
};

enum class OpenMode : uint8_t {
  kCreateIfMissing,
  kMustExist,  // fails with kNotFound if the folder holds no store
  kReadOnly,   // likewise; every write fails with kUsage; other programs may write at the same time
};

// Opens the store in the folder `path`. Removes unpublished leftovers. Migrates an older format (but with
// kReadOnly, fails with kUnsupported). Fails with kUnsupported for a newer or unknown format, with kStore
// while another program writes (not with kReadOnly), and with kCorrupt if data was lost.
Result<std::unique_ptr<GraphStore>> OpenStore(const std::filesystem::path& path, OpenMode mode);

// The same graph in memory only, for tests and for programs that need no disk. Memory is the only limit.
std::unique_ptr<GraphStore> NewMemoryStore();

}  // namespace concord

#endif  // CONCORD_GRAPH_STORE_H_
