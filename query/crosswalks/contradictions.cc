#include "query/crosswalks/contradictions.h"

#include <algorithm>
#include <map>

#include "graph/vocabulary.h"
#include "query/crosswalks/chains.h"

namespace concord {
namespace {

Result<std::vector<NodeId>> MappedNodes(const Snapshot& snapshot) {
  std::vector<NodeId> nodes;
  const std::optional<Symbol> type = snapshot.FindSymbol(edge::MAPS_TO);
  if (!type) return nodes;
  const auto scanned = snapshot.ScanAdjacency([&](NodeId from, const Adjacent& end) {
    if (end.type == *type) nodes.insert(nodes.end(), {from, end.node});
    return true;
  });
  if (!scanned) return tl::unexpected(scanned.error());
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

}  // namespace

Result<void> VisitContradictions(const Snapshot& snapshot,
                                 const std::function<void(const Contradiction&)>& visit) {
  const auto nodes = MappedNodes(snapshot);
  if (!nodes) return tl::unexpected(nodes.error());
  auto links = MappingLinks::Open(snapshot);
  if (!links) return tl::unexpected(links.error());
  if (auto read = links->ReadAll(); !read) return read;
  const ChainOptions options{.most_steps = 2};

  for (const NodeId a : *nodes) {
    std::map<NodeId, RelationMask> together;
    auto done = VisitChains(
        &*links, a, options, [&](NodeId node) { return node > a; },
        [&](const Chain& chain) {
          together.try_emplace(chain.to(), kAnyRelation).first->second &= chain.mask;
        });
    if (!done) return done;
    std::map<NodeId, Contradiction> found;
    for (const auto& [b, mask] : together) {
      if (mask == 0) found[b] = {a, b, {}};
    }
    if (found.empty()) continue;
    done = VisitChains(
        &*links, a, options, [&](NodeId node) { return found.contains(node); },
        [&](const Chain& chain) {
          if (chain.mask == kAnyRelation) return;
          ContradictingChain& said = found[chain.to()].chains.emplace_back();
          said.said = RelationName(chain.mask);
          for (const MappingLink* step : chain.steps) said.rows.push_back(step->edge);
        });
    if (!done) return done;
    for (const auto& [b, contradiction] : found) visit(contradiction);
  }
  return {};
}

}  // namespace concord
