// Roles and organisations that are no forums.
#include <algorithm>

#include "ingest/extractors/actors/actor_names.h"
#include "ingest/extractors/extractor.h"
#include "ingest/language/clauses.h"
#include "ingest/language/language.h"
#include "ingest/language/passage_tokens.h"

namespace concord {

void ExtractActors(const TextStretch& passage, Findings* findings) {
  std::vector<Span> taken;
  taken.reserve(findings->forums.size() + findings->standards.size() + findings->documents.size());
  for (const ForumMention& forum : findings->forums) taken.push_back(forum.span);
  for (const StandardReference& standard : findings->standards) taken.push_back(standard.span);
  // "Guidelines for Multinational Enterprises": who stands in the name of a document is not spoken of.
  for (const DocumentReference& document : findings->documents) {
    if (!document.internal) taken.push_back(document.span);
  }
  std::sort(taken.begin(), taken.end());
  std::vector<NamedActor> earlier;
  for (size_t b = passage.first_block; b < passage.last_block; ++b) {
    if (b > passage.first_block &&
        passage.document->blocks[b].section != passage.document->blocks[b - 1].section)
      earlier.clear();
    if (passage.document->blocks[b].kind == BlockKind::kCode) continue;
    if (!IsEnglish(*passage.document, static_cast<uint32_t>(b))) continue;
    for (NamedActor& actor : FindActorNames(passage, b, taken, earlier)) {
      earlier.push_back({actor.tokens, {}, {}, {}});
      ActorMention mention;
      mention.span = SpanOf(passage.tokens->tokens, actor.tokens);
      mention.section = passage.document->blocks[b].section;
      mention.confidence = actor.actor.starts_with("new:") ? 0.7f : 0.85f;
      mention.actor = std::move(actor.actor);
      mention.name = std::move(actor.name);
      mention.role = std::move(actor.role);
      findings->actors.push_back(std::move(mention));
    }
  }
}

}  // namespace concord
