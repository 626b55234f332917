#include "query/places/part_tree.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/try.h"
#include "graph/vocabulary.h"
#include "query/places/place_steps.h"

namespace concord {

Result<std::optional<PartTree>> PartTree::Load(const Snapshot& snapshot) {
  constexpr uint64_t kMostSparse = 8, kAlwaysFine = 100'000;
  const uint64_t limit = snapshot.NodeIdLimit();
  if (limit > kAlwaysFine + kMostSparse * snapshot.NodeCount()) return std::nullopt;

  PartTree tree;
  tree.wholes_.resize(limit, 0);
  tree.kinds_.resize(limit, Kind::kOther);
  // What is a section besides anything else is passed as a section; so the last one to say it wins.
  const std::pair<std::string_view, Kind> kinds[] = {{label::Measure, Kind::kMeasure},
                                                     {label::Document, Kind::kWork},
                                                     {label::MappingSet, Kind::kWork},
                                                     {label::Version, Kind::kEdition},
                                                     {label::Section, Kind::kSection}};
  for (const auto& [label, kind] : kinds) {
    CONCORD_TRY(snapshot.ForEachNodeWithLabel(label, [&, kind = kind](NodeId id) {
      tree.kinds_[id] = kind;
      return true;
    }));
  }

  constexpr uint8_t kNone = kWaysUp.size();
  std::vector<uint8_t> ranks;  // of the types of edges, by symbol
  for (uint8_t rank = 0; rank < kNone; ++rank) {
    const std::optional<Symbol> type = snapshot.FindSymbol(kWaysUp[rank]);
    if (!type) continue;
    if (*type >= ranks.size()) ranks.resize(*type + 1, kNone);
    ranks[*type] = rank;
  }
  std::vector<uint8_t> best(limit, kNone);
  CONCORD_TRY(snapshot.ScanAdjacency(
      [&](NodeId from, const Adjacent& adjacent) {
        const uint8_t rank = adjacent.type < ranks.size() ? ranks[adjacent.type] : kNone;
        // Starts rise, so the first of a type is the one with the least id.
        if (rank < best[adjacent.node]) {
          best[adjacent.node] = rank;
          tree.wholes_[adjacent.node] = from;
        }
        return true;
      },
      0, UINT64_MAX));
  return tree;
}

NodeId PartTree::VersionOf(NodeId part) const {
  NodeId version = 0;
  NodeId at = part;
  for (int depth = 0; at != 0 && at < kinds_.size() && depth < kMaxPartDepth; ++depth) {
    if (kinds_[at] == Kind::kEdition) version = at;
    if (kinds_[at] == Kind::kWork) break;
    at = wholes_[at];
  }
  return version;
}

}  // namespace concord
