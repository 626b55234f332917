#include "base/plural.h"

#include "base/grouped.h"

namespace concord {

std::string Counted(uint64_t count, std::string_view noun, std::string_view plural) {
  std::string text = Grouped(count) + ' ';
  if (count == 1) return text.append(noun);
  return plural.empty() ? text.append(noun) + 's' : text.append(plural);
}

}  // namespace concord
