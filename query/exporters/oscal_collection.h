// A mapping set as an OSCAL 1.2 mapping collection, in JSON or XML.
//
// Rows that share a `group` and are all pairs of its sources and targets become one map; any other row
// becomes a map of its own. Rows without counterpart go into the gap summary. What OSCAL has no place for
// goes into properties of our namespace, from which our reader restores it. What came from OSCAL and is not a
// row (parties, links, qualifiers, coverage, back matter) is written unchanged. See docs/interchange.md.
#ifndef CONCORD_QUERY_EXPORTERS_OSCAL_COLLECTION_H_
#define CONCORD_QUERY_EXPORTERS_OSCAL_COLLECTION_H_

#include <string>

#include "base/result.h"
#include "query/exporters/stored_mappings.h"

namespace concord {

// Valid against NIST's JSON schema of 1.2.1, with only the relationships of the standard. Identifiers are
// derived from those of the set, so that the same set gives the same bytes.
//
// Fails with kUnsupported for a set in which no row connects two items (a collection needs one map), or if
// there is no mapping in which a gap could be.
Result<std::string> OscalJson(const StoredMappings& set);
Result<std::string> OscalXml(const StoredMappings& set);

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_OSCAL_COLLECTION_H_
