#include "ingest/readers/sssom_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/date.h"

namespace concord {
namespace {

constexpr std::string_view kJustifications[] = {"BackgroundKnowledgeBasedMatching",
                                                "CompositeMatching",
                                                "InstanceBasedMatching",
                                                "LexicalMatching",
                                                "LexicalSimilarityThresholdMatching",
                                                "LogicalReasoning",
                                                "ManualMappingCuration",
                                                "MappingChaining",
                                                "MappingInversion",
                                                "MappingReview",
                                                "SemanticSimilarityThresholdMatching",
                                                "StructuralMatching",
                                                "UnspecifiedMatching"};

constexpr std::string_view kLists[] = {
    "author_id",      "author_label",       "cardinality_scope",    "creator_id",
    "creator_label",  "curation_rule",      "curation_rule_text",   "mapping_set_source",
    "match_string",   "object_match_field", "object_preprocessing", "reviewer_id",
    "reviewer_label", "see_also",           "subject_match_field",  "subject_preprocessing"};

constexpr std::string_view kPropagated[] = {
    "cardinality_scope",     "curation_rule",        "curation_rule_text",     "mapping_date",
    "mapping_provider",      "mapping_tool",         "mapping_tool_id",        "mapping_tool_version",
    "object_match_field",    "object_preprocessing", "object_source",          "object_source_version",
    "object_type",           "predicate_type",       "similarity_measure",     "subject_match_field",
    "subject_preprocessing", "subject_source",       "subject_source_version", "subject_type"};

constexpr std::string_view kNumbers[] = {"confidence", "mapping_set_confidence", "reviewer_agreement",
                                         "similarity_score"};
constexpr std::string_view kDates[] = {"mapping_date", "publication_date", "review_date"};

constexpr std::string_view kOtherSlots[] = {"comment",
                                            "issue_tracker_item",
                                            "mapping_cardinality",
                                            "mapping_justification",
                                            "mapping_source",
                                            "object_category",
                                            "object_id",
                                            "object_label",
                                            "other",
                                            "predicate_id",
                                            "predicate_label",
                                            "predicate_modifier",
                                            "record_id",
                                            "license",
                                            "subject_category",
                                            "subject_id",
                                            "subject_label"};

constexpr std::string_view kBuiltInPrefixes[] = {"dcterms", "linkml", "oboInOwl", "owl",   "rdf",
                                                 "rdfs",    "semapv", "skos",     "sssom", "xsd"};

// Those of SKOS, OWL and RDFS that say how two sets lie to one another, and the one that says nothing of it.
constexpr std::string_view kPredicates[] = {
    "skos:exactMatch",   "skos:closeMatch",    "skos:broadMatch",     "skos:narrowMatch",
    "skos:relatedMatch", "owl:sameAs",         "owl:equivalentClass", "owl:equivalentProperty",
    "rdfs:subClassOf",   "rdfs:subPropertyOf", "rdfs:seeAlso",        "oboInOwl:hasDbXref"};

template <size_t N>
bool Contains(const std::string_view (&names)[N], std::string_view name) {
  return std::ranges::find(names, name) != std::end(names);
}

std::optional<double> Number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
  return value;
}

}  // namespace

bool IsSssomJustification(std::string_view curie) {
  constexpr std::string_view kPrefix = "semapv:";
  return curie.starts_with(kPrefix) && Contains(kJustifications, curie.substr(kPrefix.size()));
}

bool IsSssomSlot(std::string_view name) {
  return Contains(kOtherSlots, name) || Contains(kLists, name) || Contains(kPropagated, name) ||
         Contains(kNumbers, name) || Contains(kDates, name);
}

bool IsSssomList(std::string_view name) { return Contains(kLists, name); }
bool IsSssomPropagated(std::string_view name) { return Contains(kPropagated, name); }
bool IsSssomBuiltInPrefix(std::string_view prefix) { return Contains(kBuiltInPrefixes, prefix); }
bool IsKnownPredicate(std::string_view curie) { return Contains(kPredicates, curie); }

std::vector<std::string> SplitSssomList(std::string_view cell) {
  std::vector<std::string> values(1);
  for (size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '|') {
      values.emplace_back();
      continue;
    }
    // Only '|' and the backslash itself are escaped; any other backslash is one.
    if (cell[i] == '\\' && i + 1 < cell.size() && (cell[i + 1] == '|' || cell[i + 1] == '\\')) ++i;
    values.back() += cell[i];
  }
  return values;
}

Value SssomValue(std::string_view slot, std::string_view cell, bool* fits) {
  *fits = true;
  if (IsSssomList(slot)) {
    List list;
    for (std::string& value : SplitSssomList(cell)) {
      if (!value.empty()) list.push_back(Value(std::move(value)));
    }
    return Value(std::move(list));
  }
  if (Contains(kNumbers, slot)) {
    if (const auto number = Number(cell)) return Value(*number);
    *fits = false;
  }
  if (Contains(kDates, slot)) {
    if (const auto date = Date::Parse(cell)) return Value(*date);
    *fits = false;
  }
  return Value(cell);
}

}  // namespace concord
