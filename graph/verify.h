// Reads the files below a snapshot and compares what they hold with their checksums.
#ifndef CONCORD_GRAPH_VERIFY_H_
#define CONCORD_GRAPH_VERIFY_H_

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

// Every block of every table of the snapshot's store, blobs included. kCorrupt names the first file that is
// not what was written, kStore one that cannot be read. Costs a read of the whole store. The log was verified
// when the store was opened (graph/rocks_log.h). What lives in memory has no files.
Result<void> VerifyFiles(const Snapshot& snapshot);

}  // namespace concord

#endif  // CONCORD_GRAPH_VERIFY_H_
