// Bodies that a question names: they have a row even if they have nothing.
#ifndef CONCORD_QUERY_COVERAGE_ASKED_BODIES_H_
#define CONCORD_QUERY_COVERAGE_ASKED_BODIES_H_

#include <string_view>
#include <vector>

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

// `list` has keys or names with commas between them; "members:BODY" stands for the members of a body. Each
// body once, in the order of the list. kNotFound as for FindNamed, and for a body without members.
Result<std::vector<NodeId>> AskedBodies(const Snapshot& snapshot, std::string_view list);

}  // namespace concord

#endif  // CONCORD_QUERY_COVERAGE_ASKED_BODIES_H_
