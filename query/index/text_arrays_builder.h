// Makes the arrays of query/index/text_arrays.h from a snapshot.
//
// One pass over the graph for the parts of texts and where they stand, then one over the texts, works shared
// among threads; then all words are sorted by term. Costs about 60 ms for a megabyte of text on one thread,
// and some 6 bytes of memory for each of its bytes.
#ifndef CONCORD_QUERY_INDEX_TEXT_ARRAYS_BUILDER_H_
#define CONCORD_QUERY_INDEX_TEXT_ARRAYS_BUILDER_H_

#include <memory>

#include "base/result.h"
#include "graph/flat_file.h"
#include "graph/snapshot.h"

namespace concord {

// `stamp` may be null. Fails with the snapshot's errors, and with kLimit beyond 2^32 words.
Result<std::shared_ptr<const FlatFile>> BuildTextArrays(const Snapshot& snapshot, const SnapshotStamp* stamp);

}  // namespace concord

#endif  // CONCORD_QUERY_INDEX_TEXT_ARRAYS_BUILDER_H_
