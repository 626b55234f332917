// The words for how two sets lie to one another in the vocabularies of crosswalks, and what they are in
// SSSOM.
#ifndef CONCORD_MAPPING_RELATION_WORDS_H_
#define CONCORD_MAPPING_RELATION_WORDS_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "mapping/mapping.h"

namespace concord {

enum class RelationVocabulary : uint8_t {
  kOscal,  // equal-to, subset-of ... (OSCAL 1.2, subject first)
  kStrm,   // "subset of" (NIST IR 8477 and OLIR, of the reference element to the focal one)
  kCiso,   // subset, not_related (CISO Assistant, source first)
};

// All that the vocabulary allows.
std::span<const std::string_view> RelationWords(RelationVocabulary vocabulary);

// Says in SSSOM what `word` says in one of these vocabularies or in that of SKOS ("broadMatch"), whatever its
// case and whether it has blanks, hyphens or underscores; keeps the word as `source_relation`. `inverted`:
// the word tells of the object to the subject, as OLIR's do. False for a word that it does not know, which
// then is the predicate as it stands.
bool TranslateRelation(std::string_view word, Mapping* row, bool inverted = false);

// The word for what the row says of two sets; its own source_relation where that means the same. Empty for a
// predicate that says nothing of sets. skos:closeMatch, which excludes only that they have nothing in common,
// is "intersects".
std::string_view RelationWordOf(const Mapping& row, RelationVocabulary vocabulary);

// Whether that word says less, or more, than the predicate (skos:closeMatch, rdfs:seeAlso, Not
// skos:exactMatch).
bool IsRelationExact(const Mapping& row);

}  // namespace concord

#endif  // CONCORD_MAPPING_RELATION_WORDS_H_
