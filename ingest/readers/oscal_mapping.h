// An OSCAL mapping collection as a crosswalk.
#ifndef CONCORD_INGEST_READERS_OSCAL_MAPPING_H_
#define CONCORD_INGEST_READERS_OSCAL_MAPPING_H_

#include "ingest/document_builder.h"
#include "ingest/readers/oscal_metadata.h"

namespace concord {

// Each pair of a source and a target of a map is a row; the rows of one map share its uuid as `group`. A gap
// summary's unmapped controls are rows whose object is sssom:NoTermFound. What a map does not state itself
// (method, rationale, status, confidence) is that of its mapping, else of the provenance. Frameworks are
// named as OscalFrameworkName names their files. Writes one block a row.
MappingSet ReadOscalMappings(DataNode model, const OscalResources& resources, DocumentBuilder* builder);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_OSCAL_MAPPING_H_
