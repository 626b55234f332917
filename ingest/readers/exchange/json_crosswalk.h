// Crosswalks in JSON without a standard: an object with a list "mappings", "mapping_objects" or the like,
// each of whose members names the two things that it joins.
#ifndef CONCORD_INGEST_READERS_EXCHANGE_JSON_CROSSWALK_H_
#define CONCORD_INGEST_READERS_EXCHANGE_JSON_CROSSWALK_H_

#include "ingest/document/document_builder.h"
#include "ingest/source/data_tree.h"

namespace concord {

// The list or map of the mappings, not inside another list; a node of no value when there is none.
DataNode FindJsonCrosswalk(DataNode root);

// Adds all of it to the document's mapping set, each mapping as a block. The ends are the fields that are
// named so ("source" and "target", "subject_id" and "object_id", "capability_id" and "attack_object_id"), of
// which the second may be a list; a map from identifiers to lists of them is a crosswalk too. Members without
// a second end say that nothing is mapped: they are counted in a repair. kUnsupported, with the fields that
// were found, when most members have no two ends: nothing of such a file is read by halves.
Result<void> ReadJsonCrosswalk(const SourceText& source, DataNode root, DataNode list,
                               DocumentBuilder* builder);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_EXCHANGE_JSON_CROSSWALK_H_
