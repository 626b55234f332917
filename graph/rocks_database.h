// RocksDB as the store uses it: options, column families, and its errors as ours. For graph/ alone: the
// other headers of this folder, and all other folders, do without RocksDB's headers.
#ifndef CONCORD_GRAPH_ROCKS_DATABASE_H_
#define CONCORD_GRAPH_ROCKS_DATABASE_H_

#include <rocksdb/db.h>

#include <array>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/keys.h"
#include "graph/store.h"

namespace concord {

inline rocksdb::Slice ToSlice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }
inline std::string_view ToView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

// kCorrupt for what RocksDB finds corrupt, kStore for all else. `doing`: "reading a node".
tl::unexpected<Error> FromRocks(const rocksdb::Status& status, std::string_view doing);

// Options of one family: also those of files that are written beside the store to be taken in.
rocksdb::ColumnFamilyOptions FamilyOptions(Family family, const std::shared_ptr<rocksdb::Cache>& cache);

// An open RocksDB with all families of graph/keys.h. Safe for any number of threads.
class Database {
 public:
  // See OpenStore. Looks at no data; with kCreateIfMissing a new one is empty. With kReadOnly it is what a
  // writer that is at work had written at one moment, and stays that.
  static Result<std::unique_ptr<Database>> Open(const std::filesystem::path& path, OpenMode mode);
  // Moves what is only in the log into tables, so that the next one need not trust a log.
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  rocksdb::DB* rocks() const { return db_.get(); }
  rocksdb::ColumnFamilyHandle* family(Family family) const { return families_[static_cast<size_t>(family)]; }
  const std::shared_ptr<rocksdb::Cache>& cache() const { return cache_; }
  bool read_only() const { return read_only_; }

  // False when there is no such key. Without a snapshot: what is there now.
  Result<bool> Get(Family family, std::string_view key, rocksdb::PinnableSlice* value,
                   const rocksdb::Snapshot* snapshot = nullptr) const;

  // In one piece, behind everything written before. With `sync` it is on the disk afterwards, and so is
  // all that was written before it; the log is marked (graph/rocks_log.h).
  Result<void> Write(rocksdb::WriteBatch* batch, bool sync);

  // Reads every block of all tables; kCorrupt for one that is not what was written.
  Result<void> VerifyTables() const;

  // Over the whole family, or up to `limit`, which must outlive the iterator.
  std::unique_ptr<rocksdb::Iterator> NewIterator(Family family, const rocksdb::Snapshot* snapshot = nullptr,
                                                 const rocksdb::Slice* limit = nullptr) const;

 private:
  Database() = default;

  static Result<std::unique_ptr<Database>> OpenOnce(const std::filesystem::path& path, OpenMode mode,
                                                    bool exists);
  Result<void> MarkSynced();

  std::filesystem::path path_;
  std::shared_ptr<rocksdb::Cache> cache_;
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;  // all that were opened
  std::array<rocksdb::ColumnFamilyHandle*, kFamilyCount> families_ = {};
  bool read_only_ = false;
  bool is_written_ = false;  // since it was opened
};

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_DATABASE_H_
