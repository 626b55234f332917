// Rows of crosswalks that do not come as SSSOM: a row as a block of the text, so that it has evidence like
// any other. The words of their vocabularies are in mapping/relation_words.h.
#ifndef CONCORD_INGEST_READERS_TABLES_MAPPING_ROWS_H_
#define CONCORD_INGEST_READERS_TABLES_MAPPING_ROWS_H_

#include <vector>

#include "ingest/document/document.h"
#include "ingest/document/document_builder.h"
#include "ingest/source/placed_text.h"
#include "mapping/relation_words.h"

namespace concord {

// One end of a row, or another cell of it: as written, where it stands.
void WriteMappingBlock(const std::vector<PlacedText>& cells, DocumentBuilder* builder, MappingRow* row);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_TABLES_MAPPING_ROWS_H_
