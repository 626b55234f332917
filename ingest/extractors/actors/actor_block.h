// One block of a passage as the finders of actors see it: its tokens, and what is known about them before the
// search for names.
#ifndef CONCORD_INGEST_EXTRACTORS_ACTORS_ACTOR_BLOCK_H_
#define CONCORD_INGEST_EXTRACTORS_ACTORS_ACTOR_BLOCK_H_

#include <string_view>
#include <vector>

#include "ingest/language/clauses.h"
#include "ingest/language/lexicon.h"
#include "ingest/language/text_stretch.h"

namespace concord {

// Borrows the passage and the spans; must not outlive them.
struct ActorBlock {
  // `taken`: the spans of forums, standards and documents, in order. No actor is searched inside them.
  ActorBlock(const TextStretch& passage, size_t block, const std::vector<Span>& taken);

  std::string_view Text(uint32_t i) const { return passage.document->TextOf(tokens[i].span()); }
  std::string_view TextOf(TokenRange words) const { return passage.document->TextOf(SpanOf(tokens, words)); }

  bool IsTaken(uint32_t i) const;
  bool EndsSentence(uint32_t i) const;
  // Whether the word is a plural with "s": "agencies", "offices", but not "children".
  bool IsPlural(uint32_t i) const;
  bool IsInitialStop(uint32_t i) const;
  // The "&" of "R&D".
  bool IsJoint(uint32_t i) const {
    return tokens[i].mark == '&' && i > range.first && i + 1 < range.last && !tokens[i].space_before &&
           !tokens[i + 1].space_before && tokens[i - 1].IsWord() && tokens[i + 1].IsWord();
  }
  // "(review)" in "ethics (review) committees": one word in brackets within a noun phrase.
  bool IsBracketedWord(uint32_t open) const {
    return open > range.first && open + 3 < range.last && tokens[open].mark == '(' &&
           tokens[open + 1].shape == TokenShape::kLower && tokens[open + 2].mark == ')' &&
           tokens[open - 1].IsWord() && tokens[open + 3].shape == TokenShape::kLower &&
           !tokens[open + 3].Is(kPreposition | kConjunction | kModal | kBe | kHave | kDo | kAdverb |
                                kRelative | kSubordinator | kDeterminer | kAnyVerb);
  }
  bool IsPossessiveEnding(uint32_t i) const;
  bool InRunInHeading(uint32_t i) const;

  const TextStretch& passage;
  const Lexicon& lexicon;
  const std::vector<Token>& tokens;
  const TokenRange range;  // of this block
  const Block& block;
  const std::vector<Span>& taken;
  const bool capitals;  // mostly in capitals, so capitals do not mark names

 private:
  bool MostlyCapitals() const;
  void FindRunInHeadings();

  std::vector<TokenRange> headings_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_ACTORS_ACTOR_BLOCK_H_
