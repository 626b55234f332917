// Counts in sentences: "1 document", "3 documents", "2 bodies".
#ifndef CONCORD_BASE_PLURAL_H_
#define CONCORD_BASE_PLURAL_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace concord {

// The number with its noun. `plural` is for nouns that do not just add an "s"; write what follows the noun
// into both: Counted(n, "body", "bodies"), Counted(n, "item has", "items have").
std::string Counted(uint64_t count, std::string_view noun, std::string_view plural = {});

}  // namespace concord

#endif  // CONCORD_BASE_PLURAL_H_
