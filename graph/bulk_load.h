// The bulk version of Apply: loads a large graph through sorted files, which the store adopts.
//
//   auto loader = store->NewBulkLoader({.unit = "import", .fingerprint = hash});
//   auto a = (*loader)->AddNode(node);           // the nodes of an edge must come before the edge
//   (*loader)->AddEdge("CITES", *a, *b, {});
//   (*loader)->Publish();                        // now readers see all of it at once
//
// The result is that of one GraphBatch with the same nodes and edges. Until Publish returns, no reader sees
// any of it. A program that dies before leaves nothing in the store. Memory: the sort buffers, about 45 bytes
// and the key for each node, and nodes that the store already has.
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
  // The unit to which owned nodes and all edges belong, as in GraphBatch.
  std::string unit;
  std::string fingerprint;
  // The size of the buffers in which edges, keys and index entries are sorted or wait to be written. What
  // does not fit waits in files beside the store.
  uint64_t memory_bytes = uint64_t{1} << 30;
  // Threads that write sorted files while others are filled: 1 or 2 are used.
  unsigned threads = 2;
};

// A node of one load. Has no meaning outside it.
using BulkNode = uint64_t;

struct BulkCounts {
  uint64_t nodes = 0;   // created
  uint64_t joined = 0;  // that the store already had
  uint64_t edges = 0;
};

// For one thread. It is the store's only writer from its creation to its end. After a failure other than
// kInvalid and kLimit it can only be destroyed. Destroying it before Publish undoes everything.
class BulkLoader {
 public:
  virtual ~BulkLoader() = default;

  // Like PutNode in a batch, but each key only once: fails with kInvalid if the key came before in this load.
  // If the store already has the node, both are joined.
  virtual Result<BulkNode> AddNode(const PutNode& node) = 0;

  // A node of this load or of the store.
  virtual Result<std::optional<BulkNode>> FindNode(std::string_view key) = 0;

  virtual Result<void> AddEdge(std::string_view type, BulkNode from, BulkNode to,
                               const PropertyMap& properties) = 0;

  // Replaces the fingerprint given at the start, if it is known only after the input was read.
  virtual void SetFingerprint(std::string fingerprint) = 0;

  // Sorts, writes and publishes. The loader cannot be used afterwards.
  virtual Result<BulkCounts> Publish() = 0;
};

// A loader that collects a batch and applies it, for stores without sorted files (the memory store).
std::unique_ptr<BulkLoader> NewBatchLoader(GraphStore* store, BulkOptions options);

}  // namespace concord

#endif  // CONCORD_GRAPH_BULK_LOAD_H_
