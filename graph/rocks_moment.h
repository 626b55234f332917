// Whether the tables of a store changed while its files were read, which a writer does not wait for.
#ifndef CONCORD_GRAPH_ROCKS_MOMENT_H_
#define CONCORD_GRAPH_ROCKS_MOMENT_H_

#include <cstdint>
#include <filesystem>
#include <string>

namespace concord {

// Which tables and logs make up the store. Every change of that, a table that is added or that takes the
// place of others, is a record in the manifest before any file goes. So when the moments before and after
// reading are equal, no file that belongs to the store has gone meanwhile, and the log can only have grown.
struct StoreMoment {
  std::string current;  // what CURRENT says: the name of the manifest
  uint64_t manifest_bytes = 0;
  bool operator==(const StoreMoment&) const = default;
};

// Empty for a folder without a store.
StoreMoment MomentOf(const std::filesystem::path& store);

}  // namespace concord

#endif  // CONCORD_GRAPH_ROCKS_MOMENT_H_
