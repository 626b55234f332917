// Reads the text of a query into its tree: recursive descent, with precedence climbing for expressions.
#ifndef CONCORD_QUERY_CYPHER_PARSER_H_
#define CONCORD_QUERY_CYPHER_PARSER_H_

#include <string_view>

#include "query/cypher/ast.h"

namespace concord::cypher {

// Brackets, CASE, NOT, signs and subqueries within each other. What is deeper is refused.
inline constexpr int kMaxNesting = 200;
// The height of an expression's tree: of "1 + 1 + 1 + ...", the number of signs.
inline constexpr uint32_t kMaxExpressionDepth = 1500;
// The nodes and relationships of one pattern to match. Planning takes time with the cube of their number.
inline constexpr size_t kMaxPatternParts = 500;
// The steps of the whole query: its clauses, what they do besides (DISTINCT, WHERE, ORDER BY ...), and the
// nodes and relationships of what it matches. Steps run within one another, so their number takes stack.
inline constexpr size_t kMaxSteps = 3000;

// Fails with a SyntaxError: UnexpectedSyntax, IntegerOverflow, InvalidNumberLiteral, ...
Query ParseQuery(std::string_view text);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_PARSER_H_
