#include "query/suggestions/chain_evidence.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "graph/vocabulary.h"
#include "query/crosswalks/mapping_links.h"
#include "query/places/walk.h"

namespace concord {
namespace {

bool Says(const MappingLinks& links, const MappingLink& link) {
  return link.mask != 0 && !link.negated && !links.IsNoTerm(link.other);
}

// Which objects an item between leads to by rows that go with `rationale`.
Result<std::set<uint32_t>> ObjectsOf(MappingLinks* links, NodeId between, uint16_t rationale,
                                     const Framework& b) {
  auto found = links->Of(between);
  if (!found) return tl::unexpected(found.error());
  std::set<uint32_t> objects;
  for (const MappingLink& link : **found) {
    const bool differs = link.rationale != 0 && rationale != 0 && link.rationale != rationale;
    const auto object = b.item_of.find(link.other);
    if (Says(*links, link) && !differs && object != b.item_of.end()) objects.insert(object->second);
  }
  return objects;
}

// What an earlier or later edition has in a part's place, and the concepts that it defines: mappings stand on
// either.
Result<std::vector<NodeId>> OtherEditionsOf(const Snapshot& snapshot, NodeId part) {
  std::vector<NodeId> nodes;
  if (snapshot.EdgeCount(edge::REVISES) == 0) return nodes;
  for (const Direction direction : {Direction::kOut, Direction::kIn}) {
    auto others = Neighbours(snapshot, part, direction, edge::REVISES);
    if (!others) return tl::unexpected(others.error());
    for (const Adjacent& other : *others) {
      nodes.push_back(other.node);
      auto concepts = Neighbours(snapshot, other.node, Direction::kOut, edge::DEFINES);
      if (!concepts) return tl::unexpected(concepts.error());
      for (const Adjacent& defined : *concepts) nodes.push_back(defined.node);
    }
  }
  return nodes;
}

Result<std::vector<ReachedObject>> ReachedFrom(MappingLinks* links, const Item& subject, const Framework& a,
                                               const Framework& b) {
  // What lies between, and where it leads; an item with several nodes may lead to it several times.
  std::map<NodeId, std::set<uint32_t>> between;
  for (const NodeId node : subject.nodes) {
    auto found = links->Of(node);
    if (!found) return tl::unexpected(found.error());
    for (const MappingLink& link : **found) {
      if (!Says(*links, link) || a.item_of.contains(link.other) || b.item_of.contains(link.other)) continue;
      auto objects = ObjectsOf(links, link.other, link.rationale, b);
      if (!objects) return tl::unexpected(objects.error());
      if (!objects->empty()) between[link.other].merge(*objects);
    }
    auto others = OtherEditionsOf(links->snapshot(), node);
    if (!others) return tl::unexpected(others.error());
    for (const NodeId other : *others) {
      if (a.item_of.contains(other) || b.item_of.contains(other)) continue;
      auto objects = ObjectsOf(links, other, 0, b);
      if (!objects) return tl::unexpected(objects.error());
      if (!objects->empty()) between[other].merge(*objects);
    }
  }
  std::map<uint32_t, ReachedObject> reached;
  for (const auto& [node, objects] : between) {
    for (const uint32_t object : objects) {
      ReachedObject& one = reached[object];
      one.object = object;
      one.share += 1 / static_cast<double>(between.size() * objects.size());
      one.through.push_back(node);
    }
  }
  std::vector<ReachedObject> all;
  for (auto& [object, one] : reached) all.push_back(std::move(one));
  return all;
}

}  // namespace

Result<std::vector<std::vector<ReachedObject>>> ReachedObjects(const Snapshot& snapshot, const Framework& a,
                                                               const Framework& b,
                                                               std::span<const uint32_t> subjects) {
  std::vector<std::vector<ReachedObject>> reached(subjects.size());
  // A store without mappings is told quickly.
  if (snapshot.EdgeCount(edge::MAPS_TO) == 0) return reached;
  auto links = MappingLinks::Open(snapshot);
  if (!links) return tl::unexpected(links.error());
  for (size_t i = 0; i < subjects.size(); ++i) {
    auto found = ReachedFrom(&*links, a.items[subjects[i]], a, b);
    if (!found) return tl::unexpected(found.error());
    reached[i] = std::move(*found);
  }
  return reached;
}

}  // namespace concord
