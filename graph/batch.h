// A set of changes to the graph, expressed with external keys. Ingest makes it and a store applies it.
#ifndef CONCORD_GRAPH_BATCH_H_
#define CONCORD_GRAPH_BATCH_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/value.h"

namespace concord {

// The limits of a store; Apply fails with kLimit above them. A name goes into the key of a RocksDB entry, and
// every block keeps one such key. Nested values are read by recursion.
inline constexpr size_t kMaxNameBytes = 8192;  // keys and names of all kinds
inline constexpr int kMaxValueDepth = 64;      // nesting of lists and maps

using NodeId = uint64_t;  // assigned by the store from 1 without gaps, never used again; 0 means no node
using EdgeId = uint64_t;  // the same for edges

// How long a node lives.
enum class Lifetime : uint8_t {
  kOwned,      // as long as the unit that made it (a document's sections and measures)
  kShared,     // as long as an edge touches it (an actor that only documents name, a stub)
  kPermanent,  // until it is removed by its key (an actor listed in datasets/)
};

// Creates the node, or adds to the one with this key: labels are joined, properties replaced one by one, and
// the longer lifetime wins. Removals come before additions. Removing what does not exist has no effect.
struct PutNode {
  std::string key;
  std::vector<std::string> labels;
  PropertyMap properties;
  Lifetime lifetime = Lifetime::kOwned;
  std::vector<std::string> removed_labels = {};
  std::vector<std::string> removed_properties = {};
};

// Creates a new edge. There may be several edges with the same ends and type. Both ends must exist in the
// store or in the batch. An edge belongs to the unit of its batch.
struct PutEdge {
  std::string type;
  std::string from;
  std::string to;
  PropertyMap properties;
};

// Replaces all properties of an edge of the store. Its ends, its type and its unit stay.
struct ChangeEdge {
  EdgeId id = 0;
  PropertyMap properties;
};

// Bytes that belong to a node and are read in pieces: a version's text, its map to the source.
struct PutBlob {
  std::string key;
  std::string name;
  std::string bytes;
};

// A unit is created, becomes visible and is removed as a whole: one edition of a document, or one set of data
// files. Its name is the key of the node that represents it.
//
// A batch is applied in this order: units are removed, nodes and edges are removed, nodes are put, blobs are
// put, edges are changed, edges are put. A shared node that lost its last edge is removed at the end. So it
// survives if the batch puts it again or connects a new edge to it.
struct GraphBatch {
  // The unit to which the owned nodes and all edges of this batch belong. If empty, they stay until they are
  // removed one by one.
  std::string unit;
  // Identifies the input of the unit (a hash). Kept with the unit, so that the same input is recognised.
  std::string fingerprint;

  std::vector<std::string> removed_units;  // names; one that does not exist is ignored
  std::vector<std::string> removed_nodes;  // keys, with all their edges and blobs; likewise
  std::vector<EdgeId> removed_edges;       // likewise
  std::vector<PutNode> nodes;
  std::vector<PutBlob> blobs;
  std::vector<ChangeEdge> changed_edges;  // each must exist and be listed once
  std::vector<PutEdge> edges;

  bool empty() const {
    return !removes() && nodes.empty() && blobs.empty() && changed_edges.empty() && edges.empty();
  }
  bool removes() const { return !removed_units.empty() || !removed_nodes.empty() || !removed_edges.empty(); }
};

// Checks what every store refuses without looking at its data: names that are empty or too long, keys with
// control characters, values that nest too deeply. Fails with kInvalid or kLimit.
Result<void> CheckBatch(const GraphBatch& batch);
// The same for one node and one edge.
Result<void> CheckNode(const PutNode& node);
Result<void> CheckEdge(std::string_view type, const PropertyMap& properties);

}  // namespace concord

#endif  // CONCORD_GRAPH_BATCH_H_
