// Rows of crosswalks that are not SSSOM. Each row becomes a block of the text, so that it has evidence like
// any other. mapping/relation_words.h has the words of their vocabularies.
#ifndef CONCORD_INGEST_READERS_TABLES_MAPPING_ROWS_H_
#define CONCORD_INGEST_READERS_TABLES_MAPPING_ROWS_H_

#include <string_view>
#include <vector>

#include "ingest/document/document.h"
#include "ingest/document/document_builder.h"
#include "ingest/source/placed_text.h"
#include "mapping/relation_words.h"

namespace concord {

// One end of a row, or another of its cells: the text and its place.
void WriteMappingBlock(const std::vector<PlacedText>& cells, DocumentBuilder* builder, MappingRow* row);

// The value of a role in "subject=nist-csf-2.0,object=nist-800-53r5"; empty if it is not there.
std::string_view RoleInMap(std::string_view map, std::string_view role);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_TABLES_MAPPING_ROWS_H_
