// Words that other query languages have and this one has not.
#ifndef CONCORD_QUERY_CYPHER_FOREIGN_WORDS_H_
#define CONCORD_QUERY_CYPHER_FOREIGN_WORDS_H_

#include <string_view>

namespace concord::cypher {

// What to write instead of a word within a query (LIKE, GROUP BY) or of a function (year(x)), in lower case;
// empty for a word that is not known.
std::string_view InsteadOfWord(std::string_view word);
std::string_view InsteadOfFunction(std::string_view name);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_FOREIGN_WORDS_H_
