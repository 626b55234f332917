#include "graph/rocks_database.h"

#include <fmt/format.h>
#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <rocksdb/transaction_log.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "base/folder_sync.h"
#include "base/try.h"
#include "graph/rocks_log.h"
#include "graph/rocks_moment.h"

namespace concord {
namespace {

// Enough for the upper levels and the indexes of a graph of some million edges; only what is read is
// taken from the machine.
constexpr size_t kCacheBytes = size_t{128} << 20;
// All memtables together. Ingest promises to stay under 300 MB.
constexpr size_t kWriteBufferBytes = size_t{64} << 20;
// The families are flushed at different times, and the log lives until the last of them is.
constexpr uint64_t kMaxLogBytes = uint64_t{256} << 20;

// RocksDB's own log is a file in the store, and when the disk is full, the second line that does not fit ends
// the program (7.8, WritableFileWriter::Append). What it has to say comes as a Status.
class NoLog : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char* /*format*/, va_list /*arguments*/) override {}
};

rocksdb::DBOptions MakeOptions() {
  rocksdb::DBOptions options;
  options.info_log = std::make_shared<NoLog>();
  options.db_write_buffer_size = kWriteBufferBytes;
  options.max_total_wal_size = kMaxLogBytes;
  options.max_background_jobs = 2;
  options.stats_dump_period_sec = 0;
  // The name of the machine is nobody's business.
  options.db_host_id = "";
  // What was synced is there after a crash of the machine; the torn end of the log is cut off. That nothing
  // else is cut off, VerifyLogs has made sure.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  return options;
}

// Not every failure to lock: on a disk that cannot be written nobody holds the lock.
bool IsLocked(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  return status.IsIOError() && (text.find("lock hold by") != std::string::npos ||
                                text.find("Resource temporarily unavailable") != std::string::npos);
}

// A folder that lost its file CURRENT looks empty to RocksDB, which would plant a new store over the old
// tables. What a program that died while it made a store leaves has no table and nothing in its log.
Result<void> CheckNothingIsLost(const std::filesystem::path& path) {
  std::error_code error;
  for (std::filesystem::directory_iterator entry(path, error);
       !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    const bool data = name.ends_with(".sst") || (name.ends_with(".log") && entry->file_size(ignored) > 0) ||
                      (name.starts_with("MANIFEST-") && name != "MANIFEST-000001") || name == kSyncMarkName;
    if (!data) continue;
    return Fail(
        ErrorCode::kCorrupt,
        fmt::format("the store '{}' has lost its file CURRENT ({} is there); concord repair can often make "
                    "it anew, else restore a backup (concord restore)",
                    path.string(), name));
  }
  return {};
}

std::optional<Family> FindFamily(std::string_view name) {
  for (size_t i = 0; i < kFamilyCount; ++i) {
    if (name == FamilyName(static_cast<Family>(i))) return static_cast<Family>(i);
  }
  return std::nullopt;
}

// Nothing was ever written to the database. Changes nothing in it.
bool IsEmpty(const rocksdb::DBOptions& options, const std::string& path) {
  rocksdb::DB* db = nullptr;
  if (!rocksdb::DB::OpenForReadOnly(rocksdb::Options(options, {}), path, &db).ok()) return false;
  const std::unique_ptr<rocksdb::DB> owned(db);
  return db->GetLatestSequenceNumber() == 0;
}

}  // namespace

tl::unexpected<Error> FromRocks(const rocksdb::Status& status, std::string_view doing) {
  return Fail(status.IsCorruption() ? ErrorCode::kCorrupt : ErrorCode::kStore,
              fmt::format("{}: {}", doing, status.ToString()));
}

rocksdb::ColumnFamilyOptions FamilyOptions(Family family, const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.format_version = 5;
  table.block_size = size_t{8} << 10;
  rocksdb::ColumnFamilyOptions options;
  options.write_buffer_size = size_t{16} << 20;
  options.compression = rocksdb::kLZ4Compression;
  switch (family) {
    case Family::kKey:
      // Ingest asks for each key before it makes the node, so most answers are no.
      options.memtable_prefix_bloom_size_ratio = 0.1;
      options.memtable_whole_key_filtering = true;
      [[fallthrough]];
    case Family::kNode:
    case Family::kEdge:
      table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
      break;
    case Family::kBlob:
      table.block_size = size_t{64} << 10;
      break;
    default:
      break;
  }
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

tl::unexpected<Error> FailNoStore(const std::filesystem::path& path) {
  std::error_code ignored;
  const std::filesystem::file_status status = std::filesystem::status(path, ignored);
  const bool is_file = std::filesystem::exists(status) && !std::filesystem::is_directory(status);
  return Fail(ErrorCode::kNotFound,
              is_file ? fmt::format("'{}' is a file; a store is a folder", path.string())
                      : fmt::format("there is no store in '{}'; `concord init` makes one", path.string()));
}

Result<std::unique_ptr<Database>> Database::Open(const std::filesystem::path& path, OpenMode mode) {
  std::error_code error;
  const bool exists = std::filesystem::exists(path / "CURRENT", error);
  if (!exists) CONCORD_TRY(CheckNothingIsLost(path));
  if (!exists && mode != OpenMode::kCreateIfMissing) {
    return FailNoStore(path);
  }
  if (!exists) {
    if (const Result<void> made = MakeFolder(path); !made)
      return Fail(ErrorCode::kStore, made.error().message);
  }
  if (mode != OpenMode::kReadOnly) return OpenOnce(path, mode, exists);

  // Beside a writer, files come and go while they are read. What was read in between two states of the tables
  // is read again; so is, a few times, what failed without such a change.
  using Clock = std::chrono::steady_clock;
  constexpr int kTriesWhenStill = 4;
  constexpr auto kPatience = std::chrono::seconds(30);
  const auto deadline = Clock::now() + kPatience;
  int still = 0;
  for (auto pause = std::chrono::milliseconds(1);;
       pause = std::min(pause * 2, std::chrono::milliseconds(64))) {
    const StoreMoment before = MomentOf(path);
    Result<std::unique_ptr<Database>> database = OpenOnce(path, mode, true);
    const bool is_still = before == MomentOf(path);
    if (database && is_still) return database;
    if (!database && is_still && ++still == kTriesWhenStill) return database;
    if (Clock::now() > deadline) {
      if (!database) return database;
      return Fail(
          ErrorCode::kStore,
          fmt::format("another program changes the store '{}' faster than it can be read; try again later",
                      path.string()));
    }
    std::this_thread::sleep_for(pause);
  }
}

Result<std::unique_ptr<Database>> Database::OpenOnce(const std::filesystem::path& path, OpenMode mode,
                                                     bool exists) {
  if (exists) {
    CONCORD_TRY(VerifyLogs(path));
    CONCORD_TRY(VerifyManifest(path));
  }
  std::unique_ptr<Database> database(new Database);
  std::error_code error;
  database->path_ = path;
  database->cache_ = rocksdb::NewLRUCache(kCacheBytes);
  database->read_only_ = mode == OpenMode::kReadOnly;
  rocksdb::DBOptions options = MakeOptions();
  options.create_if_missing = !exists;
  // A question reads from a few tables: statistics of all of them are for the compaction, and threads that
  // open a dozen files cost more than opening them.
  options.skip_stats_update_on_db_open = database->read_only_;
  if (database->read_only_) options.max_file_opening_threads = 1;

  std::vector<std::string> names = {rocksdb::kDefaultColumnFamilyName};
  if (exists) {
    names.clear();
    const rocksdb::Status listed = rocksdb::DB::ListColumnFamilies(options, path.string(), &names);
    if (!listed.ok()) return FromRocks(listed, fmt::format("opening the store '{}'", path.string()));
  }
  std::vector<rocksdb::ColumnFamilyDescriptor> missing;
  for (size_t i = 0; i < kFamilyCount; ++i) {
    const auto family = static_cast<Family>(i);
    if (std::find(names.begin(), names.end(), FamilyName(family)) != names.end()) continue;
    missing.emplace_back(FamilyName(family), FamilyOptions(family, database->cache_));
  }
  // A writer that died while it made a store leaves one without some families and with nothing in it.
  if (exists && !missing.empty() && (database->read_only_ || !IsEmpty(options, path.string()))) {
    if (database->read_only_ && IsEmpty(options, path.string())) {
      return Fail(ErrorCode::kNotFound,
                  fmt::format("the folder '{}' does not contain a store yet", path.string()));
    }
    return Fail(ErrorCode::kUnsupported,
                fmt::format("'{}' is a RocksDB but no store of this program: it has no family '{}'",
                            path.string(), missing.front().name));
  }
  // Families of a format that we do not know are opened too: RocksDB insists, and the number of the
  // format then says what is wrong.
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (const std::string& name : names) {
    const std::optional<Family> family = FindFamily(name);
    descriptors.emplace_back(
        name, family ? FamilyOptions(*family, database->cache_) : rocksdb::ColumnFamilyOptions());
  }

  rocksdb::DB* db = nullptr;
  const rocksdb::Status opened =
      database->read_only_
          ? rocksdb::DB::OpenForReadOnly(options, path.string(), descriptors, &database->handles_, &db)
          : rocksdb::DB::Open(options, path.string(), descriptors, &database->handles_, &db);
  if (!opened.ok()) {
    if (IsLocked(opened)) {
      return Fail(ErrorCode::kStore,
                  fmt::format("another program has the store '{}' open for writing", path.string()));
    }
    return FromRocks(opened, fmt::format("opening the store '{}'", path.string()));
  }
  database->db_.reset(db);
  if (!database->read_only_) {
    CONCORD_ASSIGN(const SyncMark now, database->SyncedUpTo());
    database->first_log_ = now.log;
  }
  // Made once: that it cannot be written later shows a folder that was removed under way.
  if (!database->read_only_ && !std::filesystem::exists(path / kSyncMarkName, error))
    CONCORD_TRY(WriteSyncMark(path, {}, true));
  // All in one go: opening a database with families to create writes its options once for each.
  if (!missing.empty()) {
    std::vector<rocksdb::ColumnFamilyHandle*> created;
    const rocksdb::Status status = db->CreateColumnFamilies(missing, &created);
    database->handles_.insert(database->handles_.end(), created.begin(), created.end());
    if (!status.ok()) return FromRocks(status, fmt::format("making the store '{}'", path.string()));
  }
  for (rocksdb::ColumnFamilyHandle* handle : database->handles_) {
    if (const auto family = FindFamily(handle->GetName())) {
      database->families_[static_cast<size_t>(*family)] = handle;
    }
  }
  return database;
}

Database::~Database() {
  if (db_ == nullptr) return;
  // A failure leaves everything in the log, where it was safe before.
  if (is_written_ && db_->Flush(rocksdb::FlushOptions(), handles_).ok()) {
    static_cast<void>(WriteSyncMark(path_, {}, false).has_value());
  }
  for (rocksdb::ColumnFamilyHandle* handle : handles_) {
    // Fails only for the default family of some versions, which the database frees itself.
    db_->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  }
  db_->Close().PermitUncheckedError();
}

Result<bool> Database::Get(Family family_of_key, std::string_view key, rocksdb::PinnableSlice* value,
                           const rocksdb::Snapshot* snapshot) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  value->Reset();
  const rocksdb::Status status = db_->Get(options, family(family_of_key), ToSlice(key), value);
  if (status.ok()) return true;
  if (status.IsNotFound()) return false;
  return FromRocks(status, fmt::format("reading from '{}'", FamilyName(family_of_key)));
}

Result<void> Database::Write(rocksdb::WriteBatch* batch, bool sync) {
  rocksdb::WriteOptions options;
  options.sync = sync;
  const rocksdb::Status status = db_->Write(options, batch);
  if (!status.ok()) return FromRocks(status, "writing to the store");
  is_written_ = true;
  return sync ? MarkSynced() : Result<void>();
}

Result<SyncMark> Database::SyncedUpTo() const {
  std::unique_ptr<rocksdb::LogFile> log;
  const rocksdb::Status status = db_->GetCurrentWalFile(&log);
  if (!status.ok()) return FromRocks(status, "looking at the log");
  return SyncMark{log->LogNumber(), log->SizeFileBytes(), first_log_};
}

Result<void> Database::MarkSynced() {
  CONCORD_ASSIGN(const SyncMark mark, SyncedUpTo());
  return WriteSyncMark(path_, mark, false);
}

Result<void> Database::VerifyTables() const {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  const rocksdb::Status status = db_->VerifyChecksum(options);
  if (!status.ok()) return FromRocks(status, "verifying the tables");
  return {};
}

std::unique_ptr<rocksdb::Iterator> Database::NewIterator(Family family_of_keys,
                                                         const rocksdb::Snapshot* snapshot,
                                                         const rocksdb::Slice* limit) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  options.iterate_upper_bound = limit;
  // RocksDB 7.8 drops the error of a table that it enters behind another one of its level when it also looks
  // for deleted ranges (MergingIterator::SkipNextDeleted), and the entries are missing in silence. We delete
  // none.
  options.ignore_range_deletions = true;
  return std::unique_ptr<rocksdb::Iterator>(db_->NewIterator(options, family(family_of_keys)));
}

}  // namespace concord
