// A row of a crosswalk in SSSOM's terms, and the metadata of a mapping set. Readers and writers of crosswalks
// share this noun. Also how the graph stores it.
//
// The conversion is lossless: MappingOf(EdgeProperties(row)) is the row, and likewise for the set.
#ifndef CONCORD_MAPPING_MAPPING_H_
#define CONCORD_MAPPING_MAPPING_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "graph/value.h"

namespace concord {

// CURIEs as written. Columns that have no member here are in `other` under their names, with the types of
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
  std::string id;  // mapping_set_id, or derived from the file
  std::string subject_source, object_source;
  PropertyMap metadata;  // license, creator_label, mapping_set_version, ...; lists as lists
  std::map<std::string, std::string> prefixes;  // the curie_map
};

// The namespace of OSCAL properties that hold what OSCAL has no place for.
inline constexpr std::string_view kOscalNamespace = "https://w3id.org/concord/oscal";

// The key of the node for a literal, which has a label but no identifier (its type is "rdfs literal").
std::string LiteralKey(std::string_view label);
// The keys of the nodes at the ends of a mapping. Empty if an end has neither identifier nor label.
std::string SubjectKey(const Mapping& mapping);
std::string ObjectKey(const Mapping& mapping);

// The properties of a MAPS_TO edge: predicate, modifier, justification, labels, confidence, and the other
// columns under their names. Those whose names mean something else on an edge are in the map `columns`.
PropertyMap EdgeProperties(const Mapping& mapping);
Mapping MappingOf(std::string_view from, std::string_view to, const PropertyMap& edge);

// The property `mapping_set` of a Version: the metadata under the names of the slots, and `curie_map`.
PropertyMap SetProperties(const MappingSetMetadata& set);
MappingSetMetadata MappingSetOf(const PropertyMap& properties);

}  // namespace concord

#endif  // CONCORD_MAPPING_MAPPING_H_
