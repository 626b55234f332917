// Bytes as text of the 64 characters A-Z a-z 0-9 + /, after RFC 4648 section 4.
#ifndef CONCORD_BASE_BASE64_H_
#define CONCORD_BASE_BASE64_H_

#include <optional>
#include <string>
#include <string_view>

namespace concord {

// With padding, on one line.
std::string ToBase64(std::string_view bytes);

// Accepts text with or without padding, and skips line ends and blanks as MIME has them. Nothing if there is
// any other character, or a number of characters that no bytes make.
std::optional<std::string> FromBase64(std::string_view text);

}  // namespace concord

#endif  // CONCORD_BASE_BASE64_H_
