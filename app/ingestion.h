// Reads documents into a store, and does everything else that this requires.
#ifndef CONCORD_APP_INGESTION_H_
#define CONCORD_APP_INGESTION_H_

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "base/result.h"
#include "graph/store.h"
#include "ingest/ingest.h"
#include "ingest/row_import.h"
#include "query/note.h"

namespace concord {

struct IngestResult : IngestReport {
  // Reviews whose journal cannot be read: their decisions are not restored after an ingest.
  std::vector<Error> unreadable_reviews;
  // About these reviews, the saved indexes (app/saved_indexes.h), which are brought up to date, and the
  // manifest.
  std::vector<Note> notes;
};

// Ingests as Ingest() does, with the data files of the store (or the bundled ones if it has none, or if files
// are read again and this version cannot read the store's). Then restores the edges of review decisions that
// were removed when documents were read again. Fails as Ingest() does; documents that were published before
// the failure stay.
Result<IngestResult> IngestInto(GraphStore* store, const IngestOptions& options);

// Likewise for rows that `concord extract --jsonl -` wrote (ingest/row_import.h). The store's data files must
// be those of the extraction: the rows hold what was found with them.
Result<IngestResult> ImportRowsInto(GraphStore* store, const std::vector<std::filesystem::path>& files,
                                    const RowProgress& progress);
Result<IngestResult> ImportRowsInto(GraphStore* store, std::istream& rows, const std::string& name,
                                    const RowProgress& progress);

}  // namespace concord

#endif  // CONCORD_APP_INGESTION_H_
