// Rows of crosswalks that do not come as SSSOM: the words of their vocabularies in SSSOM's terms, and a row
// as a block of the text, so that it has evidence like any other.
#ifndef CONCORD_INGEST_READERS_MAPPING_ROWS_H_
#define CONCORD_INGEST_READERS_MAPPING_ROWS_H_

#include <string_view>
#include <vector>

#include "ingest/document.h"
#include "ingest/placed_text.h"

namespace concord {

// Says in SSSOM what `word` says in the vocabulary of OSCAL ("subset-of"), of NIST STRM and CISO Assistant
// ("subset", "not_related") or of SKOS ("broadMatch"), subject first; keeps the word as `source_relation`.
// False for a word that it does not know, which then is the predicate as it stands.
bool TranslateRelation(std::string_view word, MappingRow* row);

// One end of a row, or another cell of it: as written, where it stands.
void WriteMappingBlock(const std::vector<PlacedText>& cells, DocumentBuilder* builder, MappingRow* row);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_MAPPING_ROWS_H_
