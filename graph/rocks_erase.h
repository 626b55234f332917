// Takes nodes and edges off the disk in steps, each of which leaves the store as right as it was: what is
// hidden from readers already (graph/records.h, Removal), and what was never published.
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

// Adds the entries of a node in the indexes, or takes them away. `indexes` is StoreState's.
using Indexes = std::set<std::pair<Symbol, Symbol>>;
void PutIndexEntries(const Database& database, const Indexes& indexes, const Symbols& symbols, NodeId id,
                     const NodeRecord& node, rocksdb::WriteBatch* batch);
void DeleteIndexEntries(const Database& database, const Indexes& indexes, const Symbols& symbols, NodeId id,
                        const NodeRecord& node, rocksdb::WriteBatch* batch);

// Erases what a removal hides, then its record. A program that dies in between has it finished by the next.
Result<void> EraseRemoved(Database* database, const StoreState& state, const Symbols& symbols,
                          const Removal& removal);

// Erases everything at or above the limits of `state`, in the order of ids.
Result<void> EraseUnpublished(Database* database, const StoreState& state, const Symbols& symbols);

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_ERASE_H_
