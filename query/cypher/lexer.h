// Cuts the text of a query into tokens.
#ifndef CONCORD_QUERY_CYPHER_LEXER_H_
#define CONCORD_QUERY_CYPHER_LEXER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/cypher/failure.h"

namespace concord::cypher {

enum class TokenKind : uint8_t {
  kEnd,
  kName,        // a name or a key word: which of them, the parser decides by the place
  kQuotedName,  // `in backquotes`: never a key word
  kString,
  kInteger,  // the text is what was written: "12", "0x1F", "0o17"
  kFloat,
  kBadNumber,  // begins like a number and goes on like a name
  kParameter,  // $name: the text is the name
  kSymbol,     // "(", "<=", "..": the text is the symbol
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string text;  // decoded
  Position position;
  uint32_t end = 0;           // offset behind the token
  bool is_lookalike = false;  // a dash or an angle bracket of Unicode: an arrow may have one, arithmetic not
};

// The last token is kEnd. Fails with InvalidUnicodeLiteral or UnexpectedSyntax.
std::vector<Token> Lex(std::string_view query);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_LEXER_H_
