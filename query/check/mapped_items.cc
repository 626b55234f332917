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

// "AC-02 (1)" and "ac.2(1)" as "ac2.1": letters in lower case and numbers without zeros before them. A dot
// stands between two numbers only.
std::string BareCode(std::string_view key) {
  std::string bare;
  bool divided = false;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (size_t i = 0; i < key.size(); ++i) {
    const char c = key[i] >= 'A' && key[i] <= 'Z' ? static_cast<char>(key[i] + 32) : key[i];
    const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (!letter && !is_digit(c)) {
      divided = true;
      continue;
    }
    const bool after_digit = !bare.empty() && is_digit(bare.back());
    const bool zero = c == '0' && (divided || !after_digit) && i + 1 < key.size() && is_digit(key[i + 1]);
    if (zero) continue;
    if (divided && after_digit && is_digit(c)) bare += '.';
    divided = false;
    bare += c;
  }
  return bare;
}

// The item spelled most alike: the same but for case, zeros and marks, else a slip of the finger, else the
// one that shares the longest beginning.
std::string NearestTo(std::string_view key, const std::vector<std::string>& items) {
  const std::string bare = BareCode(key);
  for (const std::string& item : items) {
    if (BareCode(item) == bare) return item;
  }
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

// Whether most codes, which begin at `prefix`, have digits.
bool HaveDigits(const std::vector<std::string>& items, size_t prefix) {
  const auto with = std::ranges::count_if(items, [&](const std::string& item) {
    return item.find_first_of("0123456789", prefix) != std::string::npos;
  });
  return static_cast<size_t>(with) * 2 > items.size();
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
    const auto known = items.find(framework);
    const bool digits = known != items.end() && HaveDigits(known->second, framework.size());
    if (PlaceholderInCurie(key, digits) != Placeholder::kNone) {
      item.kind = DoubtfulItem::Kind::kPlaceholder;
    } else if (CuriesIn(key).size() > 1) {
      item.kind = DoubtfulItem::Kind::kList;
    } else if (known != items.end()) {
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
