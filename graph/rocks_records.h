// Reads and writes the store's records about itself (graph/records.h) where they lie.
#ifndef CONCORD_GRAPH_ROCKS_RECORDS_H_
#define CONCORD_GRAPH_ROCKS_RECORDS_H_

#include <rocksdb/write_batch.h>

#include <cstdint>
#include <optional>

#include "graph/records.h"
#include "graph/rocks_database.h"
#include "graph/symbols.h"

namespace concord {

// Nothing when there is none.
Result<std::optional<uint64_t>> LoadFormat(const Database& database);
void PutFormat(const Database& database, uint64_t format, rocksdb::WriteBatch* batch);

Result<StoreState> LoadState(const Database& database);
Result<Removal> LoadRemoval(const Database& database);

// All names, also those that were staged.
Result<Symbols> LoadSymbols(const Database& database);
// Those of `symbols` that `known` has not.
void PutSymbols(const Database& database, const Symbols& known, const Symbols& symbols,
                rocksdb::WriteBatch* batch);

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_RECORDS_H_
