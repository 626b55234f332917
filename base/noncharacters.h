// U+FFFE and U+FFFF, which XML must not contain (XML 1.0, production Char). A text with one of them could be
// read but not written again.
#ifndef CONCORD_BASE_NONCHARACTERS_H_
#define CONCORD_BASE_NONCHARACTERS_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace concord {

// The position of the first of the two in UTF-8 text, or npos.
size_t FindNoncharacter(std::string_view text);
// Replaces both with U+FFFD, which takes the same number of bytes.
void ReplaceNoncharacters(std::string* text);

}  // namespace concord

#endif  // CONCORD_BASE_NONCHARACTERS_H_
