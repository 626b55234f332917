// Sorted files of the bulk loader: written beside the store, then adopted by RocksDB unchanged.
#ifndef CONCORD_GRAPH_ROCKS_BULK_FILES_H_
#define CONCORD_GRAPH_ROCKS_BULK_FILES_H_

#include <rocksdb/sst_file_writer.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/rocks_database.h"

namespace concord {

// The folder, inside that of the store, where a bulk load keeps its files.
std::filesystem::path BulkFolder(const Database& database);
// Removes that folder, including what a program that died in a bulk load left in it.
void RemoveBulkFiles(const Database& database);

// The files of one family. For one thread.
class SortedFiles {
 public:
  SortedFiles(const Database& database, Family family);

  // Keys must come in rising order. Starts a new file if the last one is large.
  Result<void> Put(std::string_view key, std::string_view value);
  Result<void> Finish();

  const std::vector<std::string>& paths() const { return paths_; }
  uint64_t entries() const { return entries_; }

 private:
  const Database& database_;
  Family family_;
  rocksdb::Options options_;
  std::unique_ptr<rocksdb::SstFileWriter> writer_;
  std::vector<std::string> paths_;
  uint64_t entries_ = 0;
  uint64_t file_bytes_ = 0;  // keys and values in the open file
};

// Gives the files of several families to RocksDB: all of them or none, even if the program dies.
Result<void> IngestFiles(const Database& database,
                         const std::vector<std::pair<Family, std::vector<std::string>>>& files);

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_BULK_FILES_H_
