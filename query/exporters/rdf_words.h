// The words of RDF for the graph: ELI for documents, SKOS for taxonomies, PROV-O and Dublin Core for the
// rest, and our own vocabulary where none of these has a word. JSON-LD, Turtle and N-Quads share them.
#ifndef CONCORD_QUERY_EXPORTERS_RDF_WORDS_H_
#define CONCORD_QUERY_EXPORTERS_RDF_WORDS_H_

#include <span>
#include <string>
#include <string_view>

#include "query/exporters/export_records.h"

namespace concord {

struct RdfPrefix {
  std::string_view name, iri;
};
// Of all words below, in the order of their names; "id" is for KeyIri.
std::span<const RdfPrefix> RdfPrefixes();

// "eli:LegalResource" for "Document"; empty when no vocabulary has a word.
std::string_view KnownType(std::string_view label);
std::string_view KnownProperty(std::string_view name);
std::string_view KnownEdge(std::string_view type);
// A term of our own: HAS_ITEM is "concord:hasItem"; what a term cannot hold becomes "_".
std::string RdfTerm(std::string_view name);

// The predicate of an edge: of a mapping the SKOS relation that it states.
std::string PredicateOf(const ExportEdge& edge);
// Whether the edge says that its relation does not hold: then the plain triple must not be written.
bool IsDenied(const ExportEdge& edge);

// The key as the end of an IRI behind the prefix "id": what RFC 3987 forbids there is written in percent. The
// first "#" stays, so that a measure is a fragment of its section.
std::string KeyIri(std::string_view key);

}  // namespace concord

#endif  // CONCORD_QUERY_EXPORTERS_RDF_WORDS_H_
