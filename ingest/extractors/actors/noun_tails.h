// How far a noun phrase extends after its noun: "of the Union", "concerned", "developing AI", "with
// disabilities".
#ifndef CONCORD_INGEST_EXTRACTORS_ACTORS_NOUN_TAILS_H_
#define CONCORD_INGEST_EXTRACTORS_ACTORS_NOUN_TAILS_H_

#include "ingest/extractors/actors/actor_block.h"

namespace concord {

// Borrows the block.
class NounTails {
 public:
  explicit NounTails(const ActorBlock& block) : b_(block), t_(block.tokens), range_(block.range) {}

  // The end of the noun phrase after the preposition or participle at `i`; `i` if there is none.
  uint32_t Tail(uint32_t i) const;
  // The end of the phrase `range` around the noun `words`, if no "of" follows.
  uint32_t ParticipleTail(TokenRange range, TokenRange words, const ActorName& entry) const;

 private:
  uint32_t TraitTail(uint32_t i, const Token& noun, const ActorName& entry) const;
  bool JoinsTail(uint32_t conjunction, bool several) const;
  bool IsGiven(uint32_t with) const;

  const ActorBlock& b_;
  const std::vector<Token>& t_;
  TokenRange range_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_ACTORS_NOUN_TAILS_H_
