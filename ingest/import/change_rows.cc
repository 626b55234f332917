#include "ingest/import/change_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/try.h"

namespace concord {
namespace {

tl::unexpected<Error> OtherState(const std::string& what) {
  return Fail(ErrorCode::kInvalid, what + "; the store is not in the state with which these changes begin");
}

}  // namespace

bool StartsWithChange(std::istream& in) {
  constexpr std::string_view kBegin = R"({"change":)";
  std::string bytes(kBegin.size(), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return in.gcount() == 0 || bytes == kBegin;
}

Result<NodeId> ChangeRows::StoredNode(const std::string& key) const {
  CONCORD_ASSIGN(const std::optional<NodeId> id, snapshot_.FindNode(key));
  if (!id) return OtherState(fmt::format("the store has no node '{}'", key));
  return *id;
}

Result<void> ChangeRows::RemoveNode(const std::string& key, GraphBatch* batch) {
  CONCORD_TRY(StoredNode(key));
  if (!removed_.insert(key).second)
    return Fail(ErrorCode::kInvalid, fmt::format("the node '{}' is removed twice", key));
  batch->removed_nodes.push_back(key);
  return {};
}

Result<void> ChangeRows::ReadEdges(NodeId from, const std::string& type) {
  if (from_ == from && type_ == type) return {};
  edges_.clear();
  from_ = from;
  type_ = type;
  const std::optional<Symbol> symbol = snapshot_.FindSymbol(type);
  if (!symbol) return {};
  return snapshot_.ForEachAdjacent(from, Direction::kOut, *symbol, [this](const Adjacent& adjacent) {
    edges_[adjacent.node].push_back(adjacent.edge);
    return true;
  });
}

Result<void> ChangeRows::RemoveEdge(const GraphEdge& edge, GraphBatch* batch) {
  CONCORD_ASSIGN(const NodeId from, StoredNode(edge.from));
  CONCORD_ASSIGN(const NodeId to, StoredNode(edge.to));
  CONCORD_TRY(ReadEdges(from, edge.type));
  std::vector<EdgeId>& parallel = edges_[to];
  for (auto id = parallel.begin(); id != parallel.end(); ++id) {
    CONCORD_ASSIGN(const Edge stored, snapshot_.GetEdge(*id));
    if (stored.properties != edge.properties) continue;
    // An edge goes with its ends.
    if (!IsRemoved(edge.from) && !IsRemoved(edge.to)) batch->removed_edges.push_back(*id);
    parallel.erase(id);
    return {};
  }
  return OtherState(
      fmt::format("the store has no such edge {} from '{}' to '{}'", edge.type, edge.from, edge.to));
}

Result<void> ChangeRows::CheckNew(const std::string& key) const {
  CONCORD_ASSIGN(const std::optional<NodeId> id, snapshot_.FindNode(key));
  if (id && !IsRemoved(key)) return OtherState(fmt::format("the store has the node '{}' already", key));
  return {};
}

Result<void> ChangeRows::ReplaceNode(PutNode* node) const {
  CONCORD_ASSIGN(const NodeId id, StoredNode(node->key));
  if (IsRemoved(node->key))
    return Fail(ErrorCode::kInvalid, fmt::format("the node '{}' is removed and changed", node->key));
  CONCORD_ASSIGN(const Node stored, snapshot_.GetNode(id));
  for (const std::string& label : stored.labels) {
    if (std::ranges::find(node->labels, label) == node->labels.end()) node->removed_labels.push_back(label);
  }
  for (const auto& [name, value] : stored.properties) {
    if (node->properties.Find(name) == nullptr) node->removed_properties.push_back(name);
  }
  return {};
}

}  // namespace concord
