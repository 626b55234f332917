#include "graph/cancellable_snapshot.h"

namespace concord {
namespace {

tl::unexpected<Error> Left() { return Fail(ErrorCode::kLimit, "nobody waits for the answer any longer"); }

}  // namespace

template <typename T>
Snapshot::Visitor<T> CancellableSnapshot::Watched(const Visitor<T>& visit) const {
  return [this, &visit](const T& one) { return !cancelled() && visit(one); };
}

Result<void> CancellableSnapshot::Ended(Result<void> done) const {
  if (cancelled()) return Left();
  return done;
}

Result<std::optional<NodeId>> CancellableSnapshot::FindNode(std::string_view key) const {
  if (cancelled()) return Left();
  return snapshot_.FindNode(key);
}
Result<Node> CancellableSnapshot::GetNode(NodeId id) const {
  if (cancelled()) return Left();
  return snapshot_.GetNode(id);
}
Result<void> CancellableSnapshot::ForEachNode(const Visitor<NodeId>& visit) const {
  return Ended(snapshot_.ForEachNode(Watched<NodeId>(visit)));
}
Result<void> CancellableSnapshot::ForEachNodeWithLabel(std::string_view label,
                                                       const Visitor<NodeId>& visit) const {
  return Ended(snapshot_.ForEachNodeWithLabel(label, Watched<NodeId>(visit)));
}
Result<void> CancellableSnapshot::ForEachNodeWithPrefix(std::string_view prefix,
                                                        const Visitor<NodeId>& visit) const {
  return Ended(snapshot_.ForEachNodeWithPrefix(prefix, Watched<NodeId>(visit)));
}
Result<void> CancellableSnapshot::ForEachNodeWhere(std::string_view label, std::string_view property,
                                                   const Value& value, const Visitor<NodeId>& visit) const {
  return Ended(snapshot_.ForEachNodeWhere(label, property, value, Watched<NodeId>(visit)));
}
Result<Edge> CancellableSnapshot::GetEdge(EdgeId id) const {
  if (cancelled()) return Left();
  return snapshot_.GetEdge(id);
}
Result<void> CancellableSnapshot::ForEachEdge(const Visitor<Edge>& visit, EdgeId first, EdgeId limit) const {
  return Ended(snapshot_.ForEachEdge(Watched<Edge>(visit), first, limit));
}
Result<void> CancellableSnapshot::ForEachAdjacent(NodeId node, Direction direction,
                                                  std::optional<Symbol> type,
                                                  const Visitor<Adjacent>& visit) const {
  return Ended(snapshot_.ForEachAdjacent(node, direction, type, Watched<Adjacent>(visit)));
}
Result<void> CancellableSnapshot::ScanAdjacency(
    const std::function<bool(NodeId from, const Adjacent&)>& visit, NodeId first, NodeId limit) const {
  return Ended(snapshot_.ScanAdjacency(
      [&](NodeId from, const Adjacent& adjacent) { return !cancelled() && visit(from, adjacent); }, first,
      limit));
}
Result<std::string> CancellableSnapshot::GetBlob(NodeId node, std::string_view name, uint64_t offset,
                                                 uint64_t length) const {
  if (cancelled()) return Left();
  return snapshot_.GetBlob(node, name, offset, length);
}
Result<std::optional<uint64_t>> CancellableSnapshot::BlobSize(NodeId node, std::string_view name) const {
  if (cancelled()) return Left();
  return snapshot_.BlobSize(node, name);
}
Result<std::optional<Unit>> CancellableSnapshot::FindUnit(std::string_view name) const {
  if (cancelled()) return Left();
  return snapshot_.FindUnit(name);
}
Result<std::vector<Unit>> CancellableSnapshot::Units() const {
  if (cancelled()) return Left();
  return snapshot_.Units();
}

}  // namespace concord
