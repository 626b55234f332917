// Splits a text into tokens and sentences. One pass, linear, looking back at most a few tokens.
#ifndef CONCORD_INGEST_LANGUAGE_SENTENCES_H_
#define CONCORD_INGEST_LANGUAGE_SENTENCES_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/language/vocabulary.h"
#include "ingest/source/span.h"

namespace concord {

enum class TokenShape : uint8_t { kLower, kCapital, kUpper, kMixed, kNumber, kMark };

struct Token {
  uint32_t start = 0, end = 0;  // in the document's text
  WordId word = 0;              // of its lower-case form
  TokenShape shape = TokenShape::kMark;
  char mark = '\0';  // for kMark: the character; '-' any dash, '"' any quotation mark that is no
                     // apostrophe, '\'' a single one, '?' any other sign beyond ASCII
  bool space_before = false;
  uint8_t nesting = 0;   // open parentheses around it (saturates)
  bool quoted = false;   // inside quotation marks that close in the same block
  uint64_t classes = 0;  // WordClass bits

  bool Is(uint64_t any_of) const { return (classes & any_of) != 0; }
  bool IsWord() const { return shape <= TokenShape::kMixed; }
  bool StartsUpper() const {
    return shape == TokenShape::kCapital || shape == TokenShape::kUpper || shape == TokenShape::kMixed;
  }
  Span span() const { return {start, end}; }
};

// Tokens [first, last) of some vector.
struct TokenRange {
  uint32_t first = 0, last = 0;
  bool empty() const { return first >= last; }
  uint32_t size() const { return last - first; }
};

// Appends the tokens of text[span] to *tokens. A word is a run of letters and digits with single hyphens or
// apostrophes inside. A possessive ending ('s) is a token of its own. Known verb forms get their classes from
// the vocabulary; "-ly" marks an adverb.
void Tokenize(std::string_view text, Span span, const Vocabulary& vocabulary, std::vector<Token>* tokens);

// The sentences of the tokens in `range`. A full stop ends a sentence if the next word may begin one and the
// previous word is not an abbreviation. ".-" (a run-in heading: "In general.--") also ends one.
std::vector<TokenRange> SplitSentences(std::string_view text, const std::vector<Token>& tokens,
                                       TokenRange range);

// The span from the first to the last token; empty for an empty range.
Span SpanOf(const std::vector<Token>& tokens, TokenRange range);

}  // namespace concord

#endif  // CONCORD_INGEST_LANGUAGE_SENTENCES_H_
