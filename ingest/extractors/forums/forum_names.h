// Finds where forums are named: by their list, its gates for ambiguous names, and the document's definitions.
#ifndef CONCORD_INGEST_EXTRACTORS_FORUMS_FORUM_NAMES_H_
#define CONCORD_INGEST_EXTRACTORS_FORUMS_FORUM_NAMES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/language/clauses.h"
#include "ingest/language/glossary.h"
#include "ingest/language/lexicon.h"
#include "ingest/language/text_stretch.h"

namespace concord {

struct NamedForum {
  TokenRange tokens;
  std::string forum;  // key
  std::string name;   // for a key that no table knows
  std::string gate;   // why an ambiguous name counts; empty for an unambiguous one
};

// The forums named in one block of the passage, in order and without overlaps. A longer name wins over a
// shorter one inside it, and "Name (ACR)" is one mention. Names inside a standard's designator are skipped:
// `standards` are their spans, in order.
std::vector<NamedForum> FindForumNames(const TextStretch& passage, size_t block,
                                       const std::vector<Span>& standards);

}  // namespace concord

#endif  // CONCORD_INGEST_EXTRACTORS_FORUMS_FORUM_NAMES_H_
