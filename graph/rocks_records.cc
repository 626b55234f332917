#include "graph/rocks_records.h"

#include <fmt/format.h>

namespace concord {

Result<std::optional<uint64_t>> LoadFormat(const Database& database) {
  rocksdb::PinnableSlice value;
  const Result<bool> found = database.Get(Family::kMeta, kFormatKey, &value);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return std::nullopt;
  if (value.size() != 8) return Fail(ErrorCode::kCorrupt, "the store's number of its format is no number");
  return Read64(value.data());
}

void PutFormat(const Database& database, uint64_t format, rocksdb::WriteBatch* batch) {
  batch->Put(database.family(Family::kMeta), ToSlice(kFormatKey), ToSlice(FixedKey().Add64(format)));
}

Result<StoreState> LoadState(const Database& database) {
  rocksdb::PinnableSlice value;
  const Result<bool> found = database.Get(Family::kMeta, kStateKey, &value);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return Fail(ErrorCode::kCorrupt, "the store has no record of its limits and counts");
  return DecodeState(ToView(value));
}

Result<Removal> LoadRemoval(const Database& database) {
  rocksdb::PinnableSlice value;
  const Result<bool> found = database.Get(Family::kMeta, kRemovalKey, &value);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return Removal();
  return DecodeRemoval(ToView(value));
}

Result<Symbols> LoadSymbols(const Database& database) {
  Symbols symbols;
  const std::string end = PrefixEnd(kSymbolPrefix);
  const rocksdb::Slice limit = ToSlice(end);
  const auto iterator = database.NewIterator(Family::kMeta, nullptr, &limit);
  for (iterator->Seek(ToSlice(kSymbolPrefix)); iterator->Valid(); iterator->Next()) {
    const Symbol expected = symbols.limit();
    const std::string_view name = ToView(iterator->value());
    if (ToView(iterator->key()) != SymbolKey(expected) || symbols.Intern(name) != expected) {
      return Fail(ErrorCode::kCorrupt,
                  fmt::format("the store's name number {} is missing or stands twice", expected));
    }
  }
  if (!iterator->status().ok()) return FromRocks(iterator->status(), "reading names");
  return symbols;
}

void PutSymbols(const Database& database, const Symbols& known, const Symbols& symbols,
                rocksdb::WriteBatch* batch) {
  for (Symbol symbol = known.limit(); symbol < symbols.limit(); ++symbol) {
    batch->Put(database.family(Family::kMeta), SymbolKey(symbol), ToSlice(symbols.Name(symbol)));
  }
}

}  // namespace concord
