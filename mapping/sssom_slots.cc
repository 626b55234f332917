#include "mapping/sssom_slots.h"

#include <fmt/format.h>

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

constexpr std::string_view kVersions[] = {"1.0", "1.1"};
constexpr std::string_view kModifiers[] = {"Not"};
constexpr std::string_view kCardinalities[] = {"1:1", "1:n", "n:1", "n:n", "1:0", "0:1", "0:0"};
constexpr std::string_view kEntityTypes[] = {"owl class",
                                             "owl object property",
                                             "owl data property",
                                             "owl annotation property",
                                             "owl named individual",
                                             "skos concept",
                                             "rdfs resource",
                                             "rdfs class",
                                             "rdfs literal",
                                             "rdfs datatype",
                                             "rdf property",
                                             "composed entity expression"};

using enum SssomKind;
constexpr bool kOne = false, kList = true, kStays = false, kPropagates = true, kOld = false, kNew = true;

constexpr SssomSlot kRowSlots[] = {
    {"record_id", kEntity, kOne, kStays, kNew},
    {"subject_id", kEntity},
    {"subject_label"},
    {"subject_category"},
    {"predicate_id", kEntity},
    {"predicate_label"},
    {"predicate_modifier", kChoice, kOne, kStays, kOld, 0, kModifiers},
    {"object_id", kEntity},
    {"object_label"},
    {"object_category"},
    {"mapping_justification", kEntity},
    {"author_id", kEntity, kList},
    {"author_label", kText, kList},
    {"reviewer_id", kEntity, kList},
    {"reviewer_label", kText, kList},
    {"creator_id", kEntity, kList},
    {"creator_label", kText, kList},
    {"license", kUri},
    {"subject_type", kChoice, kOne, kPropagates, kOld, 0, kEntityTypes},
    {"subject_source", kEntity, kOne, kPropagates},
    {"subject_source_version", kText, kOne, kPropagates},
    {"object_type", kChoice, kOne, kPropagates, kOld, 0, kEntityTypes},
    {"object_source", kEntity, kOne, kPropagates},
    {"object_source_version", kText, kOne, kPropagates},
    {"predicate_type", kChoice, kOne, kPropagates, kNew, 0, kEntityTypes},
    {"mapping_provider", kUri, kOne, kPropagates},
    {"mapping_source", kEntity},
    {"mapping_cardinality", kChoice, kOne, kStays, kOld, 0, kCardinalities},
    {"cardinality_scope", kText, kList, kPropagates, kNew},
    {"mapping_tool", kText, kOne, kPropagates},
    {"mapping_tool_id", kEntity, kOne, kPropagates, kNew},
    {"mapping_tool_version", kText, kOne, kPropagates},
    {"mapping_date", kDate, kOne, kPropagates},
    {"publication_date", kDate},
    {"review_date", kDate, kOne, kStays, kNew},
    {"confidence", kNumber},
    {"reviewer_agreement", kNumber, kOne, kStays, kNew, -1},
    {"curation_rule", kEntity, kList, kPropagates},
    {"curation_rule_text", kText, kList, kPropagates},
    {"subject_match_field", kEntity, kList, kPropagates},
    {"object_match_field", kEntity, kList, kPropagates},
    {"match_string", kText, kList},
    {"subject_preprocessing", kEntity, kList, kPropagates},
    {"object_preprocessing", kEntity, kList, kPropagates},
    {"similarity_score", kNumber},
    {"similarity_measure", kText, kOne, kPropagates},
    {"see_also", kUri, kList},
    {"issue_tracker_item", kEntity},
    {"other"},
    {"comment"},
};

constexpr SssomSlot kSetSlots[] = {
    {"sssom_version", kChoice, kOne, kStays, kNew, 0, kVersions},
    {"curie_map", kOther},
    {"mapping_set_id", kUri},
    {"mapping_set_version"},
    {"mapping_set_source", kUri, kList},
    {"mapping_set_title"},
    {"mapping_set_description"},
    {"mapping_set_confidence", kNumber, kOne, kStays, kNew},
    {"creator_id", kEntity, kList},
    {"creator_label", kText, kList},
    {"license", kUri},
    {"subject_type", kChoice, kOne, kPropagates, kOld, 0, kEntityTypes},
    {"subject_source", kEntity, kOne, kPropagates},
    {"subject_source_version", kText, kOne, kPropagates},
    {"object_type", kChoice, kOne, kPropagates, kOld, 0, kEntityTypes},
    {"object_source", kEntity, kOne, kPropagates},
    {"object_source_version", kText, kOne, kPropagates},
    {"predicate_type", kChoice, kOne, kPropagates, kNew, 0, kEntityTypes},
    {"mapping_provider", kUri, kOne, kPropagates},
    {"cardinality_scope", kText, kList, kPropagates, kNew},
    {"mapping_tool", kText, kOne, kPropagates},
    {"mapping_tool_id", kEntity, kOne, kPropagates, kNew},
    {"mapping_tool_version", kText, kOne, kPropagates},
    {"mapping_date", kDate, kOne, kPropagates},
    {"publication_date", kDate},
    {"subject_match_field", kEntity, kList, kPropagates},
    {"object_match_field", kEntity, kList, kPropagates},
    {"subject_preprocessing", kEntity, kList, kPropagates},
    {"object_preprocessing", kEntity, kList, kPropagates},
    {"similarity_measure", kText, kOne, kPropagates, kNew},
    {"curation_rule", kEntity, kList, kPropagates, kNew},
    {"curation_rule_text", kText, kList, kPropagates, kNew},
    {"see_also", kUri, kList},
    {"issue_tracker", kUri},
    {"other"},
    {"comment"},
    {"extension_definitions", kOther},
};

struct Prefix {
  std::string_view name, expansion;
};
constexpr Prefix kBuiltInPrefixes[] = {
    {"dcterms", "http://purl.org/dc/terms/"},
    {"linkml", "https://w3id.org/linkml/"},
    {"oboInOwl", "http://www.geneontology.org/formats/oboInOwl#"},
    {"owl", "http://www.w3.org/2002/07/owl#"},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
    {"semapv", "https://w3id.org/semapv/vocab/"},
    {"skos", "http://www.w3.org/2004/02/skos/core#"},
    {"sssom", "https://w3id.org/sssom/"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
};

// Those of SKOS, OWL and RDFS that say how two sets lie to one another, and the one that says nothing of it.
constexpr std::string_view kPredicates[] = {
    "skos:exactMatch",   "skos:closeMatch",    "skos:broadMatch",     "skos:narrowMatch",
    "skos:relatedMatch", "owl:sameAs",         "owl:equivalentClass", "owl:equivalentProperty",
    "rdfs:subClassOf",   "rdfs:subPropertyOf", "rdfs:seeAlso",        "oboInOwl:hasDbXref"};

template <size_t N>
bool Contains(const std::string_view (&names)[N], std::string_view name) {
  return std::ranges::find(names, name) != std::end(names);
}

const SssomSlot* Find(std::span<const SssomSlot> slots, std::string_view name) {
  const auto found = std::ranges::find(slots, name, &SssomSlot::name);
  return found == slots.end() ? nullptr : &*found;
}

// Of a row, else of a set.
const SssomSlot* FindSlot(std::string_view name) {
  const SssomSlot* slot = Find(kRowSlots, name);
  return slot != nullptr ? slot : Find(kSetSlots, name);
}

std::optional<double> Number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
  return value;
}

}  // namespace

std::span<const SssomSlot> SssomRowSlots() { return kRowSlots; }
std::span<const SssomSlot> SssomSetSlots() { return kSetSlots; }
const SssomSlot* FindSssomRowSlot(std::string_view name) { return Find(kRowSlots, name); }
const SssomSlot* FindSssomSetSlot(std::string_view name) { return Find(kSetSlots, name); }

bool IsSssomList(std::string_view name) {
  const SssomSlot* slot = FindSlot(name);
  return slot != nullptr && slot->list;
}

bool IsSssomPropagated(std::string_view name) {
  const SssomSlot* slot = FindSlot(name);
  return slot != nullptr && slot->propagated;
}

bool IsSssomJustification(std::string_view curie) {
  constexpr std::string_view kPrefix = "semapv:";
  return curie.starts_with(kPrefix) && Contains(kJustifications, curie.substr(kPrefix.size()));
}
std::span<const std::string_view> SssomJustifications() { return kJustifications; }

std::string_view SssomBuiltInPrefix(std::string_view prefix) {
  const auto found = std::ranges::find(kBuiltInPrefixes, prefix, &Prefix::name);
  return found == std::end(kBuiltInPrefixes) ? std::string_view() : found->expansion;
}

std::string_view CuriePrefix(std::string_view id) {
  const size_t colon = id.find(':');
  if (colon == std::string_view::npos || id.substr(colon).starts_with("://")) return {};
  const std::string_view prefix = id.substr(0, colon);
  constexpr std::string_view kSchemes[] = {"urn", "mailto", "data", "tag"};
  return Contains(kSchemes, prefix) ? std::string_view() : prefix;
}

std::span<const std::string_view> SssomKnownPredicates() { return kPredicates; }

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

std::string JoinSssomList(std::span<const std::string> values) {
  std::string cell;
  for (const std::string& value : values) {
    if (&value != values.data()) cell += '|';
    for (const char c : value) {
      if (c == '|' || c == '\\') cell += '\\';
      cell += c;
    }
  }
  return cell;
}

Value SssomValue(std::string_view slot, std::string_view cell, bool* fits) {
  *fits = true;
  const SssomSlot* known = FindSlot(slot);
  if (known == nullptr) return Value(cell);
  if (known->list) {
    List list;
    for (std::string& value : SplitSssomList(cell)) {
      if (!value.empty()) list.push_back(Value(std::move(value)));
    }
    return Value(std::move(list));
  }
  if (known->kind == kNumber) {
    if (const auto number = Number(cell)) return Value(*number);
    *fits = false;
  }
  if (known->kind == kDate) {
    if (const auto date = Date::Parse(cell)) return Value(*date);
    *fits = false;
  }
  return Value(cell);
}

bool FitsSssomSlot(const SssomSlot& slot, const Value& value) {
  const bool text = value.type() == Value::Type::kString;
  if (slot.name == "mapping_justification") return text && IsSssomJustification(value.as_string());
  switch (slot.kind) {
    case kChoice:
      return text && std::ranges::find(slot.choices, value.as_string()) != slot.choices.end();
    case kNumber:
      return value.type() == Value::Type::kDouble && value.as_double() >= slot.least &&
             value.as_double() <= 1;
    case kDate:
      return value.type() == Value::Type::kDate && value.as_date().day != 0;
    default:
      return true;
  }
}

std::string SssomNumber(double value) {
  if (!std::isfinite(value) || std::fabs(value) >= 1e15) return fmt::format("{}", value);
  const double rounded = std::floor(value * 1000 + 0.5) / 1000;
  std::string text = fmt::format("{:.3f}", rounded);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

}  // namespace concord
