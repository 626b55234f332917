// Tells whether RocksDB's write-ahead log still holds all that was confirmed.
//
// RocksDB reads a log up to the first record that is wrong and cannot know why: a write that a loss of power
// tore, or a bit that rotted in the midst of what was confirmed long ago. So the writer notes, after every
// synced write, how far the log was synced then (the file SYNCED in the folder of the store). Below that mark
// every record must be whole; above it the log may end anywhere.
#ifndef CONCORD_GRAPH_ROCKS_LOG_H_
#define CONCORD_GRAPH_ROCKS_LOG_H_

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include "base/result.h"

namespace concord {

// The log with this number, and all before it, is on the disk up to this byte. Number 0: no log is needed.
struct SyncMark {
  uint64_t log = 0;
  uint64_t bytes = 0;
};

inline constexpr std::string_view kSyncMarkName = "SYNCED";

// Overwrites the mark in place, without a sync of its own: after a loss of power an older one is there, which
// promises less. kStore when the folder of the store is gone or cannot be written.
Result<void> WriteSyncMark(const std::filesystem::path& store, SyncMark mark, bool create);
// Nothing when there is none, as in stores of earlier versions, or it is damaged.
std::optional<SyncMark> ReadSyncMark(const std::filesystem::path& store);

// Reads the logs of a store up to its mark. kCorrupt, with file and byte, when a record below it is not what
// was written or a log is missing. Changes nothing; a writer may be at work. Costs a read of the logs, which
// are empty after a writer has closed the store.
Result<void> VerifyLogs(const std::filesystem::path& store);

// CRC-32C (Castagnoli), as the records of the log have it.
uint32_t Crc32c(std::string_view bytes, uint32_t crc = 0);

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_LOG_H_
