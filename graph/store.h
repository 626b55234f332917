// A persistent property graph: one writer, any number of readers, each with a snapshot of one moment.
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
  // The batch, and all that was staged before it, becomes visible at one instant.
  kPublish,
  // The batch is written but no snapshot sees it until the next batch is published. So it is with what the
  // first of these batches removes, and with properties added to a node that is already visible.
  // What is still staged when the store is closed, or when the program dies, is removed on the next Open.
  kStage,
};

// Apply, DiscardStaged, CreateIndex and BulkLoad are for one thread at a time (the writer); TakeSnapshot
// for any. `Apply` and its bulk twin (graph/bulk_load.h) are the only writes of data.
class GraphStore {
 public:
  virtual ~GraphStore() = default;

  // All of the batch or nothing. Fails with kInvalid when an edge has an end that does not exist, a key has
  // control characters, or a batch that removes something comes while something is staged, and with kLimit
  // (graph/batch.h); the store is then as before. Fails with kStore when the disk does; after that the
  // store takes no writes until it is opened again.
  virtual Result<void> Apply(const GraphBatch& batch, ApplyMode mode = ApplyMode::kPublish) = 0;

  // Takes back what was staged since the last publication.
  virtual Result<void> DiscardStaged() = 0;

  // From now on ForEachNodeWhere answers for the pair through an index; what is there already is indexed
  // before the call returns. Does nothing when there is one. Fails with kInvalid while something is staged.
  // The indexes of graph/schema.def are made by Open.
  virtual Result<void> CreateIndex(std::string_view label, std::string_view property) = 0;

  // Loads a large graph; see graph/bulk_load.h. Fails with kUsage while something is staged. The loader is
  // the store's only writer as long as it lives, and must not outlive the store.
  virtual Result<std::unique_ptr<BulkLoader>> NewBulkLoader(BulkOptions options);

  // What is published now.
  virtual std::unique_ptr<Snapshot> TakeSnapshot() const = 0;
};

enum class OpenMode : uint8_t {
  kCreateIfMissing,
  kMustExist,  // fails with kNotFound when the folder holds no store
  kReadOnly,   // likewise; every write fails with kUsage; other programs may write at the same time
};

// Opens the store in the folder `path`. Unpublished leftovers are removed, an older format is migrated
// (not in kReadOnly, which fails with kUnsupported then), a newer or unknown one fails with kUnsupported.
// Fails with kStore while another program writes (not in kReadOnly), with kCorrupt when data was lost.
Result<std::unique_ptr<GraphStore>> OpenStore(const std::filesystem::path& path, OpenMode mode);

// The same graph in memory only, for tests and for programs that need no disk. No limit but memory.
std::unique_ptr<GraphStore> NewMemoryStore();

}  // namespace concord

#endif  // CONCORD_GRAPH_STORE_H_
