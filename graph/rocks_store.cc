#include "graph/rocks_store.h"

#include <fmt/format.h>

#include "graph/rocks_bulk_files.h"
#include "graph/rocks_erase.h"
#include "graph/rocks_records.h"
#include "graph/rocks_snapshot.h"

namespace concord {

Result<std::unique_ptr<RocksStore>> RocksStore::Create(std::unique_ptr<Database> database) {
  if (!database->read_only()) RemoveBulkFiles(*database);
  Result<StoreState> state = LoadState(*database);
  if (!state) return tl::unexpected(state.error());
  Result<Symbols> symbols = LoadSymbols(*database);
  if (!symbols) return tl::unexpected(symbols.error());
  std::unique_ptr<RocksStore> store(new RocksStore(std::move(database)));
  store->state_ = *std::move(state);
  store->next_ = store->state_;
  store->SetSymbols(*std::move(symbols));
  return store;
}

void RocksStore::SetSymbols(Symbols symbols) {
  auto table = std::make_shared<const Symbols>(std::move(symbols));
  const std::lock_guard lock(symbols_mutex_);
  symbols_ = std::move(table);
}

std::unique_ptr<Snapshot> RocksStore::TakeSnapshot() const {
  // The snapshot first: the table taken after it has every name that is published in it.
  const rocksdb::Snapshot* rocks = database_->rocks()->GetSnapshot();
  std::shared_ptr<const Symbols> symbols;
  {
    const std::lock_guard lock(symbols_mutex_);
    symbols = symbols_;
  }
  return std::make_unique<RocksSnapshot>(*database_, rocks, std::move(symbols));
}

// ---- Writing --------------------------------------------------------------------------------------

Result<void> RocksStore::CheckWritable() const {
  if (database_->read_only()) return Fail(ErrorCode::kUsage, "the store is open for reading only");
  if (sick_) {
    return Fail(ErrorCode::kStore,
                fmt::format("an earlier write failed ({}); open the store again", sick_->message));
  }
  return {};
}

Result<void> RocksStore::Sicken(Result<void> result) {
  if (!result) sick_ = result.error();
  return result;
}

Result<void> RocksStore::Write(rocksdb::WriteBatch* batch, bool sync) {
  return Sicken(database_->Write(batch, sync));
}

Result<void> RocksStore::AddUnit(const std::string& name, const UnitRecord& given, bool replaced,
                                 rocksdb::WriteBatch* batch) {
  UnitRecord unit;
  if (!replaced) {
    rocksdb::PinnableSlice value;
    const Result<bool> found = database_->Get(Family::kMeta, UnitKey(name), &value);
    if (!found) return tl::unexpected(found.error());
    if (*found) {
      Result<UnitRecord> before = DecodeUnit(ToView(value));
      if (!before) return tl::unexpected(before.error());
      unit = *std::move(before);
    }
  }
  if (!given.fingerprint.empty()) unit.fingerprint = given.fingerprint;
  unit.nodes.AddAll(given.nodes);
  unit.edges.AddAll(given.edges);
  batch->Put(database_->family(Family::kMeta), UnitKey(name), EncodeUnit(unit));
  return {};
}

Result<void> RocksStore::Publish(StoreState state, rocksdb::WriteBatch* batch) {
  state.symbol_limit = symbols_->limit();
  batch->Put(database_->family(Family::kMeta), ToSlice(kStateKey), EncodeState(state));
  // Synced: with it everything staged before is on the disk.
  if (auto ok = Write(batch, true); !ok) return ok;
  state_ = std::move(state);
  next_ = state_;
  pending_ = Pending();
  is_staged_ = false;
  return {};
}

Result<void> RocksStore::DiscardStaged() {
  if (auto ok = CheckWritable(); !ok) return ok;
  if (auto ok = Sicken(EraseUnpublished(database_.get(), state_, *symbols_)); !ok) return ok;
  Symbols symbols = *symbols_;
  symbols.Truncate(state_.symbol_limit);
  SetSymbols(std::move(symbols));
  next_ = state_;
  pending_ = Pending();
  is_staged_ = false;
  return {};
}

Result<void> RocksStore::AddSymbols(Symbols symbols) {
  rocksdb::WriteBatch batch;
  PutSymbols(*database_, *symbols_, symbols, &batch);
  if (batch.Count() == 0) return {};
  // Synced: the tables of a bulk load use the names and are synced when they are taken in, before they are
  // published. Without the names they could not even be erased.
  if (auto ok = Write(&batch, true); !ok) return ok;
  SetSymbols(std::move(symbols));
  return {};
}

Result<void> RocksStore::CreateIndex(std::string_view label, std::string_view property) {
  if (auto ok = CheckWritable(); !ok) return ok;
  if (is_staged_) return Fail(ErrorCode::kInvalid, "no index can be made while something is staged");
  Symbols symbols = *symbols_;
  const Symbol label_symbol = symbols.Intern(label);
  const Symbol property_symbol = symbols.Intern(property);
  if (state_.indexes.contains({label_symbol, property_symbol})) return {};
  if (auto ok = AddSymbols(std::move(symbols)); !ok) return ok;

  // An index that was begun and not finished may have left entries of nodes that are gone since.
  rocksdb::WriteBatch batch;
  const FixedKey prefix = PropertyPrefix(label_symbol, property_symbol);
  const std::string end = PrefixEnd(prefix);
  const rocksdb::Slice behind = ToSlice(end);
  const auto left = database_->NewIterator(Family::kProperty, nullptr, &behind);
  for (left->Seek(ToSlice(prefix)); left->Valid(); left->Next())
    batch.Delete(database_->family(Family::kProperty), left->key());
  if (!left->status().ok()) return FromRocks(left->status(), "reading an index");
  const auto snapshot = TakeSnapshot();
  Result<void> written;
  const auto done = snapshot->ForEachNodeWithLabel(label, [&](NodeId id) {
    const Result<Node> node = snapshot->GetNode(id);
    if (!node) {
      written = tl::unexpected(node.error());
      return false;
    }
    const Value* value = node->properties.Find(property);
    if (value == nullptr) return true;
    batch.Put(database_->family(Family::kProperty), PropertyKey(label_symbol, property_symbol, *value, id),
              rocksdb::Slice());
    if (batch.GetDataSize() < kStepBytes) return true;
    written = Write(&batch, false);
    batch.Clear();
    return written.has_value();
  });
  if (!done) return done;
  if (!written) return written;
  StoreState state = state_;
  state.indexes.emplace(label_symbol, property_symbol);
  return Publish(std::move(state), &batch);
}

// ---- For the bulk loader --------------------------------------------------------------------------

Result<void> RocksStore::BeginBulk() const {
  if (auto ok = CheckWritable(); !ok) return ok;
  if (is_staged_) return Fail(ErrorCode::kUsage, "no bulk load can begin while something is staged");
  return {};
}

Result<void> RocksStore::WriteUnseen(rocksdb::WriteBatch* batch) { return Write(batch, false); }

Result<void> RocksStore::PublishBulk(StoreState state, rocksdb::WriteBatch* batch, const std::string& unit,
                                     const UnitRecord& given) {
  if (auto ok = CheckWritable(); !ok) return ok;
  if (!unit.empty()) {
    if (auto ok = AddUnit(unit, given, false, batch); !ok) return ok;
  }
  return Publish(std::move(state), batch);
}

}  // namespace concord
