// Organisations by the head word of their name: "Bureau of Industry and Security", "Bridge Safety Agency".
#ifndef CONCORD_INGEST_EXTRACTORS_ACTORS_ORGANISATION_NAMES_H_
#define CONCORD_INGEST_EXTRACTORS_ACTORS_ORGANISATION_NAMES_H_

#include <optional>
#include <string>
#include <vector>

#include "ingest/extractors/actors/actor_block.h"
#include "ingest/extractors/actors/actor_names.h"

namespace concord {

// Borrows the block.
class OrganisationNames {
 public:
  explicit OrganisationNames(const ActorBlock& block) : b_(block), t_(block.tokens), range_(block.range) {}

  // The name that starts at token `i`. If capitals only look like the name of an organisation, *skip becomes
  // the token at which to continue.
  std::optional<NamedActor> At(uint32_t i, uint32_t* skip) const;

 private:
  bool HeadFollows(uint32_t first, uint32_t conjunction) const;
  bool IsOwnForum(uint32_t i) const;
  bool Inside(uint32_t first, uint32_t at) const;
  bool NamesOrganisation(uint32_t at) const;
  bool ListEndsInConjunction(uint32_t comma) const;
  std::string RoleOf(TokenRange range) const;

  const ActorBlock& b_;
  const std::vector<Token>& t_;
  TokenRange range_;
};

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_ACTORS_ORGANISATION_NAMES_H_
