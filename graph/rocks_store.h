// The store on disk. The writing side; graph/rocks_snapshot.h is the reading one.
//
// Ids rise. Everything new is written under ids at or above the published limits, in as many steps as it
// takes, and no snapshot sees it; one last small write moves the limits. What it also must do at that
// instant to nodes that readers see (labels and properties added, blobs, units) waits in memory until then.
// Removal is the mirror image: the same write hides ids, then they are erased in steps.
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
  // Takes a database of the current format, with a state. Nothing unpublished or half removed is in it.
  static Result<std::unique_ptr<RocksStore>> Create(std::unique_ptr<Database> database);

  Result<void> Apply(const GraphBatch& batch, ApplyMode mode) override;
  Result<void> DiscardStaged() override;
  Result<void> CreateIndex(std::string_view label, std::string_view property) override;
  std::unique_ptr<Snapshot> TakeSnapshot() const override;
  Result<std::unique_ptr<BulkLoader>> NewBulkLoader(BulkOptions options) override;  // rocks_bulk_load.cc

  // ---- For the bulk loader, the other writer ----

  // What is published, unless something is staged (BeginBulk says so).
  const StoreState& state() const { return state_; }
  const Symbols& symbols() const { return *symbols_; }
  const Database& database() const { return *database_; }

  // kUsage while something is staged; what makes every write fail.
  Result<void> BeginBulk() const;
  // Writes what no reader sees yet. First nodes, then what says where they are; likewise edges before runs:
  // a record must be on its way to the disk before anything that is found through it.
  Result<void> WriteUnseen(rocksdb::WriteBatch* batch);
  // Writes new names; `symbols` has all the old ones under their numbers.
  Result<void> AddSymbols(Symbols symbols);
  // Publishes everything below the limits of `state`, with changes to what readers see in `batch`, and the
  // ids that a unit was given (`unit` "" for none).
  Result<void> PublishBulk(StoreState state, rocksdb::WriteBatch* batch, const std::string& unit,
                           const UnitRecord& given);
  // Takes back what was written and not published.
  Result<void> DiscardBulk() { return DiscardStaged(); }

 private:
  friend class BatchWriter;

  // Changes that wait for the publication.
  struct Pending {
    std::map<NodeId, NodeRecord> nodes;                      // of visible nodes: as they will be
    std::map<std::pair<NodeId, Symbol>, std::string> blobs;  // of visible nodes, by name
    std::map<std::string, UnitRecord> units;                 // what is added to them
    std::optional<RemovalPlanner> removal;                   // what goes
    // Keys that new nodes take from nodes that go: readers find those until then.
    std::map<std::string, NodeId, std::less<>> taken_keys;
  };

  explicit RocksStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}

  Result<void> CheckWritable() const;
  // Writes; remembers a failure for ever.
  Result<void> Write(rocksdb::WriteBatch* batch, bool sync);
  Result<void> Sicken(Result<void> result);
  Result<void> Publish(StoreState state, rocksdb::WriteBatch* batch);
  void SetSymbols(Symbols symbols);
  // Adds what a unit was given to what it has, or to nothing when it is `replaced`.
  Result<void> AddUnit(const std::string& name, const UnitRecord& given, bool replaced,
                       rocksdb::WriteBatch* batch);

  std::unique_ptr<Database> database_;
  StoreState state_;  // as published
  StoreState next_;   // with what is staged
  Pending pending_;
  bool is_staged_ = false;
  std::optional<Error> sick_;  // a write that failed
  // The writer replaces the table, snapshots share it.
  mutable std::mutex symbols_mutex_;
  std::shared_ptr<const Symbols> symbols_;
};

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_STORE_H_
