#include "query/coverage/body_families.h"

#include <algorithm>
#include <map>

#include "graph/vocabulary.h"

namespace concord {
namespace {

// The body, and what it is part of.
std::set<VertexId> WholesOf(const GraphView& view, uint16_t part_of, VertexId actor) {
  std::set<VertexId> wholes;
  std::vector<VertexId> open = {actor};
  while (!open.empty()) {
    const VertexId at = open.back();
    open.pop_back();
    if (!wholes.insert(at).second) continue;
    const auto above = view.Out(at, part_of).vertices;
    open.insert(open.end(), above.begin(), above.end());
  }
  return wholes;
}

}  // namespace

std::vector<size_t> FoldFamilies(const GraphView& view, std::span<const SpeakingBody> bodies) {
  std::vector<size_t> beside(bodies.size());
  const auto part_of = view.FindType(edge::PART_OF);
  std::vector<std::set<VertexId>> wholes;
  std::map<VertexId, std::vector<size_t>>
      below;  // by body: rows of the bodies that are part of it, and its own
  std::map<VertexId, size_t> row_of;
  for (size_t i = 0; i < bodies.size(); ++i) {
    beside[i] = i;
    wholes.push_back(part_of ? WholesOf(view, *part_of, bodies[i].actor) : std::set<VertexId>());
    size_t first = i;
    const auto consider = [&](size_t other) {
      if (other < first && beside[other] == other &&
          std::ranges::includes(bodies[other].works, bodies[i].works))
        first = other;
    };
    if (!bodies[i].works.empty()) {
      for (const VertexId whole : wholes[i]) {
        if (const auto row = row_of.find(whole); row != row_of.end()) consider(row->second);
      }
      for (const size_t part : below[bodies[i].actor]) consider(part);
    }
    beside[i] = first;
    row_of.emplace(bodies[i].actor, i);
    for (const VertexId whole : wholes[i]) below[whole].push_back(i);
  }
  return beside;
}

}  // namespace concord
