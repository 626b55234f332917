// Reads crosswalks in JSON that follow no standard: a list, or an object with a list "mappings",
// "mapping_objects" or similar. Each member of the list names the two things that it maps.
#ifndef CONCORD_INGEST_READERS_EXCHANGE_JSON_CROSSWALK_H_
#define CONCORD_INGEST_READERS_EXCHANGE_JSON_CROSSWALK_H_

#include <string_view>

#include "ingest/document/document_builder.h"
#include "ingest/source/data_tree.h"

namespace concord {

// The list or map of the mappings, not inside another list; a node without value if there is none. A list or
// map without a name is one only if its fields or codes can be nothing else.
DataNode FindJsonCrosswalk(DataNode root);

// Adds everything to the document's mapping set, each mapping as a block. The ends are fields with names such
// as "source" and "target", "subject_id" and "object_id", "capability_id" and "attack_object_id"; the second
// may be a list. A map from identifiers to identifiers or lists of them is a crosswalk too. Members without a
// second end ("", null, []) say that nothing is mapped; a repair counts them. `map` may name the frameworks
// ("subject=nist-csf-2.0,object=nist-800-53r5"). kUnsupported, with the fields that were found, if
// most members do not have two ends: such a file is not read at all.
Result<void> ReadJsonCrosswalk(const SourceText& source, DataNode root, DataNode list, std::string_view map,
                               DocumentBuilder* builder);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_EXCHANGE_JSON_CROSSWALK_H_
