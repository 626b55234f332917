// Finds role nouns with the words that belong to them: "national competent authorities", "developers of
// advanced AI systems".
#ifndef CONCORD_INGEST_EXTRACTORS_ACTORS_ROLE_PHRASES_H_
#define CONCORD_INGEST_EXTRACTORS_ACTORS_ROLE_PHRASES_H_

#include <optional>
#include <vector>

#include "ingest/extractors/actors/actor_block.h"
#include "ingest/extractors/actors/actor_names.h"
#include "ingest/extractors/actors/noun_tails.h"

namespace concord {

// Borrows the block, and the actors found in it so far.
class RolePhrases {
 public:
  RolePhrases(const ActorBlock& block, const std::vector<NamedActor>& found)
      : b_(block), t_(block.tokens), range_(block.range), tails_(block), found_(found) {}

  // The phrase around the role noun at `words`; nothing if the words name nobody here. If `words` only look
  // like a role, *skip becomes the token at which to continue.
  std::optional<NamedActor> Role(const ActorName& entry, TokenRange words, uint32_t* skip) const;

 private:
  bool IsModifier(uint32_t i) const;
  bool IsModifierOfNoun(TokenRange words) const;
  bool IsQuotedTerm(TokenRange words) const;
  bool IsPartOfLongerName(TokenRange words) const;
  bool HasDeterminer(TokenRange range, TokenRange words) const;
  bool IsPower(TokenRange words) const;
  bool ContinuesList(uint32_t first) const;
  bool IsToldToAct(TokenRange range) const;
  bool IsPredicate(TokenRange range) const;
  bool IsInPassing(TokenRange range) const;
  void TakeInitials(TokenRange* range) const;
  void TakeCoordinatedModifier(TokenRange* range) const;
  void ShareTail(TokenRange* range, TokenRange words) const;

  const ActorBlock& b_;
  const std::vector<Token>& t_;
  TokenRange range_;
  NounTails tails_;
  const std::vector<NamedActor>& found_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_ACTORS_ROLE_PHRASES_H_
