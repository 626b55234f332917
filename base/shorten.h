// UTF-8 cut short without breaking a character.
#ifndef CONCORD_BASE_SHORTEN_H_
#define CONCORD_BASE_SHORTEN_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace concord {

// The largest place up to `at` (in bytes) where a character begins; the end of the text when `at` is beyond.
size_t CharacterStart(std::string_view text, size_t at);

// The text, or its first `bytes` bytes at most and "…" when it has more.
std::string Shorten(std::string_view text, size_t bytes);

// The text, or its first `characters` - 1 code points and "…" when it has more than `characters`.
std::string ShortenToCharacters(std::string_view text, size_t characters);

}  // namespace concord

#endif  // CONCORD_BASE_SHORTEN_H_
