// Puts extracted documents into a store: the second half of Ingest, for rows that came from elsewhere.
#ifndef CONCORD_INGEST_ROW_IMPORT_H_
#define CONCORD_INGEST_ROW_IMPORT_H_

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <vector>

#include "base/result.h"
#include "graph/store.h"
#include "ingest/ingest.h"

namespace concord {

// May be empty. Called after each document, with the number done and the total (0 if it is not known).
using RowProgress = std::function<void(size_t done, size_t total, const std::string& file)>;

// Imports the rows that ExtractStream wrote (ingest/rows/extraction_row.h) into files, in the order of the
// documents' names, however they are spread over the files. So the store becomes what Ingest would have made
// of the documents: keys of versions, names that several documents share, and what one says of another are
// joined here and not before. Two files may hold the same document, as when a part of a run was repeated.
//
// A document whose rows are not complete, and every row "error", is reported in `refused`; of such a document
// nothing stays. Fails if the store or a file fails, or if a line is no row. What was published before stays.
Result<IngestReport> ImportRows(GraphStore* store, const std::vector<std::filesystem::path>& files,
                                const RowProgress& progress);

// The same from a stream, in the order of its documents. `name` is for messages.
Result<IngestReport> ImportRows(GraphStore* store, std::istream& rows, const std::string& name,
                                const RowProgress& progress);

// Gives the rows of a version another key for it. `row` is a row of the unit `from`.
void RenameVersion(const std::string& from, const std::string& to, GraphBatch* batch);

}  // namespace concord

#endif  // CONCORD_INGEST_ROW_IMPORT_H_
