// The words of a text stretch, made once for all extractors.
#ifndef CONCORD_INGEST_LANGUAGE_PASSAGE_TOKENS_H_
#define CONCORD_INGEST_LANGUAGE_PASSAGE_TOKENS_H_

#include <vector>

#include "ingest/designators/designators.h"
#include "ingest/document/document.h"
#include "ingest/facts/document_names.h"
#include "ingest/language/sentences.h"
#include "ingest/language/vocabulary.h"

namespace concord {

// The tokens of a passage, made once for all extractors.
struct PassageTokens {
  std::vector<Token> tokens;
  std::vector<TokenRange> blocks;  // by block, from TextStretch::first_block
  // Also by block, because standards and documents both look for numbers and titles. Spans of designators
  // count from the block's start.
  std::vector<std::vector<Designator>> designators;
  std::vector<std::vector<NameToken>> names;
};
PassageTokens TokenizePassage(const Document& document, size_t first_block, size_t last_block,
                              const Vocabulary& vocabulary);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_PASSAGE_TOKENS_H_
