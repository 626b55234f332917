#include "query/crosswalks/item_gaps.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/plural.h"

namespace concord {
namespace {

ItemStates StatesOf(size_t items, const std::vector<std::pair<uint32_t, ItemState>>& said) {
  ItemStates states;
  states.of.assign(items, ItemState::kNobodyHasLooked);
  // The states stand in the order in which one outweighs another.
  for (const auto& [item, state] : said) states.of[item] = std::min(states.of[item], state);
  for (const ItemState state : states.of) ++states.counts[static_cast<size_t>(state)];
  return states;
}

ItemState StateOf(const StatedMapping& mapping) {
  if (mapping.object < 0) return ItemState::kNoCounterpart;
  if (!mapping.link.negated) return ItemState::kMapped;
  // "Not the same" leaves everything else open; only "not related" is a denial of all.
  return mapping.link.mask == kNone ? ItemState::kNoRelationship : ItemState::kNobodyHasLooked;
}

}  // namespace

std::string_view ItemStateName(ItemState state) {
  constexpr std::string_view kNames[] = {"mapped", "no counterpart found", "asserted no relationship",
                                         "nobody has looked"};
  return kNames[static_cast<size_t>(state)];
}

ItemStates SubjectStates(const Crosswalk& crosswalk, const Framework& a) {
  std::vector<std::pair<uint32_t, ItemState>> said;
  for (const StatedMapping& mapping : crosswalk.stated) said.emplace_back(mapping.subject, StateOf(mapping));
  return StatesOf(a.items.size(), said);
}

ItemStates ObjectStates(const Crosswalk& crosswalk, const Framework& b) {
  std::vector<std::pair<uint32_t, ItemState>> said;
  for (const StatedMapping& mapping : crosswalk.stated) {
    if (mapping.object >= 0) said.emplace_back(static_cast<uint32_t>(mapping.object), StateOf(mapping));
  }
  return StatesOf(b.items.size(), said);
}

std::string Summary(const ItemStates& states) {
  std::string text =
      fmt::format("{} of {} mapped", states.counts[0], Counted(states.of.size(), "item is", "items are"));
  if (states.counts[1] > 0)
    text += fmt::format("; for {} no counterpart was found", Counted(states.counts[1], "item"));
  if (states.counts[2] > 0)
    text += fmt::format("; for {} somebody denies a relationship", Counted(states.counts[2], "item"));
  if (states.counts[3] > 0)
    text += fmt::format("; {} not been reviewed", Counted(states.counts[3], "item has", "items have"));
  return text;
}

}  // namespace concord
