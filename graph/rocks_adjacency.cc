#include "graph/rocks_adjacency.h"

#include <algorithm>

#include "graph/rocks_database.h"

namespace concord {

void AdjacencyReader::Seek(std::string_view key) { iterator_.Seek(ToSlice(key)); }

Result<bool> AdjacencyReader::Next(std::string_view prefix, AdjacencyGroup* group) {
  group->edges.clear();
  size_t runs = 0;
  for (; iterator_.Valid(); iterator_.Next()) {
    const std::string_view key = ToView(iterator_.key());
    if (!key.starts_with(prefix)) break;
    const std::optional<RunKeyParts> parts = ParseRunKey(key);
    if (!parts)
      return Fail(ErrorCode::kCorrupt, "the store holds a key of a run of edges with a wrong length");
    if (runs > 0 && (parts->node != group->node || parts->type != group->type)) break;
    if (parts->first >= limit_) continue;
    group->node = parts->node;
    group->type = parts->type;
    if (auto ok = ReadRun(parts->first, ToView(iterator_.value()), &group->edges); !ok) {
      return tl::unexpected(ok.error());
    }
    ++runs;
  }
  // An iterator that stands somewhere is well; asking it costs as much as the step to the next run.
  if (!iterator_.Valid() && !iterator_.status().ok())
    return FromRocks(iterator_.status(), "reading runs of edges");
  // Each run is sorted; most groups are one run.
  if (runs > 1 && !std::is_sorted(group->edges.begin(), group->edges.end())) {
    std::sort(group->edges.begin(), group->edges.end());
  }
  return runs > 0;
}

}  // namespace concord
