// A set of changes to the graph, in terms of external keys: what ingest makes and a store applies.
#ifndef CONCORD_GRAPH_BATCH_H_
#define CONCORD_GRAPH_BATCH_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/value.h"

namespace concord {

// What a store takes; Apply fails with kLimit beyond it. A key goes into the key of a RocksDB entry, of
// which every block keeps one; nested values are read by recursion.
inline constexpr size_t kMaxNameBytes = 8192;  // keys and names of all kinds
inline constexpr int kMaxValueDepth = 64;      // lists and maps in each other

using NodeId = uint64_t;  // dense, from 1, given by the store, never used again; 0 is no node
using EdgeId = uint64_t;  // likewise

// How long a node lives.
enum class Lifetime : uint8_t {
  kOwned,      // as long as the unit that made it (a document's sections and measures)
  kShared,     // as long as an edge touches it (an actor that only documents name, a stub)
  kPermanent,  // until it is removed by its key (an actor listed in datasets/)
};

// Makes the node, or adds to the one that has the key: labels are joined, properties replaced one by one, a
// longer lifetime wins. What is removed goes before what is added comes; what is not there is passed over.
struct PutNode {
  std::string key;
  std::vector<std::string> labels;
  PropertyMap properties;
  Lifetime lifetime = Lifetime::kOwned;
  std::vector<std::string> removed_labels = {};
  std::vector<std::string> removed_properties = {};
};

// Makes a new edge; edges with equal ends and type stand beside each other. Both ends must exist in the
// store or in the batch. An edge belongs to the unit of its batch.
struct PutEdge {
  std::string type;
  std::string from;
  std::string to;
  PropertyMap properties;
};

// Gives an edge of the store other properties, all of them; its ends, its type and its unit stay.
struct ChangeEdge {
  EdgeId id = 0;
  PropertyMap properties;
};

// Bytes kept beside a node, read in pieces: a version's text, its map to the source.
struct PutBlob {
  std::string key;
  std::string name;
  std::string bytes;
};

// A unit is what is made together, seen together and removed together: one edition of a document, one
// set of data files. Its name is the key of the node that stands for it.
//
// Order within a batch: units are removed, nodes and edges removed, nodes put, blobs put, edges changed,
// edges put. A shared node that lost its last edge goes at the end, so that it stays what it is when the
// batch puts it again or ties a new edge to it.
struct GraphBatch {
  // The unit that owned nodes and all edges of this batch belong to; "" for none (they then stay until
  // they are removed by hand).
  std::string unit;
  // Identifies the input of the unit (a hash); kept with the unit, so that the same input is known again.
  std::string fingerprint;

  std::vector<std::string> removed_units;  // names; one that does not exist is passed over
  std::vector<std::string> removed_nodes;  // keys, with all their edges and blobs; likewise
  std::vector<EdgeId> removed_edges;       // likewise
  std::vector<PutNode> nodes;
  std::vector<PutBlob> blobs;
  std::vector<ChangeEdge> changed_edges;  // each must be there, and once
  std::vector<PutEdge> edges;

  bool empty() const {
    return !removes() && nodes.empty() && blobs.empty() && changed_edges.empty() && edges.empty();
  }
  bool removes() const { return !removed_units.empty() || !removed_nodes.empty() || !removed_edges.empty(); }
};

// What every store refuses before it looks at its data: names that are empty or too long, keys with control
// characters, values that nest too deep. kInvalid or kLimit.
Result<void> CheckBatch(const GraphBatch& batch);
// The same for one node and one edge.
Result<void> CheckNode(const PutNode& node);
Result<void> CheckEdge(std::string_view type, const PropertyMap& properties);

}  // namespace concord

#endif  // CONCORD_GRAPH_BATCH_H_
