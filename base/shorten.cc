#include "base/shorten.h"

#include <algorithm>

#include "base/unicode.h"

namespace concord {

size_t CharacterStart(std::string_view text, size_t at) {
  if (at >= text.size()) return text.size();
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return at;
}

std::string Shorten(std::string_view text, size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  return std::string(text.substr(0, CharacterStart(text, bytes))) + "…";
}

std::string ShortenToCharacters(std::string_view text, size_t characters) {
  size_t at = 0, count = 0, cut = 0;
  while (at < text.size()) {
    if (count + 1 == characters) cut = at;
    if (++count > characters) return std::string(text.substr(0, cut)) + "…";
    NextCodePoint(text, &at);
  }
  return std::string(text);
}

}  // namespace concord
