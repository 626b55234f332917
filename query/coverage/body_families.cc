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

// The rows, but a body with the documents of one further up that is part of it comes before that one: an
// act is the union's rather than its parliament's.
std::vector<size_t> WholesFirst(std::span<const SpeakingBody> bodies,
                                const std::vector<std::set<VertexId>>& wholes) {
  std::map<VertexId, size_t> row_of;
  for (size_t i = 0; i < bodies.size(); ++i) row_of.emplace(bodies[i].actor, i);
  std::vector<size_t> order;
  std::vector<bool> placed(bodies.size(), false);
  for (size_t i = 0; i < bodies.size(); ++i) {
    std::vector<size_t> here;
    for (const VertexId whole : wholes[i]) {
      const auto row = row_of.find(whole);
      if (row != row_of.end() && row->second >= i && !placed[row->second] && !bodies[i].works.empty() &&
          bodies[row->second].works == bodies[i].works && bodies[row->second].own == bodies[i].own)
        here.push_back(row->second);
    }
    if (!placed[i] && std::ranges::find(here, i) == here.end()) here.push_back(i);
    // The outermost has the fewest wholes.
    std::ranges::stable_sort(here, {}, [&](size_t row) { return wholes[row].size(); });
    for (const size_t row : here) {
      if (!placed[row]) order.push_back(row);
      placed[row] = true;
    }
  }
  return order;
}

}  // namespace

std::vector<size_t> FoldFamilies(const GraphView& view, std::span<const SpeakingBody> bodies) {
  std::vector<size_t> beside(bodies.size());
  const auto part_of = view.FindType(edge::PART_OF);
  std::vector<std::set<VertexId>> wholes;
  for (const SpeakingBody& body : bodies)
    wholes.push_back(part_of ? WholesOf(view, *part_of, body.actor) : std::set<VertexId>());
  const std::vector<size_t> order = WholesFirst(bodies, wholes);
  std::vector<size_t> rank(bodies.size());
  for (size_t at = 0; at < order.size(); ++at) rank[order[at]] = at;
  std::map<VertexId, std::vector<size_t>>
      below;  // by body: rows of the bodies that are part of it, and its own
  std::map<VertexId, size_t> row_of;
  for (const size_t i : order) {
    beside[i] = i;
    size_t first = i;
    const auto consider = [&](size_t other) {
      if (rank[other] < rank[first] && beside[other] == other &&
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
