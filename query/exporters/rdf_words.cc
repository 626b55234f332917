#include "query/exporters/rdf_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "graph/vocabulary.h"

namespace concord {
namespace {

struct Word {
  std::string_view ours, known;
};
constexpr Word kTypes[] = {
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
constexpr Word kEdges[] = {
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
constexpr Word kProperties[] = {
    {"title", "dcterms:title"},       {"label", "skos:prefLabel"},       {"name", "skos:prefLabel"},
    {"code", "skos:notation"},        {"definition", "skos:definition"}, {"date", "dcterms:date"},
    {"language", "dcterms:language"}, {"licence", "dcterms:license"},
};

constexpr RdfPrefix kPrefixes[] = {
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

constexpr auto kNotInIris = [] {
  std::array<bool, 256> bad = {};
  for (size_t byte = 0; byte <= 0x20; ++byte) bad[byte] = true;
  bad[0x7F] = true;
  for (const unsigned char byte : {'<', '>', '"', '{', '}', '|', '\\', '^', '`', '%', '[', ']'})
    bad[byte] = true;
  return bad;
}();

std::string_view Known(std::span<const Word> words, std::string_view ours) {
  for (const Word& word : words) {
    if (word.ours == ours) return word.known;
  }
  return {};
}

}  // namespace

std::span<const RdfPrefix> RdfPrefixes() { return kPrefixes; }

std::string_view KnownType(std::string_view label) { return Known(kTypes, label); }
std::string_view KnownProperty(std::string_view name) { return Known(kProperties, name); }
std::string_view KnownEdge(std::string_view type) { return Known(kEdges, type); }

std::string RdfTerm(std::string_view name) {
  const bool shouting = std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  std::string term;
  bool raise = false;
  for (const char c : name) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool plain =
        letter || (c >= '0' && c <= '9') || c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
    if (shouting && c == '_') {
      raise = true;
    } else if (shouting && letter && !raise) {
      term += static_cast<char>(c | 0x20);
    } else {
      term += plain ? c : '_';
      raise = false;
    }
  }
  return "concord:" + term;
}

std::string PredicateOf(const ExportEdge& edge) {
  std::string predicate(KnownEdge(edge.type));
  if (edge.type == edge::MAPS_TO) {
    const auto named = edge.properties.FindString(property::predicate);
    if (named.starts_with("skos:")) predicate = named;
  }
  if (predicate.empty()) predicate = RdfTerm(edge.type);
  return predicate;
}

bool IsDenied(const ExportEdge& edge) { return edge.properties.FindString(property::modifier) == "Not"; }

std::string KeyIri(std::string_view key) {
  std::string id;
  id.reserve(key.size() + 16);
  bool fragment = false;
  for (const char c : key) {
    const auto byte = static_cast<unsigned char>(c);
    // "id://..." would be taken for an absolute IRI of a scheme "id".
    const bool slash = c == '/' && id.empty();
    if (kNotInIris[byte] || slash || (c == '#' && fragment)) {
      id += fmt::format("%{:02X}", byte);
    } else {
      id += c;
    }
    fragment = fragment || c == '#';
  }
  return id;
}

}  // namespace concord
