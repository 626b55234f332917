#include "query/crosswalks/crosswalk.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "graph/vocabulary.h"

namespace concord {
namespace {

// Whether a "no counterpart" row was looked for in this framework: by the row, or by its mapping set.
Result<bool> LookedIn(const Snapshot& snapshot, EdgeId id, const Framework& framework) {
  auto edge = snapshot.GetEdge(id);
  if (!edge) return tl::unexpected(edge.error());
  std::string_view source = edge->properties.FindString(property::object_source);
  Node set;
  if (source.empty()) {
    auto found = snapshot.FindNode(edge->properties.FindString(property::set));
    if (!found) return tl::unexpected(found.error());
    if (*found) {
      auto node = snapshot.GetNode(**found);
      if (!node) return tl::unexpected(node.error());
      set = std::move(*node);
      source = set.properties.FindString(property::object_source);
    }
  }
  return source == framework.key || source.ends_with("/" + framework.key) ||
         source.ends_with(":" + framework.key);
}

// How many pairs are stated in ways that cannot hold at once ("equal" and "superset").
size_t ContradictedPairs(const Crosswalk& crosswalk) {
  std::map<std::pair<uint32_t, int64_t>, RelationMask> left;
  for (const StatedMapping& mapping : crosswalk.stated) {
    // A predicate that says nothing of sets contradicts none.
    if (mapping.object < 0 || mapping.link.mask == 0) continue;
    const auto [at, first] = left.try_emplace({mapping.subject, mapping.object}, mapping.link.mask);
    if (!first) at->second &= mapping.link.mask;
  }
  return static_cast<size_t>(std::ranges::count_if(left, [](const auto& pair) { return pair.second == 0; }));
}

}  // namespace

Result<Crosswalk> FindCrosswalk(const Snapshot& snapshot, const Framework& a, const Framework& b,
                                const CrosswalkOptions& options) {
  auto links = MappingLinks::Open(snapshot);
  if (!links) return tl::unexpected(links.error());
  return FindCrosswalk(&*links, a, b, options);
}

Result<Crosswalk> FindCrosswalk(MappingLinks* links, const Framework& a, const Framework& b,
                                const CrosswalkOptions& options) {
  Crosswalk crosswalk;
  if (auto read = links->ReadAll(); !read) return tl::unexpected(read.error());
  const ChainOptions chain_options{
      .least_steps = 2, .most_steps = options.most_steps, .mix_rationales = options.mix_rationales};

  for (uint32_t s = 0; s < a.items.size(); ++s) {
    std::set<EdgeId> seen;  // an edge of an item with several nodes may be met twice
    std::set<uint32_t> stated;
    std::map<uint32_t, InferredMapping> inferred;
    for (const NodeId node : a.items[s].nodes) {
      auto direct = links->Of(node);
      if (!direct) return tl::unexpected(direct.error());
      for (const MappingLink& link : **direct) {
        if (links->IsNoTerm(link.other)) {
          auto looked = LookedIn(links->snapshot(), link.edge, b);
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
    const auto is_open = [&](NodeId node) {
      const auto object = b.item_of.find(node);
      return object != b.item_of.end() && !stated.contains(object->second);
    };
    const auto add = [&](const Chain& chain) {
      if (chain.mask == kAnyRelation) {
        ++crosswalk.silent_chains;
        return;
      }
      const uint32_t object = b.item_of.at(chain.to());
      InferredMapping& all = inferred[object];
      all.subject = s;
      all.object = object;
      all.mask &= chain.mask;
      InferredMapping::Chain& kept = all.chains.emplace_back();
      kept.mask = chain.mask;
      for (const MappingLink* step : chain.steps) {
        kept.edges.push_back(step->edge);
        if (step != chain.steps.back()) kept.through.push_back(step->other);
      }
      if (const auto confidence = ConfidenceOf(chain)) {
        all.confidence = std::max(all.confidence.value_or(0), *confidence);
      }
    };
    for (const NodeId node : a.items[s].nodes) {
      if (auto done = VisitChains(links, node, chain_options, is_open, add); !done) {
        return tl::unexpected(done.error());
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

void NoteContradictions(const Crosswalk& crosswalk, const Framework& a, const Framework& b,
                        std::vector<Note>* notes) {
  const size_t pairs = ContradictedPairs(crosswalk);
  if (pairs == 0) return;
  notes->push_back(MakeNote("contradictions",
                            "{} of {} and {} {} stated in ways that cannot hold at once (check)",
                            Counting{pairs, "pair"}, a.key, b.key, pairs == 1 ? "is" : "are"));
}

}  // namespace concord
