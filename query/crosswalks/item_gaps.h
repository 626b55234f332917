// Whether the items of a framework have counterparts in another: four answers that are easy to confuse.
#ifndef CONCORD_QUERY_CROSSWALKS_ITEM_GAPS_H_
#define CONCORD_QUERY_CROSSWALKS_ITEM_GAPS_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/crosswalks/crosswalk.h"

namespace concord {

enum class ItemState : uint8_t {
  kMapped,           // somebody stated a relation
  kNoCounterpart,    // a reviewer looked in the other framework and found none (sssom:NoTermFound)
  kNoRelationship,   // somebody denied a relation to some items, and nobody stated one
  kNobodyHasLooked,  // nothing is stated
};
inline constexpr size_t kItemStates = 4;
// "mapped", "no counterpart found", "asserted no relationship", "nobody has looked".
std::string_view ItemStateName(ItemState state);

// One state for each item of a framework, in its order. Only statements count; chains and suggestions are not
// reviews.
struct ItemStates {
  std::vector<ItemState> of;
  std::array<uint64_t, kItemStates> counts{};
};

// Of a's items by b, and of b's by a. Only the crosswalk's subjects can be "no counterpart".
ItemStates SubjectStates(const Crosswalk& crosswalk, const Framework& a);
ItemStates ObjectStates(const Crosswalk& crosswalk, const Framework& b);

// "12 of 20 items mapped, 1 no counterpart found, 0 asserted no relationship, 7 nobody has looked".
std::string Summary(const ItemStates& states);

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALKS_ITEM_GAPS_H_
