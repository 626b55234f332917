#include "query/check/mapped_items.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>

#include "base/text.h"
#include "graph/vocabulary.h"
#include "mapping/counterpart_cell.h"
#include "mapping/sssom_slots.h"

namespace concord {
namespace {

// The item spelled most alike: a slip of the finger, else the one that shares the longest beginning.
std::string NearestTo(std::string_view key, const std::vector<std::string>& items) {
  if (const std::string_view slip = DidYouMean(key, items); !slip.empty()) return std::string(slip);
  const size_t prefix = key.find(':') + 1;
  std::string_view nearest;
  size_t most = prefix;
  for (const std::string& item : items) {
    const auto same = static_cast<size_t>(std::ranges::mismatch(item, key).in1 - item.begin());
    if (same > most) most = same, nearest = item;
  }
  return std::string(nearest);
}

}  // namespace

Result<std::vector<DoubtfulItem>> DoubtfulItems(const Snapshot& snapshot) {
  std::vector<DoubtfulItem> doubtful;
  const std::optional<Symbol> maps_to = snapshot.FindSymbol(edge::MAPS_TO);
  if (!maps_to) return doubtful;
  std::map<std::string, std::vector<std::string>, std::less<>>
      items;                                              // of each framework: those that are defined
  std::vector<std::pair<std::string, NodeId>> undefined;  // and mapped
  Result<void> failed;
  const auto listed = snapshot.ForEachNodeWithLabel(label::Concept, [&](NodeId id) {
    auto node = snapshot.GetNode(id);
    if (!node) return failed = tl::unexpected(node.error()), false;
    const size_t colon = node->key.find(':');
    if (node->key == kNoTermFound || colon == std::string::npos) return true;
    bool defined = false, mapped = false;
    for (const auto& [direction, type] :
         {std::pair(Direction::kIn, edge::DEFINES), std::pair(Direction::kOut, edge::IN_SCHEME)}) {
      const std::optional<Symbol> symbol = snapshot.FindSymbol(type);
      if (!symbol) continue;
      failed = snapshot.ForEachAdjacent(id, direction, symbol,
                                        [&](const Adjacent&) { return defined = true, false; });
      if (!failed) return false;
    }
    if (defined) {
      items[node->key.substr(0, colon)].push_back(node->key);
      return true;
    }
    for (const Direction direction : {Direction::kIn, Direction::kOut}) {
      failed = snapshot.ForEachAdjacent(id, direction, maps_to,
                                        [&](const Adjacent&) { return mapped = true, false; });
      if (!failed) return false;
    }
    if (mapped) undefined.emplace_back(node->key, id);
    return true;
  });
  if (!listed) return tl::unexpected(listed.error());
  if (!failed) return tl::unexpected(failed.error());
  std::ranges::sort(undefined);
  for (const auto& [key, id] : undefined) {
    DoubtfulItem item;
    item.key = key;
    const std::string framework = key.substr(0, key.find(':'));
    if (PlaceholderInCurie(key) != Placeholder::kNone) {
      item.kind = DoubtfulItem::Kind::kPlaceholder;
    } else if (ReadCounterpartCell(std::string_view(key).substr(framework.size() + 1)).ids.size() > 1) {
      item.kind = DoubtfulItem::Kind::kList;
    } else if (const auto known = items.find(framework); known != items.end()) {
      item.kind = DoubtfulItem::Kind::kUnknown;
      item.nearest = NearestTo(key, known->second);
    } else {
      continue;
    }
    for (const Direction direction : {Direction::kIn, Direction::kOut}) {
      auto done = snapshot.ForEachAdjacent(id, direction, maps_to, [&](const Adjacent& adjacent) {
        if (item.rows++ == 0) {
          if (auto edge = snapshot.GetEdge(adjacent.edge))
            item.set = edge->properties.FindString(property::set);
        }
        return true;
      });
      if (!done) return tl::unexpected(done.error());
    }
    doubtful.push_back(std::move(item));
  }
  return doubtful;
}

}  // namespace concord
