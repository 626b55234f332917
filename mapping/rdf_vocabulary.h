// The words of RDF for the graph: ELI for documents, SKOS for taxonomies, PROV-O and Dublin Core for the
// rest. Exports write them and imports read them.
#ifndef CONCORD_MAPPING_RDF_VOCABULARY_H_
#define CONCORD_MAPPING_RDF_VOCABULARY_H_

#include <string_view>

#include "graph/vocabulary.h"

namespace concord {

struct RdfPrefix {
  std::string_view name, iri;
};
// In the order of their names. "id" is for the keys of nodes, "concord" for words of our own.
inline constexpr RdfPrefix kRdfPrefixes[] = {
    {"concord", "https://w3id.org/concord/vocab#"},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"eli", "http://data.europa.eu/eli/ontology#"},
    {"id", "https://w3id.org/concord/id/"},
    {"oa", "http://www.w3.org/ns/oa#"},
    {"org", "http://www.w3.org/ns/org#"},
    {"prov", "http://www.w3.org/ns/prov#"},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"skos", "http://www.w3.org/2004/02/skos/core#"},
    {"sssom", "https://w3id.org/sssom/"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
};

// Two of ours may have one word there: then the labels at the ends of an edge, or the label of a node, tell
// which is meant.
struct RdfWord {
  std::string_view ours, known;  // "Document", "eli:LegalResource"
};
inline constexpr RdfWord kRdfTypes[] = {
    {label::Document, "eli:LegalResource"},
    {label::Version, "eli:LegalExpression"},
    {label::Section, "eli:LegalResourceSubdivision"},
    {label::Actor, "prov:Agent"},
    {label::Forum, "org:Organization"},
    {label::Standard, "dcterms:Standard"},
    {label::Concept, "skos:Concept"},
    {label::ConceptScheme, "skos:ConceptScheme"},
    {label::MappingSet, "sssom:MappingSet"},
    {label::Dataset, "prov:Entity"},
    {label::Run, "prov:Activity"},
};
inline constexpr RdfWord kRdfEdges[] = {
    {edge::HAS_VERSION, "eli:is_realized_by"},
    {edge::HAS_SECTION, "eli:has_part"},
    {edge::HAS_PART, "eli:has_part"},
    {edge::ISSUED_BY, "prov:wasAttributedTo"},
    {edge::REFERENCES, "dcterms:references"},
    {edge::CITES, "eli:cites"},
    {edge::AMENDS, "eli:amends"},
    {edge::REPEALS, "eli:repeals"},
    {edge::SUPERSEDES, "dcterms:replaces"},
    {edge::BASED_ON, "eli:based_on"},
    {edge::CLASSIFIED_AS, "dcterms:subject"},
    {edge::BROADER, "skos:broader"},
    {edge::IN_SCHEME, "skos:inScheme"},
    {edge::PART_OF, "dcterms:isPartOf"},
    {edge::MEMBER_OF, "org:memberOf"},
    {edge::PUBLISHED_BY, "dcterms:publisher"},
    {edge::EDITION_OF, "dcterms:isVersionOf"},
    {edge::REPLACES, "dcterms:replaces"},
    {edge::REVISES, "prov:wasRevisionOf"},
    {edge::GENERATED_BY, "prov:wasGeneratedBy"},
    {edge::SOURCED_FROM, "prov:wasDerivedFrom"},
};
inline constexpr RdfWord kRdfProperties[] = {
    {property::title, "dcterms:title"},        {property::label, "skos:prefLabel"},
    {property::name, "skos:prefLabel"},        {property::code, "skos:notation"},
    {property::definition, "skos:definition"}, {property::date, "dcterms:date"},
    {property::language, "dcterms:language"},  {property::licence, "dcterms:license"},
};

}  // namespace concord

#endif  // CONCORD_MAPPING_RDF_VOCABULARY_H_
