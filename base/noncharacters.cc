#include "base/noncharacters.h"

namespace concord {

size_t FindNoncharacter(std::string_view text) {
  for (size_t at = text.find("\xEF\xBF"); at != std::string_view::npos; at = text.find("\xEF\xBF", at + 3)) {
    if (at + 2 < text.size() && (text[at + 2] == '\xBE' || text[at + 2] == '\xBF')) return at;
  }
  return std::string_view::npos;
}

void ReplaceNoncharacters(std::string* text) {
  for (size_t at = FindNoncharacter(*text); at != std::string::npos;) {
    (*text)[at + 2] = '\xBD';
    const size_t next = FindNoncharacter(std::string_view(*text).substr(at));
    at = next == std::string_view::npos ? std::string::npos : at + next;
  }
}

}  // namespace concord
