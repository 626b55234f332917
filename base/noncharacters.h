// U+FFFE and U+FFFF, which no XML may have (XML 1.0, production Char): a text with one of them could be read
// but not written again.
#ifndef CONCORD_BASE_NONCHARACTERS_H_
#define CONCORD_BASE_NONCHARACTERS_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace concord {

// Where the first of the two stands in UTF-8, or npos.
size_t FindNoncharacter(std::string_view text);
// Both become U+FFFD, which takes as many bytes.
void ReplaceNoncharacters(std::string* text);

}  // namespace concord

#endif  // CONCORD_BASE_NONCHARACTERS_H_
