// The items of a framework in some twenty families, for pictures: what all hangs under, or how ids begin.
#ifndef CONCORD_QUERY_CROSSWALKS_ITEM_FAMILIES_H_
#define CONCORD_QUERY_CROSSWALKS_ITEM_FAMILIES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "graph/value.h"
#include "query/crosswalks/framework.h"
#include "query/crosswalks/item_gaps.h"

namespace concord {

struct ItemFamilies {
  // "GV GOVERN": the uppermost item, the uppermost title of a path, or the letters that ids begin with.
  std::vector<std::string> names;  // in the order of their first items
  std::vector<uint32_t> of;        // beside the items
};

// At most `most` families: the smallest ones are "others", which come last. A framework of few items without
// parts has one family for each.
ItemFamilies FamiliesOf(const Framework& framework, size_t most = 24);

// For the argument `families` of an answer: [{"family": "GV GOVERN", "items": ["nist-csf-2.0:GV", ...],
// "states": {"mapped": 3, ...}}, ...].
Value FamiliesAsValue(const Framework& framework, const ItemStates& states);

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALKS_ITEM_FAMILIES_H_
