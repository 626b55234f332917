// Cuts UTF-8 without breaking a character.
#ifndef CONCORD_BASE_SHORTEN_H_
#define CONCORD_BASE_SHORTEN_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace concord {

// The last character start at or before `at` (in bytes); the end of the text if `at` is beyond it.
size_t CharacterStart(std::string_view text, size_t at);

// The text if it fits into `bytes` bytes; otherwise its first `bytes` bytes at most, and "…".
std::string Shorten(std::string_view text, size_t bytes);

// The text if it has at most `characters` code points; otherwise the first `characters` - 1, and "…".
std::string ShortenToCharacters(std::string_view text, size_t characters);

}  // namespace concord

#endif  // CONCORD_BASE_SHORTEN_H_
