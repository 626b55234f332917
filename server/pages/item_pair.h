// Two items of frameworks beside one another: their texts with the words that both have, and the chains of
// mappings between them.
#ifndef CONCORD_SERVER_PAGES_ITEM_PAIR_H_
#define CONCORD_SERVER_PAGES_ITEM_PAIR_H_

#include <string>
#include <string_view>

#include "base/result.h"
#include "server/visit.h"

namespace concord {

// A section of a page. kNotFound for an item that its framework does not have.
Result<std::string> ItemPairHtml(const Visit& visit, std::string_view a, std::string_view b,
                                 std::string_view subject, std::string_view object);

// Both texts as HTML, with the words (by their stems) that stand in both marked.
struct MarkedTexts {
  std::string first, second;
};
MarkedTexts MarkCommonWords(std::string_view first, std::string_view second);

}  // namespace concord

#endif  // CONCORD_SERVER_PAGES_ITEM_PAIR_H_
