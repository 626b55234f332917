// Reads and writes the store's records about itself (graph/records.h) in the database.
#ifndef CONCORD_GRAPH_ROCKS_RECORDS_H_
#define CONCORD_GRAPH_ROCKS_RECORDS_H_

#include <rocksdb/write_batch.h>

#include <cstdint>
#include <optional>

#include "graph/records.h"
#include "graph/rocks_database.h"
#include "graph/symbols.h"

namespace concord {

// Nothing if there is none.
Result<std::optional<uint64_t>> LoadFormat(const Database& database);
void PutFormat(const Database& database, uint64_t format, rocksdb::WriteBatch* batch);

Result<StoreState> LoadState(const Database& database);
Result<Removal> LoadRemoval(const Database& database);

// All names, including staged ones.
Result<Symbols> LoadSymbols(const Database& database);
// Adds the names of `symbols` that `known` lacks.
void PutSymbols(const Database& database, const Symbols& known, const Symbols& symbols,
                rocksdb::WriteBatch* batch);

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_RECORDS_H_
