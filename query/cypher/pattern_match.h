// Regular expressions for =~.
#ifndef CONCORD_QUERY_CYPHER_PATTERN_MATCH_H_
#define CONCORD_QUERY_CYPHER_PATTERN_MATCH_H_

#include <string>

#include "query/cypher/failure.h"

namespace concord::cypher {

// Whether the whole text fits the regular expression (ICU has none that is linear, RE2 is what reads it: no
// back references, no look-around). Fails with a SyntaxError at run time for one that cannot be read.
bool MatchesWholly(const std::string& text, const std::string& pattern, Position position);

}  // namespace concord::cypher

#endif  // CONCORD_QUERY_CYPHER_PATTERN_MATCH_H_
