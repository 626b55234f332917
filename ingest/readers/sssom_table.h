// The terms of the SSSOM standard (version 1.1, schema of the mapping-commons/sssom repository).
#ifndef CONCORD_INGEST_READERS_SSSOM_TABLE_H_
#define CONCORD_INGEST_READERS_SSSOM_TABLE_H_

#include <string>
#include <string_view>
#include <vector>

#include "graph/value.h"

namespace concord {

// One of the 13 values of mapping_justification.
bool IsSssomJustification(std::string_view curie);

// A slot of the standard that stands in a row; false for extensions.
bool IsSssomSlot(std::string_view name);
// Has several values, which '|' separates in a cell.
bool IsSssomList(std::string_view name);
// Counts for every row when the set states it and no row has a column of that name.
bool IsSssomPropagated(std::string_view name);
// A prefix that needs no declaration: owl, rdf, rdfs, semapv, skos, sssom, xsd, dcterms, linkml, oboInOwl.
bool IsSssomBuiltInPrefix(std::string_view prefix);

// The predicates whose relation between sets we know (mappings.md; docs/schema.md).
bool IsKnownPredicate(std::string_view curie);

// The values of a cell: "a|b" is two, "a\|b" is one, and "\\" a backslash.
std::vector<std::string> SplitSssomList(std::string_view cell);

// The value of a column with the type of its slot: a list, a number, a date, else a string. What is not of
// the type stays a string, and *fits says so.
Value SssomValue(std::string_view slot, std::string_view cell, bool* fits);

}  // namespace concord

#endif  // CONCORD_INGEST_READERS_SSSOM_TABLE_H_
