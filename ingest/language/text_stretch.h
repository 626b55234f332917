// The part of a document that extractors read at once, and what is known about it.
#ifndef CONCORD_INGEST_LANGUAGE_TEXT_STRETCH_H_
#define CONCORD_INGEST_LANGUAGE_TEXT_STRETCH_H_

#include <cstddef>

#include "ingest/document/document.h"

namespace concord {

struct Lexicon;        // ingest/language/lexicon.h: built once from Facts (automata, word lists)
struct Glossary;       // ingest/language/glossary.h: names and acronyms that the document itself defines
struct PassageTokens;  // ingest/language/clauses.h: the words of a passage
class OtherLexicons;   // ingest/language/lexicon.h: the same for languages other than English

// A stretch of consecutive blocks of one document, and everything known about it. Borrows everything. Long
// documents are extracted stretch by stretch, so that memory stays bounded. A stretch never ends between
// opening words and their items.
struct TextStretch {
  const Document* document;
  size_t first_block, last_block;  // [first, last)
  const Glossary* glossary;
  const Lexicon* lexicon;
  const PassageTokens* tokens;
  const OtherLexicons* others;
};

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_TEXT_STRETCH_H_
