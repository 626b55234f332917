#include "query/crosswalk.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "query/walk.h"

namespace concord {
namespace {

constexpr std::string_view kNoTermFound = "sssom:NoTermFound";

class Links {
 public:
  explicit Links(const Snapshot& snapshot) : snapshot_(snapshot) {}

  // All mappings of a node, in the order of their edges.
  Result<const std::vector<MappingLink>*> Of(NodeId node) {
    const auto [slot, fresh] = links_.try_emplace(node);
    if (!fresh) return &slot->second;
    for (const Direction direction : {Direction::kOut, Direction::kIn}) {
      auto adjacent = Neighbours(snapshot_, node, direction, "MAPS_TO");
      if (!adjacent) return tl::unexpected(adjacent.error());
      for (const Adjacent& end : *adjacent) {
        auto edge = snapshot_.GetEdge(end.edge);
        if (!edge) return tl::unexpected(edge.error());
        slot->second.push_back(LinkOf(*edge, end, direction == Direction::kIn));
      }
    }
    std::vector<MappingLink>& links = slot->second;
    std::sort(links.begin(), links.end(),
              [](const MappingLink& x, const MappingLink& y) { return x.edge < y.edge; });
    return &links;
  }

 private:
  static MappingLink LinkOf(const Edge& edge, const Adjacent& end, bool inverted) {
    const PropertyMap& properties = edge.properties;
    MappingLink link;
    link.edge = end.edge;
    link.other = end.node;
    link.inverted = inverted;
    link.predicate = properties.FindString("predicate");
    link.negated = properties.FindString("modifier") == "Not";
    link.mask = MaskOfPredicate(link.predicate, link.negated);
    link.justification = properties.FindString("justification");
    link.rationale = properties.FindString("rationale");
    if (const Value* confidence = properties.Find("confidence")) {
      if (confidence->type() == Value::Type::kDouble) link.confidence = confidence->as_double();
      if (confidence->type() == Value::Type::kInt)
        link.confidence = static_cast<double>(confidence->as_int());
    }
    if (inverted) {
      link.mask = Invert(link.mask);
      if (const auto inverse = InvertPredicate(link.predicate); !inverse.empty()) link.predicate = inverse;
      // A curator said it in the other direction; this one follows.
      if (!link.justification.empty()) link.justification = "semapv:MappingInversion";
    }
    return link;
  }

  const Snapshot& snapshot_;
  std::unordered_map<NodeId, std::vector<MappingLink>> links_;
};

// Whether a "no counterpart" row was looked for in this framework: by the row, or by its mapping set.
Result<bool> LookedIn(const Snapshot& snapshot, EdgeId id, const Framework& framework) {
  auto edge = snapshot.GetEdge(id);
  if (!edge) return tl::unexpected(edge.error());
  std::string_view source = edge->properties.FindString("object_source");
  Node set;
  if (source.empty()) {
    auto found = snapshot.FindNode(edge->properties.FindString("set"));
    if (!found) return tl::unexpected(found.error());
    if (*found) {
      auto node = snapshot.GetNode(**found);
      if (!node) return tl::unexpected(node.error());
      set = std::move(*node);
      source = set.properties.FindString("object_source");
    }
  }
  return source == framework.key || source.ends_with("/" + framework.key) ||
         source.ends_with(":" + framework.key);
}

}  // namespace

Result<Crosswalk> FindCrosswalk(const Snapshot& snapshot, const Framework& a, const Framework& b,
                                const CrosswalkOptions& options) {
  Crosswalk crosswalk;
  Links links(snapshot);
  auto no_term = snapshot.FindNode(kNoTermFound);
  if (!no_term) return tl::unexpected(no_term.error());

  for (uint32_t s = 0; s < a.items.size(); ++s) {
    std::set<EdgeId> seen;  // an edge of an item with several nodes may be met twice
    std::set<uint32_t> stated;
    std::map<uint32_t, InferredMapping> inferred;
    for (const NodeId node : a.items[s].nodes) {
      auto direct = links.Of(node);
      if (!direct) return tl::unexpected(direct.error());
      for (const MappingLink& link : **direct) {
        if (*no_term && link.other == **no_term) {
          auto looked = LookedIn(snapshot, link.edge, b);
          if (!looked) return tl::unexpected(looked.error());
          if (*looked && seen.insert(link.edge).second) crosswalk.stated.push_back({s, -1, link});
          continue;
        }
        const auto object = b.item_of.find(link.other);
        if (object == b.item_of.end() || !seen.insert(link.edge).second) continue;
        stated.insert(object->second);
        crosswalk.stated.push_back({s, object->second, link});
      }
    }
    // Through one item of a third framework.
    for (const NodeId node : a.items[s].nodes) {
      auto direct = links.Of(node);
      if (!direct) return tl::unexpected(direct.error());
      for (const MappingLink& first : **direct) {
        const NodeId through = first.other;
        if (first.mask == 0 || a.item_of.contains(through) || b.item_of.contains(through)) continue;
        if (*no_term && through == **no_term) continue;
        auto onward = links.Of(through);
        if (!onward) return tl::unexpected(onward.error());
        for (const MappingLink& second : **onward) {
          const auto object = b.item_of.find(second.other);
          if (second.mask == 0 || object == b.item_of.end() || second.edge == first.edge) continue;
          if (stated.contains(object->second)) continue;
          const bool differ =
              !first.rationale.empty() && !second.rationale.empty() && first.rationale != second.rationale;
          if (differ && !options.mix_rationales) continue;
          const RelationMask mask = Compose(first.mask, second.mask);
          if (mask == kAnyRelation) {
            ++crosswalk.silent_chains;
            continue;
          }
          InferredMapping& all = inferred[object->second];
          all.subject = s;
          all.object = object->second;
          all.mask &= mask;
          all.chains.push_back({through, first.edge, second.edge, mask});
          if (first.confidence && second.confidence) {
            all.confidence = std::max(all.confidence.value_or(0), *first.confidence * *second.confidence);
          }
        }
      }
    }
    for (auto& [object, mapping] : inferred) crosswalk.inferred.push_back(std::move(mapping));
  }
  std::stable_sort(
      crosswalk.stated.begin(), crosswalk.stated.end(), [](const StatedMapping& x, const StatedMapping& y) {
        return std::tie(x.subject, x.object, x.link.edge) < std::tie(y.subject, y.object, y.link.edge);
      });
  return crosswalk;
}

}  // namespace concord
