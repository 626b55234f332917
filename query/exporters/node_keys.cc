#include "query/exporters/node_keys.h"

#include <algorithm>

#include "graph/record_scan.h"

namespace concord {

Result<NodeKeys> NodeKeys::Load(const Snapshot& snapshot, std::span<const NodeId> nodes) {
  NodeKeys keys;
  std::vector<NodeId> ids(nodes.begin(), nodes.end());
  std::ranges::sort(ids);
  keys.ids_.reserve(ids.size());
  keys.ends_.reserve(ids.size());
  // Passing over a record costs a tenth of reading it.
  constexpr uint64_t kShare = 8;
  Result<void> done;
  if (ids.size() >= snapshot.NodeCount() / kShare) {
    size_t next = 0;
    done = ScanNodes(snapshot, {}, [&](const ScannedNode& node) {
      while (next < ids.size() && ids[next] < node.id) ++next;
      if (next < ids.size() && ids[next] == node.id) keys.Add(node.id, node.key);
      return next < ids.size();
    });
  } else {
    done = ReadNodes(snapshot, ids, [&](const Node& node) { keys.Add(node.id, node.key); });
  }
  if (!done) return tl::unexpected(done.error());
  return keys;
}

std::optional<std::string_view> NodeKeys::Find(NodeId id) const {
  const auto at = std::ranges::lower_bound(ids_, id);
  if (at == ids_.end() || *at != id) return std::nullopt;
  const auto i = static_cast<size_t>(at - ids_.begin());
  const uint64_t start = i == 0 ? 0 : ends_[i - 1];
  return std::string_view(bytes_).substr(start, ends_[i] - start);
}

void NodeKeys::Add(NodeId id, std::string_view key) {
  if (!ids_.empty() && ids_.back() == id) return;
  ids_.push_back(id);
  bytes_ += key;
  ends_.push_back(bytes_.size());
}

}  // namespace concord
