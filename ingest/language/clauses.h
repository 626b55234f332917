// Splits sentences into the parts that can each be a measure: list items, clauses, coordinated verbs.
#ifndef CONCORD_INGEST_LANGUAGE_CLAUSES_H_
#define CONCORD_INGEST_LANGUAGE_CLAUSES_H_

#include <cstdint>
#include <vector>

#include "ingest/language/lexicon.h"
#include "ingest/language/sentences.h"

namespace concord {

// A main clause that says that something should, must, may or will be done.
struct Clause {
  enum class Kind : uint8_t { kModal, kCommissive, kPerformative, kImpersonal, kImperative, kSubjunctive };
  Kind kind = Kind::kModal;
  TokenRange range;    // the clause, without a connective and without closing marks
  TokenRange subject;  // the words before the cue that can be the subject; may be empty
  TokenRange cue;      // the modal or performative
  uint32_t verb = 0;   // the token of the main verb; range.last if there is none
  Modality modality = Modality::kObligation;
  Polarity polarity = Polarity::kDo;
  bool passive = false;
  bool shared_subject = false;  // of the clause before
  bool named = false;   // a performative with a named subject: "The Council urges"; a commissive whose
                        // subject stands above: "Decides to meet"
  TokenRange inverted;  // the subject of "Nor shall the keeper sell"; else empty
};

// The main clauses of a sentence. Text in parentheses, in quotation marks or in a subordinate clause is
// skipped: "systems that may cause harm shall be tested" has one. `open` says that list items follow, so a
// clause may lack its verb. `resolves` says that the opening words end in "that", so a subjunctive asks ("the
// Bureau expedite its work"). Linear.
std::vector<Clause> FindClauses(const Lexicon& lexicon, const std::vector<Token>& tokens, TokenRange sentence,
                                bool open, bool resolves = false);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_CLAUSES_H_
