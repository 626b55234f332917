// Imports a property graph from CSV files, through the bulk loader of the store.
//
// Each node has an id in its file, and edges name the ids of their ends. Ids are unique over all files, or
// over the files that name the same group. The external key of a node is its id ("group:id" in a group), or
// the value of another column. Every named column is a property; empty cells give none.
#ifndef CONCORD_INGEST_IMPORT_TABLE_IMPORT_H_
#define CONCORD_INGEST_IMPORT_TABLE_IMPORT_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "graph/store.h"
#include "ingest/import/import_report.h"
#include "ingest/import/table_columns.h"

namespace concord {

struct TableImportOptions {
  struct File {
    std::vector<std::string> names;  // labels of its nodes, or the one type of its edges; may be empty when
                                     // a column :LABEL or :TYPE says them
    std::filesystem::path path;
  };
  std::vector<File> nodes;
  std::vector<File> edges;

  ColumnOptions columns;
  char separator = ',';
  std::string key_column;  // the column with the external key; empty: the id is the key
  // New names for labels and types. They are applied all at once, so two names can be swapped.
  std::vector<std::pair<std::string, std::string>> renames;
  std::vector<std::string> reversed;  // types, as named in the files, whose edges are reversed

  std::string unit = "import";  // owns what is loaded, and is removed with it; "" for no owner
  unsigned threads = 2;
  uint64_t memory_bytes = uint64_t{1} << 30;    // of sort buffers
  uint64_t max_file_bytes = uint64_t{8} << 30;  // a file is in memory while it is read
  // Called by the calling thread from time to time, with bytes read and all bytes. May be empty.
  std::function<void(uint64_t done, uint64_t total)> progress;
};

struct TableImportReport : ImportReport {
  struct File {
    std::string path;
    TableKind kind = TableKind::kNodes;
    uint64_t rows = 0;
    std::vector<TableColumn> columns;
  };
  std::vector<File> files;
};

// Imports all of the files or nothing. Errors have file, line and column. kInvalid: a wrong header or cell,
// an id that occurs twice, an end of an edge that is in no file and not in the store. kUsage: a name to be
// changed or reversed that does not occur, a unit of that name made from other files. Also fails for files
// that cannot be read or are too large.
Result<TableImportReport> ImportTables(GraphStore* store, const TableImportOptions& options);

}  // namespace concord

#endif  // CONCORD_INGEST_IMPORT_TABLE_IMPORT_H_
