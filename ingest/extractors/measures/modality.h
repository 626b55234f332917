// Decides which clauses are measures, and how binding they are.
#ifndef CONCORD_INGEST_EXTRACTORS_MEASURES_MODALITY_H_
#define CONCORD_INGEST_EXTRACTORS_MEASURES_MODALITY_H_

#include <optional>

#include "ingest/language/clauses.h"
#include "ingest/language/glossary.h"
#include "ingest/language/lexicon.h"

namespace concord {

// What the subject of a clause is, as far as earlier extractors know.
enum class SubjectKind : uint8_t {
  kNone,   // no subject
  kThing,  // "the report", "AI systems"
  kAgent,  // a role, an organisation, a state, a forum
  kWe,
  kPronoun,  // "it", "they": the topic of the sentence before
  kYou,
};

struct Judgement {
  Modality modality;
  Polarity polarity;
};

// Whether the clause asks for, allows or promises an action, and how. Nothing for facts ("may cause"),
// descriptions ("shall enter into force") and predictions ("will help").
std::optional<Judgement> JudgeClause(const Lexicon& lexicon, const std::vector<Token>& tokens,
                                     const Clause& clause, SubjectKind subject, Glossary::Tone tone);

// "avoid", "refrain from", "not to": the action after it is not to be done.
bool IsAvoidance(const Document& document, const Token& verb);

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_MEASURES_MODALITY_H_
