// Checks whether RocksDB's write-ahead log, and the manifest, still contain everything that was confirmed.
//
// RocksDB reads a log up to the first wrong record and cannot know why it is wrong: a loss of power may have
// torn the write, or a bit may have flipped in something that was confirmed long ago. So after every synced
// write, the writer notes how far the log is synced (the file SYNCED in the folder of the store). Below that
// mark every record must be complete. Above it the log may end anywhere.
#ifndef CONCORD_GRAPH_ROCKS_LOG_H_
#define CONCORD_GRAPH_ROCKS_LOG_H_

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include "base/result.h"

namespace concord {

// The log with this number is on disk up to this byte, and all logs from `first` to it are whole. Number 0:
// no log is needed. Logs before `first` are older than the writer that made the mark. When it opened the
// store, RocksDB took into tables what they have, so they may end in what a loss of power tore; they are
// deleted sooner or later.
struct SyncMark {
  uint64_t log = 0;
  uint64_t bytes = 0;
  uint64_t first = 0;
};

inline constexpr std::string_view kSyncMarkName = "SYNCED";

// Overwrites the mark in place and does not sync it. After a loss of power there may be an older mark, which
// promises less. Fails with kStore if the folder of the store is gone or cannot be written.
Result<void> WriteSyncMark(const std::filesystem::path& store, SyncMark mark, bool create);
// Nothing if there is no mark, as in stores of earlier versions, or if it is damaged.
std::optional<SyncMark> ReadSyncMark(const std::filesystem::path& store);

// Reads the logs of a store up to its mark. Fails with kCorrupt, with file and byte, if a record below the
// mark differs from what was written or a log is missing. Changes nothing; a writer may be active. The cost
// is one read of the logs, which are empty after a writer has closed the store.
Result<void> VerifyLogs(const std::filesystem::path& store);

// Reads the manifest that CURRENT names, which lists the tables and has the form of a log. RocksDB reports
// wrong records of it, but takes a last record that seems longer than the file for one that a loss of power
// tore, and leaves it out. Fails with kCorrupt if it is not torn: if the bytes that are there are a whole
// record and only its length is wrong. Changes nothing; a writer may be active.
Result<void> VerifyManifest(const std::filesystem::path& store);

// CRC-32C (Castagnoli), as in the records of the log.
uint32_t Crc32c(std::string_view bytes, uint32_t crc = 0);

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_LOG_H_
