// Brings an older store to the current format.
#ifndef CONCORD_GRAPH_MIGRATIONS_H_
#define CONCORD_GRAPH_MIGRATIONS_H_

#include <rocksdb/write_batch.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "base/result.h"
#include "graph/rocks_database.h"
#include "graph/store.h"

namespace concord {

// The format of docs/store-format.md.
inline constexpr uint64_t kFirstFormat = 1;

// Brings a store from one format to the next. It may write in steps if it can start again after any of them.
// The contents of `last` are written together with the new number of the format.
using Migration = Result<void> (*)(Database* database, rocksdb::WriteBatch* last);

// Migrations()[i] leads from format kFirstFormat + i to the next one. Never reorder or remove one. The last
// one leads to the current format.
std::span<const Migration> Migrations();

// OpenStore with other migrations: for tests.
Result<std::unique_ptr<GraphStore>> OpenStoreWith(const std::filesystem::path& path, OpenMode mode,
                                                  std::span<const Migration> migrations);

}  // namespace concord

#endif  // CONCORD_GRAPH_MIGRATIONS_H_
