// Handles words for "none", and lists of ids, that a reader took for items of a mapping.
#ifndef CONCORD_INGEST_DOCUMENT_MAPPING_PLACEHOLDERS_H_
#define CONCORD_INGEST_DOCUMENT_MAPPING_PLACEHOLDERS_H_

#include "ingest/document/document.h"

namespace concord {

// Rows that end at such a word (mapping/counterpart_cell.h) then say "no counterpart found", or are removed
// if they say nothing. A row that ends at a list of ids becomes a row for each. The document's repairs name
// each word and each list once.
void SettleMappings(Document* document);

}  // namespace concord

#endif  // CONCORD_INGEST_DOCUMENT_MAPPING_PLACEHOLDERS_H_
