// Groups the items of a framework into about twenty families, by upper item or by id, for pictures.
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
  // "GV GOVERN": the top-level item, the top-level title of a path, or the letters with which ids begin.
  std::vector<std::string> names;  // in the order of their first items
  std::vector<uint32_t> of;        // parallel to the items
};

// At most `most` families. The smallest ones become "others", which comes last. In a framework with few items
// and no parts, each item is a family.
ItemFamilies FamiliesOf(const Framework& framework, size_t most = 24);

// For the argument `families` of an answer: [{"family": "GV GOVERN", "items": ["nist-csf-2.0:GV", ...],
// "states": {"mapped": 3, ...}}, ...].
Value FamiliesAsValue(const Framework& framework, const ItemStates& states);

}  // namespace concord

#endif  // CONCORD_QUERY_CROSSWALKS_ITEM_FAMILIES_H_
