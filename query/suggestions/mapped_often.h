// How often mappings to other frameworks end at an item. Experts who map a new framework mostly come back to
// the items that others have come to: some are asked for everywhere, others are too special.
#ifndef CONCORD_QUERY_SUGGESTIONS_MAPPED_OFTEN_H_
#define CONCORD_QUERY_SUGGESTIONS_MAPPED_OFTEN_H_

#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"
#include "query/crosswalks/framework.h"

namespace concord {

// Beside b's items: ln((rows + 1/2) / (mean + 1/2)), where an item's rows count up to 5. Empty when fewer
// than 20 rows are known. Rows between a and b, within b, and those that say "not" or "no counterpart" are
// not counted. Costs a look at each mapping of b.
Result<std::vector<float>> MappedOften(const Snapshot& snapshot, const Framework& a, const Framework& b);

}  // namespace concord

#endif  // CONCORD_QUERY_SUGGESTIONS_MAPPED_OFTEN_H_
