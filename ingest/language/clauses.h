// From sentences to the parts of text that can each be a measure: list items, clauses, coordinated verbs.
#ifndef CONCORD_INGEST_LANGUAGE_CLAUSES_H_
#define CONCORD_INGEST_LANGUAGE_CLAUSES_H_

#include <cstdint>
#include <vector>

#include "ingest/designators/designators.h"
#include "ingest/facts/document_names.h"
#include "ingest/extractors/extractor.h"
#include "ingest/language/lexicon.h"
#include "ingest/language/sentences.h"

namespace concord {

// The tokens of a passage, made once for all extractors.
struct PassageTokens {
  std::vector<Token> tokens;
  std::vector<TokenRange> blocks;  // by block, from Passage::first_block
  // By block too, because standards and documents both look for numbers and titles. Spans of designators
  // count from the block's start.
  std::vector<std::vector<Designator>> designators;
  std::vector<std::vector<NameToken>> names;
};
PassageTokens TokenizePassage(const Document& document, size_t first_block, size_t last_block,
                              const Vocabulary& vocabulary);

// A block, or a part of one: the opening words of an enumeration that runs on in the paragraph
// ("shall: (a) inform ...; (b) keep ..."), or one of its items.
struct Segment {
  uint32_t block = 0;      // index in Document::blocks
  TokenRange tokens;       // without the item's number
  int32_t lead = -1;       // the segment with the opening words, or -1
  bool item = false;       // stands in a list (with or without a known lead)
  bool has_items = false;  // other segments name it as their lead
};
std::vector<Segment> SplitSegments(const Passage& passage, const PassageTokens& text);

// Whether a block can state measures of this document: not what is quoted from another, no heading, footnote,
// recital, preamble or definition.
bool HoldsMeasures(const Passage& passage, uint32_t block);

// A main clause that says that something should, must, may or will be done.
struct Clause {
  enum class Kind : uint8_t { kModal, kCommissive, kPerformative, kImpersonal, kImperative, kSubjunctive };
  Kind kind = Kind::kModal;
  TokenRange range;    // the clause, without a connective and without closing marks
  TokenRange subject;  // the words before the cue that can be the subject; may be empty
  TokenRange cue;      // the modal or performative
  uint32_t verb = 0;   // the token of the main verb; range.last when there is none
  Modality modality = Modality::kObligation;
  Polarity polarity = Polarity::kDo;
  bool passive = false;
  bool shared_subject = false;  // of the clause before
};

// The main clauses of a sentence. What stands in parentheses, in quotation marks or in a subordinate clause
// is passed over: "systems that may cause harm shall be tested" has one. `open` tells that list items
// follow, so that a clause may lack its verb; `resolves` that the opening words end in "that", so that a
// subjunctive asks ("the Bureau expedite its work"). Linear.
std::vector<Clause> FindClauses(const Lexicon& lexicon, const std::vector<Token>& tokens, TokenRange sentence,
                                bool open, bool resolves = false);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_CLAUSES_H_
