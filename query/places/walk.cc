#include "query/places/walk.h"

#include <string>
#include <unordered_set>
#include <utility>

#include "graph/vocabulary.h"

namespace concord {

Result<std::vector<Adjacent>> Neighbours(const Snapshot& snapshot, NodeId node, Direction direction,
                                         std::string_view type) {
  std::vector<Adjacent> found;
  const std::optional<Symbol> symbol = snapshot.FindSymbol(type);
  if (!symbol) return found;
  auto done = snapshot.ForEachAdjacent(node, direction, symbol, [&](const Adjacent& adjacent) {
    found.push_back(adjacent);
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  return found;
}

Result<std::vector<NodeId>> Below(const Snapshot& snapshot, NodeId root) {
  std::vector<Symbol> types;
  for (const std::string_view type : kPartEdges) {
    if (const auto symbol = snapshot.FindSymbol(type)) types.push_back(*symbol);
  }
  std::vector<NodeId> nodes = {root};
  std::unordered_set<NodeId> seen = {root};
  for (size_t at = 0; at < nodes.size(); ++at) {
    const NodeId node = nodes[at];  // by value: the vector grows
    for (const Symbol type : types) {
      auto done = snapshot.ForEachAdjacent(node, Direction::kOut, type, [&](const Adjacent& adjacent) {
        if (seen.insert(adjacent.node).second) nodes.push_back(adjacent.node);
        return true;
      });
      if (!done) return tl::unexpected(done.error());
    }
  }
  return nodes;
}

Result<std::vector<NodeId>> WithLabel(const Snapshot& snapshot, std::string_view label) {
  std::vector<NodeId> nodes;
  auto done = snapshot.ForEachNodeWithLabel(label, [&](NodeId node) {
    nodes.push_back(node);
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  return nodes;
}

Result<std::vector<NodeId>> WithPrefix(const Snapshot& snapshot, std::string_view prefix) {
  std::vector<NodeId> nodes;
  auto done = snapshot.ForEachNodeWithPrefix(prefix, [&](NodeId node) {
    nodes.push_back(node);
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  return nodes;
}

Result<NodeId> LatestVersion(const Snapshot& snapshot, NodeId document) {
  auto versions = Neighbours(snapshot, document, Direction::kOut, edge::HAS_VERSION);
  if (!versions) return tl::unexpected(versions.error());
  NodeId latest = 0;
  std::pair<std::string, std::string> best;
  for (const Adjacent& version : *versions) {
    auto node = snapshot.GetNode(version.node);
    if (!node) return tl::unexpected(node.error());
    const Value* date = node->properties.Find(property::date);
    std::pair<std::string, std::string> order = {date == nullptr ? "" : date->ToString(), node->key};
    if (latest == 0 || order > best) {
      latest = version.node;
      best = std::move(order);
    }
  }
  return latest;
}

}  // namespace concord
