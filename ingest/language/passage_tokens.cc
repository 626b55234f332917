#include "ingest/language/passage_tokens.h"

namespace concord {

PassageTokens TokenizePassage(const Document& document, size_t first_block, size_t last_block,
                              const Vocabulary& vocabulary) {
  PassageTokens text;
  text.blocks.reserve(last_block - first_block);
  text.designators.reserve(last_block - first_block);
  text.names.reserve(last_block - first_block);
  // English takes some five bytes a token, marks included.
  text.tokens.reserve(
      (document.blocks[last_block - 1].span.end - document.blocks[first_block].span.start) / 5 + 16);
  for (size_t b = first_block; b < last_block; ++b) {
    const auto first = static_cast<uint32_t>(text.tokens.size());
    Tokenize(document.text, document.blocks[b].span, vocabulary, &text.tokens);
    text.blocks.push_back({first, static_cast<uint32_t>(text.tokens.size())});
    text.designators.push_back(ScanDesignators(document.TextOf(document.blocks[b].span), {.prose = true}));
    text.names.push_back(TokenizeNames(document.text, document.blocks[b].span));
  }
  return text;
}

}  // namespace concord
