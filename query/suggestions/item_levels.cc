#include "query/suggestions/item_levels.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "query/text/title_code.h"
#include "query/text/words.h"

namespace concord {
namespace {

// Chosen by hand on the development crosswalks; steps of a few tenths up or down change little.
constexpr float kHeading = -5, kGrouping = -2, kRefined = 0.2F, kRefinement = -0.8F, kWithdrawn = -5;
constexpr size_t kMostDepth = 20;

// What the text of an item without content begins with. "Deprecated" is not among them: such an item is still
// in use.
constexpr auto kWithdrawnWords =
    std::to_array<std::string_view>({"withdrawn", "reserved", "rescinded", "repealed", "deleted"});
// A longer title or text says something of its own. Where a withdrawn item went to takes some words.
constexpr size_t kMostWordsOfWithdrawn = 25;

// Whether the text begins with such a word, behind a bracket or not, alone or before a mark: "[Withdrawn:
// moved to AC-6]", "Reserved".
bool BeginsWithdrawn(std::string_view text) {
  const size_t start = std::min(text.find_first_not_of("[(*-\n "), text.size());
  text.remove_prefix(start);
  return std::ranges::any_of(kWithdrawnWords, [&](std::string_view word) {
    if (!StartsWithIgnoreCase(text, word)) return false;
    const size_t next = text.find_first_not_of("\n ", word.size());
    return next == std::string_view::npos ||
           std::string_view(":;,.)]").find(text[next]) != std::string_view::npos;
  });
}

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
  WordTable words;
  const auto mark_withdrawn = [&] {
    for (size_t i = 0; i < count; ++i) {
      const auto& [title, text, path] = texts[i];
      if (!BeginsWithdrawn(title) && !BeginsWithdrawn(text)) continue;
      if (words.Read(title).size() > kMostWordsOfWithdrawn || words.Read(text).size() > kMostWordsOfWithdrawn)
        continue;
      levels.of[i] = ItemLevel::kWithdrawn;
      levels.scores[i] = levels.for_headings[i] = kWithdrawn;
    }
  };
  if (std::ranges::none_of(is_upper, [](bool upper) { return upper; })) {
    mark_withdrawn();
    return levels;
  }

  // Bytes, since not all scripts put blanks between words.
  std::vector<size_t> said(count), of_leaves;
  for (size_t i = 0; i < count; ++i) {
    said[i] = texts[i].title.size() + texts[i].text.size();
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
  mark_withdrawn();
  return levels;
}

bool IsOnlyWithdrawn(std::string_view id, std::string_view title, std::string_view text) {
  WordTable words;
  const auto is_short = [&](std::string_view part) {
    return words.Read(part).size() <= kMostWordsOfWithdrawn;
  };
  if (!is_short(title) || !is_short(text)) return false;
  const std::string_view name = WithoutCode(title, id);
  return BeginsWithdrawn(name) || (name.empty() && BeginsWithdrawn(text));
}

}  // namespace concord
