#include "query/algorithms/page_rank.h"

#include <fmt/format.h>

#include <boost/graph/page_rank.hpp>
#include <cmath>

#include "graph/view_boost.h"

namespace concord {
namespace {

enum class End : uint8_t { kConverged, kStopped, kTooManyIterations };

// Says when the iteration is over, and why. Compares ranks with those of the iteration before.
class Watch {
 public:
  Watch(const PageRankOptions& options, size_t vertices) : options_(options), before_(vertices, 0) {}

  template <typename Ranks>
  bool IsOver(const Ranks& ranks) {
    double change = 0;
    double sum = 0;
    for (VertexId v = 0; v < before_.size(); ++v) {
      const double rank = get(ranks, v);
      change += std::abs(rank - before_[v]);
      sum += rank;
      before_[v] = rank;
    }
    // The start is as good as any, so the first look has nothing to compare with.
    if (count_++ > 0 && change <= options_.tolerance * sum) return true;
    if (count_ > options_.iterations) {
      end_ = End::kTooManyIterations;
      return true;
    }
    if (!options_.keep_going || options_.keep_going()) return false;
    end_ = End::kStopped;
    return true;
  }

  End end() const { return end_; }

 private:
  const PageRankOptions& options_;
  std::vector<double> before_;
  int count_ = 0;
  End end_ = End::kConverged;
};

}  // namespace

Result<std::vector<double>> PageRank(const GraphView& view, const PageRankOptions& options) {
  if (!(options.damping >= 0 && options.damping < 1)) {
    return Fail(ErrorCode::kUsage, fmt::format("damping must be 0 to below 1, found {}", options.damping));
  }
  std::vector<double> ranks(view.vertex_count());
  if (ranks.empty()) return ranks;

  Watch watch(options, ranks.size());
  const auto map = boost::make_iterator_property_map(ranks.begin(), get(boost::vertex_index, view));
  boost::graph::page_rank(
      view, map, [&](const auto& now, const GraphView&) { return watch.IsOver(now); }, options.damping);
  if (watch.end() == End::kStopped) return Fail(ErrorCode::kLimit, "PageRank was stopped before its end");
  if (watch.end() == End::kTooManyIterations) {
    return Fail(ErrorCode::kLimit,
                fmt::format("PageRank did not settle in {} iterations", options.iterations));
  }

  // Boost lets the rank of nodes without out-edges vanish. Jumping to any node instead adds the same to each
  // node, as the other jumps do, so that only the sum differs.
  double sum = 0;
  for (const double rank : ranks) sum += rank;
  for (double& rank : ranks) rank /= sum;
  return ranks;
}

}  // namespace concord
