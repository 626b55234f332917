// Turns the tables of datasets/ into a graph.
#ifndef CONCORD_INGEST_FACTS_FACTS_TO_BATCH_H_
#define CONCORD_INGEST_FACTS_FACTS_TO_BATCH_H_

#include "graph/batch.h"
#include "ingest/facts/facts.h"

namespace concord {

// The facts as graph: actors and forums with PART_OF and MEMBER_OF, standards with editions, known
// documents, schemes with their concepts, and a Dataset node for each file that keeps its bytes as blob
// "bytes". One unit named "datasets"; nodes are permanent.
GraphBatch FactsToBatch(const Facts& facts, const DatasetFiles& files);

}  // namespace concord

#endif  // CONCORD_INGEST_FACTS_FACTS_TO_BATCH_H_
