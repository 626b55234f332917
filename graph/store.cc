#include "graph/store.h"

#include <fmt/format.h>

#include "graph/migrations.h"
#include "graph/rocks_erase.h"
#include "graph/rocks_records.h"
#include "graph/rocks_store.h"

namespace concord {
namespace {

// The first records of a new store.
Result<void> Initialise(Database* database, uint64_t format) {
  Symbols symbols;
  InternSchema(&symbols);
  StoreState state;
  state.symbol_limit = symbols.limit();
  for (const auto& [label, property] : SchemaIndexes()) {
    state.indexes.emplace(*symbols.Find(label), *symbols.Find(property));
  }
  rocksdb::WriteBatch batch;
  PutSymbols(*database, Symbols(), symbols, &batch);
  batch.Put(database->family(Family::kMeta), ToSlice(kStateKey), EncodeState(state));
  PutFormat(*database, format, &batch);
  return database->Write(&batch, true);
}

Result<void> Migrate(Database* database, uint64_t format, std::span<const Migration> migrations) {
  for (; format - kFirstFormat < migrations.size(); ++format) {
    rocksdb::WriteBatch last;
    if (auto ok = migrations[format - kFirstFormat](database, &last); !ok) return ok;
    PutFormat(*database, format + 1, &last);
    if (auto ok = database->Write(&last, true); !ok) return ok;
  }
  return {};
}

// Brings the store to today's format, or says why that cannot be.
Result<void> CheckFormat(Database* database, const std::filesystem::path& path,
                         std::span<const Migration> migrations) {
  const uint64_t today = kFirstFormat + migrations.size();
  const Result<std::optional<uint64_t>> format = LoadFormat(*database);
  if (!format) return tl::unexpected(format.error());
  if (!*format) {
    // Nothing was ever written to it: its maker died on the way.
    if (database->rocks()->GetLatestSequenceNumber() == 0) {
      if (!database->read_only()) return Initialise(database, today);
      return Fail(ErrorCode::kNotFound,
                  fmt::format("the folder '{}' does not contain a store yet", path.string()));
    }
    return Fail(ErrorCode::kUnsupported,
                fmt::format("'{}' is a RocksDB but no store of this program: it does not say its format",
                            path.string()));
  }
  if (**format < kFirstFormat || **format > today) {
    return Fail(ErrorCode::kUnsupported,
                fmt::format("the store '{}' has format {}; this program reads the formats {} to {}",
                            path.string(), **format, kFirstFormat, today));
  }
  if (**format == today) return {};
  if (database->read_only()) {
    return Fail(
        ErrorCode::kUnsupported,
        fmt::format(
            "the store '{}' has format {}, and {} is needed; open it once for writing to bring it there",
            path.string(), **format, today));
  }
  return Migrate(database, **format, migrations);
}

// Finishes what a program that died has begun, or takes it back.
Result<void> Recover(Database* database) {
  const Result<StoreState> state = LoadState(*database);
  if (!state) return tl::unexpected(state.error());
  const Result<Symbols> symbols = LoadSymbols(*database);
  if (!symbols) return tl::unexpected(symbols.error());
  const Result<Removal> removal = LoadRemoval(*database);
  if (!removal) return tl::unexpected(removal.error());
  if (!removal->empty()) {
    if (auto ok = EraseRemoved(database, *state, *symbols, *removal); !ok) return ok;
  }
  return EraseUnpublished(database, *state, *symbols);
}

}  // namespace

std::span<const Migration> Migrations() { return {}; }

Result<std::unique_ptr<GraphStore>> OpenStoreWith(const std::filesystem::path& path, OpenMode mode,
                                                  std::span<const Migration> migrations) {
  Result<std::unique_ptr<Database>> database = Database::Open(path, mode);
  if (!database) return tl::unexpected(database.error());
  if (auto ok = CheckFormat(database->get(), path, migrations); !ok) return tl::unexpected(ok.error());
  if (mode != OpenMode::kReadOnly) {
    if (auto ok = Recover(database->get()); !ok) return tl::unexpected(ok.error());
  }
  Result<std::unique_ptr<RocksStore>> store = RocksStore::Create(*std::move(database));
  if (!store) return tl::unexpected(store.error());
  // Indexes that schema.def has got since the store was made.
  if (mode != OpenMode::kReadOnly) {
    for (const auto& [label, property] : SchemaIndexes()) {
      if (auto ok = (*store)->CreateIndex(label, property); !ok) return tl::unexpected(ok.error());
    }
  }
  return *std::move(store);
}

Result<std::unique_ptr<GraphStore>> OpenStore(const std::filesystem::path& path, OpenMode mode) {
  return OpenStoreWith(path, mode, Migrations());
}

}  // namespace concord
