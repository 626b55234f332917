// The bodies that one field of metadata names: "Fen Board; Harbour Office" are two, "Department of Health
// and Human Services" is one.
#ifndef CONCORD_INGEST_RESOLVE_ISSUER_NAMES_H_
#define CONCORD_INGEST_RESOLVE_ISSUER_NAMES_H_

#include <string_view>
#include <vector>

#include "ingest/facts/facts.h"

namespace concord {

// The parts of `issuer`, in order; all of it when it is a name that the tables know, or when nothing parts
// it. A semicolon parts names; "and" does only between two that the tables know. A slash parts none, for
// lists of files write "X / Y" for "X or Y" too. What begins in small letters beside others ("treaty
// parties") names nobody. The views are parts of `issuer`.
std::vector<std::string_view> IssuerNames(std::string_view issuer, const Facts& facts);

}  // namespace concord

#endif  // CONCORD_INGEST_RESOLVE_ISSUER_NAMES_H_
