// What every OSCAL document says of itself and of others: its metadata, and the resources of its back matter.
#ifndef CONCORD_INGEST_READERS_EXCHANGE_OSCAL_METADATA_H_
#define CONCORD_INGEST_READERS_EXCHANGE_OSCAL_METADATA_H_

#include <string>
#include <string_view>
#include <unordered_map>

#include "ingest/document/document.h"
#include "ingest/source/placed_text.h"
#include "ingest/readers/exchange/oscal_tree.h"

namespace concord {

// Of the root's only member. The issuer is the organisation that created or published it, else the only one.
Metadata ReadOscalMetadata(DataNode model);

// A framework is named after its file, so that a mapping that points to the file and the file itself agree:
// "x/NIST_rev5_LOW-baseline_profile.json" is "nist-rev5-low-baseline". A file that is named after its model
// alone has the name of its folder; "" when that says nothing either.
std::string OscalFrameworkName(std::string_view path_or_url);

// The resources of the back matter, by the reference that means them: "#UUID".
using OscalResources = std::unordered_map<std::string, DataNode>;
OscalResources ReadOscalResources(DataNode model);

// What a reference to a file or to a resource is called, for people: the resource's title or description, and
// the address.
PlacedText DescribeOscalReference(DataNode href, const OscalResources& resources);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_EXCHANGE_OSCAL_METADATA_H_
