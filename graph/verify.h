// Reads the files of a snapshot's store and compares them with their checksums.
#ifndef CONCORD_GRAPH_VERIFY_H_
#define CONCORD_GRAPH_VERIFY_H_

#include "base/result.h"
#include "graph/snapshot.h"

namespace concord {

// Reads every block of every table of the snapshot's store, including blobs. kCorrupt names the first file
// that differs from what was written; kStore names one that cannot be read. The cost is one read of the whole
// store. The log was verified when the store was opened (graph/rocks_log.h). A store in memory has no files.
Result<void> VerifyFiles(const Snapshot& snapshot);

}  // namespace concord

#endif  // CONCORD_GRAPH_VERIFY_H_
