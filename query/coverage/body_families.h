// Bodies that are part of one another and speak in the same documents, to be shown once.
#ifndef CONCORD_QUERY_COVERAGE_BODY_FAMILIES_H_
#define CONCORD_QUERY_COVERAGE_BODY_FAMILIES_H_

#include <cstddef>
#include <set>
#include <span>
#include <vector>

#include "graph/view.h"

namespace concord {

struct SpeakingBody {
  VertexId actor = 0;
  std::set<VertexId> works;     // that it or a part of it issued, or that name it
  std::set<VertexId> own = {};  // without those that only a part of it issued
};

// For each body the index of the one beside which it is named, or its own index if it has a row. The rule: a
// body is named beside the first one that it is part of, or that is part of it (PART_OF, over any number of
// steps), if all its works are among the works of that one. The bodies come in the order of their rows. A
// body without works has a row. Where a body and one that it is part of have the same works of their own, it
// is named beside the latter, wherever that one comes. A meeting is part of its series.
std::vector<size_t> FoldFamilies(const GraphView& view, std::span<const SpeakingBody> bodies);

}  // namespace concord

#endif  // CONCORD_QUERY_COVERAGE_BODY_FAMILIES_H_
