#include "query/algorithms/communities.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace concord {
namespace {

// An undirected graph with weights, in compressed sparse rows. An edge stands in the rows of both its ends, a
// loop once, with twice its weight, so that a row always adds up to the vertex's degree.
struct Network {
  std::vector<size_t> offsets = {0};
  std::vector<std::pair<uint32_t, double>> ends;  // and weights
  std::vector<double> degrees;
  double total = 0;  // of all degrees

  uint32_t size() const { return static_cast<uint32_t>(degrees.size()); }
  std::span<const std::pair<uint32_t, double>> Row(uint32_t v) const {
    return std::span(ends).subspan(offsets[v], offsets[v + 1] - offsets[v]);
  }
};

// Weights by vertex, of which few are in use at a time.
class Tally {
 public:
  explicit Tally(size_t vertices) : weights_(vertices, 0), used_(vertices, false) {}
  void Add(uint32_t v, double weight) {
    if (!used_[v]) {
      used_[v] = true;
      keys_.push_back(v);
    }
    weights_[v] += weight;
  }
  double operator[](uint32_t v) const { return weights_[v]; }
  const std::vector<uint32_t>& Sorted() {
    std::ranges::sort(keys_);
    return keys_;
  }
  void Clear() {
    for (const uint32_t v : keys_) {
      weights_[v] = 0;
      used_[v] = false;
    }
    keys_.clear();
  }

 private:
  std::vector<double> weights_;
  std::vector<bool> used_;
  std::vector<uint32_t> keys_;
};

void CloseRow(Network& network, Tally& row) {
  double degree = 0;
  for (const uint32_t end : row.Sorted()) {
    network.ends.emplace_back(end, row[end]);
    degree += row[end];
  }
  network.offsets.push_back(network.ends.size());
  network.degrees.push_back(degree);
  network.total += degree;
  row.Clear();
}

Network NetworkOf(const GraphView& view) {
  Network network;
  Tally row(view.vertex_count());
  for (VertexId v = 0; v < view.vertex_count(); ++v) {
    for (const VertexId end : view.Out(v).vertices) row.Add(end, 1);
    for (const VertexId end : view.In(v).vertices) row.Add(end, 1);
    CloseRow(network, row);
  }
  return network;
}

// The groups of a network become the vertices of the next.
Network Condense(const Network& network, const VertexGroups& groups) {
  std::vector<std::vector<uint32_t>> members(groups.sizes.size());
  for (uint32_t v = 0; v < network.size(); ++v) members[groups.of[v]].push_back(v);
  Network condensed;
  Tally row(members.size());
  for (const std::vector<uint32_t>& group : members) {
    for (const uint32_t v : group) {
      for (const auto& [end, weight] : network.Row(v)) row.Add(groups.of[end], weight);
    }
    CloseRow(condensed, row);
  }
  return condensed;
}

// Moves vertices to the neighbouring group where modularity gains most, until none does. False when it had to
// stop.
bool MoveVertices(const Network& network, const CommunityOptions& options, std::vector<uint32_t>& labels) {
  std::vector<double> degree_of = network.degrees;  // by label; each vertex begins on its own
  Tally links(network.size());                      // from a vertex to the groups around it
  // A gain below this is rounding, and could go round in circles.
  const double least = 1e-12 * network.total;
  for (bool moved = true; moved;) {
    moved = false;
    if (options.keep_going && !options.keep_going()) return false;
    for (uint32_t v = 0; v < network.size(); ++v) {
      for (const auto& [end, weight] : network.Row(v)) {
        if (end != v) links.Add(labels[end], weight);
      }
      const uint32_t own = labels[v];
      const double degree = network.degrees[v];
      degree_of[own] -= degree;
      const auto gain = [&](uint32_t label) {
        return links[label] - options.resolution * degree * degree_of[label] / network.total;
      };
      uint32_t best = own;
      for (const uint32_t label : links.Sorted()) {
        if (gain(label) > gain(best) + least) best = label;
      }
      degree_of[best] += degree;
      labels[v] = best;
      moved = moved || best != own;
      links.Clear();
    }
  }
  return true;
}

}  // namespace

Result<Communities> FindCommunities(const GraphView& view, const CommunityOptions& options) {
  if (!(options.resolution > 0)) {
    return Fail(ErrorCode::kUsage,
                fmt::format("resolution must be more than 0, found {}", options.resolution));
  }
  Network network = NetworkOf(view);
  std::vector<uint32_t> of(view.vertex_count());
  std::iota(of.begin(), of.end(), 0);
  for (;;) {
    std::vector<uint32_t> labels(network.size());
    std::iota(labels.begin(), labels.end(), 0);
    if (!MoveVertices(network, options, labels)) {
      return Fail(ErrorCode::kLimit, "the search for communities was stopped before its end");
    }
    const VertexGroups groups = GroupByLabel(labels);
    for (uint32_t& group : of) group = groups.of[group];
    if (groups.sizes.size() == network.size()) break;
    network = Condense(network, groups);
  }
  Communities communities;
  communities.groups = GroupByLabel(of);
  communities.modularity = Modularity(view, communities.groups);
  return communities;
}

double Modularity(const GraphView& view, const VertexGroups& groups) {
  if (view.edge_count() == 0) return 0;
  std::vector<double> degrees(groups.sizes.size(), 0);
  double inside = 0;
  for (VertexId v = 0; v < view.vertex_count(); ++v) {
    degrees[groups.of[v]] += static_cast<double>(view.Out(v).size() + view.In(v).size());
    for (const VertexId end : view.Out(v).vertices) inside += groups.of[v] == groups.of[end] ? 1 : 0;
  }
  const auto edges = static_cast<double>(view.edge_count());
  double expected = 0;
  for (const double degree : degrees) expected += degree / (2 * edges) * (degree / (2 * edges));
  return inside / edges - expected;
}

}  // namespace concord
