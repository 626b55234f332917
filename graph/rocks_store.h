// The store on disk: the writing side. graph/rocks_snapshot.h is the reading side.
//
// Ids rise. Everything new is written under ids at or above the published limits, in as many steps as needed,
// and no snapshot sees it. One last small write moves the limits. Changes that this write must make to nodes
// that readers already see (added labels and properties, blobs, units) wait in memory until then. Removal
// works the other way round: the same write hides ids, and then they are erased in steps.
#ifndef CONCORD_GRAPH_ROCKS_STORE_H_
#define CONCORD_GRAPH_ROCKS_STORE_H_

#include <rocksdb/write_batch.h>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "graph/codec.h"
#include "graph/records.h"
#include "graph/rocks_database.h"
#include "graph/rocks_removal.h"
#include "graph/store.h"
#include "graph/symbols.h"

namespace concord {

class RocksStore : public GraphStore {
 public:
  // Takes a database of the current format that has a state and contains nothing unpublished or half removed.
  static Result<std::unique_ptr<RocksStore>> Create(std::unique_ptr<Database> database);

  Result<void> Apply(const GraphBatch& batch, ApplyMode mode) override;
  Result<void> DiscardStaged() override;
  Result<void> CreateIndex(std::string_view label, std::string_view property) override;
  std::unique_ptr<Snapshot> TakeSnapshot() const override;
  Result<std::unique_ptr<BulkLoader>> NewBulkLoader(BulkOptions options) override;  // rocks_bulk_load.cc

  // ---- For the bulk loader, the other writer ----

  // The published state, unless something is staged; BeginBulk reports that.
  const StoreState& state() const { return state_; }
  const Symbols& symbols() const { return *symbols_; }
  const Database& database() const { return *database_; }

  // Fails with kUsage while something is staged, and with the error of an earlier failed write.
  Result<void> BeginBulk() const;
  // Writes data that no reader sees yet. Write nodes before their index entries, and edges before runs: a
  // record must be on its way to disk before anything that leads to it.
  Result<void> WriteUnseen(rocksdb::WriteBatch* batch);
  // Writes new names. `symbols` must contain all old names under their numbers.
  Result<void> AddSymbols(Symbols symbols);
  // Publishes everything below the limits of `state`, with the changes to visible nodes in `batch`, and the
  // ids that were assigned under a unit (`unit` is "" for none).
  Result<void> PublishBulk(StoreState state, rocksdb::WriteBatch* batch, const std::string& unit,
                           const UnitRecord& given);
  // Undoes what was written and not published.
  Result<void> DiscardBulk() { return DiscardStaged(); }

 private:
  friend class BatchWriter;

  // Changes that wait for the publication.
  struct Pending {
    std::map<NodeId, NodeRecord> nodes;                      // new records of visible nodes
    std::map<std::pair<NodeId, Symbol>, std::string> blobs;  // of visible nodes, by name
    std::map<std::string, UnitRecord> units;                 // what is added to them
    std::optional<RemovalPlanner> removal;                   // what is removed
    // Keys that new nodes take over from removed nodes. Until publication, readers find the removed ones.
    std::map<std::string, NodeId, std::less<>> taken_keys;
  };

  explicit RocksStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}

  Result<void> CheckWritable() const;
  // Writes. After a failure, every later write fails too.
  Result<void> Write(rocksdb::WriteBatch* batch, bool sync);
  Result<void> Sicken(Result<void> result);
  Result<void> Publish(StoreState state, rocksdb::WriteBatch* batch);
  void SetSymbols(Symbols symbols);
  // Adds what was assigned under a unit to what the unit has, or to nothing if the unit is `replaced`.
  Result<void> AddUnit(const std::string& name, const UnitRecord& given, bool replaced,
                       rocksdb::WriteBatch* batch);

  std::unique_ptr<Database> database_;
  StoreState state_;  // as published
  StoreState next_;   // including what is staged
  Pending pending_;
  bool is_staged_ = false;
  std::optional<Error> sick_;  // a failed write
  // The writer replaces the table; snapshots share it.
  mutable std::mutex symbols_mutex_;
  std::shared_ptr<const Symbols> symbols_;
};

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_STORE_H_
