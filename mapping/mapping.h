// A row of a crosswalk in SSSOM's terms, and what a mapping set says of itself: the noun between the readers
// and writers of crosswalks, and how the graph holds it.
//
// What goes in comes out: MappingOf(EdgeProperties(row)) is the row, and likewise for the set.
#ifndef CONCORD_MAPPING_MAPPING_H_
#define CONCORD_MAPPING_MAPPING_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "graph/value.h"

namespace concord {

// CURIEs as written. Columns that have no place here are kept in `other` by their name, with the types of
// SssomValue.
struct Mapping {
  std::string subject_id, subject_label;
  std::string predicate_id, predicate_modifier;  // "skos:relatedMatch", "Not" or empty
  std::string object_id, object_label;
  std::string justification;  // "semapv:ManualMappingCuration"
  std::optional<double> confidence;
  PropertyMap other;  // author_label, comment, source_relation, mapping_cardinality ...
};

struct MappingSetMetadata {
  std::string id;  // mapping_set_id, or made from the file
  std::string subject_source, object_source;
  PropertyMap metadata;  // license, creator_label, mapping_set_version, ...; lists as lists
  std::map<std::string, std::string> prefixes;  // the curie_map
};

// The namespace of properties in OSCAL that hold what OSCAL has no place for.
inline constexpr std::string_view kOscalNamespace = "https://w3id.org/concord/oscal";

// What a literal mapping has instead of an identifier (its type is "rdfs literal") as the key of a node.
std::string LiteralKey(std::string_view label);
// The keys of the nodes at the ends of a mapping; empty when an end has neither identifier nor label.
std::string SubjectKey(const Mapping& mapping);
std::string ObjectKey(const Mapping& mapping);

// A MAPS_TO edge's properties: predicate, modifier, justification, labels, confidence, and the other columns
// by their names; those that mean something else on an edge stand in the map `columns`.
PropertyMap EdgeProperties(const Mapping& mapping);
Mapping MappingOf(std::string_view from, std::string_view to, const PropertyMap& edge);

// The property `mapping_set` of a Version: the metadata by the names of the slots, and `curie_map`.
PropertyMap SetProperties(const MappingSetMetadata& set);
MappingSetMetadata MappingSetOf(const PropertyMap& properties);

}  // namespace concord

#endif  // CONCORD_MAPPING_MAPPING_H_
