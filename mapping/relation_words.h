// The words that the vocabularies of crosswalks use for the relation of two sets, and the SSSOM terms for
// them.
#ifndef CONCORD_MAPPING_RELATION_WORDS_H_
#define CONCORD_MAPPING_RELATION_WORDS_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "mapping/mapping.h"

namespace concord {

enum class RelationVocabulary : uint8_t {
  kOscal,  // equal-to, subset-of ... (OSCAL 1.2, subject first)
  kStrm,   // "subset of" (NIST IR 8477; in OLIR, from the reference element to the focal one)
  kCiso,   // subset, not_related (CISO Assistant, source first)
};

// All that the vocabulary allows.
std::span<const std::string_view> RelationWords(RelationVocabulary vocabulary);

// Sets the SSSOM predicate for `word`, which is in one of these vocabularies or that of SKOS ("broadMatch"),
// in any case and with blanks, hyphens or underscores. Keeps the word as `source_relation`. `inverted`: the
// word relates the object to the subject, as OLIR's words do. Returns false for an unknown word, which then
// becomes the predicate unchanged.
bool TranslateRelation(std::string_view word, Mapping* row, bool inverted = false);

// The word for the relation that the row states: its own source_relation, if that means the same. Empty for a
// predicate that does not relate sets. skos:closeMatch, which excludes only that they have nothing in common,
// is "intersects".
std::string_view RelationWordOf(const Mapping& row, RelationVocabulary vocabulary);

// Whether that word means exactly what the predicate means. It does not for skos:closeMatch, rdfs:seeAlso and
// Not skos:exactMatch.
bool IsRelationExact(const Mapping& row);

}  // namespace concord

#endif  // CONCORD_MAPPING_RELATION_WORDS_H_
