// An OSCAL mapping collection as a crosswalk.
#ifndef CONCORD_INGEST_READERS_EXCHANGE_OSCAL_MAPPING_H_
#define CONCORD_INGEST_READERS_EXCHANGE_OSCAL_MAPPING_H_

#include "ingest/document/document_builder.h"
#include "ingest/readers/exchange/oscal_metadata.h"

namespace concord {

// Each pair of a source and a target of a map is a row; the rows of one map share its uuid as `group`. A gap
// summary's unmapped controls are rows whose object is sssom:NoTermFound. What a map does not state itself
// (method, rationale, status, confidence) is that of its mapping, else of the provenance. Frameworks are
// named as OscalFrameworkName names their files, or as a property "prefix" of our namespace says.
//
// What is no row is kept for those who write the collection again, as JSON: `oscal_collection` and
// `oscal_mappings` of the set, `oscal_map` of the first row of a map; the rows name their mapping
// (`oscal_mapping`). A collection that Concord wrote from another format has properties of our namespace
// instead, which become slots again. Writes one block a row.
MappingSet ReadOscalMappings(DataNode model, const OscalResources& resources, DocumentBuilder* builder);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_EXCHANGE_OSCAL_MAPPING_H_
