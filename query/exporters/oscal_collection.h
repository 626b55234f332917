// A mapping set as an OSCAL 1.2 mapping collection, in JSON or XML.
//
// Rows that share a `group` and are all pairs of its sources and targets are one map; any other row is one of
// its own. Rows without counterpart go into the gap summary. What OSCAL has no place for stands in properties
// of our namespace, from which the reader of OSCAL takes it back; what came from OSCAL and is no row
// (parties, links, qualifiers, coverage, back matter) is written as it was. See docs/interchange.md.
#ifndef CONCORD_QUERY_EXPORTERS_OSCAL_COLLECTION_H_
#define CONCORD_QUERY_EXPORTERS_OSCAL_COLLECTION_H_

#include <string>

#include "base/result.h"
#include "query/exporters/stored_mappings.h"

namespace concord {

// Valid against NIST's JSON schema of 1.2.1, with the relationships of the standard alone. Identifiers come
// from the set's, so that the same set gives the same bytes.
//
// Fails with kUnsupported for a set in which no row joins two items (a collection needs one map), or where a
// gap has no mapping to stand in.
Result<std::string> OscalJson(const StoredMappings& set);
Result<std::string> OscalXml(const StoredMappings& set);

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_OSCAL_COLLECTION_H_
