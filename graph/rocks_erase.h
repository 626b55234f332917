// Erases nodes and edges from disk in steps: those that are already hidden from readers (graph/records.h,
// Removal), and those that were never published. Each step leaves the store consistent.
#ifndef CONCORD_GRAPH_ROCKS_ERASE_H_
#define CONCORD_GRAPH_ROCKS_ERASE_H_

#include <rocksdb/write_batch.h>

#include <cstddef>

#include "graph/codec.h"
#include "graph/records.h"
#include "graph/rocks_database.h"
#include "graph/symbols.h"

namespace concord {

// Steps are written when they reach this size, so that memory stays bounded.
inline constexpr size_t kStepBytes = size_t{4} << 20;

// Add the index entries of a node, or delete them. `indexes` is that of StoreState.
using Indexes = std::set<std::pair<Symbol, Symbol>>;
void PutIndexEntries(const Database& database, const Indexes& indexes, const Symbols& symbols, NodeId id,
                     const NodeRecord& node, rocksdb::WriteBatch* batch);
void DeleteIndexEntries(const Database& database, const Indexes& indexes, const Symbols& symbols, NodeId id,
                        const NodeRecord& node, rocksdb::WriteBatch* batch);

// Erases what a removal hides, then its record. If the program dies in between, the next one goes on.
Result<void> EraseRemoved(Database* database, const StoreState& state, const Symbols& symbols,
                          const Removal& removal);

// Erases everything at or above the limits of `state`, in the order of ids.
Result<void> EraseUnpublished(Database* database, const StoreState& state, const Symbols& symbols);

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_ERASE_H_
