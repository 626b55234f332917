// Finds where roles and organisations are named: role nouns with their modifiers ("developers of advanced AI
// systems"), known names, and names of organisations by their head word ("Bureau of Industry and Security").
#ifndef CONCORD_INGEST_EXTRACTORS_ACTORS_ACTOR_NAMES_H_
#define CONCORD_INGEST_EXTRACTORS_ACTORS_ACTOR_NAMES_H_

#include <span>
#include <string>
#include <vector>

#include "ingest/language/clauses.h"
#include "ingest/language/text_stretch.h"

namespace concord {

struct NamedActor {
  TokenRange tokens;
  std::string actor;  // "role:developer", "us-nist", "country:FR", "new:acme-agency"
  std::string name;   // for a key that no table knows
  std::string role;   // one of the list in docs/schema.md
};

// The actors of one block of the passage, in order. They do not overlap each other or the spans in `taken`
// (forums and standards, in order). `earlier`: the actors of the blocks before it in the same section, in
// order.
std::vector<NamedActor> FindActorNames(const TextStretch& passage, size_t block,
                                       const std::vector<Span>& taken, std::span<const NamedActor> earlier);

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_ACTORS_ACTOR_NAMES_H_
