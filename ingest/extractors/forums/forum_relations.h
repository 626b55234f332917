// Decides in which role a forum is involved: venue, partner, object, host or issuer.
#ifndef CONCORD_INGEST_EXTRACTORS_FORUMS_FORUM_RELATIONS_H_
#define CONCORD_INGEST_EXTRACTORS_FORUMS_FORUM_RELATIONS_H_

#include <vector>

#include "ingest/document/findings.h"
#include "ingest/extractors/forums/forum_names.h"

namespace concord {

struct RelationFound {
  ForumRelation relation = ForumRelation::kOther;
  Span trigger;  // the words that decided it; may be empty
};

// The relation of names[index], from the words around it: a document of the forum ("the OECD Guidelines",
// "Charter of the United Nations"), the preposition or verb before the name, or what is done to the forum
// ("is hereby established"). Members of an enumeration share the relation of the first; `before` is the
// result for names[index - 1]. Looks at a few tokens on either side.
RelationFound FindRelation(const Lexicon& lexicon, const std::vector<Token>& tokens, TokenRange block,
                           const std::vector<NamedForum>& names, size_t index, const RelationFound& before);

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_FORUMS_FORUM_RELATIONS_H_
