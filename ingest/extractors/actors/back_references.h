// Recognises short references to an actor that was just named: "a public entity ... the entity", "the
// Department of Rivers ... the Department". They are not a second actor.
#ifndef CONCORD_INGEST_EXTRACTORS_ACTORS_BACK_REFERENCES_H_
#define CONCORD_INGEST_EXTRACTORS_ACTORS_BACK_REFERENCES_H_

#include <span>
#include <vector>

#include "ingest/extractors/actors/actor_block.h"
#include "ingest/extractors/actors/actor_names.h"

namespace concord {

// Borrows the block, the actors found in it so far, and those of the blocks before it in the same
// section.
class BackReferences {
 public:
  BackReferences(const ActorBlock& block, const std::vector<NamedActor>& found,
                 std::span<const NamedActor> earlier)
      : b_(block), t_(block.tokens), found_(found), earlier_(earlier) {}

  // Whether the one word of `range` means one of the last actors, which was named with more words. The
  // subject of a duty ("the entity shall") always counts as an actor, because a measure is addressed to it.
  bool RefersBack(TokenRange range) const;

 private:
  bool IsSubject(TokenRange range) const;
  bool IsPointedAt(TokenRange range) const;
  bool NamedBefore(uint32_t noun) const;
  bool IsHeadOf(uint32_t noun, const NamedActor& actor) const;

  const ActorBlock& b_;
  const std::vector<Token>& t_;
  const std::vector<NamedActor>& found_;
  std::span<const NamedActor> earlier_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_ACTORS_BACK_REFERENCES_H_
