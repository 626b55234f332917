#include "query/suggestions/item_levels.h"

#include <algorithm>

#include "query/text/words.h"

namespace concord {
namespace {

// Chosen by hand on the development crosswalks; steps of a few tenths up or down change little.
constexpr float kHeading = -5, kGrouping = -2, kRefined = 0.5F, kRefinement = -0.5F;
constexpr size_t kMostDepth = 20;

std::vector<size_t> Depths(std::span<const int32_t> parents) {
  std::vector<size_t> depths(parents.size(), 0);
  for (size_t i = 0; i < parents.size(); ++i) {
    for (int32_t above = parents[i]; above >= 0 && depths[i] < kMostDepth;
         above = parents[static_cast<size_t>(above)])
      ++depths[i];
  }
  return depths;
}

}  // namespace

ItemLevels LevelsOf(std::span<const MatchText> texts, std::span<const int32_t> parents) {
  const size_t count = texts.size();
  ItemLevels levels{std::vector<ItemLevel>(count, ItemLevel::kPlain), std::vector<float>(count, 0.0F),
                    std::vector<float>(count, 0.0F)};
  std::vector<bool> is_upper(count, false);
  for (const int32_t above : parents) {
    if (above >= 0) is_upper[static_cast<size_t>(above)] = true;
  }
  if (std::ranges::none_of(is_upper, [](bool upper) { return upper; })) return levels;

  WordTable words;
  std::vector<size_t> said(count), of_leaves;
  for (size_t i = 0; i < count; ++i) {
    said[i] = words.Read(texts[i].title).size() + words.Read(texts[i].text).size();
    if (!is_upper[i]) of_leaves.push_back(said[i]);
  }
  size_t median = 0;
  if (!of_leaves.empty()) {
    const auto middle = of_leaves.begin() + static_cast<ptrdiff_t>(of_leaves.size() / 2);
    std::ranges::nth_element(of_leaves, middle);
    median = *middle;
  }
  for (size_t i = 0; i < count; ++i) {
    if (is_upper[i] && 4 * said[i] < median) levels.of[i] = ItemLevel::kHeading;
  }

  const std::vector<size_t> depths = Depths(parents);
  std::vector<size_t> leaves(kMostDepth + 1, 0), items(kMostDepth + 1, 0);
  for (size_t i = 0; i < count; ++i) {
    leaves[depths[i]] += is_upper[i] ? 0 : 1;
    items[depths[i]] += levels.of[i] == ItemLevel::kHeading ? 0 : 1;
  }
  for (size_t i = 0; i < count; ++i) {
    if (!is_upper[i] || levels.of[i] == ItemLevel::kHeading) continue;
    levels.of[i] = 5 * leaves[depths[i]] >= items[depths[i]] ? ItemLevel::kRefined : ItemLevel::kGrouping;
  }
  for (size_t i = 0; i < count; ++i) {
    if (levels.of[i] == ItemLevel::kHeading) levels.scores[i] = kHeading;
    if (levels.of[i] == ItemLevel::kGrouping) levels.scores[i] = kGrouping;
    if (levels.of[i] == ItemLevel::kRefined) levels.scores[i] = kRefined;
    if (parents[i] >= 0 && levels.of[static_cast<size_t>(parents[i])] == ItemLevel::kRefined)
      levels.scores[i] += kRefinement;
    if (levels.of[i] != ItemLevel::kHeading) levels.for_headings[i] = levels.scores[i];
  }
  return levels;
}

}  // namespace concord
