// On which level of a framework an item stands, as far as that says whether experts map to it: by how much
// its score is raised or lowered.
//
// - Headings, upper items that are shorter than a quarter of the median leaf, hold others together and
//   are seldom mapped: "PROTECT". A heading is answered by a heading, so there they lose nothing.
// - Upper items on a level where no leaf stands (less than a fifth of those that are no headings) are
//   groupings, too, whatever they say.
// - Upper items on a level where leaves stand too are items of their own, as the controls of SP 800-53, of
//   which some have enhancements. What lies below them refines them; where one answers, the item that it
//   refines mostly does.
// - Items that say no more than that they were withdrawn or are reserved keep their number alone: "Withdrawn:
//   incorporated into AC-2."
//
// On the development crosswalks 49 to 91 % of the rows of SP 800-53 and CWE are of such items, which are 15
// and 25 % of all (docs/suggestions.md).
#ifndef CONCORD_QUERY_SUGGESTIONS_ITEM_LEVELS_H_
#define CONCORD_QUERY_SUGGESTIONS_ITEM_LEVELS_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "query/text/lexical_match.h"

namespace concord {

enum class ItemLevel : uint8_t {
  kPlain,      // a leaf that refines nothing
  kHeading,    // an upper item that says little
  kGrouping,   // another upper item on a level without leaves
  kRefined,    // an upper item that is an item of its own
  kWithdrawn,  // an item that says no more than that it is none any longer
};

struct ItemLevels {
  std::vector<ItemLevel> of;  // beside the items
  // What is added to the score of each, in standard deviations; and where the subject is a heading itself.
  std::vector<float> scores, for_headings;
};

// `parents`: the place of the item above, or -1. Items that hang under one another in a circle count as deep.
ItemLevels LevelsOf(std::span<const MatchText> texts, std::span<const int32_t> parents);

// Whether such an item has no name of its own either: "[Withdrawn: moved to GV.OC-05]". Nobody looks for a
// counterpart of it.
bool IsOnlyWithdrawn(std::string_view id, std::string_view title, std::string_view text);

}  // namespace concord

#endif  // CONCORD_QUERY_SUGGESTIONS_ITEM_LEVELS_H_
