// Finds the files of a graph in the folder of an export.
#ifndef CONCORD_INGEST_IMPORT_EXPORTED_GRAPH_H_
#define CONCORD_INGEST_IMPORT_EXPORTED_GRAPH_H_

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace concord {

// Either `files`, for ImportGraph, or the two tables, for ImportTables.
struct ExportedGraph {
  std::vector<std::filesystem::path> files = {};
  std::filesystem::path nodes = {}, edges = {};
};

// A path that is no folder stands for itself. kUsage for a folder without a graph, and for a folder of tables
// beside other paths.
Result<ExportedGraph> FindExportedGraph(const std::vector<std::string>& paths);

// The paths, and of each folder all files below it that end in ".parquet", in order: what Spark writes.
// kUsage for a folder without any.
Result<std::vector<std::filesystem::path>> FindParquetFiles(const std::vector<std::string>& paths);

}  // namespace concord

#endif  // CONCORD_INGEST_IMPORT_EXPORTED_GRAPH_H_
