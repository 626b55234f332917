// The unit that holds the stored comparison of two editions: the REVISES edges of one pair.
//
// Such a unit contains only edges. An edge is removed with either of its ends. So if an edition is removed or
// read again, no outdated edge stays; only the name of the unit does.
#ifndef CONCORD_GRAPH_REVISION_UNIT_H_
#define CONCORD_GRAPH_REVISION_UNIT_H_

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

// The unit's name for two keys of Versions: "revision code@1 code@2". Keys have no blanks.
std::string RevisionUnit(std::string_view earlier, std::string_view later);

// The names of the units in the store in which `version` is one of the two. Looks at the name of every unit.
Result<std::vector<std::string>> RevisionUnitsOf(const Snapshot& snapshot, std::string_view version);

}  // namespace concord

#endif  // CONCORD_GRAPH_REVISION_UNIT_H_
