// Rows of changes (query/exporters/graph_changes.h), as what a batch must do to the store that takes them in.
#ifndef CONCORD_INGEST_IMPORT_CHANGE_ROWS_H_
#define CONCORD_INGEST_IMPORT_CHANGE_ROWS_H_

#include <istream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "graph/batch.h"
#include "graph/snapshot.h"
#include "ingest/import/graph_records.h"

namespace concord {

// Whether the bytes are rows of changes, or nothing at all. Reads the beginning.
bool StartsWithChange(std::istream& in);

// Checks each row against the store: what a row removes or changes must be there, and what it adds must not,
// or else the store is not in the state that the changes begin with. kInvalid says so.
class ChangeRows {
 public:
  explicit ChangeRows(const Snapshot& snapshot) : snapshot_(snapshot) {}

  Result<void> RemoveNode(const std::string& key, GraphBatch* batch);
  // All properties must be the same as those in the store.
  Result<void> RemoveEdge(const GraphEdge& edge, GraphBatch* batch);
  Result<void> CheckNew(const std::string& key) const;
  // Removes from the stored node what the row does not say.
  Result<void> ReplaceNode(PutNode* node) const;
  bool IsRemoved(const std::string& key) const { return removed_.contains(key); }

 private:
  Result<NodeId> StoredNode(const std::string& key) const;
  Result<void> ReadEdges(NodeId from, const std::string& type);

  const Snapshot& snapshot_;
  std::unordered_set<std::string> removed_;
  // The edges of one type that start at one node and are not removed yet, by their end: rows are in that
  // order.
  NodeId from_ = 0;
  std::string type_;
  std::unordered_map<NodeId, std::vector<EdgeId>> edges_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_IMPORT_CHANGE_ROWS_H_
