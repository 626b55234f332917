#include "query/index/acronym.h"

#include <cstddef>

#include "base/text.h"

namespace concord {
namespace {

bool IsUpperAscii(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

bool IsAcronym(std::string_view word) {
  const std::string_view bare = BareAcronym(word);
  if (bare.size() < 2 || bare.size() > 8) return false;
  size_t upper = 0;
  for (const char c : bare) {
    if (!IsUpperAscii(c) && !IsDigit(c)) return false;
    upper += IsUpperAscii(c) ? 1 : 0;
  }
  return upper >= 2;
}

std::string_view BareAcronym(std::string_view word) {
  if (word.size() > 2 && word.back() == 's' && IsUpperAscii(word[word.size() - 2])) word.remove_suffix(1);
  return word;
}

}  // namespace concord
