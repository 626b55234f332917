// Labels, relationship types and property keys of a query that the store does not have, relationships that
// lead from one label to another as the schema says they do not, and values that the schema does not list.
#ifndef CONCORD_QUERY_CYPHER_UNKNOWN_NAMES_H_
#define CONCORD_QUERY_CYPHER_UNKNOWN_NAMES_H_

#include <vector>

#include "graph/snapshot.h"
#include "query/cypher/ast.h"
#include "query/note.h"

namespace concord::cypher {

// A note for each, with the nearest name that the store has: an empty answer is often a misspelt name. Looks
// at what is matched, and at properties of what is matched; none for an empty store. The query has been
// analysed.
//
// `found_nothing`: the query found so little that it is worth while to look whether some nodes with the
// labels, and some relationships of the types, have the properties and values that it names.
std::vector<Note> UnknownNames(const Query& query, const Snapshot& snapshot, bool found_nothing);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_UNKNOWN_NAMES_H_
