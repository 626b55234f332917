#include "graph/rocks_bulk_files.h"

#include <fmt/format.h>
#include <rocksdb/sst_file_reader.h>

#include <system_error>

#include "base/try.h"
#include "graph/rocks_moment.h"

namespace concord {
namespace {

// As large as RocksDB's own files at the lowest level.
constexpr uint64_t kFileBytes = uint64_t{128} << 20;

// The first and the last block of a sorted file, kept in the store's cache. RocksDB 7.8 reads these two when
// it takes in a file and does not look at errors (later releases do): it then believes that the file has no
// keys, and nobody finds its entries. What is in the cache is not read again.
struct FileEnds {
  std::unique_ptr<rocksdb::SstFileReader> reader;
  std::unique_ptr<rocksdb::Iterator> first, last;
};

Result<FileEnds> ReadEnds(const Database& database, Family family, const std::string& path) {
  FileEnds ends;
  ends.reader = std::make_unique<rocksdb::SstFileReader>(
      rocksdb::Options(database.rocks()->GetDBOptions(), FamilyOptions(family, database.cache())));
  const rocksdb::Status opened = ends.reader->Open(path);
  if (!opened.ok()) return FromRocks(opened, "reading a sorted file");
  ends.first.reset(ends.reader->NewIterator(rocksdb::ReadOptions()));
  ends.first->SeekToFirst();
  ends.last.reset(ends.reader->NewIterator(rocksdb::ReadOptions()));
  ends.last->SeekToLast();
  for (const auto& end : {&ends.first, &ends.last}) {
    if (!(*end)->status().ok()) return FromRocks((*end)->status(), "reading a sorted file");
  }
  return ends;
}

}  // namespace

std::filesystem::path BulkFolder(const Database& database) {
  return std::filesystem::path(database.rocks()->GetName()) / "bulk";
}

void RemoveBulkFiles(const Database& database) {
  std::error_code ignored;
  std::filesystem::remove_all(BulkFolder(database), ignored);
}

SortedFiles::SortedFiles(const Database& database, Family family)
    : database_(database),
      family_(family),
      options_(database.rocks()->GetDBOptions(), FamilyOptions(family, nullptr)) {}

Result<void> SortedFiles::Put(std::string_view key, std::string_view value) {
  if (writer_ == nullptr) {
    // Without the hint to drop the written pages from memory: they are read soon.
    writer_ =
        std::make_unique<rocksdb::SstFileWriter>(rocksdb::EnvOptions(), options_, database_.family(family_),
                                                 /*invalidate_page_cache=*/false);
    paths_.push_back(
        (BulkFolder(database_) / fmt::format("{}-{}.sst", FamilyName(family_), paths_.size())).string());
    const rocksdb::Status opened = writer_->Open(paths_.back());
    if (!opened.ok()) return FromRocks(opened, "making a sorted file");
  }
  const rocksdb::Status put = writer_->Put(ToSlice(key), ToSlice(value));
  if (!put.ok()) return FromRocks(put, "writing a sorted file");
  ++entries_;
  file_bytes_ += key.size() + value.size();
  return file_bytes_ < kFileBytes ? Result<void>() : Finish();
}

Result<void> SortedFiles::Finish() {
  if (writer_ == nullptr) return {};
  const rocksdb::Status finished = writer_->Finish();
  writer_.reset();
  file_bytes_ = 0;
  if (!finished.ok()) return FromRocks(finished, "writing a sorted file");
  return {};
}

Result<void> IngestFiles(const Database& database,
                         const std::vector<std::pair<Family, std::vector<std::string>>>& files) {
  std::vector<rocksdb::IngestExternalFileArg> arguments;
  std::vector<FileEnds> kept;
  for (const auto& [family, paths] : files) {
    if (paths.empty()) continue;
    rocksdb::IngestExternalFileArg argument;
    argument.column_family = database.family(family);
    argument.external_files = paths;
    for (const std::string& path : paths) {
      CONCORD_ASSIGN(FileEnds ends, ReadEnds(database, family, path));
      kept.push_back(std::move(ends));
    }
    argument.options.move_files = true;
    argument.options.failed_move_fall_back_to_copy = true;
    // The sequence number of the files stands in the manifest; they are not written to again.
    argument.options.write_global_seqno = false;
    arguments.push_back(std::move(argument));
  }
  if (arguments.empty()) return {};
  rocksdb::DB* rocks = database.rocks();
  std::vector<rocksdb::ColumnFamilyHandle*> families;
  for (size_t i = 0; i < kFamilyCount; ++i) families.push_back(database.family(static_cast<Family>(i)));
  // Flushed before, as nothing can be while the background stands still.
  rocksdb::Status taken = rocks->Flush(rocksdb::FlushOptions(), families);
  if (taken.ok()) taken = rocks->PauseBackgroundWork();
  if (!taken.ok()) return FromRocks(taken, "taking in sorted files");
  const std::filesystem::path store = rocks->GetName();
  const StoreMoment before = MomentOf(store);
  taken = rocks->IngestExternalFiles(arguments);
  if (!taken.ok()) {
    // When the manifest was written and not synced, it names the files, which RocksDB has removed after the
    // failure: the store could not be opened again. Nothing else was written to the manifest, and RocksDB
    // does not add to it after a failure, so it can be cut back.
    const StoreMoment after = MomentOf(store);
    if (after.current == before.current && after.manifest_bytes > before.manifest_bytes) {
      const std::string name = before.current.substr(0, before.current.find('\n'));
      std::error_code ignored;
      std::filesystem::resize_file(store / name, before.manifest_bytes, ignored);
    }
  }
  rocks->ContinueBackgroundWork().PermitUncheckedError();
  if (!taken.ok()) return FromRocks(taken, "taking in sorted files");
  return {};
}

}  // namespace concord
