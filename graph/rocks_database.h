// RocksDB as the store uses it: options, column families, and the translation of its errors. For graph/
// alone: the other headers of this folder, and all other folders, do without RocksDB's headers.
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
#include "graph/rocks_log.h"
#include "graph/store.h"

namespace concord {

inline rocksdb::Slice ToSlice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }
inline std::string_view ToView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

// kCorrupt for what RocksDB reports as corrupt, otherwise kStore. `doing`: "reading a node".
tl::unexpected<Error> FromRocks(const rocksdb::Status& status, std::string_view doing);

// kNotFound: says whether there is no such folder, a file, or a folder without a store.
tl::unexpected<Error> FailNoStore(const std::filesystem::path& path);

// The options of one family. They also hold for files that are written beside the store and adopted later.
rocksdb::ColumnFamilyOptions FamilyOptions(Family family, const std::shared_ptr<rocksdb::Cache>& cache);

// An open RocksDB with all families of graph/keys.h. Any number of threads may use it.
class Database {
 public:
  // See OpenStore. Reads no data; with kCreateIfMissing a new database is empty. With kReadOnly it is the
  // state that an active writer had written at one moment, and it does not change.
  static Result<std::unique_ptr<Database>> Open(const std::filesystem::path& path, OpenMode mode);
  // Moves what is only in the log into tables, so that the next program need not trust a log.
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  rocksdb::DB* rocks() const { return db_.get(); }
  rocksdb::ColumnFamilyHandle* family(Family family) const { return families_[static_cast<size_t>(family)]; }
  const std::shared_ptr<rocksdb::Cache>& cache() const { return cache_; }
  bool read_only() const { return read_only_; }

  // Returns false if there is no such key. Without a snapshot, reads the current state.
  Result<bool> Get(Family family, std::string_view key, rocksdb::PinnableSlice* value,
                   const rocksdb::Snapshot* snapshot = nullptr) const;

  // Writes the batch as a whole, after everything written before. With `sync`, this write and everything
  // before it is on disk afterwards, and the log is marked (graph/rocks_log.h).
  Result<void> Write(rocksdb::WriteBatch* batch, bool sync);

  // Reads every block of all tables. Fails with kCorrupt for a block that differs from what was written.
  Result<void> VerifyTables() const;

  // Over the whole family, or up to `limit`, which must outlive the iterator.
  std::unique_ptr<rocksdb::Iterator> NewIterator(Family family, const rocksdb::Snapshot* snapshot = nullptr,
                                                 const rocksdb::Slice* limit = nullptr) const;

 private:
  Database() = default;

  static Result<std::unique_ptr<Database>> OpenOnce(const std::filesystem::path& path, OpenMode mode,
                                                    bool exists);
  Result<SyncMark> SyncedUpTo() const;
  Result<void> MarkSynced();

  std::filesystem::path path_;
  std::shared_ptr<rocksdb::Cache> cache_;
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;  // all that were opened
  std::array<rocksdb::ColumnFamilyHandle*, kFamilyCount> families_ = {};
  bool read_only_ = false;
  uint64_t first_log_ = 0;   // what this writer writes goes into this log and later ones
  bool is_written_ = false;  // since the database was opened
};

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_DATABASE_H_
