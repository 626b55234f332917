// Which state of which store a snapshot shows: for files that are made from it and kept beside the store.
#ifndef CONCORD_GRAPH_SNAPSHOT_STAMP_H_
#define CONCORD_GRAPH_SNAPSHOT_STAMP_H_

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "graph/snapshot.h"

namespace concord {

struct SnapshotStamp {
  std::filesystem::path folder;  // of the store
  // 64 characters: differs between any two states of a store, and between two stores. Opening a store again
  // does not change it, nor does closing it; a write that changes no data may.
  std::string digest;
  uint64_t sequence = 0;  // rises with each write
};

// Nothing for a store that lives in memory, and for a snapshot that cannot be read.
std::optional<SnapshotStamp> StampOf(const Snapshot& snapshot);

}  // namespace concord

#endif  // CONCORD_GRAPH_SNAPSHOT_STAMP_H_
