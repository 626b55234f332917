// Identifiers and other texts that must stay on one line.
#ifndef CONCORD_BASE_ONE_LINE_H_
#define CONCORD_BASE_ONE_LINE_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace concord {

// The byte of the first control character (C0, DEL or C1; line breaks and tabs are among them), npos when
// there is none. Also for bytes that are no UTF-8.
size_t FindControl(std::string_view text);

// For identifiers: control characters count as white space, runs of white space become one blank, and both
// ends are trimmed.
std::string OneLine(std::string_view text);

}  // namespace concord

#endif  // CONCORD_BASE_ONE_LINE_H_
