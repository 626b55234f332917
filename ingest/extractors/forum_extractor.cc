// Forums and how they are involved.
#include "ingest/extractors/extractor.h"
#include "ingest/extractors/forums/forum_names.h"
#include "ingest/extractors/forums/forum_relations.h"
#include "ingest/language/clauses.h"
#include "ingest/language/passage_tokens.h"

namespace concord {

void ExtractForums(const TextStretch& passage, Findings* findings) {
  std::vector<Span> standards;
  standards.reserve(findings->standards.size());
  for (const StandardReference& standard : findings->standards) standards.push_back(standard.span);
  for (size_t b = passage.first_block; b < passage.last_block; ++b) {
    const std::vector<NamedForum> names = FindForumNames(passage, b, standards);
    RelationFound relation;
    for (size_t i = 0; i < names.size(); ++i) {
      relation = FindRelation(*passage.lexicon, passage.tokens->tokens,
                              passage.tokens->blocks[b - passage.first_block], names, i, relation);
      ForumMention mention;
      mention.span = SpanOf(passage.tokens->tokens, names[i].tokens);
      mention.section = passage.document->blocks[b].section;
      mention.forum = names[i].forum;
      mention.name = names[i].name;
      mention.relation = relation.relation;
      mention.trigger = relation.trigger;
      mention.gate = names[i].gate;
      mention.confidence = names[i].gate.empty() ? 0.95f : 0.8f;
      findings->forums.push_back(std::move(mention));
    }
  }
}

}  // namespace concord
