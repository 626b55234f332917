// The procedures of the query language that know what Concord knows.
//
//   CALL concord.search('human oversight', {top: 5}) YIELD node, anchor, text
//   CALL concord.evidence(m) YIELD quote, anchor, document
//   CALL concord.pagerank({types: ['MAPS_TO']}) YIELD node, score
//
// They read the snapshot that the statement began with, not what the statement has written since.
#ifndef CONCORD_QUERY_CYPHER_PROCEDURES_CONCORD_PROCEDURES_H_
#define CONCORD_QUERY_CYPHER_PROCEDURES_CONCORD_PROCEDURES_H_

#include "query/cypher/procedures.h"

namespace concord::cypher {

// All of them. They live as long as the program.
const ProcedureRegistry& ConcordProcedures();

// The parts of it: concord.search, map, forums, paths, gaps, coverage ...
void AddQueryProcedures(ProcedureRegistry& registry);
// concord.evidence and concord.neighbors.
void AddPlaceProcedures(ProcedureRegistry& registry);
// concord.pagerank, betweenness, components, communities.
void AddAlgorithmProcedures(ProcedureRegistry& registry);
// db.labels, db.relationshipTypes, db.propertyKeys and dbms.procedures.
void AddSchemaProcedures(ProcedureRegistry& registry);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_PROCEDURES_CONCORD_PROCEDURES_H_
