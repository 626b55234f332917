// Identifiers and other texts that must stay on one line.
#ifndef CONCORD_BASE_ONE_LINE_H_
#define CONCORD_BASE_ONE_LINE_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace concord {

// The position of the first control character (C0, DEL or C1; this includes line breaks and tabs), or npos.
// Also works for bytes that are not UTF-8.
size_t FindControl(std::string_view text);

// For identifiers: treats control characters as white space, turns each run of white space into one blank,
// and trims both ends.
std::string OneLine(std::string_view text);

}  // namespace concord

#endif  // CONCORD_BASE_ONE_LINE_H_
