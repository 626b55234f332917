// What every OSCAL document says about itself and others: its metadata, and the resources of its back matter.
#ifndef CONCORD_INGEST_READERS_EXCHANGE_OSCAL_METADATA_H_
#define CONCORD_INGEST_READERS_EXCHANGE_OSCAL_METADATA_H_

#include <string>
#include <string_view>
#include <unordered_map>

#include "ingest/document/document.h"
#include "ingest/readers/exchange/oscal_tree.h"
#include "ingest/source/placed_text.h"

namespace concord {

// Of the root's only member. The issuer is the organisation that created or published it, else the only one.
Metadata ReadOscalMetadata(DataNode model);

// The resources of the back matter, by the references to them: "#UUID".
using OscalResources = std::unordered_map<std::string, DataNode>;
OscalResources ReadOscalResources(DataNode model);

// A name for a reference to a file or to a resource, for people: the resource's title or description, and the
// address.
PlacedText DescribeOscalReference(DataNode href, const OscalResources& resources);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_EXCHANGE_OSCAL_METADATA_H_
