// The bulk twin of Apply: loads a large graph through sorted files that the store takes in as they are.
//
//   auto loader = store->NewBulkLoader({.unit = "import", .fingerprint = hash});
//   auto a = (*loader)->AddNode(node);           // all nodes that edges need come before those edges
//   (*loader)->AddEdge("CITES", *a, *b, {});
//   (*loader)->Publish();                        // now, and all at once, readers see it
//
// The outcome is that of one GraphBatch with the same nodes and edges. Until Publish returns no reader
// sees any of it, and a program that dies before leaves nothing in the store. Memory: the sort buffers
// (`memory_bytes`), for each node about 45 bytes and its key, and nodes that the store has already.
#ifndef CONCORD_GRAPH_BULK_LOAD_H_
#define CONCORD_GRAPH_BULK_LOAD_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "graph/batch.h"

namespace concord {

class GraphStore;

struct BulkOptions {
  // What owned nodes and all edges belong to, as in GraphBatch.
  std::string unit;
  std::string fingerprint;
  // Of the buffers in which edges, keys and index entries are sorted or wait for being written; what does not
  // fit waits in files beside the store.
  uint64_t memory_bytes = uint64_t{1} << 30;
  // Threads that write sorted files while others are filled: 1 or 2 are used.
  unsigned threads = 2;
};

// A node of one load. Means nothing outside it.
using BulkNode = uint64_t;

struct BulkCounts {
  uint64_t nodes = 0;   // made
  uint64_t joined = 0;  // that the store had already
  uint64_t edges = 0;
};

// For one thread, and the store's only writer from its making to its end. After a failure other than kInvalid
// and kLimit it can only be destroyed; destroying it before Publish takes everything back.
class BulkLoader {
 public:
  virtual ~BulkLoader() = default;

  // As PutNode in a batch, but each key once: kInvalid when the key came before in this load. A node that
  // the store has already is joined with it.
  virtual Result<BulkNode> AddNode(const PutNode& node) = 0;

  // A node of this load or of the store.
  virtual Result<std::optional<BulkNode>> FindNode(std::string_view key) = 0;

  virtual Result<void> AddEdge(std::string_view type, BulkNode from, BulkNode to,
                               const PropertyMap& properties) = 0;

  // Changes the fingerprint given at the start (it may need the input to have been read).
  virtual void SetFingerprint(std::string fingerprint) = 0;

  // Sorts, writes and publishes. The loader is of no more use.
  virtual Result<BulkCounts> Publish() = 0;
};

// A loader that gathers a batch and applies it: for stores without sorted files (the memory store).
std::unique_ptr<BulkLoader> NewBatchLoader(GraphStore* store, BulkOptions options);

}  // namespace concord

#endif  // CONCORD_GRAPH_BULK_LOAD_H_
