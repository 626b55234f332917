// Which clauses are measures, and how binding.
#ifndef CONCORD_INGEST_EXTRACTORS_MEASURES_MODALITY_H_
#define CONCORD_INGEST_EXTRACTORS_MEASURES_MODALITY_H_

#include <optional>

#include "ingest/language/clauses.h"
#include "ingest/language/glossary.h"
#include "ingest/language/lexicon.h"

namespace concord {

// What the subject of a clause is, as far as the extractors before know.
enum class SubjectKind : uint8_t {
  kNone,   // no words for a subject
  kThing,  // "the report", "AI systems"
  kAgent,  // a role, an organisation, a state, a forum
  kWe,
  kPronoun,  // "it", "they": whatever the sentence before spoke of
  kYou,
};

struct Judgement {
  Modality modality;
  Polarity polarity;
};

// Whether the clause asks, allows or promises an action, and how; nothing for facts ("may cause"),
// descriptions ("shall enter into force") and predictions ("will help").
std::optional<Judgement> JudgeClause(const Lexicon& lexicon, const std::vector<Token>& tokens,
                                     const Clause& clause, SubjectKind subject, Glossary::Tone tone);

// "avoid", "refrain from", "not to": what follows is not to be done.
bool IsAvoidance(const Document& document, const Token& verb);

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_MEASURES_MODALITY_H_
