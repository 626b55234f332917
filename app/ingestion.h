// Documents into a store, and everything that must happen around it.
#ifndef CONCORD_APP_INGESTION_H_
#define CONCORD_APP_INGESTION_H_

#include <vector>

#include "base/result.h"
#include "graph/store.h"
#include "ingest/ingest.h"

namespace concord {

struct IngestResult : IngestReport {
  // Reviews whose journal cannot be read: their decisions are not joined to what was ingested anew.
  std::vector<Error> unreadable_reviews;
};

// Ingests as Ingest() does, with the data files that the store holds (the bundled ones where it has none),
// and then restores the edges of review decisions that went away with what was ingested anew. Fails as
// Ingest() does; documents that were published before the failure stay.
Result<IngestResult> IngestInto(GraphStore* store, const IngestOptions& options);

}  // namespace concord

#endif  // CONCORD_APP_INGESTION_H_
