// Reads an OSCAL mapping collection as a crosswalk.
#ifndef CONCORD_INGEST_READERS_EXCHANGE_OSCAL_MAPPING_H_
#define CONCORD_INGEST_READERS_EXCHANGE_OSCAL_MAPPING_H_

#include "ingest/document/document_builder.h"
#include "ingest/readers/exchange/oscal_metadata.h"

namespace concord {

// Each pair of a source and a target of a map is a row; the rows of one map share its uuid as `group`. The
// unmapped controls of a gap summary are rows whose object is sssom:NoTermFound. What a map does not state
// itself (method, rationale, status, confidence) comes from its mapping, or else from the provenance.
// Frameworks are named as OscalFrameworkName names their files, or as a property "prefix" of our namespace
// says.
//
// Other content is kept as JSON, so that the collection can be written again: `oscal_collection` and
// `oscal_mappings` of the set, `oscal_map` of the first row of a map. The rows name their mapping
// (`oscal_mapping`). Properties of our namespace become slots again. Writes one block for each row.
MappingSet ReadOscalMappings(DataNode model, const OscalResources& resources, DocumentBuilder* builder);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_EXCHANGE_OSCAL_MAPPING_H_
