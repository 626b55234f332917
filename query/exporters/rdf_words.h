// The words of RDF for the graph: those of mapping/rdf_vocabulary.h, and our own where these have none.
// JSON-LD, Turtle and N-Quads share them.
#ifndef CONCORD_QUERY_EXPORTERS_RDF_WORDS_H_
#define CONCORD_QUERY_EXPORTERS_RDF_WORDS_H_

#include <span>
#include <string>
#include <string_view>

#include "mapping/rdf_vocabulary.h"
#include "query/exporters/export_records.h"

namespace concord {

// Of all words below, in the order of their names; "id" is for KeyIri.
std::span<const RdfPrefix> RdfPrefixes();

// "eli:LegalResource" for "Document"; empty if no vocabulary has a word.
std::string_view KnownType(std::string_view label);
std::string_view KnownProperty(std::string_view name);
std::string_view KnownEdge(std::string_view type);
// A term of our own: HAS_ITEM is "concord:hasItem". Characters that a term cannot have become "_".
std::string RdfTerm(std::string_view name);

// The predicate of an edge. For a mapping, it is the SKOS relation that the mapping states.
std::string PredicateOf(const ExportEdge& edge);
std::string PredicateOf(const ExportEdgeView& edge);
// Whether the edge says that its relation does not hold. Then the plain triple must not be written.
bool IsDenied(const ExportEdge& edge);
bool IsDenied(const ExportEdgeView& edge);

// The key as the end of an IRI after the prefix "id", with percent-encoding for what RFC 3987 forbids there.
// The first "#" stays, so that a measure is a fragment of its section.
std::string KeyIri(std::string_view key);
void AppendKeyIri(std::string_view key, std::string* out);

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_RDF_WORDS_H_
