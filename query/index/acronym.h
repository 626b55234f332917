// Words that are spelled as acronyms are: "LAWS", "LLMs", "5G".
#ifndef CONCORD_QUERY_INDEX_ACRONYM_H_
#define CONCORD_QUERY_INDEX_ACRONYM_H_

#include <string_view>

namespace concord {

bool IsAcronym(std::string_view word);
// Its letters without a plural's "s".
std::string_view BareAcronym(std::string_view word);

}  // namespace concord

#endif  // CONCORD_QUERY_INDEX_ACRONYM_H_
