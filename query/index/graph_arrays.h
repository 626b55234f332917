// The whole graph as arrays: what the query language walks (query/index/snapshot_arrays.h, View).
#ifndef CONCORD_QUERY_INDEX_GRAPH_ARRAYS_H_
#define CONCORD_QUERY_INDEX_GRAPH_ARRAYS_H_

#include "query/index/snapshot_arrays.h"

namespace concord {

// The arrays of one view (graph/view_arrays.h), from number 0 on.
extern const ArrayMaker kGraphArrays;

}  // namespace concord

#endif  // CONCORD_QUERY_INDEX_GRAPH_ARRAYS_H_
