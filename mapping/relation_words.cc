#include "mapping/relation_words.h"

#include <algorithm>
#include <array>

namespace concord {
namespace {

enum Relation : uint8_t { kEqual, kSubset, kSuperset, kIntersects, kNone, kClose };

struct Word {
  std::string_view word;  // folded
  Relation relation;
};
constexpr auto kWords = std::to_array<Word>({
    {"equal-to", kEqual},
    {"equivalent-to", kEqual},
    {"equal", kEqual},
    {"equivalent", kEqual},
    {"exactmatch", kEqual},
    {"subset-of", kSubset},
    {"subset", kSubset},
    {"broadmatch", kSubset},
    {"superset-of", kSuperset},
    {"superset", kSuperset},
    {"narrowmatch", kSuperset},
    {"intersects-with", kIntersects},
    {"intersect", kIntersects},
    {"intersects", kIntersects},
    {"relatedmatch", kIntersects},
    {"no-relationship", kNone},
    {"not-related", kNone},
    {"not-related-to", kNone},
    {"closematch", kClose},
    {"none", kNone},
    {"no-relation", kNone},
    {"unrelated", kNone},
    {"no-match", kNone},
    {"nomatch", kNone},
    {"no-mapping", kNone},
    {"not-mapped", kNone},
});

// By relation.
constexpr std::string_view kPredicates[] = {"skos:exactMatch",   "skos:broadMatch",   "skos:narrowMatch",
                                            "skos:relatedMatch", "skos:relatedMatch", "skos:closeMatch"};
constexpr std::string_view kOscalWords[] = {"equal-to",        "subset-of",       "superset-of",
                                            "intersects-with", "no-relationship", "equivalent-to"};
constexpr std::string_view kStrmWords[] = {"equal", "subset of", "superset of", "intersects with",
                                           "not related to"};
constexpr std::string_view kCisoWords[] = {"equal", "subset", "superset", "intersect", "not_related"};

// Other predicates that say what one of SKOS says.
struct Same {
  std::string_view predicate;
  Relation relation;
};
constexpr Same kSame[] = {{"owl:sameAs", kEqual},
                          {"owl:equivalentClass", kEqual},
                          {"owl:equivalentProperty", kEqual},
                          {"rdfs:subClassOf", kSubset},
                          {"rdfs:subPropertyOf", kSubset}};

// "Subset_Of" and "subset of" are "subset-of"; a prefix does not count.
std::string Folded(std::string_view word) {
  if (word.starts_with("skos:")) word.remove_prefix(5);
  std::string folded;
  for (const char c : word)
    folded += c == '_' || c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return folded;
}

const Word* FindWord(std::string_view word) {
  const auto known = std::ranges::find(kWords, Folded(word), &Word::word);
  return known == kWords.end() ? nullptr : &*known;
}

Relation Inverse(Relation relation) {
  return relation == kSubset ? kSuperset : relation == kSuperset ? kSubset : relation;
}

// False for a predicate that says nothing of sets.
bool RelationOf(const Mapping& row, Relation* relation) {
  if (row.predicate_modifier == "Not" && row.predicate_id == "skos:relatedMatch") {
    *relation = kNone;
    return true;
  }
  if (!row.predicate_modifier.empty()) return false;
  const auto* known = std::ranges::find(kPredicates, row.predicate_id);
  if (known != std::end(kPredicates)) {
    *relation = static_cast<Relation>(known - kPredicates);
    return true;
  }
  const auto* same = std::ranges::find(kSame, row.predicate_id, &Same::predicate);
  if (same == std::end(kSame)) return false;
  *relation = same->relation;
  return true;
}

}  // namespace

std::span<const std::string_view> RelationWords(RelationVocabulary vocabulary) {
  if (vocabulary == RelationVocabulary::kOscal) return kOscalWords;
  if (vocabulary == RelationVocabulary::kStrm) return kStrmWords;
  return kCisoWords;
}

bool TranslateRelation(std::string_view word, Mapping* row, bool inverted) {
  row->other.Set("source_relation", word);
  const Word* known = FindWord(word);
  if (known == nullptr) {
    row->predicate_id = word;
    return false;
  }
  const Relation relation = inverted ? Inverse(known->relation) : known->relation;
  row->predicate_id = kPredicates[relation];
  row->predicate_modifier = relation == kNone ? "Not" : "";
  return true;
}

std::string_view RelationWordOf(const Mapping& row, RelationVocabulary vocabulary) {
  Relation relation = kEqual;
  if (!RelationOf(row, &relation)) return {};
  if (relation == kClose) relation = kIntersects;
  if (vocabulary == RelationVocabulary::kCiso) return kCisoWords[relation];
  if (vocabulary == RelationVocabulary::kStrm) return kStrmWords[Inverse(relation)];
  const std::string_view own = row.other.FindString("source_relation");
  if (relation == kEqual && (own == "equal-to" || own == "equivalent-to"))
    return own == "equal-to" ? "equal-to" : "equivalent-to";
  // What is worded differently is not equal but equivalent.
  const bool reworded =
      !row.subject_label.empty() && !row.object_label.empty() && row.subject_label != row.object_label;
  return relation == kEqual && reworded ? "equivalent-to" : kOscalWords[relation];
}

bool IsRelationExact(const Mapping& row) {
  Relation relation = kEqual;
  return RelationOf(row, &relation) && relation != kClose && row.predicate_id.starts_with("skos:");
}

}  // namespace concord
