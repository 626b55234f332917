// Verbs and the verbs coordinated with them: "engage in exchanges, share practices and develop standards" is
// three.
#ifndef CONCORD_INGEST_LANGUAGE_VERB_PHRASES_H_
#define CONCORD_INGEST_LANGUAGE_VERB_PHRASES_H_

#include <cstdint>
#include <vector>

#include "ingest/language/sentences.h"

namespace concord {

// The places in [verb, last) where coordinated verbs with their own objects start: "engage in exchanges |
// share practices | jointly develop standards". The first element is `verb`.
struct VerbPhrase {
  uint32_t first = 0;  // with its adverbs
  uint32_t verb = 0;
  uint32_t last = 0;  // one past its end, without the conjunction
};
std::vector<VerbPhrase> SplitVerbs(const std::vector<Token>& tokens, uint32_t first, uint32_t verb,
                                   uint32_t last);

// Whether the token is the base form of a verb that starts a verb phrase here, and not a noun.
bool StartsVerbPhrase(const std::vector<Token>& tokens, uint32_t at, uint32_t last);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_VERB_PHRASES_H_
