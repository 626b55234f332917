// Keeps queries from breaking what documents and data files brought into the store.
#ifndef CONCORD_QUERY_CYPHER_SCHEMA_GUARD_H_
#define CONCORD_QUERY_CYPHER_SCHEMA_GUARD_H_

#include "graph/snapshot.h"

namespace concord::cypher {

// A query may make nodes and edges of its own and tie them to anything. Nodes with a label of docs/schema.md
// are made, changed and removed by the commands that own them, and so are edges of its types that touch one.
// Fails with ConstraintVerificationFailed (ProtectedBySchema), naming the command that does it properly.
void GuardSchema(const GraphBatch& batch, const Snapshot& snapshot);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_SCHEMA_GUARD_H_
