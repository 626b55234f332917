// A property graph from CSV files, through the bulk path of the store.
//
// Nodes are identified by an id in their file, and edges name the ids of their ends. Ids are global over
// all files, or over those that name the same group. The external key of a node is its id ("group:id" in
// a group), or the value of another column. Every named column is a property; empty cells are none.
#ifndef CONCORD_INGEST_IMPORT_TABLE_IMPORT_H_
#define CONCORD_INGEST_IMPORT_TABLE_IMPORT_H_

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "graph/store.h"
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
  std::string key_column;  // the external key stands here; empty: the id is the key
  // Labels and types by other names; all at once, so that two names can change places.
  std::vector<std::pair<std::string, std::string>> renames;
  std::vector<std::string> reversed;  // types, as they are called in the files, whose edges are turned around

  std::string unit = "import";  // owns what is loaded, and is removed with it; "" for no owner
  unsigned threads = 2;
  uint64_t memory_bytes = uint64_t{1} << 30;    // of sort buffers
  uint64_t max_file_bytes = uint64_t{8} << 30;  // a file is in memory while it is read
  // Called by the calling thread now and then, with bytes read of all bytes. May be empty.
  std::function<void(uint64_t done, uint64_t total)> progress;
};

struct TableImportReport {
  struct File {
    std::string path;
    TableKind kind = TableKind::kNodes;
    uint64_t rows = 0;
    std::vector<TableColumn> columns;
  };
  bool unchanged = false;  // the unit holds the same files already; nothing was done
  uint64_t nodes = 0;      // made
  uint64_t joined = 0;     // that the store had under the same key
  uint64_t edges = 0;
  std::map<std::string, uint64_t> labels, types;  // rows with each, after renaming
  std::vector<File> files;
};

// All of the files or nothing. Errors carry file, line and column: a header or cell that is not as it must
// be, an id that stands twice, an end of an edge that no file and no node of the store has (kInvalid);
// a name to be changed or turned around that does not occur, a unit of that name made of other files
// (kUsage); files that cannot be read or are too large.
Result<TableImportReport> ImportTables(GraphStore* store, const TableImportOptions& options);

}  // namespace concord

#endif  // CONCORD_INGEST_IMPORT_TABLE_IMPORT_H_
