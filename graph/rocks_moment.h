// Detects whether a writer, which does not wait, changed the tables while files were read.
#ifndef CONCORD_GRAPH_ROCKS_MOMENT_H_
#define CONCORD_GRAPH_ROCKS_MOMENT_H_

#include <cstdint>
#include <filesystem>
#include <string>

namespace concord {

// Which tables and logs make up the store. When tables are added or replaced, RocksDB writes a record to the
// manifest before it deletes any file. So if the moments before and after reading are equal, no file of the
// store was deleted in between, and the log can only have grown.
struct StoreMoment {
  std::string current;  // the content of CURRENT: the name of the manifest
  uint64_t manifest_bytes = 0;
  bool operator==(const StoreMoment&) const = default;
};

// Empty for a folder without a store.
StoreMoment MomentOf(const std::filesystem::path& store);

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_MOMENT_H_
