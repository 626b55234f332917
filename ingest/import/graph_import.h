// Imports a property graph from one file that holds nodes and edges, or from two.
//
// Nodes and edges become what the file says they are, with their own labels, types and names. A file that
// Concord exported gives what was exported: the text of a version goes where a store keeps it, and `text` and
// `quote`, which only repeat that text, are left out.
#ifndef CONCORD_INGEST_IMPORT_GRAPH_IMPORT_H_
#define CONCORD_INGEST_IMPORT_GRAPH_IMPORT_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "graph/store.h"
#include "ingest/import/import_report.h"

namespace concord {

struct GraphImportOptions {
  std::vector<std::filesystem::path> files = {};
  std::string format = {};            // a name of GraphFileFormats; empty: by the ending of each file
  std::string node_label = "Node";    // of nodes without a label
  std::string edge_type = "RELATED";  // of edges without a type
  std::string prefix = {};            // before each key, so that two graphs do not meet
  std::string unit = "import";        // owns what is loaded, and is removed with it; "" for no owner
  // Called from time to time with bytes read and all bytes. May be empty.
  std::function<void(uint64_t done, uint64_t total)> progress = {};
};

struct GraphImportReport : ImportReport {
  std::map<std::string, uint64_t> left_out;  // kinds of things that a graph here has no place for
  // Of rows of changes; `nodes` and `edges` are those that were added.
  bool has_changes = false;
  uint64_t changed_nodes = 0, removed_nodes = 0, removed_edges = 0;
};

// Imports all of the files or nothing, in memory for a part of them, the keys of the nodes, the texts of
// versions, and edges that come before their ends. Errors have file and line. kInvalid: a file that is not
// what its format says, a key that occurs twice, an end of an edge that is in no file and not in the store.
// kUsage: an unknown format, a unit of that name made from other files. Rows of changes may belong to such a
// unit, which then has the nodes and edges that they add; kInvalid if the store is not in the state with
// which they begin. kLimit: more than kMaxWaitingEdges.
Result<GraphImportReport> ImportGraph(GraphStore* store, const GraphImportOptions& options);

inline constexpr size_t kMaxWaitingEdges = 10'000'000;  // that come before their ends

}  // namespace concord

#endif  // CONCORD_INGEST_IMPORT_GRAPH_IMPORT_H_
